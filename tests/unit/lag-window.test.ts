// What readings of the lag say together, without a broker: the five states over a window of commits, time to drain, and how
// the age of a record and the time of a commit are read.
// Mutants: no grace before STOP; STOP whatever came; no REWIND where there was no lag; WARN without a window; drain by the
// offsets that were read; a paused partition is not resumed; nothing below an earlier end is kept for a later one; keys of
// any version are commits; a topic that may not be read fails the reading.
import { describe, expect, test } from 'vitest'
import { commitOf } from '../../runtime/commit-times.ts'
import { fail } from '../../runtime/errors.ts'
import type { Lag, PositionLag } from '../../runtime/lag.ts'
import { lagStates, lagWindow } from '../../runtime/lag-window.ts'
import { limits } from '../../runtime/limits.ts'
import { readableTimes, recordTimes } from '../../runtime/record-times.ts'
import type { LogRecord, Partition, Position } from '../../runtime/step.ts'

type Seen = Partial<PositionLag> & { readonly lag: number }

const reading = (
  at: number,
  seen: Seen | readonly Seen[],
  commitsSince: number | null = 0,
  commitsRead = true,
): Lag => ({
  at,
  tookMs: 1,
  brokers: [],
  partitions: [],
  groups: [
    {
      group: 'g',
      members: 1,
      commitsRead,
      positions: [seen].flat().map((one, partition) => ({
        ...{ topic: 't', partition, offset: 0, ageMs: one.lag === 0 ? 0 : 3_600_000, committedAt: null },
        ...one,
      })),
    },
  ],
  missed: [],
  commitsSince,
})

/** States of readings every five seconds; each of a position that was committed at that moment, or not at all. */
function statesOf(seen: readonly (readonly [offset: number | null, lag: number, ageMs?: number])[]): readonly string[] {
  const judge = lagWindow()
  const last = { offset: 0, at: 1_000_000 }
  return seen.map(([offset, lag, ageMs], index) => {
    const at = 1_000_000 + index * 5_000
    if (offset !== null) Object.assign(last, { offset, at })
    const age = ageMs === undefined ? {} : { ageMs }
    return judge(reading(at, { offset: last.offset, lag, committedAt: last.at, ...age })).groups[0]?.state ?? ''
  })
}

const times = <Value>(count: number, value: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => value(index))

describe('the state of a group', () => {
  test('is OK while it reads and lag shrinks now and then, and where nothing waits', () => {
    expect(new Set(statesOf(times(30, (at) => [at * 10, at % 3 === 0 ? 50 : 60 + at])))).toEqual(new Set(['OK']))
    expect(new Set(statesOf([[5, 0], ...times(200, () => [null, 0] as const)]))).toEqual(new Set(['OK']))
  })

  test('is STOP once it has committed nothing for longer than it ever took', () => {
    const states = statesOf([...times(3, (at) => [at, 9 - at] as const), ...times(10, () => [null, 20] as const)])
    // Silent for 30 s is not yet longer than 30 s.
    expect(states).toEqual([...times(9, () => 'OK'), ...times(4, () => 'STOP')])
  })

  test('is not STOP where what waits came a moment ago, however long ago it committed', () => {
    const states = statesOf([[5, 0], ...times(100, () => [null, 0] as const), [null, 3, 2_000], [null, 3, 31_000]])
    expect(states.slice(-2)).toEqual(['OK', 'STOP'])
  })

  test('is STOP at once where commits were read and none is its', () => {
    const judge = (commitsSince: number | null, read = true) =>
      lagWindow()(reading(1_000_000, { lag: 3 }, commitsSince, read)).groups[0]?.state
    expect([judge(700_000), judge(null), judge(700_000, false)]).toEqual(['STOP', 'OK', 'OK'])
  })

  test('takes a move for a commit where positions are kept elsewhere', () => {
    const judge = lagWindow()
    const seen = [0, 5_000, 10_000, 45_000].map((at, index) => {
      const offset = Math.min(index, 2) * 5
      return judge(reading(1_000_000 + at, { offset, lag: 20 - offset }, 700_000, false)).groups[0]?.positions[0]
    })
    expect(seen.map((one) => one?.committedAt)).toEqual([null, 1_005_000, 1_010_000, 1_010_000])
    expect(seen.map((one) => one?.state)).toEqual(['OK', 'OK', 'OK', 'STOP'])
  })

  test('is STALL where it commits one position again and again with lag', () => {
    const states = statesOf(times(8, (at) => [4, 3 + at] as const))
    expect(states).toEqual([...times(6, () => 'OK'), 'STALL', 'STALL'])
  })

  test('is REWIND once it was set back, also from the end, until that has passed', () => {
    const states = statesOf([[9, 0], [2, 7], ...times(12, (at) => [3 + at, Math.max(1, 6 - at)] as const)])
    expect(states.slice(0, 2)).toEqual(['OK', 'REWIND'])
    expect(states.at(-1)).not.toBe('REWIND')
    expect(
      statesOf([
        [9, 1],
        [2, 8],
        [9, 0],
      ]),
    ).toEqual(['OK', 'REWIND', 'OK'])
  })

  test('is WARN where it reads and lag has not shrunk once over the window', () => {
    const states = statesOf(times(9, (at) => [at, 10 + at] as const))
    expect(states).toEqual([...times(6, () => 'OK'), ...times(3, () => 'WARN')])
    expect(statesOf(times(9, (at) => [at, at === 2 ? 0 : 10 + at] as const)).at(-1)).toBe('OK')
  })

  test('is the worst of its partitions, in the order of their numbers', () => {
    const judge = lagWindow()
    judge(reading(0, [{ offset: 9, lag: 0 }, { lag: 0 }]))
    const judged = judge(reading(5_000, [{ offset: 2, lag: 7 }, { lag: 0 }])).groups[0]
    expect(judged?.positions.map(({ state }) => state)).toEqual(['REWIND', 'OK'])
    expect(judged?.state).toBe('REWIND')
    expect(
      Object.entries(lagStates)
        .toSorted(([, one], [, other]) => one - other)
        .map(([name]) => name),
    ).toEqual([...['OK', 'WARN', 'STOP', 'STALL', 'REWIND']])
  })

  test('keeps no more than a window, and forgets a group that is gone', () => {
    const judge = lagWindow()
    judge(reading(0, { offset: 9, lag: 1 }))
    judge({ ...reading(5_000, []), groups: [] })
    // Not a move back, but a group that is new.
    expect(judge(reading(10_000, { offset: 2, lag: 8 }, null)).groups[0]?.state).toBe('OK')
  })
})

