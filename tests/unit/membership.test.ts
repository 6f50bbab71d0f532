// A step that is in its group no more, and whose client does not join again, ends and is started anew (I13).
// Mutants: one miss is enough; a member without partitions is none; an answer that does not come counts as a miss; misses of
// long ago count; nobody is ever asked.
import { expect, test } from 'vitest'
import { limits } from '../../runtime/limits.ts'
import { watchMembership } from '../../runtime/membership.ts'

/** A watch whose clock the test moves; `answers` are given in turn, then the last again. */
function watched(...answers: readonly (boolean | 'away')[]) {
  const clock = { now: 0, asked: 0 }
  const isMember = async (): Promise<boolean> => {
    const answer = answers[Math.min(clock.asked++, answers.length - 1)] ?? true
    if (answer === 'away') throw new Error('no broker')
    return answer
  }
  const membership = watchMembership({ group: 'codelupe.quality', isMember, now: () => clock.now })
  const after = (ms: number, assigned: number): Promise<void> => {
    clock.now += ms
    return membership(assigned)
  }
  return { clock, after }
}

const lookMs = limits.memberLookMs
const gone = { code: 'kafka.failed', message: expect.stringContaining('codelupe.quality') }

test('who has partitions asks nobody', async () => {
  const { clock, after } = watched(false)
  for (let turn = 0; turn < 5; turn++) await after(lookMs, 6)
  expect(clock.asked).toBe(0)
})

test('who has none, and is no member at two looks in a row, ends', async () => {
  const { clock, after } = watched(false)
  await after(lookMs - 1, 0)
  expect(clock.asked).toBe(0)
  await after(1, 0)
  await after(lookMs - 1, 0)
  expect(clock.asked).toBe(1)
  await expect(after(1, 0)).rejects.toMatchObject(gone)
})

test('who has none and is a member waits', async () => {
  const { clock, after } = watched(true)
  for (let turn = 0; turn < 9; turn++) await after(lookMs, 0)
  expect(clock.asked).toBe(9)
})

test.each([
  ['one that was back', true],
  ['one that could not be asked', 'away'],
] as const)('a miss before %s does not count', async (_, between) => {
  const { after } = watched(false, between, false, between, false)
  for (let turn = 0; turn < 5; turn++) await after(lookMs, 0)
})

test('a miss before partitions came does not count', async () => {
  const { after } = watched(false)
  await after(lookMs, 0)
  await after(1, 6)
  await after(lookMs, 0)
  await expect(after(lookMs, 0)).rejects.toMatchObject(gone)
})
