// I9: no wait for somebody else's answer is without an end. Mutants, in runtime/within.ts: leave the race out; no second wait
// after standing still; no end of it.
import { expect, test } from 'vitest'
import { atMost, within } from '../../runtime/within.ts'

const never = new Promise<never>(() => undefined)
const late = (): Error => new Error('expected an answer, found none')

test('an answer in time is the answer, and its error stays its own', async () => {
  await expect(within(1_000, Promise.resolve(7), late)).resolves.toBe(7)
  await expect(within(1_000, Promise.reject(new Error('refused')), late)).rejects.toThrow('refused')
})

test('silence is told apart', async () => {
  await expect(within(20, never, late)).rejects.toThrow('expected an answer, found none')
})

test('a goodbye that never comes is not waited for', async () => {
  await expect(atMost(20, never)).resolves.toBeUndefined()
})

/** Holds the thread, as a process without a processor stands still. */
function standStill(ms: number): void {
  for (const startedAt = performance.now(); performance.now() - startedAt < ms; );
}

test('an answer that came while the process stood still counts', async () => {
  const answer = new Promise<string>((resolve) => setTimeout(resolve, 40, 'here'))
  const found = within(20, answer, late)
  standStill(1_100)
  await expect(found).resolves.toBe('here')
})

test('a process that stood still does not wait for ever', async () => {
  const found = within(20, never, late)
  standStill(1_100)
  await expect(found).rejects.toThrow('expected an answer, found none')
})
