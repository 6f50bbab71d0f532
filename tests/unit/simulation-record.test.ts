// What is kept of a run of the simulation: after how many schedules each mutant was found, and which promise it broke.
// Mutants: count from 0; leave out one that was not found; take the last promise that it broke.
import { expect, test } from 'vitest'
import { mutantFigures } from '../simulation/record.ts'
import type { JobResult } from '../simulation/worker.ts'

const resultOf = (mutant: string, schedules: number, broken: readonly string[]): JobResult => ({
  job: { world: 'pipeline', from: 1, to: 10_001, mutant },
  schedules,
  turns: 40,
  counts: new Map(),
  failed: broken.length === 0 ? null : { seed: schedules, broken, digest: 7 },
})

test('each mutant is kept with the number of schedules that it took, also one that none has found', () => {
  const results = [resultOf('no guard', 3, ['a record is doubled', 'a row is lost']), resultOf('harmless', 10_000, [])]
  expect(mutantFigures(results)).toEqual([
    { world: 'pipeline', mutant: 'no guard', schedules: 3, broke: 'a record is doubled' },
    { world: 'pipeline', mutant: 'harmless', schedules: null, broke: null },
  ])
})
