// One step of the pipeline as a process: its log, codec, sink and loop, opened in order and closed in reverse.
import { join } from 'node:path'
import type { BuryingStep, StepName, Topic } from '../topics/index.ts'
import { dlqByStep, redriveByStep } from '../topics/index.ts'
import { type Activations, createActivations } from './activation.ts'
import { createBreaker } from './breaker.ts'
import { type Codec, createCodec } from './codec.ts'
import { openCrashMarker } from './crash-marker.ts'
import type { Passing } from './crash-point.ts'
import { type Decide, decider, encoder } from './decide.ts'
import { gapRecorder } from './gap.ts'
import { type Consumer, type KafkaAddress, type OutgoingRecord, openProducer, type Producer } from './kafka.ts'
import { openKafkaLog } from './kafka-log.ts'
import { kafkaSink } from './kafka-sink.ts'
import { type Around, noTurn, run, type Turn } from './loop.ts'
import { publish } from './publication.ts'
import type { Registry } from './registry.ts'
import { retry } from './retry.ts'
import { type Effect, type LogRecord, type Step, topicsRead } from './step.ts'

/** Names that persist in Kafka; tests/names.txt holds them. */
export const groupOf = (step: StepName): string => `codelupe.${step}`
export const transactionalIdOf = (step: StepName, instance: number): string => `codelupe.${step}.${instance}`

/** The static member's name in its group. */
export const instanceIdOf = (step: StepName, instance: number): string => `${step}-${instance}`

/** What a step judges by, which may change between two batches. */
export type Judging<In> = {
  readonly step: Step<In, Effect>
  readonly ruleset: string
  /** The ruleset as text, published before the first verdict; null for a step without rules. */
  readonly rulesetText: string | null
  /** The promotion that the ruleset comes from; null where it comes from the start. */
  readonly operation: string | null
}

export type StageParts<In> = {
  readonly name: BuryingStep
  readonly judging: Judging<In>
  /** What it judges by from the next batch on, or null where that has not changed. Asked before each batch. */
  readonly renewed?: ((consumer: Consumer) => Promise<Judging<In> | null>) | undefined
  /** Topics the step writes, dead letters excepted. */
  readonly outputs: readonly Topic[]
  readonly instance: number
  readonly address: KafkaAddress
  readonly registry: Registry
  /** How many partitions topics of files have. */
  readonly partitions: number
  /** Burials before the breaker looks at their share. */
  readonly burialsMin: number
  /** Folder for the crash marker. */
  readonly runFolder: string
  readonly observe: (turn: Turn) => void
  /** Told why the registry is waited for. */
  readonly waiting?: ((error: unknown) => void) | undefined
  readonly aborted?: (() => void) | undefined
  readonly rebalanced?: ((kind: 'assign' | 'revoke') => void) | undefined
  readonly around?: Around | undefined
  readonly now: () => number
  readonly passing: Passing
}

/** Runs a stage until the signal aborts. Rejects where the process must end and be started again. */
export async function runStage<In>(parts: StageParts<In>, signal: AbortSignal): Promise<void> {
  const { name, registry } = parts
  const { inputs } = parts.judging.step
  const codec = createCodec({ keepSignals: true })
  const ids = new Map<string, number>()
  for (const topic of [...inputs, ...parts.outputs]) {
    const ask = (): Promise<number> => {
      parts.observe(noTurn)
      return registry.idOf(topic)
    }
    ids.set(topic.name, await retry(ask, signal, Number.POSITIVE_INFINITY, parts.waiting))
  }
  const producer = await openProducer(parts.address, transactionalIdOf(name, parts.instance))
  const closers = [producer.close]
  try {
    await retry(() => producer.initTransactions(), signal)
    await published(parts, parts.judging, producer, signal)
    const log = await openKafkaLog(parts.address, {
      group: groupOf(name),
      instance: instanceIdOf(name, parts.instance),
      inputs: topicsRead({ inputs, redrives: redriveByStep[name] }),
      partitions: parts.partitions,
      rebalanced: parts.rebalanced,
      lost: gapRecorder(name, parts),
    })
    closers.unshift(log.close)
    const judge = judgeOf(parts, { codec, ids, consumer: log.consumer, producer }, signal)
    await run(
      {
        log,
        sink: kafkaSink({
          step: name,
          get ruleset() {
            return judge.ruleset()
          },
          deadLetters: dlqByStep[name],
          consumer: log.consumer,
          producer,
          now: parts.now,
          passing: parts.passing,
          alongside: judge.activations,
        }),
        decide: judge.decide,
        prepare: judge.prepare,
        marker: openCrashMarker(join(parts.runFolder, `${name}-${parts.instance}.marker`)),
        breaker: createBreaker(name, parts.burialsMin),
        observe: parts.observe,
        waiting: parts.waiting,
        aborted: parts.aborted,
        around: parts.around,
      },
      signal,
    )
  } finally {
    for (const close of closers) await close()
  }
}

type Clients = {
  readonly codec: Codec
  readonly ids: ReadonlyMap<string, number>
  readonly consumer: Consumer
  readonly producer: Producer
}

type Judge = {
  readonly ruleset: () => string
  readonly decide: Decide<OutgoingRecord>
  /** Before each batch: other rules count from a batch's first record on, never from within it. */
  readonly prepare: (records: readonly LogRecord[]) => Promise<void>
  readonly activations: Activations
}

/** What decides, by the rules of the batch in hand. */
function judgeOf<In>(parts: StageParts<In>, { codec, ids, consumer, producer }: Clients, signal: AbortSignal): Judge {
  const { name, instance, address, registry, now } = parts
  const encode = encoder(name, codec, ids)
  const deciding = (judging: Judging<In>) => ({
    judging,
    decide: decider({ ...judging.step, redrives: redriveByStep[name] }, codec, encode),
  })
  const state = deciding(parts.judging)
  const activations = createActivations({ processor: name, instance, address, registry, consumer, now })
  const renew = async (): Promise<void> => {
    const judging = (await parts.renewed?.(consumer)) ?? null
    if (judging === null) return
    await published(parts, judging, producer, signal)
    Object.assign(state, deciding(judging))
  }
  return {
    ruleset: () => state.judging.ruleset,
    decide: (record) => {
      parts.passing('judge.record', fileOf(record))
      return state.decide(record)
    },
    prepare: async (records) => {
      const [own] = state.judging.step.inputs
      if (own === undefined) return
      await registry.prepare(codec, own, records)
      if (state.judging.rulesetText === null || records.length === 0) return
      await renew()
      await activations.prepare(state.judging, records, signal)
    },
    activations,
  }
}

/** Waits for the registry as long as it takes, as before every other record. */
async function published<In>(
  parts: StageParts<In>,
  { ruleset, rulesetText: text }: Judging<In>,
  producer: Producer,
  signal: AbortSignal,
): Promise<void> {
  if (text === null) return
  const write = (): Promise<void> => {
    parts.observe(noTurn)
    return publish({ processor: parts.name, ruleset, text }, producer, parts, signal)
  }
  await retry(write, signal, Number.POSITIVE_INFINITY, parts.waiting)
}

/** The file a record is about, as its headers say: known without decoding it. */
const fileOf = (record: LogRecord): string => record.headers.find(([name]) => name === 'ce_subject')?.[1] ?? ''
