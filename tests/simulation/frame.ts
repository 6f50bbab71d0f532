// What every simulated world has: processes that a supervisor starts again, faults while it storms, a feeder, and the order
// of a schedule: storm, heal, drain, look.
import { CodelupeError } from '../../runtime/errors.ts'
import type { Headers, Partition } from '../../runtime/step.ts'
import { type Broker, laneOf, stableEnd } from './broker.ts'
import { createFaults, type Running, type Slot } from './faults.ts'
import type { Group } from './group.ts'
import { createNetwork, type Network } from './network.ts'
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

export type Frame = {
  readonly scheduler: Scheduler
  readonly network: Network
  readonly running: readonly Running[]
  readonly broken: string[]
  readonly breaks: (promise: string) => void
  readonly count: (what: string) => void
  /** Whether another process of its slot ran beside this one. */
  readonly hadTwin: (process: Running) => boolean
}

/** What one world adds to the frame. */
export type World = {
  readonly slots: readonly Slot[]
  readonly groups: readonly Group[]
  readonly begin: (process: Running) => Promise<void>
  /** Told of each process that is gone, and of what ended it. */
  readonly gone: (process: Running) => void
  readonly ended: (process: Running, code: string) => void
  /** Whether this error, which is none of the catalogue, may end a process. */
  readonly meant?: (error: unknown) => boolean
  /** Begins to send records, within so many virtual milliseconds. */
  readonly feed: (ms: number) => void
  /** What keeps it from being drained, in words. */
  readonly pending: () => readonly string[]
  /** Looks at everything in the end. */
  readonly check: () => void
}

/** Thrown where a real process would be gone at once: no part of it may clean up. */
export class Killed extends Error {}

const turnsMax = 8_000
const lossShare = 0.02
const faultShare = 0.04
const restartMsMax = 3_000

/** Runs one schedule of a world. */
export function runInFrame(seed: number, traced: boolean, make: (frame: Frame) => World): Promise<ScheduleResult> {
  const scheduler = createScheduler(seed, traced)
  return withVirtualTime(scheduler, () => schedule(seed, scheduler, make))
}

async function schedule(seed: number, scheduler: Scheduler, make: (frame: Frame) => World): Promise<ScheduleResult> {
  const { frame, counts, state } = createFrame(scheduler)
  const { broken } = frame
  const world = make(frame)
  const supervisor = supervise(frame, world, state)
  const stormTurns = 100 + scheduler.random.below(220)
  for (const slot of world.slots) if (slot.wanted) supervisor.start(slot)
  world.feed(stormTurns * 20)
  while (scheduler.turns() < stormTurns && broken.length === 0) {
    await scheduler.turn()
    if (!scheduler.random.chance(faultShare)) continue
    supervisor.fault()
    await scheduler.settle()
  }
  supervisor.heal()
  await scheduler.settle()
  const pending = (): readonly string[] => [...world.pending(), ...twinsOf(frame, world)]
  let alive = true
  while (alive && broken.length === 0 && !(scheduler.turns() % 8 === 0 && pending().length === 0)) {
    alive = (await scheduler.turn()) && scheduler.turns() < turnsMax
  }
  if (broken.length === 0 && pending().length > 0)
    broken.push(`not drained after ${scheduler.turns()} turns: ${pending().join('; ')}`)
  if (broken.length === 0) world.check()
  for (const { actor } of frame.running) actor.state = 'dead'
  return { seed, broken, digest: scheduler.digest(), turns: scheduler.turns(), counts, trace: scheduler.trace }
}

type State = { storm: boolean; started: number; readonly running: Running[]; readonly twins: Set<Running> }

function createFrame(scheduler: Scheduler) {
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)
  const broken: string[] = []
  const state: State = { storm: true, started: 0, running: [], twins: new Set() }
  const breaks = (promise: string): void => {
    scheduler.note(`BROKEN ${promise}`)
    broken.push(promise)
  }
  const faulty = (kind: string, share: number): boolean => {
    const happens = state.storm && scheduler.random.chance(share)
    if (happens) count(kind)
    return happens
  }
  const network = createNetwork(scheduler, faulty, lossShare)
  const hadTwin = (process: Running): boolean => state.twins.has(process)
  const frame: Frame = { scheduler, network, running: state.running, broken, breaks, count, hadTwin }
  return { frame, counts, state }
}

