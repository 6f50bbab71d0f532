// The loop over the memory log, with sinks that fail on purpose: what is retried, what is read again, what ends it (I1, I3).
// Mutants: retry prepare only as often as a commit; decide again before each attempt of a commit; skip the rewind; hand the
// outer signal to the commit; leave the breaker out; abort for ever; bury what could not be prepared; do not tick while waiting.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createBreaker } from '../../runtime/breaker.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { bury } from '../../runtime/dead-letter.ts'
import { type ErrorCode, fail } from '../../runtime/errors.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import { limits } from '../../runtime/limits.ts'
import { type LoopParts, run, type Turn } from '../../runtime/loop.ts'
import { createMemoryBroker, type MemoryBroker, memoryLog, memorySink } from '../../runtime/memory.ts'
import type { Batch, LogRecord, Outcome } from '../../runtime/step.ts'

const input = 'input'
const output = 'output'
const graveyard = 'dead'

type Commit = { readonly outcomes: readonly Outcome<OutgoingRecord>[]; readonly batch: Batch }

type Bench = {
  readonly broker: MemoryBroker
  readonly turns: Turn[]
  /** Every call of the sink's commit, the failed ones too. */
  readonly commits: Commit[]
  readonly decided: string[]
  readonly parts: LoopParts<OutgoingRecord>
  readonly written: () => readonly string[]
  readonly buried: () => readonly string[]
  readonly positions: () => number
}

type Hooks = {
  /** May throw before the commit is made. */
  readonly beforeCommit?: (attempt: number) => unknown
  readonly prepare?: LoopParts<OutgoingRecord>['prepare']
  readonly decide?: (record: LogRecord) => Outcome<OutgoingRecord>
  readonly untilEnd?: boolean
}

const textOf = (record: { readonly value: Buffer }): string => record.value.toString()

const passedOn = (record: LogRecord): Outcome<OutgoingRecord> => ({
  kind: 'effects',
  record,
  effects: [{ topic: output, key: record.key, value: record.value, headers: [] }],
})

function bench(records: number, hooks: Hooks = {}): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-loop-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const broker = createMemoryBroker(2)
  append(broker, records)
  const sink = memorySink(broker, 'group', ({ record, code }) => ({
    topic: graveyard,
    key: record.key,
    value: Buffer.from(`${code} ${textOf(record)}`),
    headers: [],
  }))
  const turns: Turn[] = []
  const commits: Commit[] = []
  const decided: string[] = []
  const parts: LoopParts<OutgoingRecord> = {
    log: memoryLog({ broker, inputs: [input], untilEnd: hooks.untilEnd ?? true }),
    sink: {
      ...sink,
      commit: async (outcomes, batch, signal) => {
        commits.push({ outcomes, batch })
        hooks.beforeCommit?.(commits.length)
        await sink.commit(outcomes, batch, signal)
      },
    },
    decide: (record) => {
      decided.push(textOf(record))
      return (hooks.decide ?? passedOn)(record)
    },
    prepare: hooks.prepare ?? (async () => undefined),
    marker: openCrashMarker(join(folder, 'marker')),
    breaker: createBreaker('test'),
    observe: (turn) => void turns.push(turn),
  }
  const texts = (topic: string) => () => broker.records(topic).map(textOf).toSorted()
  const positions = (): number => [...broker.positions('group').values()].reduce((sum, offset) => sum + offset, 0)
  return { broker, turns, commits, decided, parts, written: texts(output), buried: texts(graveyard), positions }
}

function append(broker: MemoryBroker, count: number, from = 0): void {
  broker.append(
    Array.from({ length: count }, (_, index) => ({
      topic: input,
      key: `key ${from + index}`,
      value: Buffer.from(nameOf(from + index)),
      headers: [],
    })),
  )
}

const nameOf = (index: number): string => `record ${String(index).padStart(4, '0')}`
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => nameOf(index))

const failing =
  (code: ErrorCode, times: number): ((attempt: number) => void) =>
  (attempt) => {
    if (attempt <= times) throw fail(code, 'made up')
  }

const forever = new AbortController().signal

