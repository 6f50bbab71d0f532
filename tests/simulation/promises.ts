// What must hold: at each commit the positions cover the effects exactly, and once all is healed nothing is lost, nothing
// doubled, order is kept, and each record has one outcome. A broken promise is a sentence.

import { limits } from '../../runtime/limits.ts'
import { headerIn, storyOf } from '../../runtime/redriven.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'
import { redriveByStep } from '../../topics/index.ts'
import { type Broker, committedIn, type Lane, laneOf, stableEnd, type Transaction } from './broker.ts'
import type { Move, SeenRow, Store } from './database.ts'

/** What a record is to become, as its value says: `<key> <number> <word>`. What is mended, or killed, is well once redriven. */
export const words = ['plain', 'poison', 'mended', 'killer', 'refused'] as const
export type Word = (typeof words)[number]

export const inputTopic = 'simulated.in.v1'
export const outputTopic = 'simulated.out.v1'
export const buriedTopic = 'simulated.dlq.v1'
export const redriveTopic = redriveByStep.quality.name

export const wordOf = (record: LogRecord): string => record.value.toString().split(' ').at(-1) ?? ''
export const placeOf = ({ topic, partition, offset }: Position): string => `${topic}:${partition}:${offset}`
/** The key of a projected row: the place, and the word that Postgres may refuse. */
export const rowOf = (record: LogRecord): string => `${placeOf(record)} ${wordOf(record)}`

/** Where a record of the output or of the graveyard came from: the record that was sent, however often since. */
export function originOf(record: LogRecord): string {
  if (record.topic !== buriedTopic) return headerIn(record, 'origin')
  return ['topic', 'partition', 'offset'].map((name) => headerIn(record, `dlq.original.${name}`)).join(':')
}

/** The record that it was made of: the one that was sent, or that a redrive has made of it. */
const readOf = (record: LogRecord): string =>
  headerIn(record, record.topic === buriedTopic ? 'dlq.redriven' : 'read') || originOf(record)

/** Whether a redrive came before it: then it comes when it comes. */
const isAgain = (record: LogRecord): boolean => readOf(record) !== originOf(record)

/** Why positions and effects of one commit do not belong together; null where they do. */
function misfit(covered: readonly string[], effects: readonly string[]): string | null {
  const [expected, found] = [new Set(covered), new Set(effects)]
  const beyond = covered.filter((place) => !found.has(place))
  const behind = effects.filter((place) => !expected.has(place))
  if (beyond.length > 0) return `positions beyond effects: nothing came of ${beyond.join(' ')}`
  if (behind.length > 0) return `positions behind effects: not covered are ${behind.join(' ')}`
  return effects.length > found.size ? `doubled in one commit: ${effects.join(' ')}` : null
}

const covers = (lane: Lane | undefined, move: Move): readonly LogRecord[] =>
  lane === undefined ? [] : committedIn(lane, move.from, move.to)

/** Looks at a transaction of the stage before it commits. */
export function checkTransaction(broker: Broker, transaction: Transaction, broken: (promise: string) => void): void {
  // The feeder's transactions have no positions and write the input only.
  if (transaction.records.every((record) => record.topic === inputTopic) && transaction.offsets.size === 0) return
  const moves = [...transaction.offsets].map(([lane, { offset }]) => ({
    lane,
    from: broker.positions.get(lane) ?? 0,
    to: offset,
  }))
  for (const { lane, from, to } of moves) if (to < from) broken(`position of ${lane} goes back from ${from} to ${to}`)
  const covered = moves.flatMap((move) => covers(broker.lanes.get(move.lane), move)).map(placeOf)
  const found = misfit(covered, transaction.records.map(readOf))
  if (found !== null) broken(`stage: ${found}`)
}

/** The same for a transaction of the projector. */
export function checkRows(
  broker: Broker,
  moves: readonly Move[],
  rows: readonly SeenRow[],
  broken: (promise: string) => void,
): void {
  for (const { lane, from, to } of moves) if (to < from) broken(`projector's ${lane} goes back from ${from} to ${to}`)
  const covered = moves.flatMap((move) => covers(broker.lanes.get(move.lane), move)).map(rowOf)
  const found = misfit(
    covered,
    rows.flatMap(({ place, folded, buried }) => Array.from({ length: folded + buried }, () => place)),
  )
  if (found !== null) broken(`projector: ${found}`)
}

