// The figure of a rebuild: rows a second of `projections rebuild all` as a command, from its start to the swap, over a log of
// made-up files in a real broker, with its decoding, indexes and catching up. A verification then says that it is right.
import { withClients } from '../cli/connect.ts'
import { reframe } from '../runtime/codec.ts'
import { type OutgoingRecord, openProducer } from '../runtime/kafka.ts'
import { retry } from '../runtime/retry.ts'
import type { LogRecord } from '../runtime/step.ts'
import { writeTogether } from '../runtime/transaction.ts'
import { projectAll } from '../tests/support/rebuilds.ts'
import { filesDecided, filesSubmitted, trainingSteps } from '../topics/index.ts'
import { encodedLog } from './encoded-log.ts'
import { type Home, openHome } from './home.ts'
import { round } from './report.ts'

const batchFiles = 500

/** Writes the log in transactions as a pipeline does; a file's records have one key, and so one partition. */
async function write({ connection }: Home, files: number, signal: AbortSignal): Promise<number> {
  const carried = [filesSubmitted, filesDecided, trainingSteps]
  const ids = new Map<string, number>()
  for (const topic of carried) ids.set(topic.name, await connection.registry.idOf(topic))
  const producer = await openProducer(connection.kafka, 'codelupe.bench.rebuild')
  try {
    await retry(() => producer.initTransactions(), signal)
    const log = encodedLog(files)
    let records = 0
    for (let next = log.next(batchFiles); next.length > 0; next = log.next(batchFiles)) {
      await writeTogether(
        producer,
        next.map((record) => outgoing(record, ids.get(record.topic) ?? 0)),
        signal,
      )
      records += next.length
    }
    return records
  } finally {
    await producer.close()
  }
}

const outgoing = ({ topic, key, value, headers }: LogRecord, id: number): OutgoingRecord => ({
  topic,
  key: headers.find(([name]) => name === 'ce_subject')?.[1] ?? key,
  value: reframe(value, id),
  headers,
})

export async function measureRebuild(
  files: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const home = await openHome(signal)
  try {
    say(`writing ${files} files to the log`)
    const records = await write(home, files, signal)
    say('folding them once, as a projector')
    await projectAll(home)
    say('rebuilding')
    const { seconds, cpuSeconds, peakRssBytes } = await home.command(['projections', 'rebuild', 'all'])
    const rows = await rowsIn(home)
    say('verifying')
    const verified = await home.command(['projections', 'verify', '--json'])
    const { differences }: { readonly differences: readonly unknown[] } = JSON.parse(verified.stdout)
    return {
      files,
      records,
      rows,
      seconds: round(seconds),
      rowsPerSecond: Math.round(rows / seconds),
      recordsPerSecond: Math.round(records / seconds),
      nodeCpuSeconds: round(cpuSeconds),
      peakRssMb: Math.round(peakRssBytes / 1_000_000),
      verifySeconds: round(verified.seconds),
      differences: differences.length,
    }
  } finally {
    await home.stop()
  }
}

const rowsIn = ({ connection }: Home): Promise<number> =>
  withClients(connection, async ({ database }) => {
    const names = ['files', 'decisions', 'findings', 'samples', 'submissions', 'funnel', 'ledger']
    const trained = ['training_lineages', 'training_commits', 'training_steps', 'sample_uses']
    const counts = [...names, ...trained].map((name) => `(SELECT count(*) FROM ${name})`)
    const { rows } = await database.query({ text: `SELECT ${counts.join(' + ')} AS rows` })
    return Number(rows[0]?.rows)
  })
