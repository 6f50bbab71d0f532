// The parts of the secret gate one by one: word shape, placeholders, weak passwords, base64 runs, redaction.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, wrappedRuns } from '../../processors/secret/base64.ts'
import { base62, crc32, hasRightChecksum } from '../../processors/secret/checksum.ts'
import { entropy, wordShare } from '../../processors/secret/entropy.ts'
import { alphabets, sample, wrapped } from '../../processors/secret/examples.ts'
import { dismissal, isFiller } from '../../processors/secret/placeholder.ts'
import { editsOf, redacted } from '../../processors/secret/redact.ts'
import { isWeakPassword } from '../../processors/secret/weak.ts'

describe('word shape', () => {
  it('tells names from random strings where entropy does not', () => {
    for (const name of ['authorizationHeader', 'my-application-secret', 'CURRENT_USER_TOKEN', 'passwordResetLink']) {
      expect(wordShare(name), name).toBeGreaterThan(0.7)
    }
    const shares = Array.from({ length: 200 }, (_, i) => wordShare(sample(`shape ${i}`, 'alnum', 32)))
    expect(shares.filter((share) => share > 0.4).length).toBeLessThanOrEqual(2)
  })

  it('measures entropy in bits per character', () => {
    expect(entropy('aaaa')).toBe(0)
    expect(entropy('abcd')).toBe(2)
    expect(entropy('0123456789abcdef')).toBe(4)
  })
})

describe('placeholders', () => {
  it.each([
    [`\${DB_PASSWORD}`, 'template'],
    ['{{ .Values.x }}', 'template'],
    ['<your token>', 'template'],
    ['%s', 'template'],
    ['$PASSWORD', 'template'],
    ['#{password}', 'template'],
    ['@db.password@', 'template'],
    ['process.env.TOKEN', 'lookup'],
    ["os.environ['X']", 'lookup'],
    ['xxxxxxxxxxxx', 'filler'],
    ['********', 'template'],
    ['abcdefghijkl', 'filler'],
    ['abcabcabcabc', 'filler'],
    ['your-api-key', 'example'],
    ['change_me', 'example'],
    ['REDACTED_1', 'example'],
    [['AKIA', 'IOSFODNN7', 'EXAMPLE'].join(''), 'example'],
    [['sk', 'test', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'), 'sample'],
  ])('%s is a %s', (value, why) => {
    expect(dismissal(value)).toBe(why)
  })

  it('dismiss fewer than one random token in a thousand', () => {
    let dismissed = 0
    for (let i = 0; i < 3000; i++)
      if (dismissal(sample(`token ${i}`, i % 2 === 0 ? 'alnum' : 'hex', 40)) !== null) dismissed++
    expect(dismissed).toBeLessThanOrEqual(3)
  })

  it('take a walk along the alphabet and few characters for fillers', () => {
    expect(isFiller('1234567890')).toBe(true)
    expect(isFiller('00000000-0000-0000-0000-000000000000')).toBe(true)
    expect(isFiller(sample('no filler', 'hex', 32))).toBe(false)
  })
})

describe('weak passwords', () => {
  it.each([
    'password',
    'Password1!',
    'P@ssw0rd',
    'admin123',
    'testpass',
    'changeit',
    '12345678',
    'letmein',
    'root',
    'secret\\n',
  ])('%s is one', (value) => {
    expect(isWeakPassword(value)).toBe(true)
  })
  it.each(['Tr0ub4d' + 'or&3x', 'kaffeeTasse92', 'xK92mPq7', 'giraffe48Zoo'])('%s is none', (value) => {
    expect(isWeakPassword(value)).toBe(false)
  })
})

describe('base64', () => {
  it('finds every run that holds text, wherever it stands', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{20,80}$/), fc.stringMatching(/^[ .,;!?]{0,40}$/), (inside, around) => {
        const content = Buffer.from(`${around} ${wrapped(inside)} ${around}`, 'latin1')
        const runs = wrappedRuns(content, 10)
        expect(runs.map(({ text }) => text)).toEqual([inside])
        expect(content.subarray(runs[0]?.start, runs[0]?.end).toString('latin1')).toBe(wrapped(inside))
      }),
    )
  })

  it('reads on where a run is folded into lines', () => {
    const inside = `${'a line of text that is wrapped, '.repeat(8)}the end`
    const lines = (wrapped(inside).match(/.{1,64}/g) ?? []).join('\n    ')
    const content = Buffer.from(`data: |\n    ${lines}\nother: x\n`)
    expect(wrappedRuns(content, 10)).toEqual([{ start: 12, end: 12 + lines.length, text: inside }])
  })

  it('takes random tokens and words for no text', () => {
    for (let i = 0; i < 500; i++) expect(wrappedRuns(Buffer.from(sample(`run ${i}`, 'base64', 40)), 10)).toEqual([])
    expect(wrappedRuns(Buffer.from('/usr/local/lib/node_modules/npm/node_modules/some/path'), 10)).toEqual([])
    expect(decodeText('AAECAw==')).toBeNull()
  })
})

describe('checksums', () => {
  it('are CRC-32 in base 62', () => {
    expect(crc32('123456789').toString(16)).toBe('cbf43926')
    expect(base62(61)).toBe('00000z')
    expect(base62(62)).toBe('000010')
  })

  it('are right in a token that was issued so, and a changed one is not proven', () => {
    const issued = ['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join('_')
    expect(hasRightChecksum(issued)).toBe(true)
    expect(hasRightChecksum(issued.replace('z', 'y'))).toBe(false)
    const random = sample('npm checksum', 'alnum', 30)
    expect(hasRightChecksum(`${['npm', random].join('_')}${base62(crc32(random))}`)).toBe(true)
  })
})

describe('redaction', () => {
  const value = ['ghp', sample('redaction', 'alnum', 36)].join('_')

  it('shows at most four characters of a long value and none of a short one', () => {
    expect(redacted(value, 'key')).toMatch(/^ghp_… 40 characters, hmac [0-9a-f]{12}$/)
    expect(redacted('kT7!', 'key')).toMatch(/^… 4 characters, hmac [0-9a-f]{12}$/)
    expect(redacted(value, 'key')).not.toBe(redacted(value, 'another key'))
  })

  it('joins overlapping spans and gives the same value the same replacement', () => {
    const text = 'aaaa bbbb aaaa cccc'
    const spans = [
      { start: 10, end: 14 },
      { start: 0, end: 4 },
      { start: 5, end: 9 },
      { start: 16, end: 19 },
      { start: 15, end: 18 },
    ]
    expect(
      editsOf(text, spans).map(({ startByte, endByte, replacement }) => [startByte, endByte, replacement]),
    ).toEqual([
      [0, 4, 'REDACTED_1'],
      [5, 9, 'REDACTED_2'],
      [10, 14, 'REDACTED_1'],
      [15, 19, 'REDACTED_3'],
    ])
  })

  it('draws examples from their alphabet', () => {
    expect([...sample('a', 'hex', 64)].every((character) => alphabets.hex.includes(character))).toBe(true)
    expect(sample('a', 'hex', 64)).toBe(sample('a', 'hex', 64))
  })
})
