// The users' rules on their way from disk to the gates: what is typed stands before what is set, every fault is told, a
// supervisor's copies are the same rules, and what may be shown of content is decided by them too (I15).
// Mutants: take the setting before the option; tell the first fault only; drop the doubtful without a word; keep a former
// start's copies; name the key by its plain hash; show content by the product's rules alone.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { rulesFaults } from '../../cli/doctor-checks.ts'
import { type GateRules, type RulesOptions, readGateRules, requireGateRules } from '../../cli/gate-rules.ts'
import { keepRules, secretInUse } from '../../cli/kept-rules.ts'
import { redactContent, showBytes } from '../../cli/redaction.ts'
import { createPipeline } from '../../processors/index.ts'
import { sample } from '../../processors/secret/examples.ts'
import { secretWith } from '../../processors/secret/index.ts'
import { loadConfig } from '../../runtime/config.ts'
import { exitCodeOf } from '../../runtime/errors.ts'
import { fileOf } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-gate-rules-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(path: string, text: string): string {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
  return file
}

const yara = (name: string, text: string): string => `rule ${name} { strings: $a = "${text}" condition: $a }\n`
const desk = (id: string, more = ''): string =>
  `[[rules]]\nid = "${id}"\nregex = '''deskt_[a-z0-9]{24}'''\nkeywords = ["deskt_"]\n${more}`
const pack = join(put('packs/house/deep/a.yar', `include "../parts.inc"\n${yara('a', 'ACME')}`), '..', '..')
put('packs/house/parts.inc', yara('part', 'PART'))
const other = join(put('packs/other/b.yar', yara('b', 'OTHER')), '..')
const toml = put('desk.toml', desk('desk-ticket'))
const ticket = `deskt_${sample('ticket', 'lower', 24)}`
const key = 'k'.repeat(100)
const home = join(folder, 'home')
const configOf = (env: Readonly<Record<string, string>>) => loadConfig({ CODELUPE_HOME: home, ...env })
const set = configOf({
  CODELUPE_MALICIOUS_RULES: pack,
  CODELUPE_SECRET_RULES: toml,
  CODELUPE_SECRET_HMAC_KEY: key,
  CODELUPE_QUALITY_MIN: '55',
})
const rulesets = ({ settings }: GateRules): readonly string[] => createPipeline(settings).map(({ ruleset }) => ruleset)

const refusal = async (options: RulesOptions): Promise<unknown> =>
  requireGateRules(configOf({}), options, () => undefined).then(
    () => 'accepted',
    (error: unknown) => error,
  )

describe('rules that can be read', () => {
  test('reach the settings of the gates, a line each', async () => {
    const rules = await readGateRules(set, {})
    expect(rules.faults).toEqual([])
    expect(rules.settings).toMatchObject({
      scoreMin: 55,
      packs: [{ name: 'house' }],
      secret: { hmacKey: key, userRules: [{ id: 'user.desk-ticket' }] },
    })
    expect(rules.lines).toEqual([
      expect.stringMatching(/^malicious: pack house, 2 rules, version [0-9a-f]{12}$/),
      expect.stringMatching(/^secret: file desk\.toml, 1 rule, version [0-9a-f]{12}$/),
      expect.stringMatching(/^secret: evidence key [0-9a-f]{12}$/),
    ])
  })

  test('are those that were typed, where any were', async () => {
    const typed = await readGateRules(set, { maliciousRules: other })
    expect(typed.lines[0]).toContain('pack other')
    expect(typed.given).toEqual({ maliciousRules: other, secretRules: toml })
  })

  test('are read only by the gate that judges by them', async () => {
    const malicious = await readGateRules(set, { secretRules: join(folder, 'nowhere') }, ['malicious'])
    expect([malicious.faults, malicious.settings.secret]).toEqual([[], { userRules: [] }])
    const secret = await readGateRules(set, { maliciousRules: join(folder, 'nowhere') }, ['secret'])
    expect([secret.faults, secret.settings.packs]).toEqual([[], []])
    expect((await readGateRules(configOf({}), {})).lines).toEqual([])
  })

  test('are said to be doubtful where they are', async () => {
    const said: string[] = []
    const doubtful = put('doubt.toml', `[[rules]]\nid = "a"\nregex = '''[a-z]{24}'''\nkeywords = ["corp"]`)
    await requireGateRules(configOf({}), { secretRules: doubtful }, (line) => said.push(line))
    expect(said).toEqual([
      expect.stringMatching(/^warning: --secret-rules: .*doubt\.toml, line 4, rule a: none that does$/),
    ])
  })
})

