// The commands through the real command line, on real servers: what they print, how they exit, and that content is seen
// only where it may be (I15). One set of servers and a pipeline for the whole file.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../cli/connect.ts'
import { createCodec } from '../../runtime/codec.ts'
import { projectFolder } from '../../runtime/config.ts'
import { type OutgoingRecord, openProducer } from '../../runtime/kafka.ts'
import { dlqByStep, filesSubmitted, topics } from '../../topics/index.ts'
import { type CommandLine, commandLine, type Ran, servedCommandLine } from '../support/command-line.ts'
import { fileOf } from '../support/made-files.ts'
import { isEmbedded } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

// Joined from parts, so that nobody's scanner takes this file for a leak.
const secretValue = ['sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc'].join('')
const onEmbedded = await isEmbedded("doctor looks into the broker's folder")
let cli: CommandLine
let folder: string
let unjudged: Ran | null = null
let unattributed: Ran | null = null

beforeAll(async () => {
  cli = await servedCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'codelupe-input-'))
  const input = join(folder, 'shop')
  await mkdir(input)
  await writeFile(join(input, 'LICENSE'), await readFile(join(projectFolder, 'node_modules', 'commander', 'LICENSE')))
  await writeFile(join(input, 'pay.py'), payment)
  await writeFile(join(input, 'NOTICE'), `Shop\nCopyright 2019 Shop AG\nkey: ${secretValue}\n`)
  await writeFile(join(input, 'logo.bin'), Buffer.from([0x7f, 0x45, 0, 0, 1]))
  if (onEmbedded) {
    expect(await cli.run('up', '--servers-only')).toMatchObject({ code: 0 })
    unjudged = await cli.run('ingest', input, '--wait', '--json')
    unattributed = await cli.run('attributions')
  }
  expect(await cli.run('up', '--trainer', 'off')).toMatchObject({ code: 0 })
  for (const source of [input, join(projectFolder, 'node_modules', 'commander')])
    expect(await cli.run('ingest', source, '--wait')).toMatchObject({ code: 0 })
})

afterAll(async () => {
  await cli.stop()
  await rm(folder, { recursive: true, force: true })
})

const payment = `"""Charges a customer's card and keeps a record of what was charged."""
import stripe
import { patienceMs } from '../support/waits.ts'

stripe.api_key = "${secretValue}"


def charge(customer, amount_cents, currency="eur"):
    """Charge the customer; raise when the amount makes no sense."""
    if amount_cents <= 0:
        raise ValueError("amount must be positive")
    intent = stripe.PaymentIntent.create(
        amount=amount_cents,
        currency=currency,
        customer=customer.reference,
        description=f"order {customer.last_order}",
    )
    return {"id": intent.id, "status": intent.status}


def refund(payment_reference, reason):
    """Refund a payment in full."""
    allowed = ("duplicate", "fraudulent", "requested_by_customer")
    if reason not in allowed:
        raise ValueError(f"reason must be one of {allowed}")
    return stripe.Refund.create(payment_intent=payment_reference, reason=reason)
`

// Mutant: never look at the supervisor (this file then ends at the limit of beforeAll).
test.runIf(onEmbedded)('ingest --wait ends where nobody judges, and says what to type', () => {
  expect(unjudged).toMatchObject({ code: 1, err: expect.stringContaining('[pipeline.absent]') })
  expect(unjudged?.err).toContain('the submission itself is whole')
  expect(unjudged?.err).toContain('./codelupe up')
  expect(JSON.parse(unjudged?.out ?? '')).toMatchObject({ submitted: 3, skipped: { 'file.binary': 1 }, outcomes: null })
})

type Line = {
  readonly key: string
  readonly value: {
    readonly path?: string
    readonly content?: unknown
    readonly file?: { path: string; content: string }
  }
}
const linesOf = (out: string): readonly Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