const lanesOfTopic = (broker: Broker, topic: string): readonly Lane[] =>
  [...broker.lanes.values()].filter((lane) => lane.topic === topic)
const readAll = (broker: Broker, topic: string): readonly LogRecord[] =>
  lanesOfTopic(broker, topic).flatMap((lane) => committedIn(lane))

/** Looks at everything once it is healed and drained; `redrives` says whether operators were there. */
export function checkEnd(broker: Broker, store: Store, redrives: boolean, broken: (promise: string) => void): void {
  const sent = readAll(broker, inputTopic)
  const passed = readAll(broker, outputTopic)
  const buried = readAll(broker, buriedTopic)
  const again = Map.groupBy(readAll(broker, redriveTopic), (record) => headerIn(record, 'x-redrive-original'))
  const outcomes = Map.groupBy([...passed, ...buried], originOf)
  for (const record of sent) {
    const place = placeOf(record)
    checkStory(record, outcomes.get(place) ?? [], again.get(place)?.length ?? 0, redrives, broken)
    outcomes.delete(place)
  }
  for (const origin of outcomes.keys()) broken(`from nothing: ${origin}`)
  for (const [topic, records] of [
    [outputTopic, passed],
    [buriedTopic, buried],
  ] as const)
    for (const [key, numbers] of numbersByKey(records.filter((record) => !isAgain(record))))
      if (numbers.some((number, index) => number < (numbers[index - 1] ?? -1)))
        broken(`order of ${key} in ${topic}: ${numbers.join(' ')}`)
  for (const lane of [...lanesOfTopic(broker, inputTopic), ...lanesOfTopic(broker, redriveTopic)]) {
    const at = broker.positions.get(laneOf(lane)) ?? 0
    if (at !== stableEnd(lane)) broken(`position of ${laneOf(lane)} is ${at}, its end ${stableEnd(lane)}`)
  }
  checkProjection([...sent, ...passed, ...buried], store, broken)
}

/** One outcome each time that it was sent; letters are attempts one after the other, no more than a redrive tries. */
function checkStory(
  record: LogRecord,
  outcomes: readonly LogRecord[],
  redriven: number,
  redrives: boolean,
  broken: (promise: string) => void,
): void {
  const [place, word] = [placeOf(record), wordOf(record)]
  const attempts = outcomes.filter(({ topic }) => topic === buriedTopic).map((letter) => storyOf(letter).attempt)
  const tries = redrives ? limits.redriveAttemptsMax : 1
  const buried = word === 'poison' ? tries : ['mended', 'killer'].includes(word) ? 1 : 0
  const passed = word === 'poison' || (buried === 1 && !redrives) ? 0 : 1
  const found = outcomes.length - attempts.length
  const told = outcomes.map(placeOf).join(' and ')
  if (outcomes.length < 1 + redriven) broken(`lost: ${place}, redriven ${redriven} times, became ${told || 'nothing'}`)
  if (outcomes.length > 1 + redriven || found > 1)
    broken(`doubled: ${place}, redriven ${redriven} times, became ${told}`)
  if (attempts.toSorted().join() !== Array.from({ length: buried }, (_, index) => index + 1).join())
    broken(`${place} (${word}) was buried as attempts ${attempts.join(' ') || 'none'}, expected ${buried}`)
  if (found !== passed) broken(`${place} (${word}) went on ${found} times, expected ${passed}`)
  for (const outcome of outcomes) if (!outcome.value.equals(record.value)) broken(`${place} changed its bytes`)
}

function checkProjection(records: readonly LogRecord[], store: Store, broken: (promise: string) => void): void {
  for (const record of records) {
    const row = store.rows.get(rowOf(record))
    const refused = wordOf(record) === 'refused'
    if (row === undefined) broken(`not projected: ${rowOf(record)}`)
    else if (row.folded !== (refused ? 0 : 1) || row.buried !== (refused ? 1 : 0))
      broken(`projected ${row.folded} times, buried ${row.buried} times: ${row.place}`)
  }
  if (store.rows.size > records.length) broken(`${store.rows.size} rows of ${records.length} records`)
}

function numbersByKey(records: readonly LogRecord[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>()
  for (const record of records) {
    const own = numbers.get(record.key) ?? []
    numbers.set(record.key, own)
    own.push(Number(record.value.toString().split(' ')[1]))
  }
  return numbers
}
