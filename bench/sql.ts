// The figures of `sql`: records a second of one core's time that a query without content is answered from, in the process and
// without a broker; and on a real broker how soon the first rows of a LIMIT are there, and what counting all of a topic takes.
import { join } from 'node:path'
import type { Connection } from '../cli/connect.ts'
import { sqlLogOn } from '../cli/sql/log.ts'
import { type Asked, select } from '../cli/sql/select.ts'
import { sources } from '../cli/sql/shape.ts'
import { statementOf } from '../cli/sql/statement.ts'
import { createCodec } from '../runtime/codec.ts'
import { openSqlEngine } from '../runtime/duckdb.ts'
import { openProducer } from '../runtime/kafka.ts'
import type { LogRecord } from '../runtime/step.ts'
import type { Skipped } from '../schemas/types.ts'
import { repositoryOf, submissionOf } from '../tests/support/made-files.ts'
import { sqlHere } from '../tests/support/sql-asked.ts'
import { filesDecided, filesSkipped } from '../topics/index.ts'
import { encodedLog } from './encoded-log.ts'
import { type Ended, openHome } from './home.ts'
import { megabytes, round } from './report.ts'

const decidedId = 2
const blockRecords = 8_192
const chunkRecords = 5_000

/** What is asked in the process: one column, the question of the demo, and lists unfolded. */
const questions = {
  count: 'SELECT count(*) FROM files.decided.v1',
  ruleByLanguage:
    "SELECT file.language, reason, count(*) AS n FROM files.decided.v1 WHERE outcome = 'rejected' GROUP BY ALL ORDER BY n DESC",
  filtered: "SELECT file.path FROM files.decided.v1 WHERE reason = 'quality-rule-1'",
  verdicts: 'SELECT v.processor, v.decision, count(*) FROM files.decided.v1, unnest(verdicts) AS t(v) GROUP BY ALL',
} as const

export async function measureSql(records: number, say: (line: string) => void, signal: AbortSignal): Promise<object> {
  const home = await openHome(signal)
  try {
    say(`writing ${records} records of ${filesSkipped.name}`)
    await writeSkipped(home.connection, records, say, signal)
    const first = await firstRows(home.connection, join(home.config.home, 'run', 'sql', 'bench'), signal)
    say('as commands')
    const limited = await home.command(['sql', `SELECT path, reason FROM ${filesSkipped.name} LIMIT 20`, '--json'])
    const counted = await home.command([
      'sql',
      `SELECT reason, count(*) AS n FROM ${filesSkipped.name} GROUP BY 1`,
      '--json',
    ])
    say('in the process')
    return {
      records,
      inProcess: await inProcess(Math.min(records, 100_000), signal),
      firstRowsOfLimitMs: first,
      limitAsCommand: costsOf(limited),
      countAsCommand: { ...costsOf(counted), recordsPerSecond: Math.round(records / counted.seconds) },
    }
  } finally {
    await home.stop()
  }
}

const costsOf = ({ seconds, cpuSeconds, peakRssBytes }: Ended): object => ({
  seconds: round(seconds),
  cpuSeconds: round(cpuSeconds),
  peakRssMegabytes: round(megabytes(peakRssBytes), 1),
})

/** Of decisions with all their verdicts, decoded, staged and answered; CPU is of all threads of the process. */
async function inProcess(records: number, signal: AbortSignal): Promise<object> {
  const blocks = decidedBlocks(records)
  const bytes = blocks.reduce((sum, block) => sum + block.reduce((all, { value }) => all + value.length, 0), 0)
  const here = await sqlHere(() => blocks, { [decidedId]: 'Decision' }, signal)
  try {
    const figures: Record<string, object> = {}
    for (const [name, text] of Object.entries(questions)) {
      await here.ask(text)
      const before = process.cpuUsage()
      const rows = await here.ask(text)
      const { user, system } = process.cpuUsage(before)
      figures[name] = {
        recordsPerCpuSecond: Math.round(records / ((user + system) / 1_000_000)),
        rows: rows.length,
      }
    }
    return { records, bytesEach: Math.round(bytes / records), ...figures }
  } finally {
    await here.close()
  }
}

function decidedBlocks(records: number): readonly (readonly LogRecord[])[] {
  const log = encodedLog(records)
  const blocks: LogRecord[][] = [[]]
  for (let some = log.next(200); some.length > 0; some = log.next(200))
    for (const record of some) {
      if (record.topic !== filesDecided.name) continue
      if ((blocks.at(-1)?.length ?? 0) >= blockRecords) blocks.push([])
      blocks.at(-1)?.push(record)
    }
  return blocks
}

/** From a connected client's question to the first block of rows: the third of three, what is loaded once is loaded. */
async function firstRows({ kafka, registry }: Connection, spillFolder: string, signal: AbortSignal): Promise<number> {
  const engine = await openSqlEngine({ spillFolder })
  const log = sqlLogOn(kafka)
  const asked: Asked = {
    engine,
    connection: async () => {
      throw new Error('expected nothing else to be asked')
    },
    log: async () => ({ log, registry }),
    secret: async () => {
      throw new Error('expected no content to be asked for')
    },
    sources: sources(),
    say: () => undefined,
    signal,
  }
  const statement = statementOf(`SELECT path, reason FROM ${filesSkipped.name} LIMIT 20`)
  if (statement.kind !== 'select') throw new Error('expected a SELECT')
  try {
    let ms = 0
    for (let turn = 0; turn < 3; turn++) {
      const startedAt = performance.now()
      const { rows } = await select(asked, statement.text, { ...statement, json: false })
      await rows.next()
      ms = performance.now() - startedAt
      await rows.return(undefined)
    }
    return Math.round(ms)
  } finally {
    await engine.close()
  }
}

/** Made-up paths that were left out, spread over all partitions. */
async function writeSkipped(
  { kafka, registry }: Connection,
  count: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const codec = createCodec()
  const id = await registry.idOf(filesSkipped)
  const producer = await openProducer(kafka, 'codelupe.bench.sql')
  try {
    await producer.initTransactions()
    for (let from = 0; from < count; from += chunkRecords) {
      const records = Array.from({ length: Math.min(chunkRecords, count - from) }, (_, at) => {
        const value = codec.encode('Skipped', id, skippedOf(from + at))
        return { topic: filesSkipped.name, key: `bench-${from + at}`, value, headers: [] }
      })
      await producer.begin()
      await producer.produce(records, signal)
      await producer.commit()
      if (from % 100_000 === 0) say(`${from} written`)
    }
  } finally {
    await producer.close()
  }
}

const reasons = ['file.binary', 'encoding.latin1', 'file.too-large', 'file.repetitive'] as const

function skippedOf(index: number): Skipped {
  const repository = repositoryOf(Math.floor(index / 500))
  return {
    submission: submissionOf(repository),
    repository,
    path: `src/module-${index % 1_000}/file-${index}.bin`,
    reason: reasons[index % reasons.length] ?? '',
    detail: 'made up',
    sizeBytes: index,
    submittedAt: Date.UTC(2026, 0, 1),
  }
}
