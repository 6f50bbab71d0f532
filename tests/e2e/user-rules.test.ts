// The users' own rules through the real command line: a YARA rule rejects and a gitleaks rule redacts what the product's
// rules accept, the explanation names pack, file and version, and a supervisor's workers keep the rules they began with.
// Mutants: leave the packs, the users' rules or the key out of the gates' settings; start workers on the user's files
// instead of the copies; start the pipeline without looking at the rules; leave the origin out of a finding.
import { createHash, createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Explanation } from '../../cli/queries/explain.ts'
import { createPipeline, defaultGateSettings } from '../../processors/index.ts'
import { verdictOf } from '../../processors/processor.ts'
import { type CommandLine, servedCommandLine } from '../support/command-line.ts'
import { untilWorker } from '../support/faults.ts'
import { plainSource } from '../support/plain-source.ts'
import { fileOf } from '../unit/secret-file.ts'

const inputs = mkdtempSync(join(tmpdir(), 'codelupe-user-rules-'))
const pack = join(inputs, 'house-rules')
const toml = join(inputs, 'desk.toml')
const key = 'a key that only this test has, of 32 characters and more'
// Joined from parts, so that nobody's scanner takes this file for a leak.
const ticket = ['deskt', 'q7w2n8x4k1m9z3v5b6t0r8p2'].join('_')
const contents = {
  'host.js': `${plainSource(20_001)}// Asks ledger.internal first.\n`,
  'ticket.js': `${plainSource(20_002)}// The desk opens for ${ticket} only.\n`,
  'plain.js': plainSource(20_003),
}
let cli: CommandLine

const hostRule = (text: string): string =>
  `rule internal_host { meta: severity = "high" description = "Names a host of the house." strings: $a = "${text}" condition: $a }\n`
const deskRule = `[[rules]]
id = "desk-ticket"
description = "Opens the desk."
regex = '''deskt_[a-z0-9]{24}'''
keywords = ["deskt_"]
`

beforeAll(async () => {
  mkdirSync(join(pack, 'hosts'), { recursive: true })
  writeFileSync(join(pack, 'hosts', 'internal.yar'), hostRule('ledger.internal'))
  writeFileSync(toml, deskRule)
  for (const name of ['first', 'second', 'third']) {
    mkdirSync(join(inputs, name))
    for (const [file, content] of Object.entries(contents)) writeFileSync(join(inputs, name, file), content)
  }
  cli = await servedCommandLine({ CODELUPE_SECRET_RULES: toml, CODELUPE_SECRET_HMAC_KEY: key })
})

afterAll(async () => {
  await cli.stop()
  rmSync(inputs, { recursive: true, force: true })
})

async function explained(name: string): Promise<Explanation> {
  const { code, out } = await cli.run('explain', name, '--json')
  expect(code).toBe(0)
  const [entry]: readonly Explanation[] = JSON.parse(out)
  if (entry === undefined) throw new Error(`expected ${name} to be explained`)
  return entry
}

const ingest = async (name: string): Promise<void> => {
  expect(await cli.run('ingest', join(inputs, name), '--wait')).toMatchObject({ code: 0 })
}

const verdictIn = ({ verdicts }: Explanation, gate: string) => verdicts.find(({ processor }) => processor === gate)
const rulesetIn = (entry: Explanation, gate: string): string => verdictIn(entry, gate)?.ruleset ?? 'none'
const messageIn = (entry: Explanation, gate: string): unknown => verdictIn(entry, gate)?.findings[0]?.message

test("the product's own rules accept every file, unchanged", () => {
  for (const [path, content] of Object.entries(contents)) {
    for (const processor of createPipeline(defaultGateSettings)) {
      const { decision, edits } = verdictOf(processor, fileOf(content, 'JavaScript', path))
      expect([path, processor.name, decision, edits]).toEqual([path, processor.name, 'accept', []])
    }
  }
})

test('rules that cannot be used are refused with every fault, exit 2, before anything starts', async () => {
  const broken = join(inputs, 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'a.yar'), 'rule a { condition: nothing }')
  writeFileSync(join(broken, 'b.yar'), 'rule b { condition: $x }')
  const unicode = join(inputs, 'unicode.toml')
  writeFileSync(unicode, `[[rules]]\nid = "word"\nregex = '''\\p{L}{9}'''\nkeywords = ["x"]\n`)
  for (const command of ['up', 'demo', 'supervise']) {
    const ran = await cli.run(command, '--malicious-rules', broken, '--secret-rules', unicode)
    expect([command, ran.code, ran.out]).toEqual([command, 2, ''])
    expect(ran.err).toContain('--malicious-rules: expected a YARA rule, found a.yar, line 1: unknown identifier')
    expect(ran.err).toContain('b.yar, line 1: unknown pattern')
    expect(ran.err).toContain('--secret-rules: ')
    expect(ran.err).toContain(
      'unicode.toml, line 3, rule word: Unicode classes are not matched on bytes [rules.invalid]\n  mend ',
    )
  }
  const ran = await cli.run('run', 'malicious', '--malicious-rules', join(inputs, 'nowhere'))
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('found nothing at ') })
  expect(existsSync(join(cli.home, 'run', 'supervisor.json'))).toBe(false)
  expect(existsSync(join(cli.home, 'kafka'))).toBe(false)
})