describe('a commit', () => {
  test('that says retriable is called again with the same outcomes, which are decided once', async () => {
    const { commits, decided, parts, written, positions } = bench(50, { beforeCommit: failing('kafka.unavailable', 2) })
    await run(parts, forever)
    expect(commits).toHaveLength(3)
    expect(commits.map(({ outcomes }) => outcomes === commits[0]?.outcomes)).toEqual([true, true, true])
    expect(decided).toHaveLength(50)
    expect(written()).toEqual(names(50))
    expect(positions()).toBe(50)
  })

  test('that is aborted again and again ends the process with the reason', async () => {
    const { commits, parts, positions } = bench(50, {
      beforeCommit: failing('kafka.aborted', Number.POSITIVE_INFINITY),
    })
    await expect(run(parts, AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: 'kafka.aborted' })
    expect([commits.length, positions()]).toEqual([limits.abortsMax + 1, 0])
  })

  test('that was aborted has its batch read and decided again', async () => {
    const { commits, decided, parts, written, positions } = bench(50, { beforeCommit: failing('kafka.aborted', 2) })
    await run(parts, forever)
    expect(commits.map(({ batch }) => batch.from)).toEqual([
      commits[0]?.batch.from,
      commits[0]?.batch.from,
      commits[0]?.batch.from,
    ])
    expect(new Set(commits.map(({ outcomes }) => outcomes)).size).toBe(3)
    expect(decided).toHaveLength(150)
    expect(written()).toEqual(names(50))
    expect(positions()).toBe(50)
  })

  test.each(['kafka.fenced', 'kafka.failed', 'postgres.behind'] as const)(
    'that fails with %s ends the loop, nothing written',
    async (code) => {
      const { commits, parts, written, positions } = bench(50, { beforeCommit: failing(code, 1) })
      await expect(run(parts, forever)).rejects.toMatchObject({ code })
      expect([commits.length, written(), positions()]).toEqual([1, [], 0])
    },
  )

  test('that stays unavailable ends the loop after its attempts', async () => {
    const { commits, parts, written } = bench(3, { beforeCommit: failing('kafka.unavailable', 1_000) })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const ended = expect(run(parts, forever)).rejects.toMatchObject({ code: 'kafka.unavailable' })
    await vi.advanceTimersByTimeAsync(limits.commitAttemptsMax * limits.retryWaitMsMax)
    await ended
    expect([commits.length, written()]).toEqual([limits.commitAttemptsMax, []])
  })

  test('under way when the signal comes is finished, and nothing after it is begun', async () => {
    const controller = new AbortController()
    const { broker, parts, written, positions, turns } = bench(50, {
      untilEnd: false,
      beforeCommit: (attempt) => {
        controller.abort()
        append(broker, 10, 50)
        // The first attempt fails in a way that may be retried: it is retried, signal or not.
        if (attempt === 1) throw fail('kafka.unavailable', 'made up')
      },
    })
    await run(parts, controller.signal)
    expect(written()).toEqual(names(50))
    expect(positions()).toBe(50)
    expect(turns.filter(({ records }) => records > 0)).toMatchObject([{ records: 50, burials: [] }])
  })
})

describe('what deciding needs', () => {
  test('is asked for until it is there, longer than any commit is tried, and buries nothing', async () => {
    const asked = { times: 0 }
    const { turns, parts, written, buried, decided } = bench(20, {
      prepare: async () => {
        if (++asked.times <= limits.commitAttemptsMax * 2) throw fail('registry.unavailable', 'made up')
        expect(decided).toEqual([])
      },
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const ended = run(parts, forever)
    await vi.advanceTimersByTimeAsync(limits.commitAttemptsMax * 2 * limits.retryWaitMsMax)
    await ended
    expect([asked.times, buried(), written()]).toEqual([limits.commitAttemptsMax * 2 + 1, [], names(20)])
    // The watchdog hears of every attempt.
    expect(turns.filter(({ records }) => records === 0)).toHaveLength(asked.times)
  })

  test('when it is missing for good ends the loop before anything is decided', async () => {
    const { parts, decided, positions } = bench(20, {
      prepare: async () => {
        throw fail('registry.subject-missing', 'made up')
      },
    })
    await expect(run(parts, forever)).rejects.toMatchObject({ code: 'registry.subject-missing' })
    expect([decided, positions()]).toEqual([[], 0])
  })

  test('is waited for no longer than the signal allows', async () => {
    const controller = new AbortController()
    const { parts, written } = bench(20, {
      untilEnd: false,
      prepare: async () => {
        controller.abort()
        throw fail('registry.unavailable', 'made up')
      },
    })
    await expect(run(parts, controller.signal)).rejects.toThrow()
    expect(written()).toEqual([])
  })
})

describe('records that cannot be handled', () => {
  const burying =
    (isBad: (record: LogRecord) => boolean) =>
    (record: LogRecord): Outcome<OutgoingRecord> =>
      isBad(record) ? bury(record, 'handle', new Error('made up')) : passedOn(record)

  test('are buried once, and their neighbours go through', async () => {
    const bad = ['record 0003', 'record 0017']
    const { parts, buried, written, positions, turns } = bench(30, {
      decide: burying((record) => bad.includes(textOf(record))),
      beforeCommit: failing('kafka.unavailable', 1),
    })
    await run(parts, forever)
    expect(buried()).toEqual(bad.map((name) => `handle.threw ${name}`))
    expect(written()).toEqual(names(30).filter((name) => !bad.includes(name)))
    expect(positions()).toBe(30)
    expect(turns.find(({ records }) => records === 30)).toMatchObject({ burials: ['handle', 'handle'] })
  })

  test('when they are too many stop the step, and the batch that was too much is not committed', async () => {
    const { broker, parts, buried, positions, commits } = bench(1_000, {
      decide: burying((record) => Number(textOf(record).slice(7)) >= 1_000),
      beforeCommit: (attempt) => attempt === 1 && append(broker, 400, 1_000),
    })
    await expect(run(parts, forever)).rejects.toMatchObject({ code: 'breaker.open' })
    expect(positions()).toBe(1_000)
    expect([buried(), commits.length]).toEqual([[], 1])
  })
})