describe('time to drain', () => {
  const sumsOf = (seen: readonly (readonly [number, readonly Seen[]])[]) => {
    const judge = lagWindow()
    return seen.map(([at, positions]) => judge(reading(at, positions)).groups[0]?.topics[0])
  }

  test('is what waits by how fast it has shrunk, whatever is written meanwhile', () => {
    const [first, second] = sumsOf([
      [
        0,
        [
          { offset: 10, lag: 60 },
          { offset: 0, lag: 40 },
        ],
      ],
      [
        10_000,
        [
          { offset: 50, lag: 30 },
          { offset: 10, lag: 50 },
        ],
      ],
    ])
    expect(first).toMatchObject({ lag: 100, offset: 10, perSecond: null, drainMs: null })
    // 50 were read in 10 s, 30 came: 2 a second fewer.
    expect(second).toMatchObject({ lag: 80, offset: 60, perSecond: 5, drainMs: 40_000 })
  })

  test('is 0 without lag, unknown where it grows, and begins anew where it was set back', () => {
    const [, none, grown, back, after] = sumsOf([
      [0, [{ offset: 10, lag: 5 }]],
      [10_000, [{ offset: 15, lag: 0 }]],
      [20_000, [{ offset: 15, lag: 8 }]],
      [30_000, [{ offset: 0, lag: 23 }]],
      [40_000, [{ offset: 10, lag: 13 }]],
    ])
    expect([none?.drainMs, grown?.drainMs, back?.drainMs, back?.perSecond]).toEqual([0, null, null, null])
    expect(after).toMatchObject({ perSecond: 1, drainMs: 13_000 })
  })

  test('looks back no further than the window', () => {
    const long = limits.lagWindowMs
    const seen = sumsOf(
      [0, long / 2, long, long + 30_000].map((at, index) => [at, [{ offset: index, lag: 90 - index }]]),
    )
    expect(seen.at(-1)?.perSecond).toBeCloseTo(2 / ((long / 2 + 30_000) / 1_000))
  })
})

