// The sink of every processor: outcomes and positions in one Kafka transaction (I1). A commit that is called again with
// the same batch goes on at the call that failed; whatever requires an abort is aborted, and the batch is read again.
import type { Topic } from '../topics/index.ts'
import type { Passing } from './crash-point.ts'
import { deadLetterOf } from './dead-letter.ts'
import { fail, hasCode, isRetriable } from './errors.ts'
import type { Consumer, OutgoingRecord, Producer } from './kafka.ts'
import type { Batch, Outcome, Partition, Position, Sink } from './step.ts'
import { undo } from './transaction.ts'

type Stage = 'begin' | 'produce' | 'offsets' | 'commit'

/** Records of the transaction that no outcome makes; told when it is committed, and when partitions come. */
export type Alongside = {
  readonly records: () => readonly OutgoingRecord[]
  readonly committed: () => void
  readonly resumed: () => void
}

export type KafkaSinkOptions = {
  readonly step: string
  readonly ruleset: string
  readonly deadLetters: Topic
  readonly consumer: Consumer
  /** After initTransactions. */
  readonly producer: Producer
  /** Milliseconds since 1970; stands in dead letters' headers only. */
  readonly now: () => number
  readonly passing: Passing
  /** What the transaction of the batch in hand writes besides its outcomes. */
  readonly alongside?: Alongside | undefined
}

export function kafkaSink(options: KafkaSinkOptions): Sink<OutgoingRecord> {
  const { consumer, producer, passing } = options
  const open: { batch: Batch | null; stage: Stage } = { batch: null, stage: 'begin' }

  const outgoing = (outcome: Outcome<OutgoingRecord>): readonly OutgoingRecord[] =>
    outcome.kind === 'effects'
      ? outcome.effects
      : [
          deadLetterOf(outcome, {
            step: options.step,
            ruleset: options.ruleset,
            topic: options.deadLetters,
            at: options.now(),
          }),
        ]

  const advance = async (
    outcomes: readonly Outcome<OutgoingRecord>[],
    batch: Batch,
    signal: AbortSignal,
  ): Promise<void> => {
    if (open.stage === 'begin') {
      await producer.begin()
      passing('kafka.begun')
      open.stage = 'produce'
    }
    if (open.stage === 'produce') {
      await producer.produce([...outcomes.flatMap(outgoing), ...(options.alongside?.records() ?? [])], signal)
      open.stage = 'offsets'
      passing('kafka.produced')
    }
    if (open.stage === 'offsets') {
      await producer.sendOffsets(batch.next, consumer)
      open.stage = 'commit'
      passing('kafka.offsets-sent')
    }
    await producer.commit()
    open.batch = null
    options.alongside?.committed()
    passing('kafka.committed')
  }

  return {
    resume: async (partitions) => {
      options.alongside?.resumed()
      return resumeCommitted(consumer, partitions)
    },
    commit: async (outcomes, batch, signal) => {
      if (batch.next.length === 0) return
      if (open.batch !== batch) {
        open.batch = batch
        open.stage = 'begin'
      }
      try {
        await advance(outcomes, batch, signal)
      } catch (error) {
        const half = open.stage === 'produce'
        if (isRetriable(error) && !half) throw error
        if (!half && !hasCode(error, 'kafka.aborted')) throw error
        open.batch = null
        await undo(producer, error, signal)
        throw hasCode(error, 'kafka.aborted') || !isRetriable(error)
          ? error
          : fail('kafka.aborted', 'the records could not all be queued', error)
      }
    },
    close: () => producer.close(),
  }
}

/** The group's committed positions. Provisioning writes the first ones, so a missing one is an error of its own. */
async function resumeCommitted(consumer: Consumer, partitions: readonly Partition[]): Promise<readonly Position[]> {
  if (partitions.length === 0) return []
  return consumer.committed(partitions)
}
