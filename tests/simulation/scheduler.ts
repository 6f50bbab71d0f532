// One seed decides everything: a schedule is a list of tasks, and at each turn the seed says which of those that are due
// runs next. Time is virtual: where nothing is due the clock jumps to the next task. Nothing waits for real.

/** A process: what it does while paused comes later, what it does while dead never comes. */
export type Actor = { readonly name: string; state: 'running' | 'paused' | 'dead' }

export type Task = {
  readonly actor: Actor | null
  readonly label: string
  readonly at: number
  run: (() => void) | null
}

export type Random = {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly shuffle: <Item>(items: readonly Item[]) => Item[]
  /** From 0 to below 1, as Math.random. */
  readonly next: () => number
}

export type Scheduler = {
  readonly random: Random
  /** Virtual milliseconds since the schedule began. */
  readonly now: () => number
  /** Runs after so many virtual milliseconds at the earliest; an actor's tasks run only while it does. */
  readonly later: (actor: Actor | null, label: string, ms: number, run: () => void) => Task
  readonly cancel: (task: Task) => void
  /** Whose code runs at the moment. */
  readonly current: () => Actor | null
  /** Runs one task and everything that it leads to at once; false where none is left. */
  readonly turn: () => Promise<boolean>
  /** Lets what a fault led to happen. */
  readonly settle: () => Promise<void>
  /** Notes a decision that is no task, such as a fault. */
  readonly note: (text: string) => void
  /** Stands for all decisions so far: equal for equal schedules. */
  readonly digest: () => number
  readonly trace: readonly string[]
  readonly turns: () => number
}

/** Numbers from a seed, by mulberry32. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (items) => {
      const found = items[below(items.length)]
      if (found === undefined) throw new Error('expected something to pick from')
      return found
    },
    shuffle: (items) => {
      const rest = [...items]
      return items.flatMap(() => rest.splice(below(rest.length), 1))
    },
  }
}

// A tick runs once no promise is left to settle: all that a task led to has then been done, by the actor whose it was.
const quiet = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

export function createScheduler(seed: number, traced: boolean): Scheduler {
  const random = createRandom(seed)
  const tasks: Task[] = []
  const trace: string[] = []
  const state: { now: number; current: Actor | null; digest: number; turns: number } = {
    now: 0,
    current: null,
    digest: 0,
    turns: 0,
  }
  const mix = (value: number): void => {
    state.digest = Math.imul(state.digest ^ value, 0x01000193)
  }
  const tell = (text: string): void => void trace.push(`${String(Math.round(state.now)).padStart(7)} ms  ${text}`)
  const note = (text: string): void => {
    for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i))
    if (traced) tell(text)
  }

  /** The index of the task that runs next. */
  const choose = (): number => {
    let due = 0
    let nextAt = Number.POSITIVE_INFINITY
    for (const { at, actor } of tasks) {
      if (actor?.state === 'paused') continue
      if (at <= state.now) due++
      else if (at < nextAt) nextAt = at
    }
    if (due === 0) {
      if (nextAt === Number.POSITIVE_INFINITY) return -1
      state.now = nextAt
      return choose()
    }
    let left = due === 1 ? 0 : random.below(due)
    return tasks.findIndex(({ at, actor }) => at <= state.now && actor?.state !== 'paused' && left-- === 0)
  }

  return {
    random,
    now: () => state.now,
    later: (actor, label, ms, run) => {
      const task: Task = { actor, label, at: state.now + Math.max(0, ms), run }
      tasks.push(task)
      return task
    },
    cancel: (task) => {
      task.run = null
    },
    current: () => state.current,
    turn: async () => {
      for (let i = tasks.length - 1; i >= 0; i--)
        if (tasks[i]?.run === null || tasks[i]?.actor?.state === 'dead') tasks.splice(i, 1)
      const index = choose()
      const task = tasks[index]
      if (task === undefined) return false
      tasks.splice(index, 1)
      state.turns++
      state.current = task.actor
      mix(index)
      mix(task.at)
      mix(task.label.length)
      if (traced) tell(`${task.actor?.name ?? 'server'}: ${task.label}`)
      task.run?.()
      await quiet()
      state.current = null
      return true
    },
    settle: quiet,
    note,
    digest: () => state.digest >>> 0,
    trace,
    turns: () => state.turns,
  }
}

const replaced = [
  [globalThis, 'setTimeout'],
  [globalThis, 'clearTimeout'],
  [performance, 'now'],
  [Date, 'now'],
  [Math, 'random'],
] as const

/** Puts the scheduler's clock, timers and random in the place of the real ones while `work` runs. */
export async function withVirtualTime<Result>(scheduler: Scheduler, work: () => Promise<Result>): Promise<Result> {
  const real = replaced.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name))
  const timers = new WeakMap<object, Task>()
  const started = (run: () => void, ms = 0): object => {
    const timer = { unref: () => timer, ref: () => timer }
    timers.set(timer, scheduler.later(scheduler.current(), 'timer', ms, run))
    return timer
  }
  const cleared = (timer: object | undefined): void => {
    const task = timer === undefined ? undefined : timers.get(timer)
    if (task !== undefined) scheduler.cancel(task)
  }
  const virtual = [started, cleared, scheduler.now, scheduler.now, scheduler.random.next]
  replaced.forEach(([owner, name], index) => {
    Object.defineProperty(owner, name, { value: virtual[index], configurable: true, writable: true })
  })
  try {
    return await work()
  } finally {
    replaced.forEach(([owner, name], index) => {
      const found = real[index]
      if (found === undefined) Reflect.deleteProperty(owner, name)
      else Object.defineProperty(owner, name, found)
    })
  }
}
