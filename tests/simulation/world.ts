// One schedule: a few records, two or three instances of a stage and a projector, and a storm of faults that the seed
// chooses; then everything is healed, drained, and looked at.
import { CodelupeError } from '../../runtime/errors.ts'
import type { Partition } from '../../runtime/step.ts'
import { type Broker, createBroker, laneOf, stableEnd } from './broker.ts'
import { createStore, type Store } from './database.ts'
import { createFaults, type Running, type Slot } from './faults.ts'
import { createGroup } from './group.ts'
import { createNetwork } from './network.ts'
import { Killed, type Mutant, type Place, runSimulatedProjector, runSimulatedStage } from './processes.ts'
import { buriedTopic, checkEnd, checkRows, checkTransaction, inputTopic, outputTopic, type Word } from './promises.ts'
import { type Actor, createScheduler, type Scheduler, withVirtualTime } from './scheduler.ts'

export type ScheduleResult = {
  readonly seed: number
  /** Promises that did not hold; none where all is well. */
  readonly broken: readonly string[]
  readonly digest: number
  readonly turns: number
  /** What happened, by name: a schedule without faults proves nothing. */
  readonly counts: ReadonlyMap<string, number>
  readonly trace: readonly string[]
}

const partitions = 3
const sessionMsMax = 10_000
const turnsMax = 8_000
const lossShare = 0.02
const killersSent = [0, 0, 0, 0, 0, 0, 0, 1, 2, 3]
const wordsSent: readonly Word[] = ['plain', 'plain', 'plain', 'plain', 'plain', 'poison', 'refused']
const faultShare = 0.04

export function runSchedule(
  seed: number,
  options: { readonly mutant?: Mutant | null; readonly traced?: boolean } = {},
): Promise<ScheduleResult> {
  const scheduler = createScheduler(seed, options.traced === true)
  return withVirtualTime(scheduler, () => schedule(seed, scheduler, options.mutant ?? null))
}

async function schedule(seed: number, scheduler: Scheduler, mutant: Mutant | null): Promise<ScheduleResult> {
  const world = createWorld(scheduler, mutant)
  const stormTurns = 100 + scheduler.random.below(220)
  for (const slot of world.slots) if (slot.wanted) world.start(slot)
  world.feed(stormTurns)
  while (scheduler.turns() < stormTurns && world.broken.length === 0) {
    await scheduler.turn()
    if (!scheduler.random.chance(faultShare)) continue
    world.fault()
    await scheduler.settle()
  }
  world.heal()
  await scheduler.settle()
  let alive = true
  while (alive && world.broken.length === 0 && !(scheduler.turns() % 8 === 0 && world.pending().length === 0)) {
    alive = (await scheduler.turn()) && scheduler.turns() < turnsMax
  }
  if (world.broken.length === 0 && world.pending().length > 0)
    world.broken.push(`not drained after ${scheduler.turns()} turns: ${world.pending().join('; ')}`)
  if (world.broken.length === 0) checkEnd(world.broker, world.store, (promise) => world.broken.push(promise))
  for (const { actor } of world.running) actor.state = 'dead'
  const { broken, counts } = world
  return { seed, broken, digest: scheduler.digest(), turns: scheduler.turns(), counts, trace: scheduler.trace }
}

type World = {
  readonly broker: Broker
  readonly store: Store
  readonly slots: readonly Slot[]
  readonly running: readonly Running[]
  readonly broken: string[]
  readonly counts: ReadonlyMap<string, number>
  readonly start: (slot: Slot) => void
  readonly feed: (turns: number) => void
  readonly fault: () => void
  readonly heal: () => void
  readonly pending: () => readonly string[]
}