describe('rules that cannot be read', () => {
  test('are refused with every fault of both, exit 2', async () => {
    put('packs/wrong/a.yar', 'rule a { condition: nothing }')
    put('packs/wrong/b.yar', 'rule b { condition: $x }')
    const maliciousRules = join(folder, 'packs', 'wrong')
    const error = await refusal({ maliciousRules, secretRules: put('twice.toml', desk('a') + desk('a')) })
    expect(exitCodeOf(error)).toBe(2)
    for (const part of ['a.yar, line 1: ', 'b.yar, line 1: ', 'twice.toml, line 6, rule a: two rules have this id'])
      expect(String(error)).toContain(part)
    expect(String(error).match(/--malicious-rules: expected/g)).toHaveLength(2)
  })

  test.each([
    [{ maliciousRules: '' }, /--malicious-rules: expected a path, found an empty text/],
    [{ secretRules: join(folder, 'nowhere') }, /TOML format, found nothing at/],
    [{ secretRules: folder }, /found a folder at/],
    [{ secretRules: '/dev/null' }, /found no regular file at/],
    [{ secretRules: put('empty.toml', '# nothing\n') }, /it has no \[\[rules\]\]/],
    [{ secretRules: put('broken.toml', 'title = "x"\n[[rules]\n') }, /broken\.toml, line 2, column \d+: not TOML: /],
    [{ secretRules: put('large.toml', '#'.repeat(5_000_000)) }, /5000000 bytes in .*, more than 4194304/],
  ])('%j', async (options, why) => {
    expect(String(await refusal(options))).toMatch(why)
  })

  test('are not all listed where they are too many', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `[[rules]]\nid = "r${index}"\n`).join('')
    const error = String(await refusal({ secretRules: put('many.toml', many) }))
    expect(error.match(/it has no regex/g)).toHaveLength(20)
    expect(error).toContain('; and 10 more')
  })
})

describe("a supervisor's copies", () => {
  test('are the same rules, and nothing of a former start', async () => {
    const rules = await readGateRules(set, {})
    const kept = keepRules(set, rules)
    const copies = await readGateRules(set, kept.kept)
    expect([copies.lines, rulesets(copies)]).toEqual([rules.lines, rulesets(rules)])
    expect(kept.kept.maliciousRules).toBe(join(home, 'run', 'rules', 'malicious', 'house'))
    expect(statSync(kept.kept.secretRules ?? '').mode & 0o777).toBe(0o600)

    const next = keepRules(set, await readGateRules(configOf({}), { maliciousRules: other }))
    expect(next.kept).toEqual({ maliciousRules: join(home, 'run', 'rules', 'malicious', 'other') })
    expect((await refusal(kept.kept)) instanceof Error).toBe(true)
  })

  test('are named by doctor where the files have changed since', async () => {
    const file = put('packs/moving/a.yar', yara('a', 'ONE'))
    const moving = configOf({ CODELUPE_MALICIOUS_RULES: join(file, '..') })
    const inUse = keepRules(moving, await readGateRules(moving, {}))
    expect(await rulesFaults(moving, inUse)).toEqual([])
    writeFileSync(file, yara('a', 'TWO'))
    expect(await rulesFaults(moving, null)).toEqual([])
    expect(await rulesFaults(moving, inUse)).toMatchObject([
      { level: 'warning', expected: inUse.lines[0], found: expect.stringContaining('pack moving') },
    ])
    writeFileSync(file, 'rule')
    expect((await rulesFaults(moving, inUse)).map(({ level, what }) => `${level} ${what}`)).toEqual([
      'fault CODELUPE_MALICIOUS_RULES',
      'warning rules of the running pipeline',
    ])
  })
})

test('what may be shown of content is decided by the rules of the user too (I15)', async () => {
  const content = Buffer.from(`the desk opens for ${ticket}\n`)
  const file = fileOf(content)
  const own = await secretInUse(configOf({ CODELUPE_SECRET_RULES: toml }), () => undefined)
  expect(redactContent(own, file, content)).toMatchObject({ kind: 'text', text: 'the desk opens for REDACTED_1\n' })
  expect(showBytes(own, content)).toEqual({ kind: 'withheld', reason: 'user.desk-ticket' })
  const without = await secretInUse(configOf({}), () => undefined)
  expect(redactContent(without, file, content)).toMatchObject({ redactions: 0 })
  const gone = configOf({ CODELUPE_SECRET_RULES: join(folder, 'gone.toml') })
  await expect(secretInUse(gone, () => undefined)).rejects.toThrow('found nothing at')
})

test('the key names itself in the ruleset without giving itself away', () => {
  const { ruleset, rulesetText } = secretWith({ hmacKey: key })
  expect(ruleset).not.toBe(secretWith().ruleset)
  expect(ruleset).toBe(secretWith({ hmacKey: key }).ruleset)
  // HMAC takes the hash of a key beyond its block for the key itself.
  const hash = createHash('sha256').update(key).digest('hex')
  expect([rulesetText.includes(hash), rulesetText.includes(key)]).toEqual([false, false])
})