async function produce(records: readonly OutgoingRecord[]): Promise<void> {
  const { kafka } = await connect(cli.config())
  const producer = await openProducer(kafka, 'test.commands')
  try {
    await producer.initTransactions()
    await producer.begin()
    await producer.produce(records, AbortSignal.timeout(patienceMs))
    await producer.commit()
  } finally {
    await producer.close()
  }
}

test('doctor finds nothing wrong', async () => {
  const { faults, ...found } = (await cli.json('doctor', '--json')) as { faults: readonly { level: string }[] }
  expect(found).toMatchObject({ servers: 'running' })
  // A broker of the environment may forget positions: that is a warning.
  expect(faults.filter(({ level }) => level === 'fault' || onEmbedded)).toEqual([])
})

test.skipIf(!onEmbedded)('doctor says where the disk of the embedded broker went', async () => {
  const { code, out } = await cli.run('doctor')
  expect([code, out.includes('files.submitted.v1')]).toEqual([0, true])
})

test('topics lists every topic, and nobody is behind but the trainer that is off', async () => {
  const listed = (await cli.json('topics', '--json')) as readonly { topic: string; lag: Record<string, number> }[]
  expect(listed.map(({ topic }) => topic)).toEqual(topics.map((topic) => topic.name))
  const behind = listed.flatMap(({ lag }) => Object.entries(lag).filter(([, records]) => records > 0))
  expect(behind.map(([step]) => step)).toEqual(['trainer'])
  expect((await cli.run('topics', 'graph', '--mermaid')).out).toContain('step_admission --> samples_accepted_v1')
})

test('tap shows released content and withholds the rest', async () => {
  const submitted = await cli.run('tap', 'files.submitted.v1')
  expect(submitted.out + (await cli.run('tap', 'files.quality.v1')).out).not.toContain(secretValue)
  const file = linesOf(submitted.out).find(({ value }) => value.path === 'pay.py')
  expect(file?.value.content).toBe(`<${payment.length} bytes withheld>`)
  const samples = await cli.run('tap', 'samples.accepted.v1', '--limit', '1000')
  const sample = linesOf(samples.out).find(({ value }) => value.file?.path === 'pay.py')
  expect(sample?.value.file?.content).toContain('stripe.api_key = "REDACTED_1"')
  expect(samples.out).not.toContain(secretValue)
  expect(linesOf((await cli.run('tap', 'files.decided.v1', '--limit', '2')).out)).toHaveLength(2)
})

test('export writes the accepted corpus, the same bytes each time, into a folder that was empty', async () => {
  const { files } = (await cli.json('status', '--json')) as { files: { accepted: number } }
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const manifest = (await cli.json('export', '--to', first, '--json')) as {
    samples: number
    shards: { file: string }[]
  }
  expect(manifest).toMatchObject({ samples: files.accepted, unreadable: [], leftOut: 0 })
  expect(await cli.run('export', '--to', second)).toMatchObject({ code: 0 })
  for (const name of await readdir(first))
    expect((await readFile(join(second, name))).equals(await readFile(join(first, name)))).toBe(true)
  const text = await readFile(join(first, manifest.shards[0]?.file ?? ''), 'utf8')
  expect(text.trimEnd().split('\n')).toHaveLength(files.accepted)
  expect(text).not.toContain(secretValue)
  expect(await cli.run('export', '--to', first)).toMatchObject({ code: 2 })
  const python = await cli.json('export', '--to', join(folder, 'python'), '--language', 'python', '--json')
  expect(python).toMatchObject({ samples: 1, languages: { Python: 1 }, licenses: { MIT: 1 } })
})

test.runIf(onEmbedded)('attributions of a corpus that is empty is a document that says so', () => {
  expect(unattributed).toMatchObject({ code: 0, err: expect.stringContaining('no samples; ./codelupe status') })
  expect(unattributed?.out).toContain('Attributions for 0 samples from 0 repositories.')
})

