// One step of the pipeline as a process: its log, codec, sink and loop, opened in order and closed in reverse.
import { join } from 'node:path'
import type { BuryingStep, StepName, Topic } from '../topics/index.ts'
import { dlqByStep, redriveByStep } from '../topics/index.ts'
import { createBreaker } from './breaker.ts'
import { createCodec } from './codec.ts'
import { openCrashMarker } from './crash-marker.ts'
import type { Passing } from './crash-point.ts'
import { decider, encoder } from './decide.ts'
import { type KafkaAddress, openProducer, type Producer } from './kafka.ts'
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

export type StageParts<In> = {
  readonly name: BuryingStep
  readonly step: Step<In, Effect>
  /** Topics the step writes, dead letters excepted. */
  readonly outputs: readonly Topic[]
  readonly ruleset: string
  /** The ruleset as text, published before the first verdict; null for a step without rules. */
  readonly rulesetText: string | null
  readonly instance: number
  readonly address: KafkaAddress
  readonly registry: Registry
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
  const step: Step<In, Effect> = { ...parts.step, redrives: redriveByStep[name] }
  const codec = createCodec({ keepSignals: true })
  const ids = new Map<string, number>()
  for (const topic of [...step.inputs, ...parts.outputs]) {
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
    if (parts.rulesetText !== null) await published(parts, parts.rulesetText, producer, signal)
    const log = await openKafkaLog(parts.address, {
      group: groupOf(name),
      instance: instanceIdOf(name, parts.instance),
      inputs: topicsRead(step),
      rebalanced: parts.rebalanced,
    })
    closers.unshift(log.close)
    const { consumer } = log
    const own = step.inputs[0]
    const decide = decider(step, codec, encoder(name, codec, ids))
    await run(
      {
        log,
        sink: kafkaSink({
          step: name,
          ruleset: parts.ruleset,
          deadLetters: dlqByStep[name],
          consumer,
          producer,
          now: parts.now,
          passing: parts.passing,
        }),
        decide: (record) => {
          parts.passing('judge.record', fileOf(record))
          return decide(record)
        },
        prepare: async (records) => (own === undefined ? undefined : registry.prepare(codec, own, records)),
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

/** Waits for the registry as long as it takes, as before every other record. */
const published = <In>(parts: StageParts<In>, text: string, producer: Producer, signal: AbortSignal): Promise<void> =>
  retry(
    () => {
      parts.observe(noTurn)
      return publish({ processor: parts.name, ruleset: parts.ruleset, text }, producer, parts, signal)
    },
    signal,
    Number.POSITIVE_INFINITY,
    parts.waiting,
  )

/** The file a record is about, as its headers say: known without decoding it. */
const fileOf = (record: LogRecord): string => record.headers.find(([name]) => name === 'ce_subject')?.[1] ?? ''
