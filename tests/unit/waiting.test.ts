// What a worker says while it waits for a server: the first refusal, and one a minute, with what to type; not each attempt.
// Mutants: say every attempt; say only the first; retry tells nothing.
import { expect, test } from 'vitest'
import { waitingLine } from '../../cli/workers/waiting.ts'
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { retry } from '../../runtime/retry.ts'

const refusal = (found: string): Error => fail('registry.unavailable', `expected an answer, found ${found}`)

test('the first refusal is said, then one a minute, escaped, with its code and what to type', () => {
  const clock = { ms: 0 }
  const said: string[] = []
  const tell = waitingLine(
    (line) => said.push(line),
    () => clock.ms,
  )
  for (; clock.ms <= 2 * limits.waitingSaidMsMin; clock.ms += 1_000) tell(refusal('none\u001b[2J'))
  expect(said).toHaveLength(2 * 3)
  expect(said.slice(0, 2)).toEqual([
    'waiting: the schema registry does not answer: expected an answer, found none\\u{1b}[2J [registry.unavailable]',
    '  ./codelupe up, or check SCHEMA_REGISTRY_URL',
  ])
})

test('a retry tells each error, the last one too', async () => {
  const told: unknown[] = []
  const failures = [refusal('none'), refusal('half of one')]
  const attempt = (): Promise<string> => {
    const failure = failures[told.length]
    return failure === undefined ? Promise.resolve('an answer') : Promise.reject(failure)
  }
  const { signal } = new AbortController()
  expect(await retry(attempt, signal, 3, (error) => told.push(error))).toBe('an answer')
  expect(told).toEqual(failures)
  const last: unknown[] = []
  await expect(
    retry(
      () => Promise.reject(refusal('none')),
      signal,
      1,
      (error) => last.push(error),
    ),
  ).rejects.toThrow()
  expect(last).toHaveLength(1)
})
