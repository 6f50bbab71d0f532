// The trainer's ledger in Kafka: training.steps.v1 is the truth about checkpoints; the group's positions only show lag.
import { createCodec } from '../../runtime/codec.ts'
import { deadLetterOf } from '../../runtime/dead-letter.ts'
import { encoder } from '../../runtime/decide.ts'
import { fail } from '../../runtime/errors.ts'
import { type Consumer, openProducer } from '../../runtime/kafka.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'
import { transactionalIdOf } from '../../runtime/stage.ts'
import type { Effect, LogRecord, Partition } from '../../runtime/step.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { dlqByStep, trainingSteps } from '../../topics/index.ts'
import type { TrainingLedger } from '../../trainer/index.ts'
import type { Connection } from '../connect.ts'

export type LedgerParts = {
  readonly connection: Connection
  readonly consumer: Consumer
  readonly observe: (commit: { readonly tokens: number; readonly loss: number | null; readonly step: number }) => void
  readonly now: () => number
  readonly signal: AbortSignal
}

export async function openLedger(parts: LedgerParts): Promise<TrainingLedger> {
  const { connection, consumer } = parts
  const { kafka, registry } = connection
  const codec = createCodec()
  const id = await retry(() => registry.idOf(trainingSteps), parts.signal, Number.POSITIVE_INFINITY)
  const encode = encoder('trainer', codec, new Map([[trainingSteps.name, id]]))
  const producer = await openProducer(kafka, transactionalIdOf('trainer', 0))
  return {
    initialise: (signal) => retry(() => producer.initTransactions(), signal),
    history: async (signal) => {
      const commits: TrainingCommit[] = []
      for await (const records of readRanges(kafka, await rangesOf(kafka, [trainingSteps.name], 'high'), signal)) {
        await registry.prepare(codec, trainingSteps, records)
        for (const record of records) commits.push(codec.decode<TrainingCommit>(trainingSteps.schema, record.value))
      }
      return commits
    },
    firstPositions: async (partitions) => {
      const ends = await Promise.all(partitions.map((partition) => lowOf(consumer, partition)))
      return ends
    },
    commit: async (event, burials, next, signal) => {
      const about = { fileId: event.checkpoint, submission: event.lineage, ruleset: event.manifestSha256, at: 0 }
      const effect: Effect = { kind: 'emit', topic: trainingSteps, key: event.lineage, event, subject: about }
      const context = { step: 'trainer', ruleset: '', topic: dlqByStep.trainer, at: parts.now() }
      await producer.begin()
      await producer.produce(
        [encode(effect, sourceOf(event)), ...burials.map((burial) => deadLetterOf(burial, context))],
        signal,
      )
      await retry(() => producer.sendOffsets(next, consumer), signal)
      await retry(() => producer.commit(), signal)
      const step = event.steps.at(-1)
      const tokens = event.steps.reduce((sum, one) => sum + one.tokens, 0)
      if (step !== undefined) parts.observe({ tokens, loss: step.loss, step: step.step })
    },
    close: () => producer.close(),
  }
}

async function lowOf(consumer: Consumer, at: Partition): Promise<{ topic: string; partition: number; offset: number }> {
  const { low } = await consumer.watermarks(at)
  if (low < 0) throw fail('kafka.topic-missing', `expected ${at.topic}/${at.partition}, found no such partition`)
  return { ...at, offset: low }
}

/** A commit comes from many records: its trail starts with itself. */
const sourceOf = (event: TrainingCommit): LogRecord => ({
  topic: event.lineage,
  partition: 0,
  offset: event.steps.at(-1)?.step ?? 0,
  key: event.lineage,
  value: Buffer.alloc(0),
  headers: [],
  timestamp: 0,
})