test('a YARA rule rejects and a gitleaks rule redacts, named with pack, file and version', async () => {
  const up = await cli.run('up', '--trainer', 'off', '--malicious-rules', pack)
  expect(up).toMatchObject({ code: 0, err: expect.stringContaining('malicious: pack house-rules, 1 rule, version ') })
  await ingest('first')
  const host = await explained('local/-/first:host.js')
  expect(host).toMatchObject({ decision: 'rejected', by: 'malicious', reason: 'pack.house-rules.internal_host' })
  expect(messageIn(host, 'malicious')).toMatch(
    /^Names a host of the house\. \(pack house-rules, file hosts\/internal\.yar, version [0-9a-f]{12}\)$/,
  )
  const version = createHash('sha256').update(deskRule).digest('hex').slice(0, 12)
  const found = await explained('local/-/first:ticket.js')
  expect(found.decision).toBe('accepted')
  const finding = verdictIn(found, 'secret')?.findings[0]
  expect(finding).toMatchObject({ rule: 'user.desk-ticket' })
  expect(finding?.message).toContain(`Opens the desk. (file desk.toml, version ${version})`)
  const hmac = createHmac('sha256', key).update(ticket, 'latin1').digest('hex').slice(0, 12)
  expect(finding?.evidence).toBe(`desk… ${ticket.length} characters, hmac ${hmac}`)
  expect(await explained('local/-/first:plain.js')).toMatchObject({ decision: 'accepted' })

  const story = await cli.run('explain', 'local/-/first:host.js')
  expect(story.out).toContain('(pack house-rules, file hosts/internal.yar, version ')
  const corpus = join(inputs, 'corpus')
  expect(await cli.run('export', '--to', corpus)).toMatchObject({ code: 0 })
  const { shards }: { readonly shards: readonly { readonly file: string }[] } = JSON.parse(
    readFileSync(join(corpus, 'manifest.json'), 'utf8'),
  )
  const text = shards.map(({ file }) => readFileSync(join(corpus, file), 'utf8')).join('')
  expect(text).toContain('The desk opens for REDACTED_1 only.')
  expect(text).not.toContain(ticket)
})

test('a worker that is started again judges by the same rules, though the files have changed', async () => {
  const before = await explained('local/-/first:plain.js')
  writeFileSync(join(pack, 'hosts', 'internal.yar'), hostRule('something else'))
  rmSync(toml)
  for (const step of ['malicious', 'secret'] as const) {
    const { pid } = await untilWorker(cli.home, step, ({ state }) => state === 'running')
    process.kill(pid, 'SIGKILL')
    await untilWorker(cli.home, step, (worker) => worker.state === 'running' && worker.pid !== pid)
  }
  await ingest('second')
  expect(await explained('local/-/second:host.js')).toMatchObject({ reason: 'pack.house-rules.internal_host' })
  const after = await explained('local/-/second:ticket.js')
  expect(verdictIn(after, 'secret')?.findings).toHaveLength(1)
  for (const gate of ['malicious', 'secret']) expect(rulesetIn(after, gate)).toBe(rulesetIn(before, gate))

  const doctor = await cli.run('doctor')
  expect(doctor.out).toContain('fault: CODELUPE_SECRET_RULES\n')
  expect(doctor.out).toMatch(/warning: rules of the running pipeline\n {2}expected malicious: pack house-rules, 1 rule/)
  writeFileSync(toml, `${deskRule}# looked at\n`)
  const again = await cli.run('up', '--trainer', 'off', '--malicious-rules', pack)
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('not with those asked for') })
})

test('changed files count from the next start on, under rulesets of their own', async () => {
  const before = await explained('local/-/first:plain.js')
  expect(await cli.run('down')).toMatchObject({ code: 0 })
  expect(await cli.run('up', '--trainer', 'off', '--malicious-rules', pack)).toMatchObject({ code: 0 })
  await ingest('third')
  const host = await explained('local/-/third:host.js')
  expect(host.decision).toBe('accepted')
  for (const gate of ['malicious', 'secret']) expect(rulesetIn(host, gate)).not.toBe(rulesetIn(before, gate))
  for (const gate of ['quality', 'license']) expect(rulesetIn(host, gate)).toBe(rulesetIn(before, gate))
  expect(messageIn(await explained('local/-/third:ticket.js'), 'secret')).toContain('(file desk.toml, version ')
  expect((await cli.run('doctor')).out).not.toContain('rules of the running pipeline')
})
