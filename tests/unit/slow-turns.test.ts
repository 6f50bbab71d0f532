// Turns that take long, for their records or for their sink: the watchdog hears meanwhile, a batch ends after its time and is
// committed as far as it was judged, and what is left comes again, each record once and in order (I9, I12).
// Mutants: no tick between records, or while a commit lasts, or for ever; no end of a batch; the rest left out; the batch's own
// `next` committed with a part of it.
import { expect, onTestFinished, test, vi } from 'vitest'
import { createBreaker } from '../../runtime/breaker.ts'
import { crashMarkerIn } from '../../runtime/crash-marker.ts'
import { split } from '../../runtime/judging.ts'
import type { OutgoingRecord } from '../../runtime/kafka-clients.ts'
import { limits } from '../../runtime/limits.ts'
import { run, type Turn } from '../../runtime/loop.ts'
import { createMemoryBroker, type MemoryBroker, memoryLog, memorySink } from '../../runtime/memory.ts'
import { markOf } from '../../runtime/resumption.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'

const textOf = ({ value }: { readonly value: Buffer }): string => value.toString()

const filled = (count: number) => {
  const broker = createMemoryBroker(3)
  const texts = Array.from({ length: count }, (_, index) => `record ${index}`)
  broker.append(texts.map((text) => ({ topic: 'input', key: text, value: Buffer.from(text), headers: [] })))
  return broker
}

/** The loop over a broker, until its end; every turn that it told of. */
async function runOver(
  broker: MemoryBroker,
  slow: { readonly decide?: () => void; readonly commit?: () => Promise<void> },
): Promise<readonly Turn[]> {
  const sink = memorySink(broker, 'group', ({ record }) => ({ ...record, topic: 'dead' }))
  const turns: Turn[] = []
  const mark = { text: '' }
  const marker = crashMarkerIn({
    read: () => mark.text,
    write: (text) => {
      mark.text = text
    },
    remove: () => {
      mark.text = ''
    },
  })
  await run<OutgoingRecord>(
    {
      log: memoryLog({ broker, inputs: ['input'], untilEnd: true }),
      sink: {
        ...sink,
        commit: async (...given) => {
          await slow.commit?.()
          await sink.commit(...given)
        },
      },
      decide: (record) => {
        slow.decide?.()
        return { kind: 'effects', record, effects: [{ ...record, topic: 'output' }] }
      },
      prepare: async () => undefined,
      marker,
      breaker: createBreaker('test'),
      observe: (turn) => void turns.push(turn),
    },
    new AbortController().signal,
  )
  expect(mark.text).toBe('')
  return turns
}

test('a batch of slow records is committed piece by piece, and the watchdog hears between two of them', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const [broker, count] = [filled(40), 40]
  const turns = await runOver(broker, { decide: () => void vi.advanceTimersByTime(1_500) })
  const ended = turns.filter(({ records }) => records > 0)
  expect(ended.length).toBeGreaterThan(5)
  expect(Math.max(...ended.map(({ judgeMs }) => judgeMs))).toBeLessThanOrEqual(limits.batchJudgeMsMax + 1_500)
  expect(turns.length - ended.length).toBeGreaterThanOrEqual(count - ended.length)
  // The memory broker has each key in one partition of either topic: order within it is that of the input.
  expect(broker.records('output').map(textOf)).toEqual(broker.records('input').map(textOf))
  expect([...broker.positions('group').values()].reduce((sum, offset) => sum + offset, 0)).toBe(count)
})

test('while a sink takes its time the watchdog hears, until the time of a commit is over', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const told = async (ms: number): Promise<number> => {
    const turns = await runOver(filled(3), { commit: async () => void vi.advanceTimersByTime(ms) })
    return turns.filter(({ records }) => records === 0).length
  }
  const without = await told(0)
  expect((await told(60_000)) - without).toBe(60_000 / limits.tickMs)
  expect((await told(2 * limits.commitMsMax)) - without).toBe(limits.commitMsMax / limits.tickMs)
  // Nothing goes on ticking once the commit is over.
  expect(vi.getTimerCount()).toBe(0)
})

const record = (partition: number, offset: number): LogRecord => ({
  topic: 'input',
  partition,
  offset,
  key: `${partition}`,
  value: Buffer.from(`${offset}`),
  headers: [],
  timestamp: 0,
})
const at = (partition: number, offset: number, after: string | null = null): Position => ({
  topic: 'input',
  partition,
  offset,
  after,
})

test('a batch that is cut says where each partition stands: judged, in part, not at all, or without a record', () => {
  const records = [record(0, 5), record(1, 7), record(1, 9), record(2, 1)]
  const from = [at(0, 5, 'a'), at(1, 7, 'b'), at(2, 1, 'c'), at(3, 3, 'd')]
  const next = [at(0, 6, 'e'), at(1, 10, 'f'), at(2, 2, 'g'), at(3, 4, 'd')]
  const batch = { records, from, next }
  expect(split(batch, 4)).toEqual({ done: batch, rest: null })
  const between = at(1, 9, markOf(record(1, 7)))
  expect(split(batch, 2)).toEqual({
    done: { records: records.slice(0, 2), from: [from[0], from[1], from[3]], next: [next[0], between, next[3]] },
    rest: { records: records.slice(2), from: [between, from[2]], next: [next[1], next[2]] },
  })
})
