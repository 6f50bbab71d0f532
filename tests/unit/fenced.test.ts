// Who is fenced by a twin, and who by a broker that has ended a transaction or a session for its age (I13).
// Mutants: a name that begins alike is taken for it; a young transaction expires; others that have committed do not count; a
// question without an answer counts as free.
import { expect, test } from 'vitest'
import { expiredOr } from '../../cli/workers/expired.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import { isTaken } from '../../runtime/fenced.ts'
import { limits } from '../../runtime/limits.ts'

test('an identity is taken by a member of its very name', () => {
  const members = ['quality-1-1f2e', 'malicious-0-9a8b', 'quality-01-77aa']
  expect(isTaken(members, 'quality-0')).toBe(false)
  expect(isTaken([...members, 'quality-0-8c4d'], 'quality-0')).toBe(true)
})

const old = limits.transactionMsMax + 1
const fenced = fail('kafka.fenced', 'expected to commit')

const answers = {
  nobody: async () => false,
  somebody: async () => true,
  unknown: () => Promise.reject(new Error('no broker')),
}

test.each([
  ['an old transaction, and nobody has committed since', fenced, old, 'nobody', 'kafka.expired'],
  ['an old transaction, and somebody has', fenced, old, 'somebody', 'kafka.fenced'],
  ['an old transaction, and nobody knows', fenced, old, 'unknown', 'kafka.fenced'],
  ['a young transaction', fenced, limits.transactionMsMax, 'nobody', 'kafka.fenced'],
  ['another failure', fail('kafka.aborted', 'expected to commit'), old, 'nobody', 'kafka.aborted'],
] as const)('%s', async (_, error, ageMs, committed, code) => {
  expect(hasCode(await expiredOr(error, { ageMs, othersCommitted: answers[committed] }), code)).toBe(true)
})
