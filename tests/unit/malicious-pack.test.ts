// A user's YARA rules beside the gate's own: loaded from a folder, named in the finding, part of the ruleset.
// Mutants: leave the engine out of packText; allow the module time, or includes; compile a global rule with other files;
// pass over links; end at the first fault.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { malicious, maliciousWith } from '../../processors/malicious/index.ts'
import { readMaliciousPack, type YaraPack } from '../../runtime/malicious-pack.ts'
import { rulePaths } from '../../runtime/rule-folder.ts'
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

function loaded(path: string): YaraPack {
  const { pack: found, faults } = readMaliciousPack(path)
  if (found === null) throw new Error(JSON.stringify(faults))
  return found
}

describe('a pack of YARA rules', () => {
  it('rejects by its own severity and names pack, file and version', () => {
    const own = loaded(pack)
    const verdict = judgeText('é\nx = "ACME-MARK"\n', maliciousWith([own]))
    expect(verdict).toMatchObject({ decision: 'reject', reason: 'pack.house-rules.marker' })
    expect(verdict.findings[0]).toMatchObject({ startLine: 2, severity: 'critical' })
    expect(verdict.findings[0]?.message).toBe(
      `Our marker. (pack house-rules, file a.yar, version ${own.version.slice(0, 12)})`,
    )
    expect(judgeText('ACME-LOW', maliciousWith([own]))).toMatchObject({ decision: 'accept' })
  })

  it('takes files that use one name', () => {
    const own = loaded(pack)
    expect(own.rules).toBe(5)
    expect(own.scan(Buffer.from('ACME-MARK ACME-OTHER')).map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'a.yar marker',
      'more/b.yara marker',
    ])
  })

  it('wants a capability beside a threat, and only where the rule is meant to look', () => {
    const gate = maliciousWith([loaded(pack)])
    const at = (path: string, content: string) => judgeText({ path, content, language: 'unknown' }, gate).decision
    expect(at('a.py', '# ACME-THREAT')).toBe('accept')
    expect(at('a.py', '# ACME-NET')).toBe('accept')
    expect(at('a.py', '# ACME-THREAT ACME-NET')).toBe('reject')
    expect(at('a.c', '// ACME-THREAT ACME-NET')).toBe('accept')
  })

  it('is part of the ruleset', () => {
    const own = loaded(pack)
    expect(maliciousWith([own]).ruleset).not.toBe(malicious.ruleset)
    expect(maliciousWith([own]).ruleset).toBe(maliciousWith([loaded(pack)]).ruleset)
  })

  it('gives another ruleset and version when a file of it changes, and under another engine', () => {
    const copy = join(folder, 'changes', 'house-rules')
    const put = (file: string, text: string) => writeFileSync(join(copy, file), text)
    mkdirSync(copy, { recursive: true })
    put('a.yar', 'rule a { strings: $a = "ACME" condition: $a }')
    const first = loaded(copy)
    put('a.yar', 'rule a { strings: $a = "ACME" condition: $a } // looked at')
    const second = loaded(copy)
    expect(second.version).not.toBe(first.version)
    const rulesets = [first, second, { ...second, engine: 'another' }].map((one) => maliciousWith([one]).ruleset)
    expect(new Set(rulesets).size).toBe(3)
  })

  it('takes linked files, and rules of the same line; a global rule speaks for its own file', () => {
    const linked = join(folder, 'linked')
    mkdirSync(join(linked, '..data'), { recursive: true })
    writeFileSync(
      join(linked, '..data', 'a.yar'),
      'rule a { strings: $a = "ACME" condition: $a } rule b { strings: $a = "B" condition: $a }',
    )
    symlinkSync(join('..data', 'a.yar'), join(linked, 'a.yar'))
    writeFileSync(join(linked, 'b.yar'), 'rule b { strings: $a = "ACME" condition: $a }')
    writeFileSync(join(linked, 'c.yar'), 'global rule big { condition: filesize > 1MB }')
    const { scan, rules } = loaded(linked)
    expect(rules).toBe(4)
    expect(scan(Buffer.from('ACME')).map(({ file, rule }) => `${file} ${rule}`)).toEqual(['a.yar a', 'b.yar b'])
  })

  it('is refused where a rule is wrong or none is there, with every fault', () => {
    const wrong = join(folder, 'wrong')
    const faults = (path = wrong): string =>
      readMaliciousPack(path)
        .faults.map(({ expected, found }) => `expected ${expected}, found ${found}`)
        .join('\n')
    mkdirSync(wrong)
    const put = (text: string, file = 'a.yar') => writeFileSync(join(wrong, file), text)
    expect(faults()).toMatch(/expected a folder of YARA rules, .*found none of them in /)
    put('rule a { condition: nothing }\nrule b { condition: $x }')
    put('rule', 'b.yar')
    expect(faults().split('\n')).toEqual([
      'expected a YARA rule, found a.yar, line 1: unknown identifier `nothing`',
      'expected a YARA rule, found a.yar, line 2: unknown pattern `$x`',
      expect.stringContaining('found b.yar, line 1: syntax error'),
    ])
    put('', 'b.yar')
    put('include "../house-rules/a.yar"\ninclude "c.inc"')
    expect(faults()).toMatch(/which a\.yar includes, in the pack, found a path out of it\n.*found nothing at .*c\.inc/)
    put('// none')
    expect(faults()).toMatch(/expected a rule, found none/)
    put('import "time" rule a { condition: time.now() > 1 }')
    expect(faults()).toMatch(/the module time may not be used/)
    put('/**/ include "/etc/hostname"')
    expect(faults()).toMatch(/include statements not allowed/)
    writeFileSync(join(wrong, 'a.yar'), Buffer.from([0xff, 0xfe]))
    expect(faults()).toMatch(/no UTF-8/)
    symlinkSync(folder, join(wrong, 'elsewhere'))
    symlinkSync('absent.yar', join(wrong, 'gone.yar'))
    expect(faults()).toMatch(/a link to a folder at .*elsewhere[\s\S]*nothing at .*gone\.yar/)
    expect(faults(join(folder, 'absent'))).toMatch(/found nothing at/)
    expect(faults(join(wrong, 'a.yar'))).toMatch(/found a file at/)
    expect(rulePaths(pack, 3).faults).toEqual([])
    expect(rulePaths(pack, 2).faults[0]?.found).toContain('more than 2 entries in')
    mkdirSync(join(folder, 'two words'))
    expect(faults(join(folder, 'two words'))).toMatch(/with a name of letters/)
  })
})