// Mutants: show a NOTICE file as it was submitted; read no submitted files; print other lines to a file than to stdout.
test('attributions names every sample with its licence and holders, the same bytes each time, and no secret', async () => {
  const { files } = (await cli.json('status', '--json')) as { files: { accepted: number } }
  const to = join(folder, 'NOTICES')
  const written = await cli.json('attributions', '--out', to, '--json')
  expect(written).toMatchObject({ samples: files.accepted, repositories: 2, unreadable: [] })
  const text = await readFile(to, 'utf8')
  const printed = await cli.run('attributions')
  expect([printed.code, printed.out, printed.err]).toEqual([0, text, ''])
  const decided = linesOf((await cli.run('tap', 'samples.accepted.v1', '--limit', '1000')).out)
  for (const { value } of decided) expect(text).toContain(`\n  ${value.file?.path}\n`)
  expect(text).toMatch(/\nlocal\/-\/shop\nRevision: [0-9a-f]+\n/)
  expect(text).toContain('\nLICENSE: MIT\n    Copyright (c) 2011 TJ Holowaychuk <tj@vision-media.ca>\n')
  expect(text).toContain('\nNOTICE:\n    Shop\n    Copyright 2019 Shop AG\n    key: ')
  expect(text.match(/Permission is hereby granted, free of charge/g)).toHaveLength(1)
  expect(text).not.toContain(secretValue)
  expect(await cli.run('attributions', '--out', to)).toMatchObject({ code: 2, out: '' })
  expect(await readFile(to, 'utf8')).toBe(text)
})

test('what a step could not handle is listed, and shown without its secrets', async () => {
  const { registry } = await connect(cli.config())
  const id = await registry.idOf(filesSubmitted)
  const buried = createCodec().encode('File', id, { ...fileOf(1, 1), content: Buffer.from(payment) })
  const by = [
    ['dlq.step', 'quality'],
    ['dlq.reason', 'handle'],
    ['dlq.code', 'handle.threw'],
  ] as const
  await produce([
    { topic: filesSubmitted.name, key: 'poison', value: Buffer.from('no avro \u001b[2J'), headers: [] },
    {
      topic: dlqByStep.quality.name,
      key: 'letter',
      value: buried,
      headers: [...by, ['dlq.original.topic', filesSubmitted.name], ['ce_subject', 'f'.repeat(32)]],
    },
  ])
  const letters = await untilLetters(3)
  const poison = letters.find(({ step, reason }) => step === 'quality' && reason === 'decode')
  const shown = await cli.run('dlq', 'show', poison?.id ?? '')
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.out).toContain(Buffer.from('no avro \u001b[2J').toString('hex'))
  const letter = letters.find(({ reason }) => reason === 'handle')
  const view = await cli.run('dlq', 'show', letter?.id ?? '', '--json')
  expect(JSON.parse(view.out)).toMatchObject({ step: 'quality', content: { kind: 'text', redactions: 1 } })
  const people = await cli.run('dlq', 'show', letter?.id ?? '')
  expect(people.out).toContain('def refund(payment_reference, reason):')
  expect(view.out + people.out).not.toContain(secretValue)
  const projected = letters.find(({ step }) => step === 'projector')
  expect((await cli.run('dlq', 'show', projected?.id ?? '')).out).toContain('schema.undecodable')
  expect(await cli.run('dlq', 'show', 'quality/0/999')).toMatchObject({ code: 2 })
  // Mutants: leave any of the three out of the query.
  const totalOf = async (...options: readonly string[]): Promise<unknown> =>
    Object(await cli.json('dlq', 'ls', '--json', ...options)).total
  const told: readonly Told[] = JSON.parse((await cli.run('dlq', 'ls', '--json')).out).letters
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  // One whose time nobody knows is in no span of it.
  const timed = told.filter(({ failedAt }) => failedAt !== null).length
  expect(await Promise.all([totalOf('--until', soon), totalOf('--since', soon)])).toEqual([timed, 0])
  expect(timed).toBeGreaterThan(0)
  expect(await totalOf('--file', '0'.repeat(32))).toBe(0)
  expect(await totalOf('--file', 'f'.repeat(32))).toBe(1)
  expect(await cli.run('dlq', 'ls', '--since', 'yesterday')).toMatchObject({ code: 2 })
})

