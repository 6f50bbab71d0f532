// A user's YARA rules beside the gate's own: loaded from a folder, named in the finding, part of the ruleset.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { malicious, maliciousWith } from '../../processors/malicious/index.ts'
import { loadMaliciousPack } from '../../runtime/malicious-pack.ts'
import { judgeText } from '../contract/malicious-helper.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-pack-'))
const pack = join(folder, 'house-rules')

beforeAll(() => {
  mkdirSync(join(pack, 'more'), { recursive: true })
  writeFileSync(
    join(pack, 'a.yar'),
    'rule marker { meta: severity = "critical" description = "Our marker." strings: $a = "ACME-MARK" condition: $a }\n' +
      'rule careful { meta: severity = "low" strings: $a = "ACME-LOW" condition: $a }',
  )
  writeFileSync(
    join(pack, 'more', 'b.yara'),
    'rule marker { meta: severity = "info" strings: $a = "ACME-OTHER" condition: $a }\n' +
      'rule threat_only { meta: identifies = "threat.x" severity = "high" path_include = "*.py,*.js" strings: $a = "ACME-THREAT" condition: $a }\n' +
      'rule capability_net { meta: identifies = "capability.network" severity = "high" strings: $a = "ACME-NET" condition: $a }',
  )
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('a pack of YARA rules', () => {
  it('rejects by its own severity and names pack, file and version', () => {
    const loaded = loadMaliciousPack(pack)
    const verdict = judgeText('é\nx = "ACME-MARK"\n', maliciousWith([loaded]))
    expect(verdict).toMatchObject({ decision: 'reject', reason: 'pack.house-rules.marker' })
    expect(verdict.findings[0]).toMatchObject({ startLine: 2, severity: 'critical' })
    expect(verdict.findings[0]?.message).toBe(
      `Our marker. (pack house-rules, file a.yar, version ${loaded.version.slice(0, 12)})`,
    )
    expect(judgeText('ACME-LOW', maliciousWith([loaded]))).toMatchObject({ decision: 'accept' })
  })

  it('takes files that use one name', () => {
    const loaded = loadMaliciousPack(pack)
    expect(loaded.rules).toBe(5)
    expect(loaded.scan(Buffer.from('ACME-MARK ACME-OTHER')).map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'a.yar marker',
      'more/b.yara marker',
    ])
  })

  it('wants a capability beside a threat, and only where the rule is meant to look', () => {
    const gate = maliciousWith([loadMaliciousPack(pack)])
    const at = (path: string, content: string) => judgeText({ path, content, language: 'unknown' }, gate).decision
    expect(at('a.py', '# ACME-THREAT')).toBe('accept')
    expect(at('a.py', '# ACME-NET')).toBe('accept')
    expect(at('a.py', '# ACME-THREAT ACME-NET')).toBe('reject')
    expect(at('a.c', '// ACME-THREAT ACME-NET')).toBe('accept')
  })

  it('is part of the ruleset', () => {
    const loaded = loadMaliciousPack(pack)
    expect(maliciousWith([loaded]).ruleset).not.toBe(malicious.ruleset)
    expect(maliciousWith([loaded]).ruleset).toBe(maliciousWith([loadMaliciousPack(pack)]).ruleset)
  })

  it('is refused with its faults where a rule is wrong or none is there', () => {
    const wrong = join(folder, 'wrong')
    mkdirSync(wrong)
    expect(() => loadMaliciousPack(wrong)).toThrow(/expected \.yar or \.yara files/)
    writeFileSync(join(wrong, 'a.yar'), 'rule a { condition: nothing }')
    expect(() => loadMaliciousPack(wrong)).toThrow(/a\.yar: .*unknown identifier/)
    writeFileSync(join(wrong, 'a.yar'), 'include "../house-rules/a.yar"')
    expect(() => loadMaliciousPack(wrong)).toThrow(/found nothing/)
    expect(() => loadMaliciousPack(join(folder, 'absent'))).toThrow(/found nothing at/)
  })
})
