// The world of the pipeline: a few records, two or three instances of a stage, and a projector that reads all topics.
import { type Broker, createBroker, laneOf } from './broker.ts'
import { createStore } from './database.ts'
import type { Slot } from './faults.ts'
import { type Frame, feedRecords, lagOf, runInFrame, type ScheduleResult, type World } from './frame.ts'
import { createGroup } from './group.ts'
import { operatorTopics, runSimulatedOperator, watchRedrives } from './operator.ts'
import { type Mutant, type Place, runSimulatedProjector, runSimulatedStage } from './processes.ts'
import {
  buriedTopic,
  checkEnd,
  checkRows,
  checkTransaction,
  inputTopic,
  outputTopic,
  redriveTopic,
  type Word,
} from './promises.ts'

const partitions = 3
const sessionMsMax = 10_000
/** Schedules with two operators who redrive whatever is buried, again and again. */
const redrivingShare = 0.03
/** Records of a schedule that kill their process. */
const killersSent = [0, 0, 0, 0, 0, 0, 0, 1, 2, 4]
const wordsSent: readonly Word[] = ['plain', 'plain', 'plain', 'plain', 'plain', 'poison', 'mended', 'refused']

export function runSchedule(
  seed: number,
  options: { readonly mutant?: Mutant | null; readonly traced?: boolean } = {},
): Promise<ScheduleResult> {
  return runInFrame(seed, options.traced === true, (frame) => createWorld(frame, options.mutant ?? null))
}

function createWorld(frame: Frame, mutant: Mutant | null): World {
  const { scheduler, network, breaks, count, hadTwin } = frame
  const { random } = scheduler
  const redrives = watchRedrives('quality', breaks)
  const broker: Broker = createBroker(scheduler, {
    topics: [inputTopic, outputTopic, buriedTopic],
    partitions,
    narrow: [redriveTopic, ...operatorTopics],
    transactionMsMax: 10_000,
    transactionLookMs: 10_000,
    committing: (transaction) => {
      if (!redrives.isOperators(transaction)) checkTransaction(broker, transaction, breaks)
    },
  })
  const store = createStore(network, (moves, rows) => checkRows(broker, moves, rows, breaks))
  const lanesOf = (...topics: readonly string[]) =>
    [...broker.lanes.values()]
      .filter(({ topic }) => topics.includes(topic))
      .map(({ topic, partition }) => ({ topic, partition }))
  const lanes = lanesOf(inputTopic, outputTopic, buriedTopic)
  const inputs = lanesOf(inputTopic, redriveTopic)
  const marks = new Map<string, string>()
  const place: Place = {
    network,
    broker,
    store,
    stageGroup: createGroup(scheduler, inputs, sessionMsMax),
    projectorGroup: createGroup(scheduler, lanes, sessionMsMax),
    mutant,
    deliveries: new Set(),
    mark: (slot) => ({
      read: () => marks.get(slot) ?? '',
      write: (text) => void marks.set(slot, text),
      remove: () => void marks.delete(slot),
    }),
    broken: breaks,
    count,
    joined: (actor, client, group) => {
      const process = frame.running.find((one) => one.actor === actor)
      if (process !== undefined) Object.assign(process, { client, group })
    },
  }
  const redriving = mutant?.operator !== undefined || random.chance(redrivingShare)
  const names = ['stage-0', 'stage-1', 'stage-2', 'projector-0', ...(redriving ? ['operator-0', 'operator-1'] : [])]
  const slots: Slot[] = names.map((name) => ({
    name,
    kind: name.startsWith('stage') ? 'stage' : name.startsWith('operator') ? 'operator' : 'projector',
    current: null,
    wanted: name !== 'stage-2',
  }))
  return {
    slots,
    groups: [place.stageGroup, place.projectorGroup],
    begin: ({ slot, actor, stop }) =>
      slot.kind === 'operator'
        ? runSimulatedOperator(place, 'quality', actor, stop.signal)
        : (slot.kind === 'stage' ? runSimulatedStage : runSimulatedProjector)(place, actor, slot.name, stop.signal),
    gone: ({ actor }) => store.gone(actor),
    ended: (process, code) => {
      if (code === 'postgres.fenced' && !hadTwin(process)) breaks(`${process.actor.name} was fenced without a twin`)
    },
    feed: (ms) => {
      const killers: { numbers: ReadonlySet<number> | null } = { numbers: null }
      feedRecords(frame, broker, inputTopic, ms, (number, total) => {
        killers.numbers ??= new Set(Array.from({ length: random.pick(killersSent) }, () => random.below(total)))
        return killers.numbers.has(number) ? 'killer' : random.pick(wordsSent)
      })
    },
    pending: () => [
      ...(redriving ? redrives.left() : []),
      ...inputs.flatMap((lane) => lagOf(broker, lane, broker.positions.get(laneOf(lane)), 'stage')),
      ...lanes.flatMap((lane) => lagOf(broker, lane, store.positions.get(laneOf(lane)), 'projector')),
    ],
    check: () => checkEnd(broker, store, redriving, breaks),
  }
}
