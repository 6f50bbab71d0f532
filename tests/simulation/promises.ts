// What must hold: at each commit the positions cover the effects exactly, and once all is healed nothing is lost, nothing
// doubled, order is kept, and each record has one outcome. A broken promise is a sentence.
import type { LogRecord } from '../../runtime/step.ts'
import { type Broker, committedIn, type Lane, laneOf, stableEnd, type Transaction } from './broker.ts'
import type { Move, SeenRow, Store } from './database.ts'

/** What a record is to become, as its value says: `<key> <number> <word>`. */
export const words = ['plain', 'poison', 'killer', 'refused'] as const
export type Word = (typeof words)[number]

export const inputTopic = 'simulated.in.v1'
export const outputTopic = 'simulated.out.v1'
export const buriedTopic = 'simulated.dlq.v1'

export const wordOf = (record: LogRecord): string => record.value.toString().split(' ').at(-1) ?? ''
export const placeOf = (record: LogRecord): string => `${record.topic}:${record.partition}:${record.offset}`
/** The key of a projected row: the place, and the word that Postgres may refuse. */
export const rowOf = (record: LogRecord): string => `${placeOf(record)} ${wordOf(record)}`

/** Where a record of the output or of the graveyard came from. */
export function originOf({ topic, headers }: LogRecord): string {
  const value = (name: string): string => headers.find(([found]) => found === name)?.[1] ?? ''
  if (topic !== buriedTopic) return value('origin')
  return ['topic', 'partition', 'offset'].map((name) => value(`dlq.original.${name}`)).join(':')
}

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
  const found = misfit(covered, transaction.records.map(originOf))
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

/** Looks at everything once it is healed and drained. */
export function checkEnd(broker: Broker, store: Store, broken: (promise: string) => void): void {
  const sent = readAll(broker, inputTopic)
  const passed = readAll(broker, outputTopic)
  const buried = readAll(broker, buriedTopic)
  const outcomes = new Map<string, LogRecord[]>()
  for (const record of [...passed, ...buried]) {
    const origin = originOf(record)
    outcomes.set(origin, [...(outcomes.get(origin) ?? []), record])
  }
  for (const record of sent) {
    const place = placeOf(record)
    const found = outcomes.get(place) ?? []
    outcomes.delete(place)
    if (found.length === 0) broken(`lost: ${place}`)
    if (found.length > 1) broken(`doubled: ${place} became ${found.map(placeOf).join(' and ')}`)
    const topic = ['poison', 'killer'].includes(wordOf(record)) ? buriedTopic : outputTopic
    for (const outcome of found) {
      if (outcome.topic !== topic) broken(`${place} (${wordOf(record)}) became ${placeOf(outcome)}`)
      if (!outcome.value.equals(record.value)) broken(`${place} changed its bytes`)
    }
  }
  for (const origin of outcomes.keys()) broken(`from nothing: ${origin}`)
  for (const [topic, records] of [
    [outputTopic, passed],
    [buriedTopic, buried],
  ] as const)
    for (const [key, numbers] of numbersByKey(records))
      if (numbers.some((number, index) => number < (numbers[index - 1] ?? -1)))
        broken(`order of ${key} in ${topic}: ${numbers.join(' ')}`)
  for (const lane of lanesOfTopic(broker, inputTopic)) {
    const at = broker.positions.get(laneOf(lane)) ?? 0
    if (at !== stableEnd(lane)) broken(`position of ${laneOf(lane)} is ${at}, its end ${stableEnd(lane)}`)
  }
  checkProjection([...sent, ...passed, ...buried], store, broken)
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
