// A secret stays in the content it came in (I15): 509 different ones, of many classes, formats and encodings, go through the
// real pipeline, with dead letters, a redrive, replays, an export, a rebuild and every command that shows something; then each
// is looked for, whole or in part, in every file of the home, table, topic, key, header, span, metric and screen.
// Mutants: a mark keeps any reason; findings quote what they matched; admission releases content without its edits; `tap` shows the content of every
// topic; `dlq show` shows bytes unseen; `sql` shows content as it came in, or bytes unseen; a burial's message quotes the record; a skip's detail quotes the line;
// the refusal of an address repeats its password.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withAdmin } from '../../cli/connect.ts'
import { storyOf } from '../../cli/explain.ts'
import { readExplanations } from '../../cli/queries/explain.ts'
import { redactContent } from '../../cli/redaction.ts'
import { literal } from '../../cli/sql/words.ts'
import { readSupervisor } from '../../cli/supervisor-state.ts'
import { attempt } from '../../identify/attempt.ts'
import { secret } from '../../processors/secret/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import { headersOf } from '../../runtime/decide.ts'
import { openSqlEngine } from '../../runtime/duckdb.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import { openDatabase, textOf } from '../../runtime/postgres.ts'
import type { Decision, File } from '../../schemas/types.ts'
import {
  filesDecided,
  filesMalicious,
  filesQuality,
  filesSubmitted,
  shadowOf,
  stepNames,
  type Topic,
  topics,
} from '../../topics/index.ts'
import { searchForCanaries } from '../support/canary.ts'
import { canaryFolder } from '../support/canary-files.ts'
import { finderOf } from '../support/canary-finder.ts'
import { commandNames, runHere } from '../support/commands-here.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, type Running, recordsOf } from '../support/pipeline.ts'
import { startTraceReceiver, type TraceReceiver } from '../support/trace-receiver.ts'
import { patienceMs, until } from '../support/waits.ts'
import { tarOf } from '../unit/ingest-fixtures.ts'

const { files, canaries } = canaryFolder(500)
const address = `https://desk:${canaries[0]?.text}@git.parcel-desk.invalid/desk/desk.git`
const find = finderOf(canaries.map(({ body }) => body))
// Of its own: what the servers write of themselves is looked through too.
const pipelineOf = livePipeline({ own: {} })
const steps = stepNames.filter((step) => step !== 'trainer')
const folder = mkdtempSync(join(tmpdir(), 'codelupe-canary-'))
const below = (...path: readonly string[]): string => join(folder, ...path)
const copy = 'canary.copied.v1'
const shown = { bytes: 0, screens: new Map<string, readonly number[]>() }
const state: { supervisor?: Running; traces?: TraceReceiver } = {}

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

