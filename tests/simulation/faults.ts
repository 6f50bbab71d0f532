// What may befall the processes between any two awaits: killed, paused past the session time-out with a replacement or
// without, doubled, told to stop, joined and left by another instance, dealt other partitions.
import type { Client, Group } from './group.ts'
import type { Actor, Scheduler } from './scheduler.ts'

/** One process of a step, and what takes its place when it ends. */
export type Slot = {
  readonly name: string
  readonly kind: 'stage' | 'projector' | 'trainer' | 'operator'
  current: Running | null
  /** A supervisor keeps it running. */
  wanted: boolean
}

export type Running = {
  readonly actor: Actor
  readonly slot: Slot
  readonly stop: AbortController
  client: Client | null
  group: Group | null
  ended: boolean
}

export type Faults = {
  /** Lets one of the faults happen. */
  readonly inject: () => void
  readonly resume: (process: Running) => void
}

const pauseMsMax = 30_000
const replacementMsMax = 12_000

export function createFaults(parts: {
  readonly scheduler: Scheduler
  readonly groups: readonly Group[]
  readonly slots: readonly Slot[]
  readonly running: readonly Running[]
  readonly start: (slot: Slot) => void
  /** The process is dead; whoever supervises it starts another. */
  readonly gone: (process: Running) => void
  readonly count: (what: string) => void
  readonly stormy: () => boolean
}): Faults {
  const { scheduler, slots, running, start, count } = parts
  const { random, later } = scheduler
  const awake = (): readonly Running[] => running.filter(({ actor, ended }) => !ended && actor.state === 'running')

  const resume = (process: Running): void => {
    if (process.actor.state !== 'paused') return
    scheduler.note(`resume ${process.actor.name}`)
    process.actor.state = 'running'
    if (process.client !== null) process.group?.resumed(process.client)
    if (process.slot.current !== process || process.client?.membership === 'lost') count('zombies woken')
  }
  const pause = (process: Running): void => {
    process.actor.state = 'paused'
    if (process.client !== null) process.group?.silent(process.client)
    later(null, `${process.actor.name} wakes`, random.below(pauseMsMax), () => resume(process))
    if (!random.chance(0.5)) return
    later(null, `${process.slot.name} gets a replacement`, random.below(replacementMsMax), () => {
      if (parts.stormy() && process.slot.current === process && process.actor.state === 'paused') start(process.slot)
    })
  }
  const rebalance = (): void => {
    if (parts.groups.length > 0) random.pick(parts.groups).rebalance()
  }
  const kinds: readonly (readonly [name: string, happen: (process: Running) => void])[] = [
    ['kill', parts.gone],
    ['kill', parts.gone],
    ['pause', pause],
    ['pause', pause],
    ['stop', ({ stop }) => stop.abort()],
    ['twin', ({ slot }) => start(slot)],
    ['rebalance', rebalance],
    ['rebalance', rebalance],
    [
      'instance comes or goes',
      () => {
        const slot = slots.find((one) => one.name === 'stage-2')
        if (slot === undefined) return
        slot.wanted = !slot.wanted
        if (!slot.wanted) slot.current?.stop.abort()
        else if (slot.current === null || slot.current.ended) start(slot)
      },
    ],
  ]

  return {
    resume,
    inject: () => {
      const candidates = awake()
      if (candidates.length === 0) return
      const process = random.pick(candidates)
      const [name, happen] = random.pick(kinds)
      scheduler.note(`FAULT ${name} ${process.actor.name}`)
      count(name)
      happen(process)
    },
  }
}
