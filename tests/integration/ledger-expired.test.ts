// A commit of the trainer that stood still until the broker had ended its transaction, on a real broker: fenced as by a twin,
// and told from one by the log (I13, docs/adr/0023).
// Mutants: expiredOr (cli/workers/expired.ts) gives the error as it is; others that have committed do not count.
import { expect, test } from 'vitest'
import { openLedger } from '../../cli/workers/ledger.ts'
import type { CrashPoint, Passing } from '../../runtime/crash-point.ts'
import { openConsumer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { samplesAccepted } from '../../topics/index.ts'
import type { TrainingLedger } from '../../trainer/index.ts'
import { livePipeline } from '../support/live.ts'
import { patienceMs } from '../support/waits.ts'

const pipelineOf = livePipeline()
// A broker looks for old transactions every 10 s.
const endedMs = limits.transactionMsMax + 12_000
const oldMs = limits.transactionMsMax + 1_000

/** Holds this thread; the client's own go on, so that the broker has all of the transaction but its end. */
const standStill = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const commitOf = (step: number, manifestSha256: string): TrainingCommit => ({
  lineage: 'main',
  parentLineage: null,
  fence: 1,
  checkpoint: `step-${step}-1`,
  manifestSha256,
  parent: null,
  model: 'tiny-qwen2',
  steps: [],
  positions: [{ topic: samplesAccepted.name, partition: 0, offset: 0 }],
  samples: [],
  device: 'cpu',
  checkpointMs: 0,
})

type Opened = { readonly ledger: TrainingLedger; readonly close: () => Promise<void> }

/** A ledger whose commit stands still for so long at a marked point. */
async function openStanding(point: CrashPoint, ms: number): Promise<Opened> {
  const { connection } = pipelineOf()
  const signal = AbortSignal.timeout(patienceMs)
  const consumer = await openConsumer(connection.kafka, { group: groupOf('trainer') })
  const passing: Passing = (passed) => {
    if (passed === point && ms > 0) standStill(ms)
  }
  const told = { observe: () => undefined, say: () => undefined, now: Date.now, passing, signal }
  const ledger = await openLedger({ connection, consumer, ...told })
  await ledger.initialise(signal)
  await ledger.history(signal)
  const close = async (): Promise<void> => {
    await ledger.close()
    await consumer.close()
  }
  return { ledger, close }
}

const commit = (ledger: TrainingLedger, event: TrainingCommit): Promise<void> =>
  ledger.commit(event, [], event.positions, AbortSignal.timeout(patienceMs))

test('nobody else has committed: the trainer may start again, and does so where it was', async () => {
  const old = await openStanding('kafka.offsets-sent', endedMs)
  await expect(commit(old.ledger, commitOf(1, 'first'))).rejects.toMatchObject({ code: 'kafka.expired' })
  await old.close()
  const again = await openStanding('kafka.begun', 0)
  expect(await again.ledger.history(AbortSignal.timeout(patienceMs))).toEqual([])
  await commit(again.ledger, commitOf(1, 'again'))
  await again.close()
})

test('somebody else has: it is fenced, however old its transaction is', async () => {
  const old = await openStanding('kafka.begun', oldMs)
  const twin = await openStanding('kafka.begun', 0)
  await commit(twin.ledger, commitOf(2, 'of the twin'))
  await expect(commit(old.ledger, commitOf(2, 'of the old one'))).rejects.toMatchObject({ code: 'kafka.fenced' })
  await twin.close()
  await old.close()
})
