// The figures of projections: what folding a file costs, and how fast status and explain answer at a million files.
// `node bench/queries.ts [files]` starts a Postgres of its own, folds that many files through the real sink, asks, and
// writes bench/results/queries.json.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { readExplanations } from '../cli/queries/explain.ts'
import { explainSql } from '../cli/queries/explain-sql.ts'
import { readStatus } from '../cli/queries/status.ts'
import { projector } from '../projections/index.ts'
import type { Database } from '../runtime/postgres.ts'
import type { RowChange } from '../runtime/sql.ts'
import type { Outcome } from '../runtime/step.ts'
import type { File } from '../schemas/types.ts'
import { randomOf } from '../tests/support/made-files.ts'
import { observationOf } from '../tests/support/observe.ts'
import { startPostgres } from '../tests/support/postgres.ts'
import { migratedDatabase, projectorSink } from '../tests/support/project.ts'
import { batchOf, decoder, encodedLog, madeFile } from './encoded-log.ts'

const files = Number(process.argv[2] ?? 1_000_000)
const batchFiles = 500
const signal = new AbortController().signal

const round = (value: number): number => Math.round(value * 100) / 100

/** Folds the whole log; only decoding, folding and committing are counted, not the making of the log. */
async function fold(database: Database, serverPid: number): Promise<Record<string, number>> {
  const sink = projectorSink(database)
  const log = encodedLog(files)
  const decode = decoder()
  const total = { records: 0, wallMs: 0, nodeMs: 0, decodeAndFoldMs: 0 }
  const serverBefore = serverCpuMs(serverPid)
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
    postgresCpuMicrosecondsPerFile: each(serverCpuMs(serverPid) - serverBefore),
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

const nameOf = ({ repository: { host, owner, name } }: File): string => `${host}/${owner}/${name}`

async function ask(database: Database): Promise<Record<string, unknown>> {
  const random = randomOf(7)
  const pick = (): File => madeFile(Math.floor(random() * files))
  const observation = observationOf([])
  return {
    status: await timed(50, () => readStatus(database, async () => observation, signal)),
    explainById: await timed(200, () => readExplanations(database, pick().fileId)),
    explainByPath: await timed(200, () => readExplanations(database, pick().path)),
    explainByRepositoryAndPath: await timed(200, () => {
      const file = pick()
      return readExplanations(database, `${nameOf(file)}:${file.path}`)
    }),
    explainOfNothing: await timed(50, (index) => readExplanations(database, `no/such/path-${index}`)),
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

/** CPU of the server's processes, its background ones and those that serve us, in milliseconds. */
function serverCpuMs(pid: number): number {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ name, fields: statOf(name) }))
    .filter(({ name, fields }) => name === String(pid) || fields[1] === String(pid))
    .reduce((sum, { fields }) => sum + Number(fields[11]) + Number(fields[12]), 0)
  return ticks * 10
}

/** Fields of /proc/PID/stat behind the name; none where the process has just ended. */
function statOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(join('/proc', pid, 'stat'), 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const server = await startPostgres(['-c', 'max_wal_size=2GB'])
const { database } = await migratedDatabase(server, 'bench')
const folding = await fold(database, server.pid())
await database.query({ text: 'ANALYZE' })
const first = await timed(1, () => readStatus(database, async () => observationOf([]), signal))
const answers = await ask(database)
const { rows } = await database.query({ text: 'SELECT pg_database_size(current_database()) AS bytes' })
const result = {
  date: new Date().toISOString(),
  machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  command: `node bench/queries.ts ${files}`,
  node: process.version,
  folding: { ...folding, bytesPerFile: Math.round(Number(rows[0]?.bytes) / files) },
  firstStatusMs: first.maxMs,
  answers,
}
writeFileSync(join(import.meta.dirname, 'results', 'queries.json'), `${JSON.stringify(result, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
await database.close()
await server.stop()