type Told = { readonly failedAt: string | null }

type Letter = { readonly id: string; readonly step: string; readonly reason: string }

async function untilLetters(count: number): Promise<readonly Letter[]> {
  for (;;) {
    const { letters } = (await cli.json('dlq', 'ls', '--json')) as { letters: readonly Letter[] }
    if (letters.length >= count) return letters
    await sleep(200)
  }
}

test('projections and migrations say how they stand, and nothing is taken back unasked', async () => {
  const { projections, rebuilds } = (await cli.json('projections', 'status', '--json')) as {
    readonly projections: readonly { readonly projection: string; readonly lag: number }[]
    readonly rebuilds: readonly unknown[]
  }
  expect(rebuilds).toEqual([])
  expect(projections.every(({ lag }) => lag === 0)).toBe(true)
  expect(await cli.json('migrate', 'status', '--json')).toMatchObject({ pending: [], unknown: [] })
  const dry = await cli.run('migrate', 'down')
  expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('would take back')])
  expect(await cli.run('migrate', 'down', '--execute')).toMatchObject({ code: 2 })
  expect(await cli.json('migrate', 'status', '--json')).toMatchObject({ pending: [] })
  expect(await cli.run('topics', 'provision')).toMatchObject({ code: 0, out: '' })
})

test('what was typed wrongly exits 2 and says what was expected', async () => {
  const wrong = [
    ['tap', 'no.such.topic'],
    ['tap', 'files.decided.v1', '--partition', '99'],
    ['export', '--to', join(folder, 'x'), '--format', 'csv'],
    ['dlq', 'show', 'nonsense'],
    ['train', '--steps', 'many'],
  ]
  for (const args of wrong) {
    const { code, err } = await cli.run(...args)
    expect([args, code]).toEqual([args, 2])
    expect(err).toContain('expected')
  }
  const nothing = await commandLine()
  const { code, err } = await nothing.run('topics')
  expect([code, err]).toEqual([2, expect.stringContaining('[servers.absent]')])
  await rm(nothing.home, { recursive: true, force: true })
})

test('Ctrl-C gives the prompt back within two seconds, and a closed pipe ends in quiet', async () => {
  const following = cli.start('tap', 'files.decided.v1', '--follow', '--from', 'beginning')
  await new Promise((resolve) => following.child.stdout?.once('data', resolve))
  const before = performance.now()
  following.child.kill('SIGINT')
  expect((await following.ended).code).toBe(130)
  expect(performance.now() - before).toBeLessThan(2_000)
  const piped = cli.start('tap', 'dlq.quality.v1', '--follow', '--from', 'beginning')
  await new Promise((resolve) => piped.child.stdout?.once('data', resolve))
  piped.child.stdout?.destroy()
  await produce([{ topic: filesSubmitted.name, key: 'again', value: Buffer.from('more'), headers: [] }])
  expect(await piped.ended).toMatchObject({ code: 0, err: '' })
})

test('train makes the steps it was asked for, and models shows what came of them', async () => {
  const trained = await cli.json('train', '--steps', '1', '--json')
  expect(trained).toMatchObject({ steps: 1, last: { step: 1, lineage: 'main', device: expect.any(String) } })
  const { last } = trained as { last: { checkpoint: string } }
  expect(await cli.json('train', 'status', '--json')).toMatchObject({ running: null })
  const models = (await cli.json('models', '--json')) as { checkpoints: readonly { name: string }[] }
  expect(models.checkpoints.map(({ name }) => name)).toContain(last.checkpoint)
  expect(await cli.run('train', 'now')).toMatchObject({ code: 2 })
})
