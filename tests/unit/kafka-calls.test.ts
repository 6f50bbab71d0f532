// Questions to the Kafka client while leaders move: what is only read is asked again, what is refused is not.
// What the client never answers is not asked again, and keeps nothing waiting at the end.
// Mutants: `look` asks once; a silence is unavailable; `goodbye` waits for a client that is silent; -137, 74 or 78 left out of the transient codes, -190 or 3 out of `unknownPartition`; a refusal counted among them; no end of asking.
import { expect, test, vi } from 'vitest'
import { call, goodbye, look } from '../../runtime/kafka-calls.ts'
import { answeredPositions } from '../../runtime/kafka-places.ts'
import { limits } from '../../runtime/limits.ts'
import { isStuck } from '../../runtime/stuck.ts'

const end = { topic: 'files.submitted.v1', partition: 0, offset: 12 }

/** A client that gives these answers in turn, and then the last again and again; `asked` counts. */
function client(...answers: readonly (number | (typeof end | Error)[])[]) {
  const seen = { asked: 0 }
  const start = (done: (error: never, answer: (typeof end | Error)[]) => void): void => {
    const answer = answers[Math.min(seen.asked++, answers.length - 1)] ?? []
    // The client's errors are objects with a code.
    if (typeof answer === 'number') done({ code: answer, message: 'as asked for' } as never, [])
    else done(undefined as never, answer)
  }
  return { seen, ends: () => look('end offsets', start, answeredPositions) }
}

test.each([
  ['a broker that the client has forgotten', -137],
  ['an epoch that is older than the broker’s', 74],
  ['an epoch that the broker has not heard of', 75],
  ['an end that a new leader does not know yet', 78],
  ['no leader', 5],
  ['a partition that a broker which has just come back does not know yet', -190],
  ['the same, as the broker says it', 3],
])('%s is asked again', async (_, code) => {
  const { seen, ends } = client(code, [end])
  await expect(ends()).resolves.toEqual([end])
  expect(seen.asked).toBe(2)
})

test('a partition without an answer is asked again', async () => {
  const { seen, ends } = client([new Error('Local: Timed out')], [end])
  await expect(ends()).resolves.toEqual([end])
  expect(seen.asked).toBe(2)
})

test('a refusal is told at once', async () => {
  const { seen, ends } = client(29)
  await expect(ends()).rejects.toMatchObject({ code: 'kafka.denied' })
  expect(seen.asked).toBe(1)
})

test('what is written to a partition that is not there is refused', async () => {
  const refused = call('produce', (done) => done({ code: -190, message: 'as asked for' } as never))
  await expect(refused).rejects.toMatchObject({ code: 'kafka.failed' })
})

test('what stays away is told after a few times', async () => {
  const { seen, ends } = client(-195)
  await expect(ends()).rejects.toMatchObject({ code: 'kafka.unavailable' })
  expect(seen.asked).toBe(limits.kafkaLooksMax)
})

// The last here: a process with a call that is stuck stays one.
test('a call that never comes back is asked once, and no goodbye waits for it', async () => {
  vi.useFakeTimers()
  const silent = vi.fn()
  const told = expect(call('sendOffsets', silent, 50)).rejects.toMatchObject({ code: 'kafka.failed', retriable: false })
  expect(isStuck()).toBe(false)
  await vi.advanceTimersByTimeAsync(51)
  await told
  expect([silent.mock.calls.length, isStuck()]).toEqual([1, true])
  vi.useRealTimers()
  const waits = vi.fn()
  await goodbye(waits)
  expect(waits).not.toHaveBeenCalled()
})