function createWorld(scheduler: Scheduler, mutant: Mutant | null): World {
  const { random } = scheduler
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)
  const broken: string[] = []
  const breaks = (promise: string): void => {
    scheduler.note(`BROKEN ${promise}`)
    broken.push(promise)
  }
  const state = { storm: true, started: 0 }
  const faulty = (kind: string, share: number): boolean => {
    const happens = state.storm && random.chance(share)
    if (happens) count(kind)
    return happens
  }
  const network = createNetwork(scheduler, faulty, lossShare)
  const broker: Broker = createBroker(scheduler, {
    topics: [inputTopic, outputTopic, buriedTopic],
    partitions,
    transactionMsMax: 10_000,
    transactionLookMs: 10_000,
    committing: (transaction) => checkTransaction(broker, transaction, breaks),
  })
  const store = createStore(network, (moves, rows) => checkRows(broker, moves, rows, breaks))
  const lanes = [...broker.lanes.values()].map(({ topic, partition }) => ({ topic, partition }))
  const inputs = lanes.filter((lane) => lane.topic === inputTopic)
  const running: Running[] = []
  const twins = new Set<Running>()
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
      const process = running.find((one) => one.actor === actor)
      if (process !== undefined) Object.assign(process, { client, group })
    },
  }
  const slots: Slot[] = ['stage-0', 'stage-1', 'stage-2', 'projector-0'].map((name) => ({
    name,
    kind: name.startsWith('stage') ? 'stage' : 'projector',
    current: null,
    wanted: name !== 'stage-2',
  }))

  const start = (slot: Slot): void => {
    const actor: Actor = { name: `${slot.name}#${++state.started}`, state: 'running' }
    const process: Running = { actor, slot, stop: new AbortController(), client: null, group: null, ended: false }
    for (const other of running) if (other.slot === slot && !other.ended) twins.add(other).add(process)
    running.push(process)
    slot.current = process
    const begin = slot.kind === 'stage' ? runSimulatedStage : runSimulatedProjector
    scheduler.later(actor, 'starts', 0, () => {
      begin(place, actor, slot.name, process.stop.signal).then(
        () => ended(process, null),
        (error: unknown) => ended(process, error),
      )
    })
  }
  /** A supervisor starts again what ended, and not what has been replaced. */
  const startAgain = (process: Running, msMax: number): void => {
    const { slot } = process
    scheduler.later(null, `${slot.name} is started again`, 100 + random.below(msMax), () => {
      if (slot.current === process && slot.wanted) start(slot)
    })
  }
  const gone = (process: Running): void => {
    process.ended = true
    process.actor.state = 'dead'
    if (process.client !== null) process.group?.silent(process.client)
    store.gone(process.actor)
    startAgain(process, 3_000)
  }
  const ended = (process: Running, error: unknown): void => {
    const code = error === null ? 'stopped' : error instanceof CodelupeError ? error.code : 'killed by a record'
    const meant = error === null || error instanceof CodelupeError || error instanceof Killed
    if (!meant && !process.stop.signal.aborted) breaks(`${process.actor.name} ended: ${String(error)}`)
    scheduler.note(`${process.actor.name} ended: ${code}`)
    count(`ended: ${code}`)
    if (code === 'postgres.fenced' && !twins.has(process)) breaks(`${process.actor.name} was fenced without a twin`)
    gone(process)
  }

  const feed = (turns: number): void => {
    const total = 12 + random.below(16)
    const killers = new Set(Array.from({ length: random.pick(killersSent) }, () => random.below(total)))
    let number = 0
    for (let sent = 0; sent < total; ) {
      const size = 1 + random.below(4)
      sent += size
      const id = `feeder-${sent}`
      scheduler.later(null, 'feeder', sent < total / 2 ? 0 : random.below(turns * 20), () => {
        const epoch = broker.initialise(id)
        const records = Array.from({ length: size }, () => {
          const key = `key${random.below(5)}`
          const word = killers.has(number) ? 'killer' : random.pick(wordsSent)
          return { topic: inputTopic, key, value: Buffer.from(`${key} ${number++} ${word}`), headers: [] }
        })
        broker.append(id, epoch, records)
        const how = random.chance(0.25) ? 'aborted' : 'committed'
        scheduler.later(null, `feeder ${how}`, random.below(300), () => {
          if (broker.isOpen(id)) broker.end(id, epoch, how)
        })
      })
    }
  }

  const groups = [place.stageGroup, place.projectorGroup]
  const stormy = (): boolean => state.storm
  const faults = createFaults({ scheduler, groups, slots, running, start, gone, count, stormy })
  const heal = (): void => {
    scheduler.note('HEAL')
    state.storm = false
    for (const process of running) faults.resume(process)
    for (const slot of slots) if (slot.wanted && (slot.current === null || slot.current.ended)) start(slot)
  }
  /** What keeps it from being drained, in words. */
  const pending = (): readonly string[] => [
    ...inputs.flatMap((lane) => lagOf(broker, lane, broker.positions.get(laneOf(lane)), 'stage')),
    ...lanes.flatMap((lane) => lagOf(broker, lane, store.positions.get(laneOf(lane)), 'projector')),
    ...slots
      .map((slot) => running.filter((process) => process.slot === slot && !process.ended))
      .flatMap((alive) => (alive.length > 1 ? [`${alive.map(({ actor }) => actor.name).join(' and ')} run`] : [])),
  ]
  return { broker, store, slots, running, broken, counts, start, feed, fault: faults.inject, heal, pending }
}

function lagOf(broker: Broker, at: Partition, position: number | undefined, reader: string): readonly string[] {
  const lane = broker.lanes.get(laneOf(at))
  if (lane === undefined || (lane.open.size === 0 && (position ?? 0) === stableEnd(lane))) return []
  return [`${reader} is at ${position ?? 0} of ${lane.entries.length} in ${laneOf(at)}, ${lane.open.size} open`]
}