beforeAll(async () => {
  write(below('desk', 'LICENSE'), readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE')))
  for (const { path, content } of files) write(below('desk', path), content)
  const packed = files.slice(0, 40).map(({ path, content }) => ({ name: `desk/${path}`, content }))
  write(below('packed.tar.gz'), gzipSync(tarOf(packed)))
  write(
    below('own.toml'),
    '[quality.thresholds]\ncharacters.digits.languages.JavaScript = 0.17\n\n[secret]\noff = ["jwt"]\n',
  )
  state.traces = await startTraceReceiver()
})

afterAll(async () => {
  state.supervisor?.child.kill('SIGTERM')
  await state.supervisor?.ended
  await state.traces?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a command prints is a screen. */
async function screen(...args: readonly string[]): Promise<string> {
  const { out, err } = await runHere(pipelineOf().config, args)
  look(`codelupe ${args.join(' ')}`, `${out}\n${err}`)
  return out
}

/** Each screen is looked at as soon as it is there. */
function look(name: string, text: string): void {
  shown.bytes += text.length
  shown.screens.set(name, find(text))
}

test('the canaries come in: as a folder and as an archive, in files that may be read and in those that may not', async () => {
  const folder = JSON.parse(await screen('ingest', below('desk'), '--json'))
  const archive = JSON.parse(await screen('ingest', below('packed.tar.gz'), '--json'))
  expect([folder.submitted > 100, archive.submitted]).toEqual([true, 40])
  expect(Object.keys(folder.skipped).toSorted()).toEqual(['encoding.latin1', 'encoding.utf16', 'file.binary'])
  await screen('ingest', address)
  await screen('ingest', address, '--allow-host', 'git.parcel-desk.invalid')
})

test('some of them are buried: as what ended a process, as what is no record, as what is too large', async () => {
  const pipeline = pipelineOf()
  const submitted = await eventsOf<File>(pipeline.connection, filesSubmitted)
  const crashing = submitted.find(({ event }) => event.path === 'src/0/token.js')?.event
  if (crashing === undefined) throw new Error('expected src/0/token.js')
  await put(pipeline.connection.kafka, await poison(crashing))
  for (let end = 0; end < 3; end++) {
    const worker = pipeline.spawn(['run', 'quality'], { CODELUPE_CRASH_AT: `judge.record:${crashing.fileId}` })
    expect(await worker.ended).toBe('SIGKILL')
    look(`run quality, end ${end}`, worker.output())
  }
  state.supervisor = pipeline.spawn(['supervise', '--trainer', 'off'], {
    CODELUPE_METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: state.traces?.url ?? '',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  })
  await pipeline.drained(steps)
  const { letters } = JSON.parse(await screen('dlq', 'ls', '--json'))
  expect(letters.length).toBeGreaterThanOrEqual(4)
  for (const { id } of letters) await screen('dlq', 'show', id)
  await screen('dlq', 'redrive')
  await screen('dlq', 'redrive', '--execute')
  await pipeline.drained(steps)
})

async function put(kafka: Parameters<typeof openProducer>[0], records: readonly OutgoingRecord[]): Promise<void> {
  const producer = await openProducer(kafka, 'codelupe.test.canary')
  await producer.initTransactions()
  await producer.begin()
  await producer.produce(records, AbortSignal.timeout(patienceMs))
  await producer.commit()
  await producer.close()
}

/** A file's record cut in its content, a file of a line as it is, and the file with a trail that leaves no room for a verdict. */
async function poison(file: File): Promise<readonly OutgoingRecord[]> {
  const { registry } = pipelineOf().connection
  const value = createCodec().encode('File', await registry.idOf(filesSubmitted), { ...file, fileId: '7'.repeat(32) })
  const content = Buffer.from(files[0]?.content ?? '')
  const subject = { fileId: '7'.repeat(32), submission: file.submission, ruleset: '', at: file.submittedAt }
  const loud = headersOf('test', filesSubmitted, subject, 'trail:0:0,'.repeat(250_000))
  return [
    { key: 'cut', value: value.subarray(0, value.indexOf(content) + content.length - 200), headers: [] },
    { key: 'bare', value: files.find(({ path }) => path.endsWith('.netrc'))?.content ?? content, headers: [] },
    { key: file.contentSha256, value, headers: loud },
  ].map((record) => ({ topic: filesSubmitted.name, ...record }))
}

const asked: readonly (readonly string[])[] = [
  ['status'],
  ['status', '--json'],
  ['lag'],
  ['lag', '--json'],
  ['doctor', '--json'],
  ['explain', 'src/0/token.js'],
  ['verify'],
  ['topics'],
  ['topics', 'graph'],
  ['topics', 'provision'],
  ...topics.map(({ name }) => ['tap', name]),
  ...topics.flatMap(({ name }) => [
    ['sql', `SELECT *, HEADERS, ROWKEY FROM ${name}`, '--json'],
    ['sql', `PRINT '${name}' FROM BEGINNING`],
  ]),
  ['sql', `SELECT content, path FROM ${filesSubmitted.name}`, '--json'],
  ['sql', `SELECT file.content FROM ${filesQuality.name}`, '--format', 'csv'],
  ['sql', `SELECT content FROM ${filesSubmitted.name}`, '--format', 'csv', '--out', below('content.csv')],
  ['sql', `SELECT file.content FROM ${filesMalicious.name}`, '--format', 'parquet', '--out', below('content.parquet')],
  ['sql', 'SELECT * FROM findings', '--json'],
  ['sql', 'SELECT * FROM dead_letters', '--json'],
  ['sql', 'SHOW GROUPS'],
  ['export', '--to', below('exported'), '--json'],
  ['attributions'],
  ['attributions', '--out', below('NOTICES')],
  ['dlq', 'ls', '--state', 'all', '--json'],
  ['dlq', 'drop', '--execute'],
  ['findings', 'ls', '--limit', '1000'],
  ['findings', 'ls', '--limit', '1000', '--json'],
  ['rules', 'ls', '--marks'],
  ['replay', '--ruleset', below('own.toml'), '--anew', '--flips', below('flips.jsonl')],
  ['replay', filesQuality.name, '--into', copy, '--execute', '--json'],
  ['rules', 'allow', 'secret', '--path', 'src/**', '--why', 'they are made up', '--json'],
  ['rules', 'allow', 'secret', '--path', 'src/**', '--why', `the password is '${canaries[0]?.text}'`],
  ['rules', 'disallow', 'allow-000000000000'],
  ['rules', 'show'],
  ['rules', 'show', 'github-personal-token'],
  ['rules', 'show', 'github-personal-token', '--json'],
  ['rules', 'diff', below('own.toml')],
  ['rules', 'promote', below('own.toml'), '--execute', '--json'],
  ['rules', 'history'],
  ...files.slice(0, 34).map(({ path }) => ['rules', 'test', below('desk', path)]),
  ['evaluate', 'secret', below('labelled'), '--list', '500'],
  ['gaps', 'ls'],
  ['trim'],
  ['projections', 'status'],
  ['projections', 'verify'],
  ['projections', 'rebuild', 'all'],
  ['projections', 'discard', 'all'],
  ['projections', 'rollback', 'all'],
  ['migrate', 'up'],
  ['migrate', 'down'],
  ['migrate', 'status'],
  ['models'],
  ['models', 'ls'],
  ['train', 'status'],
]

/** What is not asked here, and why. */
const without: Readonly<Record<string, string>> = {
  demo: 'reads code of its own',
  up: 'is supervise in the background',
  down: 'ends what is looked at',
  run: 'its logs are files of the home',
  supervise: 'runs meanwhile, and its logs are files of the home',
  backup: 'copies the servers, whose topics and tables are looked at',
  restore: 'the same',
  train: 'reads samples, and they are looked at',
  'train now': 'the same',
  'models fetch': 'reads nothing of the log',
  'rules new': 'reads nothing of the log',
  'rules install': 'reads nothing of the log',
  'gaps accept': 'nothing is lost here',
  'dashboards render': 'draws metrics, and they are looked at',
  'projections promote': 'is the end of a rebuild',
  bench: 'measures servers of its own',
  gen: 'writes the source',
}

test('every command shows what it has to show', async () => {
  files.slice(0, 60).forEach(({ path, content }, at) => {
    write(below('labelled', at % 2 === 0 ? 'positive' : 'negative', path), content)
  })
  for (const args of asked) await screen(...args)
  const { findings } = JSON.parse(await screen('findings', 'ls', '--gate', 'secret', '--json'))
  // Who marks a finding may type the very secret.
  await screen('findings', 'mark', findings[0].id, '--why', `the password is '${canaries[0]?.text}'`)
  await screen('findings', 'mark', findings[0].id, '--why', 'it is made up')
  await screen('findings', 'unmark', findings[0].id)
  const screens = [...shown.screens.keys()].map((name) => name.replace(/^codelupe /, ''))
  const unseen = commandNames().filter(
    (name) =>
      !screens.some((said) => `${said} `.startsWith(`${name} `)) &&
      without[name.replace(/^bench .*/, 'bench')] === undefined,
  )
  expect(unseen).toEqual([])
  const database = openDatabase(pipelineOf().connection.databaseUrl)
  const { rows } = await database.query({ text: 'SELECT DISTINCT file_id FROM files' })
  for (const fileId of rows.map((row) => textOf(row, 'file_id'))) {
    const { entries } = await readExplanations(database, fileId)
    look(`the story of ${fileId}`, JSON.stringify([entries, entries.map(storyOf)]))
  }
  await database.close()
})

test('no canary is anywhere but in the content it came in', async () => {
  const { config, connection } = pipelineOf()
  const port = readSupervisor(config)?.metricsPort
  for (const page of ['metrics', 'lag', 'healthz', 'readyz', 'livez'])
    look(page, await (await fetch(`http://127.0.0.1:${port}/${page}`)).text())
  await until({
    what: 'spans of the gates',
    home: config.home,
    look: () => state.traces?.spans().length ?? 0,
    holds: (spans) => spans > 10,
  })
  look('spans', state.traces?.text() ?? '')
  for (const entry of readdirSync(below('exported')))
    look(`export ${entry}`, readFileSync(below('exported', entry), 'latin1'))
  for (const file of ['flips.jsonl', 'content.csv']) look(file, readFileSync(below(file), 'latin1'))
  look('content.parquet', await parquetText(below('content.parquet')))
  const { places, rightly, looked } = await searchForCanaries(config.home, connection, find, await copies())
  const passed = await passedCanaries()
  expect(passed.size).toBeLessThan(30)
  const leaks = [...shown.screens].flatMap(([name, found]) => {
    const left = isContent(name) ? found.filter((canary) => !passed.has(canary)) : found
    return left.length > 0 ? [[name, left.length]] : []
  })
  expect({ screens: leaks, places }).toEqual({ screens: [], places: [] })
  // What was looked at, and that the search sees: whatever a gate was given stands in the content of its topic.
  const decisions = (await eventsOf<Decision>(connection, filesDecided)).map(({ event }) => event)
  const by = (name: string | null): number => decisions.filter((decision) => decision.by === name).length
  expect([by(null) > 80, by('quality') > 20, by('malicious') > 0, by('secret') > 5]).toEqual([true, true, true, true])
  const redacted = decisions.filter(({ verdicts }) => verdicts.some(({ edits }) => edits.length > 0))
  expect(redacted.length).toBeGreaterThan(80)
  expect(rightly.get(filesSubmitted.name)).toBeGreaterThan(350)
  expect(rightly.get('dlq.quality.v1')).toBeGreaterThan(0)
  expect(rightly.get('redrive.quality.v1')).toBeGreaterThan(0)
  expect(looked.topics).toBeGreaterThanOrEqual(topics.length)
  const least = { fileBytes: 10_000, tables: 30, cells: 20_000, headers: 10_000, samples: 80 } as const
  for (const what of ['fileBytes', 'tables', 'cells', 'headers', 'samples'] as const)
    expect([what, looked[what] > least[what]]).toEqual([what, true])
  expect([shown.screens.size > 200, shown.bytes > 1_000_000]).toEqual([true, true])
})

/** Where content was asked for by its name. */
const isContent = (screen: string): boolean => /^(?:codelupe sql SELECT (?:file\.)?content\b|content\.)/.test(screen)

/**
 * Canaries that the secret processor does not know for secrets, in manifests that are none and hold nothing but them: content that
 * is asked for is shown as far as it lets it pass.
 */
async function passedCanaries(): Promise<ReadonlySet<number>> {
  const { connection } = pipelineOf()
  const codec = createCodec()
  const records = await recordsOf(connection, filesSubmitted)
  await connection.registry.prepare(codec, filesSubmitted, records)
  return new Set(
    records.flatMap(({ value }) => {
      // Some that were cut are among them.
      const file = attempt(() => codec.decode<File>(filesSubmitted.schema, value))
      const passed = file === null || file.content === null ? null : redactContent(secret, file, file.content)
      return passed?.kind === 'text' ? find(passed.text) : []
    }),
  )
}

/** A column of text is compressed in such a file: it is looked at as it reads. */
async function parquetText(file: string): Promise<string> {
  const engine = await openSqlEngine({ spillFolder: below('spilled'), writes: dirname(file) })
  try {
    const rows = await engine.query(`SELECT content FROM read_parquet(${literal(file)})`)
    expect(rows.length).toBeGreaterThan(100)
    return rows.flat().join('\n')
  } finally {
    await engine.close()
  }
}

/** What replays have made, by what it may hold. */
async function copies(): Promise<ReadonlyMap<string, Topic>> {
  const names = await withAdmin(pipelineOf().connection, (admin) => admin.topicNames())
  const shadows = names.filter((name) => name.startsWith('shadow.'))
  expect(shadows).not.toEqual([])
  return new Map([...shadows.map((name) => [name, shadowOf(name.split('.')[1] ?? '')] as const), [copy, filesQuality]])
}
