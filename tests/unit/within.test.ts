// I9: no wait for somebody else's answer is without an end. Mutant: leave the race out of runtime/within.ts.
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
