// Judging that takes long: the watchdog hears meanwhile, a batch ends after its time and is committed as far as it was judged,
// and what is left comes again, each record once and in order (I9, I12).
// Mutants: no tick between records; no end of a batch; the rest left out; the batch's own `next` committed with a part of it.
import { expect, onTestFinished, test, vi } from 'vitest'
import { createBreaker } from '../../runtime/breaker.ts'
import { crashMarkerIn } from '../../runtime/crash-marker.ts'
import { split } from '../../runtime/judging.ts'
import { limits } from '../../runtime/limits.ts'
import { run, type Turn } from '../../runtime/loop.ts'
import { createMemoryBroker, memoryLog, memorySink } from '../../runtime/memory.ts'
import { markOf } from '../../runtime/resumption.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'

const textOf = ({ value }: { readonly value: Buffer }): string => value.toString()

test('a batch of slow records is committed piece by piece, and the watchdog hears between two of them', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const broker = createMemoryBroker(3)
  const texts = Array.from({ length: 40 }, (_, index) => `record ${index}`)
  broker.append(texts.map((text) => ({ topic: 'input', key: text, value: Buffer.from(text), headers: [] })))
  const sink = memorySink(broker, 'group', ({ record }) => ({ ...record, topic: 'dead' }))
  const turns: Turn[] = []
  const mark = { text: '' }
  await run(
    {
      log: memoryLog({ broker, inputs: ['input'], untilEnd: true }),
      sink,
      decide: (record) => {
        vi.advanceTimersByTime(1_500)
        return { kind: 'effects', record, effects: [{ ...record, topic: 'output' }] }
      },
      prepare: async () => undefined,
      marker: crashMarkerIn({
        read: () => mark.text,
        write: (text) => {
          mark.text = text
        },
        remove: () => {
          mark.text = ''
        },
      }),
      breaker: createBreaker('test'),
      observe: (turn) => void turns.push(turn),
    },
    new AbortController().signal,
  )
  const ended = turns.filter(({ records }) => records > 0)
  expect(ended.length).toBeGreaterThan(5)
  expect(Math.max(...ended.map(({ judgeMs }) => judgeMs))).toBeLessThanOrEqual(limits.batchJudgeMsMax + 1_500)
  expect(turns.length - ended.length).toBeGreaterThanOrEqual(texts.length - ended.length)
  const input = broker.records('input').map(textOf)
  const written = broker.records('output').map(textOf)
  // The memory broker has each key in one partition of either topic: order within it is that of the input.
  expect(written).toEqual(input)
  expect([...broker.positions('group').values()].reduce((sum, offset) => sum + offset, 0)).toBe(texts.length)
  expect(mark.text).toBe('')
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
