// The operator of the simulation: runs `dlq redrive` once, as cli/redrive/run.ts does it, over the log of the seed; and what must
// hold of each of its transactions, whoever else redrives, dies or comes back meanwhile.
import { handledSet } from '../../cli/redrive/handled.ts'
import type { Selection } from '../../cli/redrive/letters.ts'
import { type LetterLog, redriveTransactionalId, workThrough } from '../../cli/redrive/run.ts'
import { createCodec } from '../../runtime/codec.ts'
import { limits } from '../../runtime/limits.ts'
import { headerIn, placeText, storyOf } from '../../runtime/redriven.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'
import { type DeadLetterHandled, schemaTexts } from '../../schemas/types.ts'
import { type BuryingStep, deadLettersHandled, operationsRecorded, redriveByStep } from '../../topics/index.ts'
import { type Broker, committedIn, type Lane, stableEnd, type Transaction } from './broker.ts'
import { unavailable } from './consumer.ts'
import type { Network } from './network.ts'
import { openSimulatedProducer } from './producer.ts'
import { buriedTopic } from './promises.ts'
import type { Actor } from './scheduler.ts'

export const operatorTopics = [deadLettersHandled.name, operationsRecorded.name] as const

type Place = {
  readonly network: Network
  readonly broker: Broker
  readonly mutant: { readonly operator?: (inner: LetterLog) => LetterLog } | null
  readonly count: (what: string) => void
}

const everything: Selection = { reason: null, since: null, until: null, fileIds: null, letter: null, again: false }
const schemaId = 1
const lettersMax = 2
const pageOf = 3

const codec = createCodec()
codec.learn(schemaId, schemaTexts.DeadLetterHandled)

const letterOf = ({ value }: LogRecord): Position => codec.decode<DeadLetterHandled>('DeadLetterHandled', value).letter

const lanesOf = (broker: Broker, topic: string): readonly Lane[] =>
  [...broker.lanes.values()].filter((lane) => lane.topic === topic)

/** One run, from its start to its end. */
export async function runSimulatedOperator(
  place: Place,
  step: BuryingStep,
  actor: Actor,
  signal: AbortSignal,
): Promise<void> {
  const { network, broker, mutant } = place
  const read = (topic: string, whole: boolean): Promise<readonly LogRecord[] | null> =>
    network.ask(
      actor,
      `reads ${topic}`,
      () => {
        const lanes = lanesOf(broker, topic)
        const settled = lanes.every((lane) => stableEnd(lane) === lane.entries.length)
        return whole && !settled ? null : lanes.flatMap((lane) => committedIn(lane))
      },
      unavailable,
    )
  const log: LetterLog = {
    producer: openSimulatedProducer(place, actor, redriveTransactionalId(step), () => ({
      isOfAnother: false,
      verdict: () => 'member',
    })),
    handled: async () => {
      for (;;) {
        // Read to the end that was seen, so whatever is open below it has to be settled first.
        const records = await read(deadLettersHandled.name, true)
        if (records !== null) {
          const handled = handledSet()
          for (const record of records) handled.add(letterOf(record))
          return handled
        }
        await new Promise<void>((resolve) => {
          network.scheduler.later(actor, 'waits for what is open', 500, resolve)
        })
      }
    },
    letters: async function* () {
      const letters = (await read(buriedTopic, false)) ?? []
      for (let from = 0; from < letters.length; from += pageOf) {
        yield letters.slice(from, from + pageOf)
        // Reading takes time, in which anything may happen.
        await network.local(actor, 'reads on', () => undefined)
      }
    },
    registry: { idOf: async () => schemaId },
    codec,
  }
  const parts = {
    operation: actor.name,
    by: actor.name,
    now: () => Math.floor(network.scheduler.now()),
    passing: () => undefined,
    onProgress: () => place.count('redrives'),
    lettersMax,
  }
  await workThrough('redriven', step, everything, parts, mutant?.operator?.(log) ?? log, signal)
}

/** What operators have written, held against what must come of it. */
export function watchRedrives(step: BuryingStep, broken: (promise: string) => void) {
  const handled = new Set<string>()
  const open = new Set<string>()
  const own: readonly string[] = [redriveByStep[step].name, ...operatorTopics]
  return {
    /** Whether this is an operator's; then a letter goes with what says so, and no letter twice. */
    isOperators: (transaction: Transaction): boolean => {
      for (const letter of transaction.records)
        if (letter.topic === buriedTopic && storyOf(letter).attempt < limits.redriveAttemptsMax)
          open.add(placeText(letter))
      if (!transaction.records.some(({ topic }) => own.includes(topic))) return false
      const within = (topic: string): readonly LogRecord[] =>
        transaction.records.filter((record) => record.topic === topic)
      const sent = within(redriveByStep[step].name).map((record) => headerIn(record, 'x-redrive-letter'))
      const said = within(deadLettersHandled.name).map((record) => placeText(letterOf(record)))
      if (sent.toSorted().join() !== said.toSorted().join())
        broken(`redriven are ${sent.join(' ') || 'none'}, handled ${said.join(' ') || 'none'}`)
      for (const letter of said) {
        if (handled.has(letter)) broken(`redriven twice: ${letter}`)
        handled.add(letter)
        open.delete(letter)
      }
      return true
    },
    /** Letters that a run has still to take, in words. */
    left: (): readonly string[] => (open.size === 0 ? [] : [`${open.size} letters are not redriven`]),
  }
}
