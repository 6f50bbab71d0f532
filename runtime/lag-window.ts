// What some readings of the lag say together: whether a group goes on, and when it will have read what waits. The five
// states, their rules and their numbers are Burrow's (core/internal/evaluator/caching.go, core/protocol/evaluator.go), over a
// window of a group's last commits; docs/adr/0030 says where these differ, and why.
import type { Lag, PositionLag } from './lag.ts'
import { limits } from './limits.ts'

/**
 * OK: reads, or has nothing to read. WARN: reads, and is no nearer to the end. STALL: commits the same position again.
 * STOP: commits nothing. REWIND: its position was set back. Greatest first, what is worse is told.
 */
export const lagStates = { OK: 1, WARN: 2, STOP: 4, STALL: 5, REWIND: 6 } as const

export type LagState = keyof typeof lagStates

export type JudgedPosition = PositionLag & { readonly state: LagState }

/** A group in one topic. */
export type TopicLag = {
  readonly topic: string
  readonly lag: number
  /** Sum of its positions. */
  readonly offset: number
  /** Age of the oldest record that waits, in milliseconds; null where it is not known. */
  readonly ageMs: number | null
  /** Its newest commit, in milliseconds since 1970; null where none was seen. */
  readonly committedAt: number | null
  /** Offsets a second over the window; null before a second reading. */
  readonly perSecond: number | null
  /** Milliseconds until nothing waits if lag shrinks as it did over the window; null where it does not shrink. */
  readonly drainMs: number | null
}

export type JudgedGroup = {
  readonly group: string
  readonly members: number | null
  /** The worst of its positions. */
  readonly state: LagState
  readonly topics: readonly TopicLag[]
  readonly positions: readonly JudgedPosition[]
}

export type JudgedLag = Omit<Lag, 'groups'> & { readonly groups: readonly JudgedGroup[] }

type Commit = { readonly at: number; readonly offset: number; readonly lag: number }
type Sum = { readonly at: number; readonly offset: number; readonly lag: number }

/** Judges readings one after another; what no longer stands in a reading is forgotten. */
export function lagWindow(): (lag: Lag) => JudgedLag {
  const state = { commits: new Map<string, readonly Commit[]>(), sums: new Map<string, readonly Sum[]>() }
  return (lag) => {
    const commits = new Map<string, readonly Commit[]>()
    const sums = new Map<string, readonly Sum[]>()
    const groups = lag.groups.map(({ group, members, positions, commitsRead }): JudgedGroup => {
      const judged = positions.map((position) => {
        const name = `${group} ${position.topic}/${position.partition}`
        const since = commitsRead ? (lag.commitsSince ?? lag.at) : lag.at
        const window = withCommit(state.commits.get(name) ?? [], position, lag.at, since)
        commits.set(name, window)
        // Where the broker has no commits of a group, a move that was seen is one.
        const moved = window.length > 1 ? (window.at(-1)?.at ?? null) : null
        const committedAt = position.committedAt ?? moved
        return { ...position, committedAt, state: stateOf(window, position, lag.at) }
      })
      const topics = [...new Set(positions.map(({ topic }) => topic))].map((topic) => {
        const own = judged.filter((position) => position.topic === topic)
        const name = `${group} ${topic}`
        const window = withSum(state.sums.get(name) ?? [], own, lag.at)
        sums.set(name, window)
        return topicLag(topic, own, window)
      })
      return { group, members, state: worstOf(judged), topics, positions: judged }
    })
    state.commits = commits
    state.sums = sums
    return { ...lag, groups }
  }
}

/** The worst state of some positions. */
export const worstOf = (positions: readonly JudgedPosition[]): LagState =>
  positions.reduce<LagState>((worst, { state }) => (lagStates[state] > lagStates[worst] ? state : worst), 'OK')

/**
 * The window with what this reading says of commits: the time the broker has of one, or the reading that saw a move. What is seen
 * first and has no time is at least as old as `since`.
 */
function withCommit(window: readonly Commit[], position: PositionLag, now: number, since: number): readonly Commit[] {
  const { offset, lag, committedAt } = position
  const last = window.at(-1)
  if (last === undefined) return [{ at: committedAt ?? since, offset, lag }]
  const later = committedAt !== null && committedAt > last.at
  if (!later && offset === last.offset) return window
  const kept = window.filter(({ at }) => now - at <= limits.lagWindowMs).slice(1 - limits.lagCommitsKept)
  return [...kept, { at: later ? committedAt : now, offset, lag }]
}

function stateOf(window: readonly Commit[], { lag, ageMs }: PositionLag, now: number): LagState {
  const [first, last] = [window[0], window.at(-1)]
  if (lag === 0 || first === undefined || last === undefined) return 'OK'
  const span = last.at - first.at
  // What came a moment ago has not waited for long, however long ago there was something to commit.
  const silentMs = Math.min(now - last.at, ageMs ?? Number.POSITIVE_INFINITY)
  if (silentMs > Math.max(span, limits.lagGraceMs)) return 'STOP'
  if (moves(window).some((move) => move < 0)) return 'REWIND'
  if (span < limits.lagGraceMs || window.some((commit) => commit.lag === 0)) return 'OK'
  if (moves(window).every((move) => move === 0)) return 'STALL'
  return window.every((commit, at) => commit.lag >= (window[at - 1]?.lag ?? 0)) ? 'WARN' : 'OK'
}

const moves = (window: readonly { readonly offset: number }[]): readonly number[] =>
  window.slice(1).map(({ offset }, at) => offset - (window[at]?.offset ?? offset))

/** Sums since the last time that positions were set back, for nobody read what lies between. */
function withSum(window: readonly Sum[], positions: readonly PositionLag[], now: number): readonly Sum[] {
  const sum = {
    at: now,
    offset: positions.reduce((total, { offset }) => total + offset, 0),
    lag: positions.reduce((total, { lag }) => total + lag, 0),
  }
  const last = window.at(-1)
  if (last !== undefined && sum.offset < last.offset) return [sum]
  return [...window.filter(({ at }) => now - at <= limits.lagWindowMs), sum]
}

function topicLag(topic: string, positions: readonly PositionLag[], window: readonly Sum[]): TopicLag {
  const ages = positions.filter(({ lag }) => lag > 0).map(({ ageMs }) => ageMs)
  const known = ages.flatMap((age) => (age === null ? [] : [age]))
  const times = positions.flatMap(({ committedAt }) => (committedAt === null ? [] : [committedAt]))
  const [first, last] = [window[0], window.at(-1)]
  const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1_000
  const lag = last?.lag ?? 0
  const shrinks = seconds > 0 ? ((first?.lag ?? 0) - lag) / seconds : 0
  return {
    topic,
    lag,
    offset: last?.offset ?? 0,
    ageMs: ages.length > 0 && known.length === 0 ? null : Math.max(0, ...known),
    committedAt: times.length === 0 ? null : Math.max(...times),
    perSecond: seconds > 0 ? ((last?.offset ?? 0) - (first?.offset ?? 0)) / seconds : null,
    drainMs: lag === 0 ? 0 : shrinks > 0 ? (lag / shrinks) * 1_000 : null,
  }
}
