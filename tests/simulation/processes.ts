// The processes of the simulation, wired as runtime/stage.ts and cli/workers/projector.ts wire the real ones: the loop, the
// log, the decision and the sinks are those of production; the clients, the clock and the servers are the seed's.

import type { LetterLog } from '../../cli/redrive/run.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { crashMarkerIn, type MarkPlace } from '../../runtime/crash-marker.ts'
import { type Decide, decider } from '../../runtime/decide.ts'
import type { Consumer, OutgoingRecord, Producer, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import { kafkaLogOn } from '../../runtime/kafka-log.ts'
import { kafkaSink } from '../../runtime/kafka-sink.ts'
import { run, type Turn } from '../../runtime/loop.ts'
import type { Database } from '../../runtime/postgres.ts'
import { postgresSink } from '../../runtime/postgres-sink.ts'
import { redrivenOf } from '../../runtime/redriven.ts'
import { retry } from '../../runtime/retry.ts'
import type { RowChange } from '../../runtime/sql.ts'
import { type Log, type LogRecord, type Outcome, type Sink, type Step, topicsRead } from '../../runtime/step.ts'
import type { Topic } from '../../topics/index.ts'
import type { Broker } from './broker.ts'
import { openSimulatedConsumer, unavailable } from './consumer.ts'
import { buriedRow, foldedRow, type Store } from './database.ts'
import { Killed } from './frame.ts'
import type { Client, Group } from './group.ts'
import type { Network } from './network.ts'
import { openSimulatedProducer } from './producer.ts'
import { buriedTopic, inputTopic, outputTopic, placeOf, redriveTopic, rowOf, wordOf } from './promises.ts'
import type { Actor } from './scheduler.ts'

/** Parts of a process that a mutant puts something else in the place of. */
export type Mutant = {
  readonly name: string
  /** `rebalance` is what the client tells; the consumer is what the log and the sink get. */
  readonly consumer?: (inner: Consumer) => Consumer
  readonly rebalance?: (event: RebalanceEvent, inner: Consumer) => void
  /** `again` opens the same transactional id anew. */
  readonly producer?: (inner: Producer, again: () => Producer, consumer: Consumer) => Producer
  /** Positions are accepted whoever sends them. */
  readonly anyMember?: boolean
  /** Positions are sent under whatever id the client has in its group. */
  readonly anyMemberId?: boolean
  /** Positions are told though an open transaction may move them. */
  readonly unsettledRead?: boolean
  readonly log?: (inner: Log) => Log
  readonly mark?: (inner: MarkPlace) => MarkPlace
  readonly decide?: (inner: Decide<OutgoingRecord>) => Decide<OutgoingRecord>
  readonly stageSink?: (inner: Sink<OutgoingRecord>) => Sink<OutgoingRecord>
  readonly database?: (inner: Database) => Database
  readonly projectorSink?: (inner: Sink<RowChange>) => Sink<RowChange>
  readonly operator?: (inner: LetterLog) => LetterLog
}

export type Place = {
  readonly network: Network
  readonly broker: Broker
  readonly store: Store
  readonly stageGroup: Group
  readonly projectorGroup: Group
  readonly mutant: Mutant | null
  /** Marks of a slot, which outlive its processes. */
  readonly mark: (slot: string) => MarkPlace
  /** What was handed out to which reader, by any of its processes. */
  readonly deliveries: Set<string>
  readonly broken: (promise: string) => void
  readonly count: (what: string) => void
  /** The client of a process, once it has one. */
  readonly joined: (actor: Actor, client: Client, group: Group) => void
}

const topic = (name: string): Topic => ({
  name,
  schema: null,
  key: 'key',
  partitions: 'files',
  retention: 'forever',
  messageBytesMax: 1_048_576,
})

const textOf = (record: LogRecord): string => record.value.toString()

/** No time passes while records are judged: a process cuts no batch, or each after its first record. */
const judgeMsMax = ({ network }: Place): number =>
  network.scheduler.random.chance(cuttingShare) ? -1 : Number.POSITIVE_INFINITY
const cuttingShare = 0.1

/** Counts how often each record was handed out and handled: a handle is never tried again on what it has seen. */
function handleCounter(place: Place, reader: string) {
  const counts = new Map<string, number>()
  const add = (record: LogRecord, by: number): number => {
    const sum = (counts.get(placeOf(record)) ?? 0) + by
    counts.set(placeOf(record), sum)
    return sum
  }
  return {
    delivered: (record: LogRecord): void => {
      add(record, 1)
      if (place.deliveries.has(`${reader} ${placeOf(record)}`)) place.count('records read again')
      place.deliveries.add(`${reader} ${placeOf(record)}`)
    },
    handled: (record: LogRecord): LogRecord => {
      if (add(record, -1) < 0) place.broken(`handled again without being read again: ${placeOf(record)}`)
      return record
    },
  }
}

type Copy = { readonly key: string; readonly value: Buffer; readonly origin: string; readonly read: string }

const stageStep: Step<null, Copy> = {
  name: 'stage',
  inputs: [topic(inputTopic)],
  redrives: topic(redriveTopic),
  handle: (_, record) => {
    const again = redrivenOf(record)
    const word = wordOf(record)
    if (word === 'poison' || (word === 'mended' && again === null)) throw new Error(word)
    return [{ key: record.key, value: record.value, origin: placeOf(again?.original ?? record), read: placeOf(record) }]
  },
}

const projectorStep: Step<null, RowChange> = {
  name: 'projector',
  inputs: [inputTopic, outputTopic, buriedTopic].map(topic),
  handle: (_, record) => [foldedRow(rowOf(record))],
}

const turned = (place: Place, name: string) => (turn: Turn) => {
  if (turn.records > 0) place.count(`batches of the ${name}`)
}

async function openLog(place: Place, actor: Actor, slot: string, group: Group, delivered: (record: LogRecord) => void) {
  const { mutant } = place
  const found: { client?: Client; consumer?: Consumer } = {}
  const inputs = topicsRead(group === place.stageGroup ? stageStep : projectorStep)
  const log = await kafkaLogOn(
    async (onRebalance) => {
      const opened = openSimulatedConsumer(
        place,
        actor,
        slot,
        group,
        delivered,
        (event) => {
          place.count(event.kind === 'assign' ? 'partitions given' : 'partitions taken')
          mutant?.rebalance?.(event, opened.consumer)
          onRebalance(event)
        },
        mutant?.unsettledRead === true,
      )
      found.client = opened.client
      place.joined(actor, opened.client, group)
      return mutant?.consumer?.(opened.consumer) ?? opened.consumer
    },
    { group: slot, inputs },
  )
  return { log: { ...log, ...mutant?.log?.(log) }, client: found.client }
}

/** One instance of the stage, from its start to its end. */
export async function runSimulatedStage(place: Place, actor: Actor, slot: string, signal: AbortSignal): Promise<void> {
  const { mutant, stageGroup: group } = place
  const { delivered, handled } = handleCounter(place, 'stage')
  const linked: { client?: Client | undefined } = {}
  const open = (): Producer =>
    openSimulatedProducer(place, actor, slot, () => {
      const { client } = linked
      const generation = client?.generation ?? -1
      const changed = client !== undefined && client.givenTo !== null && client.givenTo !== client.member
      if (changed) place.count('partitions kept under another id')
      return {
        isOfAnother: changed && mutant?.anyMemberId !== true,
        verdict: () =>
          mutant?.anyMember === true ? 'member' : client === undefined ? 'unknown' : group.validate(client, generation),
      }
    })
  const first = open()
  await retry(() => first.initTransactions(), signal)
  const { log, client } = await openLog(place, actor, slot, group, delivered)
  linked.client = client
  const producer = mutant?.producer?.(first, open, log.consumer) ?? first
  const decided = decider(
    { ...stageStep, handle: (event: null, record: LogRecord) => stageStep.handle(event, handled(record)) },
    createCodec(),
    ({ key, value, origin, read }): OutgoingRecord => ({
      ...{ topic: outputTopic, key, value },
      headers: [
        ['origin', origin],
        ['read', read],
      ],
    }),
  )
  const decide = mutant?.decide?.(decided) ?? decided
  const sink = kafkaSink({
    step: 'stage',
    ruleset: '',
    deadLetters: topic(buriedTopic),
    consumer: log.consumer,
    producer,
    now: () => 0,
    passing: () => undefined,
  })
  await run(
    {
      log,
      sink: mutant?.stageSink?.(sink) ?? sink,
      decide: (record) => {
        if (wordOf(record) === 'killer' && redrivenOf(record) === null) throw new Killed(textOf(record))
        return decide(record)
      },
      prepare: () => place.network.ask(actor, 'prepare', () => undefined, unavailable),
      marker: crashMarkerIn(mutant?.mark?.(place.mark(slot)) ?? place.mark(slot)),
      breaker: createBreaker('stage'),
      judgeMsMax: judgeMsMax(place),
      observe: turned(place, 'stage'),
      aborted: () => place.count('batches read again'),
    },
    signal,
  )
  await log.close()
  await producer.close()
}

/** The projector, from its start to its end. */
export async function runSimulatedProjector(
  place: Place,
  actor: Actor,
  slot: string,
  signal: AbortSignal,
): Promise<void> {
  const { mutant } = place
  const { delivered, handled } = handleCounter(place, 'projector')
  const { log } = await openLog(place, actor, slot, place.projectorGroup, delivered)
  const database = place.store.open(actor)
  const sink = postgresSink({
    database: mutant?.database?.(database) ?? database,
    reader: 'projector',
    bury: ({ record }: Extract<Outcome<RowChange>, { kind: 'burial' }>) => [buriedRow(rowOf(record))],
    firstOffsets: async (partitions) => partitions.map((at) => ({ ...at, offset: 0 })),
    passing: () => undefined,
  })
  await run(
    {
      log,
      sink: mutant?.projectorSink?.(sink) ?? sink,
      decide: decider(
        {
          ...projectorStep,
          handle: (event: null, record: LogRecord) => projectorStep.handle(event, handled(record)),
        },
        createCodec(),
        (row) => row,
      ),
      prepare: async () => undefined,
      marker: crashMarkerIn(place.mark(slot)),
      breaker: createBreaker('projector'),
      judgeMsMax: judgeMsMax(place),
      observe: turned(place, 'projector'),
    },
    signal,
  )
  await log.close()
}
