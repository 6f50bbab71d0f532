// The verifier's own reading of what dead letters and redriven records say: the same places that production writes, from the
// first burial to the third attempt; and what somebody put there by hand is nobody's.
// Mutants: take the original of a letter that was redriven; read a letter without its offset; take a place with four parts;
// leave the name of a letter out that names none.
import { expect, test } from 'vitest'
import { buriedBy, isSent, leftToLineage, letterBehind } from '../../cli/verify/letters.ts'
import { bury, deadLetterOf } from '../../runtime/dead-letter.ts'
import { redrivenHeaders } from '../../runtime/redriven.ts'
import type { Headers, LogRecord } from '../../runtime/step.ts'
import { dlqByStep, filesSubmitted, redriveByStep } from '../../topics/index.ts'
import { notBuried } from '../../trainer/redriven.ts'

const recordIn = (topic: string, partition: number, offset: number, headers: Headers): LogRecord => ({
  ...{ topic, partition, offset, headers },
  ...{ key: 'k', value: Buffer.from([7]), timestamp: 5 },
})

const buriedAt = (record: LogRecord, offset: number): LogRecord => {
  const context = { step: 'quality', ruleset: 'r', topic: dlqByStep.quality, at: 9 }
  const { headers } = deadLetterOf(bury(record, 'handle', new Error('made up')), context)
  return recordIn(dlqByStep.quality.name, record.partition, offset, headers)
}

test('each burial of a story is of the record that was read then, each redrive of the letter before', () => {
  const first = recordIn(filesSubmitted.name, 4, 17, [['x-trail', '']])
  const letter = buriedAt(first, 1)
  expect(buriedBy(letter)).toEqual({ topic: filesSubmitted.name, partition: 4, offset: 17 })
  const again = recordIn(redriveByStep.quality.name, 4, 30, redrivenHeaders(letter))
  expect(letterBehind(again)).toEqual({ topic: dlqByStep.quality.name, partition: 4, offset: 1 })
  const second = buriedAt(again, 2)
  expect(buriedBy(second)).toEqual({ topic: redriveByStep.quality.name, partition: 4, offset: 30 })
  expect([isSent(buriedBy(letter)), isSent(buriedBy(second))]).toEqual([false, true])
  const third = recordIn(redriveByStep.quality.name, 4, 31, redrivenHeaders(second))
  expect(letterBehind(third)).toEqual({ topic: dlqByStep.quality.name, partition: 4, offset: 2 })
  expect(leftToLineage).toBe(notBuried)
})

test('what somebody put there by hand stands for itself', () => {
  const own = { topic: dlqByStep.quality.name, partition: 2, offset: 6 }
  const letter = (headers: Headers): LogRecord => recordIn(own.topic, own.partition, own.offset, headers)
  expect(buriedBy(letter([]))).toEqual(own)
  const half: Headers = [
    ['dlq.original.topic', filesSubmitted.name],
    ['dlq.original.partition', '3'],
  ]
  expect(buriedBy(letter(half))).toEqual(own)
  expect(buriedBy(letter([...half, ['dlq.original.offset', '-1']]))).toEqual(own)
  expect(buriedBy(letter([...half, ['dlq.original.offset', '8']]))).toMatchObject({ partition: 3, offset: 8 })
  const sent = recordIn(redriveByStep.quality.name, 1, 2, [])
  expect(letterBehind(sent)).toBeNull()
  expect(letterBehind({ ...sent, headers: [['x-redrive-letter', '']] })).toBeNull()
  for (const odd of ['nowhere', 'a:1', 'a:1:2:3', 'a:b:2', 'a:1:9007199254740993'])
    expect(letterBehind({ ...sent, headers: [['x-redrive-letter', odd]] })).toEqual({
      ...{ topic: sent.topic, partition: 1, offset: 2 },
    })
})
