// Answers of brokers about many partitions at once. Mutants: answeredPositions leaves out what is an error; what is denied is
// asked again.
import { expect, test } from 'vitest'
import { answeredPositions } from '../../runtime/kafka-places.ts'

const end = { topic: 'files.submitted.v1', partition: 0, offset: 12 }

test('a partition without an answer is an error, never a partition that is left out', () => {
  const leaderless = new Error('Broker: Leader not available')
  expect(() => answeredPositions('end offsets', [end, leaderless])).toThrow(
    expect.objectContaining({ code: 'kafka.unavailable', message: expect.stringContaining('Leader not available') }),
  )
})

test('a place that may not be asked for is denied, and not asked for again', () => {
  const denied = new Error('Broker: Topic authorization failed')
  expect(() => answeredPositions('end offsets', [end, denied])).toThrow(
    expect.objectContaining({ code: 'kafka.denied', retriable: false }),
  )
})

test('a partition that has no such place is left out', () => {
  expect(answeredPositions('offsets', [end, { ...end, partition: 1, offset: -1 }, { ...end, partition: 2 }])).toEqual([
    end,
    { ...end, partition: 2 },
  ])
})