function supervise(frame: Frame, world: World, state: State) {
  const { scheduler, count, breaks } = frame
  const { running, twins } = state

  const start = (slot: Slot): void => {
    const actor: Actor = { name: `${slot.name}#${++state.started}`, state: 'running' }
    const process: Running = { actor, slot, stop: new AbortController(), client: null, group: null, ended: false }
    for (const other of running) if (other.slot === slot && !other.ended) twins.add(other).add(process)
    running.push(process)
    slot.current = process
    scheduler.later(actor, 'starts', 0, () => {
      world.begin(process).then(
        () => ended(process, null),
        (error: unknown) => ended(process, error),
      )
    })
  }
  const gone = (process: Running): void => {
    const { slot } = process
    process.ended = true
    process.actor.state = 'dead'
    if (process.client !== null) process.group?.silent(process.client)
    world.gone(process)
    // A supervisor starts again what ended, and not what has been replaced.
    scheduler.later(null, `${slot.name} is started again`, 100 + scheduler.random.below(restartMsMax), () => {
      if (slot.current === process && slot.wanted) start(slot)
    })
  }
  const ended = (process: Running, error: unknown): void => {
    const other = error instanceof Killed ? 'killed by a record' : 'another error'
    const code = error === null ? 'stopped' : error instanceof CodelupeError ? error.code : other
    const meant = error === null || error instanceof CodelupeError || error instanceof Killed || world.meant?.(error)
    if (!meant && !process.stop.signal.aborted) breaks(`${process.actor.name} ended: ${String(error)}`)
    scheduler.note(`${process.actor.name} ended: ${code}`)
    count(`ended: ${code}`)
    world.ended(process, code)
    gone(process)
  }
  const { slots, groups } = world
  const faults = createFaults({ scheduler, groups, slots, running, start, gone, count, stormy: () => state.storm })
  const heal = (): void => {
    scheduler.note('HEAL')
    state.storm = false
    for (const process of running) faults.resume(process)
    for (const slot of slots) if (slot.wanted && (slot.current === null || slot.current.ended)) start(slot)
  }
  return { start, fault: faults.inject, heal }
}

/** Processes of one slot that run beside each other: one of them must have been fenced in the end. */
const twinsOf = ({ running }: Frame, { slots }: World): readonly string[] =>
  slots
    .map((slot) => running.filter((process) => process.slot === slot && !process.ended))
    .flatMap((alive) => (alive.length > 1 ? [`${alive.map(({ actor }) => actor.name).join(' and ')} run`] : []))

/** What is left of a lane for a reader that stands there, in words. */
export function lagOf(broker: Broker, at: Partition, position: number | undefined, reader: string): readonly string[] {
  const lane = broker.lanes.get(laneOf(at))
  if (lane === undefined || (lane.open.size === 0 && (position ?? 0) === stableEnd(lane))) return []
  return [`${reader} is at ${position ?? 0} of ${lane.entries.length} in ${laneOf(at)}, ${lane.open.size} open`]
}

/** Sends records to a topic in transactions of a few, some of them aborted, half of them at once. */
export function feedRecords(
  { scheduler }: Frame,
  broker: Broker,
  topic: string,
  ms: number,
  wordOf: (number: number, total: number) => string,
  headersOf: (number: number) => Headers = () => [],
): void {
  const { random } = scheduler
  const total = 12 + random.below(16)
  let number = 0
  for (let sent = 0; sent < total; ) {
    const size = 1 + random.below(4)
    sent += size
    const id = `feeder-${sent}`
    scheduler.later(null, 'feeder', sent < total / 2 ? 0 : random.below(ms), () => {
      const epoch = broker.initialise(id)
      const records = Array.from({ length: size }, () => {
        const key = `key${random.below(5)}`
        const word = wordOf(number, total)
        const headers = headersOf(number)
        return { topic, key, value: Buffer.from(`${key} ${number++} ${word}`), headers }
      })
      broker.append(id, epoch, records)
      const how = random.chance(0.25) ? 'aborted' : 'committed'
      scheduler.later(null, `feeder ${how}`, random.below(300), () => {
        if (broker.isOpen(id)) broker.end(id, epoch, how)
      })
    })
  }
}
