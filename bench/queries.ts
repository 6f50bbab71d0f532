// The figures of projections: what folding a file costs, and how fast status and explain answer at a million files, in the
// process and as commands. The files are made up and folded through the real sink into servers of their own.
import { withAdmin } from '../cli/connect.ts'
import { observeWith } from '../cli/observe.ts'
import { readExplanations } from '../cli/queries/explain.ts'
import { explainSql } from '../cli/queries/explain-sql.ts'
import { type FindingFilter, readFindingPage } from '../cli/queries/findings.ts'
import type { Observe } from '../cli/queries/observation.ts'
import { readStatus } from '../cli/queries/status.ts'
import { projector } from '../projections/index.ts'
import { type Database, openDatabase } from '../runtime/postgres.ts'
import type { RowChange } from '../runtime/sql.ts'
import type { Outcome } from '../runtime/step.ts'
import type { File } from '../schemas/types.ts'
import { randomOf } from '../tests/support/made-files.ts'
import { projectorSink } from '../tests/support/project.ts'
import { batchOf, decoder, encodedLog, madeFile } from './encoded-log.ts'
import { type Home, openHome } from './home.ts'
import { type Watch, watchProcesses } from './processes.ts'
import { round } from './report.ts'

const batchFiles = 500

/** Folds the whole log; only decoding, folding and committing are counted, not the making of the log. */
async function fold(
  database: Database,
  files: number,
  watch: Watch,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const sink = projectorSink(database)
  const log = encodedLog(files)
  const decode = decoder()
  const total = { records: 0, wallMs: 0, nodeMs: 0, decodeAndFoldMs: 0 }
  const postgresMs = (): number => (watch.costs().postgres?.cpuSeconds ?? 0) * 1_000
  const serverBefore = postgresMs()
  for (let records = log.next(batchFiles); records.length > 0; records = log.next(batchFiles)) {
    const batch = batchOf(records)
    await sink.resume(batch.from, signal)
    const [cpu, startedAt] = [process.cpuUsage(), performance.now()]
    const outcomes = records.map(
      (record): Outcome<RowChange> => ({ kind: 'effects', record, effects: projector.handle(decode(record), record) }),
    )
    total.decodeAndFoldMs += performance.now() - startedAt
    await sink.commit(outcomes, batch, signal)
    const used = process.cpuUsage(cpu)
    total.wallMs += performance.now() - startedAt
    total.nodeMs += (used.user + used.system) / 1_000
    total.records += records.length
  }
  const each = (ms: number): number => round((ms * 1_000) / files)
  return {
    files,
    records: total.records,
    recordsPerSecond: Math.round((total.records * 1_000) / total.wallMs),
    filesPerSecond: Math.round((files * 1_000) / total.wallMs),
    nodeCpuMicrosecondsPerFile: each(total.nodeMs),
    decodeAndFoldMicrosecondsPerFile: each(total.decodeAndFoldMs),
    postgresCpuMicrosecondsPerFile: each(postgresMs() - serverBefore),
  }
}

type Timing = { readonly p50Ms: number; readonly p95Ms: number; readonly maxMs: number }

async function timed(times: number, ask: (index: number) => Promise<unknown>): Promise<Timing> {
  const taken: number[] = []
  for (let index = 0; index < times; index++) {
    const startedAt = performance.now()
    await ask(index)
    taken.push(performance.now() - startedAt)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number): number => round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0)
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) }
}

const anyFinding: FindingFilter = { processor: null, rule: null, state: null, files: null }

const nameOf = ({ repository: { host, owner, name } }: File): string => `${host}/${owner}/${name}`

/** In a process that keeps its connections. What status asks the broker is asked each time. */
async function ask(
  database: Database,
  observe: Observe,
  pick: () => File,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  return {
    firstStatus: await timed(1, () => readStatus(database, observe, signal)),
    status: await timed(50, () => readStatus(database, observe, signal)),
    explainById: await timed(200, () => readExplanations(database, pick().fileId)),
    explainByPath: await timed(200, () => readExplanations(database, pick().path)),
    explainByRepositoryAndPath: await timed(200, () => {
      const file = pick()
      return readExplanations(database, `${nameOf(file)}:${file.path}`)
    }),
    explainOfNothing: await timed(50, (index) => readExplanations(database, `no/such/path-${index}`)),
    findingsPage: await timed(50, () => readFindingPage(database, anyFinding, null, 101)),
    findingsPageOpen: await timed(50, () => readFindingPage(database, { ...anyFinding, state: 'open' }, null, 101)),
    explainPlan: await planOf(database, pick()),
  }
}

/** Postgres' own time for one explanation, and the tables that it read from end to end. */
async function planOf(database: Database, file: File): Promise<Record<string, unknown>> {
  const values = [`'${file.fileId}'`, `'${file.path}'`, `ARRAY['${nameOf(file)}']`, `ARRAY['${file.path}']`, '101']
  const text = explainSql.replaceAll(/\$(\d)/g, (_, number) => values[Number(number) - 1] ?? '')
  const { rows } = await database.query({ text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}` })
  const plan = JSON.stringify(rows[0])
  const scanned = [...plan.matchAll(/"Node Type":"Seq Scan"[^}]*?"Relation Name":"(\w+)"/g)].map(
    ([, relation]) => relation,
  )
  return {
    executionMs: Number(/"Execution Time":([\d.]+)/.exec(plan)?.[1]),
    planningMs: Number(/"Planning Time":([\d.]+)/.exec(plan)?.[1]),
    scannedWhole: scanned,
  }
}

/** Whole commands, from the start of the process to its end. */
async function askByCommand(home: Home, pick: () => File): Promise<Readonly<Record<string, Timing>>> {
  return {
    status: await timed(10, () => home.command(['status', '--json'])),
    explainById: await timed(10, () => home.command(['explain', pick().fileId, '--json'])),
    explainByRepositoryAndPath: await timed(10, () => {
      const file = pick()
      return home.command(['explain', `${nameOf(file)}:${file.path}`, '--json'])
    }),
  }
}

export async function measureQueries(
  files: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const home = await openHome(signal)
  const database = openDatabase(home.connection.databaseUrl)
  const watch = watchProcesses(home.servers, 1_000)
  try {
    const random = randomOf(7)
    const pick = (): File => madeFile(Math.floor(random() * files))
    say(`folding ${files} files`)
    const folding = await fold(database, files, watch, signal)
    await database.query({ text: 'ANALYZE' })
    say('asking')
    const answers = await withAdmin(home.connection, (admin) =>
      ask(database, observeWith(admin, home.connection.kafka), pick, signal),
    )
    const commands = await askByCommand(home, pick)
    const { rows } = await database.query({ text: 'SELECT pg_database_size(current_database()) AS bytes' })
    const bytesPerFile = Math.round(Number(rows[0]?.bytes) / files)
    return { folding: { ...folding, bytesPerFile }, answers, commands }
  } finally {
    watch.stop()
    await database.close()
    await home.stop()
  }
}
