// The order of test files where nothing is known of how long they take, as in a fresh clone: those that take minutes first.
// Files run two at a time, and a long one begun last would run alone.
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of more than a minute on two cores, the longest first. */
const slow = [
  'invariants/faults.test.ts',
  'invariants/trainer-recovery.test.ts',
  'invariants/trainer-gap.test.ts',
  'invariants/gap.test.ts',
  'invariants/adapter-killed.test.ts',
  'e2e/demo-and-up.test.ts',
  'invariants/verify.test.ts',
  'e2e/pipeline.test.ts',
  'invariants/promotion.test.ts',
  'e2e/commands.test.ts',
  'invariants/stopped.test.ts',
  'simulation/simulation.test.ts',
]

const rankOf = ({ moduleId }: TestSpecification): number => {
  const found = slow.findIndex((name) => moduleId.endsWith(`/tests/${name}`))
  return found === -1 ? slow.length : found
}

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}
