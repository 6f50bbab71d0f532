// What the loop may expect of any log and its sink, whichever it is: the memory log and Kafka run the same cases.
import { expect, test } from 'vitest'
import { createBreaker } from '../../runtime/breaker.ts'
import type { Decide } from '../../runtime/decide.ts'
import { fail } from '../../runtime/errors.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import { run } from '../../runtime/loop.ts'
import type { Log, LogRecord, Sink } from '../../runtime/step.ts'

/** A fresh pair of topics, an input log with its sink, and what is in the output. */
export type LogUnderTest = {
  readonly append: (records: readonly { readonly key: string; readonly value: Buffer }[]) => Promise<void>
  readonly open: () => Promise<{ readonly log: Log; readonly sink: Sink<OutgoingRecord>; readonly output: string }>
  /** Committed records of the output, in order within each partition. */
  readonly written: () => Promise<readonly LogRecord[]>
  readonly buried: () => Promise<readonly LogRecord[]>
  /** Records of the input that no committed position covers. */
  readonly lag: () => Promise<number>
}

const marker = {
  plan: () => ({ single: false, crashed: [], apart: false }),
  note: () => undefined,
  clear: () => undefined,
}

const copyTo =
  (output: string): Decide<OutgoingRecord> =>
  (record) => ({
    kind: 'effects',
    record,
    effects: [{ topic: output, key: record.key, value: record.value, headers: [] }],
  })

/** Runs the loop until the input has no lag; a sink that throws ends it, as it ends a process. */
async function drain(
  subject: LogUnderTest,
  change: {
    readonly decide?: (output: string) => Decide<OutgoingRecord>
    readonly sink?: (sink: Sink<OutgoingRecord>) => Sink<OutgoingRecord>
  } = {},
): Promise<void> {
  const { log, sink, output } = await subject.open()
  const stop = new AbortController()
  const timer = setInterval(() => {
    subject.lag().then((lag) => {
      if (lag === 0) stop.abort()
    }, stop.abort)
  }, 50)
  try {
    const used = change.sink?.(sink) ?? sink
    const decide = (change.decide ?? copyTo)(output)
    await run(
      {
        log,
        sink: used,
        decide,
        prepare: async () => undefined,
        marker,
        breaker: createBreaker('test'),
        observe: () => undefined,
      },
      stop.signal,
    )
  } finally {
    clearInterval(timer)
    await log.close()
    await sink.close()
  }
}

const records = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    key: `key-${(from + index) % 17}`,
    value: Buffer.from(`value ${String(from + index).padStart(6, '0')}`),
  }))

const textOf = (record: LogRecord): string => `${record.key} ${record.value.toString()}`

const byKey = (found: readonly LogRecord[]): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, string[]>()
  for (const record of found) map.set(record.key, [...(map.get(record.key) ?? []), record.value.toString()])
  return map
}

export function logContract(make: () => Promise<LogUnderTest>): void {
  test('reads every record once, in order within a key, and leaves no lag', async () => {
    const subject = await make()
    const sent = records(2_500)
    await subject.append(sent)
    await drain(subject)
    const written = await subject.written()
    expect(written.map(textOf).toSorted()).toEqual(sent.map(({ key, value }) => `${key} ${value}`).toSorted())
    for (const values of byKey(written).values()) expect(values).toEqual(values.toSorted())
    expect(await subject.lag()).toBe(0)
  })

  test('goes on where it committed, in another process', async () => {
    const subject = await make()
    await subject.append(records(100))
    await drain(subject)
    await subject.append(records(50, 100))
    await drain(subject)
    expect(new Set((await subject.written()).map(textOf)).size).toBe(150)
    expect(await subject.written()).toHaveLength(150)
  })

  test('writes nothing of a commit that failed, and all of it after', async () => {
    const subject = await make()
    await subject.append(records(300))
    const failing = (sink: Sink<OutgoingRecord>): Sink<OutgoingRecord> => ({
      ...sink,
      commit: () => Promise.reject(new Error('killed')),
    })
    await expect(drain(subject, { sink: failing })).rejects.toThrow('killed')
    expect(await subject.written()).toEqual([])
    await drain(subject)
    expect(await subject.written()).toHaveLength(300)
  })

  test('reads a batch again whose transaction was aborted, and calls a commit again that says retriable', async () => {
    const subject = await make()
    await subject.append(records(300))
    const calls = { count: 0 }
    const troubled = (sink: Sink<OutgoingRecord>): Sink<OutgoingRecord> => ({
      ...sink,
      commit: (outcomes, batch, signal) => {
        if (batch.records.length === 0) return sink.commit(outcomes, batch, signal)
        calls.count++
        if (calls.count === 1) return Promise.reject(fail('kafka.aborted', 'made up'))
        if (calls.count === 2) return Promise.reject(fail('kafka.unavailable', 'made up'))
        return sink.commit(outcomes, batch, signal)
      },
    })
    await drain(subject, { sink: troubled })
    expect(calls.count).toBeGreaterThan(2)
    expect((await subject.written()).map(textOf).toSorted()).toEqual(
      records(300)
        .map(({ key, value }) => `${key} ${value}`)
        .toSorted(),
    )
  })

  test('buries beside what it writes, and moves on', async () => {
    const subject = await make()
    await subject.append(records(100))
    const burying =
      (output: string): Decide<OutgoingRecord> =>
      (record) =>
        record.value.toString().endsWith('7')
          ? { kind: 'burial', record, reason: 'handle', code: 'handle.threw', message: 'made up' }
          : copyTo(output)(record)
    await drain(subject, { decide: burying })
    expect(await subject.written()).toHaveLength(90)
    expect(await subject.buried()).toHaveLength(10)
    expect(await subject.lag()).toBe(0)
  })
}