/** A consumer over records at these offsets of each partition, whose pauses outlive an assignment as the client's do. */
function readerOver(offsets: readonly number[], end: number) {
  const state = { assigned: [] as Position[], paused: new Set<string>() }
  const nameOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`
  const reads: Position[] = []
  const given: number[] = []
  const next = ({ offset: from }: Position): number => offsets.find((one) => one >= from) ?? end
  return {
    reads,
    given,
    assign: (positions: readonly Position[]) => {
      reads.push(...positions)
      state.assigned = [...positions]
    },
    pause: (partitions: readonly Partition[]) => {
      for (const at of partitions) state.paused.add(nameOf(at))
    },
    resume: (partitions: readonly Partition[]) => {
      for (const at of partitions) state.paused.delete(nameOf(at))
    },
    /** A record a partition. */
    consume: async () => {
      const reading = state.assigned.filter((at) => !state.paused.has(nameOf(at)))
      const found = reading.map((at) => ({ ...at, offset: next(at) })).filter(({ offset }) => offset < end)
      state.assigned = state.assigned.map((at) => (reading.includes(at) ? { ...at, offset: next(at) + 1 } : at))
      given.push(...found.map(({ offset }) => offset))
      return found.map(
        (at): LogRecord => ({ ...at, key: '', value: Buffer.alloc(0), headers: [], timestamp: at.offset * 10 }),
      )
    },
    position: () => state.assigned,
  }
}

describe('the time of the record at a position', () => {
  const at = (partition: number, offset: number) => ({ topic: 't', partition, offset, end: 20 })

  test('is read once until the position moves, for groups near each other in one reading', async () => {
    const reader = readerOver(
      times(30, (index) => index),
      20,
    )
    const read = recordTimes(reader)
    const first = await read([at(0, 9), at(0, 5), at(1, 5)])
    expect([first(at(0, 5)), first(at(0, 9)), first(at(1, 5)), first(at(2, 0))]).toEqual([50, 90, 50, null])
    expect(reader.reads).toHaveLength(2)
    const second = await read([at(0, 5), at(0, 12)])
    expect([second(at(0, 5)), second(at(0, 12))]).toEqual([50, 120])
    expect(reader.reads.slice(2)).toEqual([{ topic: 't', partition: 0, offset: 12 }])
  })

  test('is read in a round of its own where groups are far apart, and what lies between is not read', async () => {
    const reader = readerOver(
      times(50_000, (index) => index),
      50_000,
    )
    const far = { ...at(0, 40_000), end: 50_000 }
    const time = await recordTimes(reader)([far, { ...at(0, 5), end: 50_000 }])
    expect([time(at(0, 5)), time(far)]).toEqual([50, 400_000])
    expect(reader.given).toEqual([5, 40_000])
  })

  test('is that of the next record where there is none at the position itself', async () => {
    const time = await recordTimes(readerOver([3, 8], 20))([at(0, 5), at(0, 7), at(0, 9)])
    expect([time(at(0, 5)), time(at(0, 7)), time(at(0, 9))]).toEqual([80, 80, 'nothing'])
  })

  test('is nothing where no record is left, until the end moves', async () => {
    const reader = readerOver([3], 20)
    const read = recordTimes(reader)
    expect((await read([at(0, 5)]))(at(0, 5))).toBe('nothing')
    expect((await read([at(0, 5)]))(at(0, 5))).toBe('nothing')
    expect(reader.reads).toHaveLength(1)
    await read([{ ...at(0, 5), end: 21 }])
    expect(reader.reads).toHaveLength(2)
  })
})

test('a topic that may not be read holds up no other, and is not tried again', async () => {
  const reader = readerOver(
    times(30, (index) => index),
    30,
  )
  const state = { topics: [] as string[], tries: 0 }
  const read = readableTimes(
    recordTimes({
      ...reader,
      assign: (positions) => {
        state.topics = positions.map(({ topic }) => topic)
        reader.assign(positions)
      },
      consume: async () => {
        if (!state.topics.includes('theirs')) return reader.consume()
        state.tries++
        throw fail('kafka.denied', 'expected the right to read')
      },
    }),
  )
  const [ours, theirs] = ['ours', 'theirs'].map((topic) => ({ topic, partition: 0, offset: 5, end: 30 }))
  if (ours === undefined || theirs === undefined) return expect.fail('no positions')
  for (const offset of [5, 6]) {
    const time = await read([
      { ...ours, offset },
      { ...theirs, offset },
    ])
    expect([time({ ...ours, offset }), time({ ...theirs, offset })]).toEqual([offset * 10, null])
  }
  expect(state.tries).toBe(2)
  const broken = readableTimes(() => Promise.reject(fail('kafka.unavailable', 'expected a broker')))
  await expect(broken([ours])).rejects.toThrow('expected a broker')
})

describe('a record of the broker about a commit', () => {
  const key = (version: number, group: string, topic: string, partition: number): Buffer => {
    const text = (value: string): Buffer => {
      const length = Buffer.alloc(2)
      length.writeInt16BE(Buffer.byteLength(value))
      return Buffer.concat([length, Buffer.from(value)])
    }
    const numbers = [Buffer.alloc(2), Buffer.alloc(4)] as const
    numbers[0].writeInt16BE(version)
    numbers[1].writeInt32BE(partition)
    return Buffer.concat([numbers[0], text(group), text(topic), numbers[1]])
  }

  test('names its group, topic and partition, however long they are', () => {
    const [group, topic] = ['gröup'.repeat(50), 't'.repeat(200)]
    expect(commitOf(key(1, group, topic, 70_000))).toEqual({ group, topic, partition: 70_000 })
    expect(commitOf(key(0, 'g', 't', 3))).toEqual({ group: 'g', topic: 't', partition: 3 })
  })

  test('is told from what is none, whole or cut', () => {
    expect(commitOf(key(2, 'g', 't', 3))).toBeNull()
    const whole = key(1, 'group', 'topic', 3)
    for (let length = 0; length < whole.length; length++)
      expect(commitOf(whole.subarray(0, length)), `${length}`).toBeNull()
  })
})
