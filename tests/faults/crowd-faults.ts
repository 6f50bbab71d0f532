// Neighbours of something large: copies of one file, a repository that is most of the traffic, files that take long to judge
// (faults.md: Untrusted content, and the general contract). What a step gives them: it
// reads all partitions and hands out records as it fetched them. A neighbour waits for what each step has fetched ahead
// (8 MiB), however much lies behind that; in the partition of one key it waits for all that came before it.
import { expect } from 'vitest'
import { repetitionOf } from '../../ingest/repetition.ts'
import { limits } from '../../runtime/limits.ts'
import { fileIdOf, flow, settled, streamOf } from '../support/faults.ts'
import { randomOf } from '../support/made-files.ts'
import { watchMemory } from '../support/memory.ts'
import { plainSource } from '../support/plain-source.ts'
import { expectFlat, memoryTold, unharmed, watchedOf } from './limit-faults.ts'
import { neighbour, neighbourOf, type Pace, paceOf, pacesOf, told } from './neighbours.ts'
import type { Fault, Stage } from './stage.ts'

/**
 * What a neighbour's pace may fall to, as a share of its pace alone. Beside 100,000 copies it was a third, on two cores with a
 * load of thirty.
 */
const paceShareMin = 0.2
/** What has piled up is decided faster than it was sent. */
const sentPerSecond = 1_000 / neighbourOf.waitMs

const expectPace = (pace: Pace, calm: Pace): void =>
  expect(
    pace.perSecond / Math.min(calm.perSecond, sentPerSecond),
    `${told(pace)}; alone ${told(calm)}`,
  ).toBeGreaterThan(paceShareMin)

async function alone(stage: Stage, what: string): Promise<Pace> {
  const name = stage.named(`${what}-alone`)
  await neighbour(stage, name)
  return paceOf(stage, name)
}

/**
 * Copies that may go ahead of a neighbour: what the five steps have fetched of them, 8 MiB each (runtime/kafka.ts). Told in
 * copies, not in seconds, it is the same on a fast machine and on a slow one; before it was half of the longest wait of a copy,
 * and red where the copies were judged nearly as fast as they were sent.
 */
const copiesAheadMax = (5 * 8 * 1_048_576) / plainSource(31).length

/** One key, one partition: those of the other partitions go on, and are decided long before the last copy. */
async function copies(stage: Stage) {
  const calm = await alone(stage, 'copies')
  const [large, small] = [stage.named('copies'), stage.named('copies-neighbour')]
  const seen = watchMemory(watchedOf(stage))
  await flow(
    await stage.connection(),
    streamOf(large, 100_000, 0, () => plainSource(31)),
  )
  await neighbour(stage, small)
  const healedAt = performance.now()
  const paces = await pacesOf(stage, small, large)
  const memory = seen()
  const { beside, behind } = paces
  const both = [
    `alone ${told(calm)}`,
    `beside ${told(beside)}`,
    `behind ${told(behind)}`,
    `copies ${told(paces.large)}`,
  ]
  const measured = [...both, memoryTold(memory)].join('; ')
  expect(beside.longest * paces.large.perSecond, measured).toBeLessThan(copiesAheadMax)
  expectPace({ ...beside, perSecond: (beside.perSecond * (beside.files + behind.files)) / beside.files }, calm)
  expectFlat(memory)
  return { strikes: 1, healedAt, measured }
}

/** Nine of ten files are of one repository, all of them with contents of their own: nobody waits longer than that one does. */
async function mostOfIt(stage: Stage) {
  const calm = await alone(stage, 'most')
  const [large, small] = [stage.named('most'), stage.named('most-neighbour')]
  const flowing = flow(await stage.connection(), streamOf(large, 2_700, 5))
  await neighbour(stage, small)
  expect(await flowing).toMatchObject({ submitted: 2_700 })
  const healedAt = performance.now()
  const pace = await paceOf(stage, small)
  const most = await paceOf(stage, large)
  const measured = `alone ${told(calm)}; beside ${told(pace)}; the large one ${told(most)}`
  expect(pace.longest, measured).toBeLessThan(most.longest * 1.5)
  expectPace(pace, calm)
  return { strikes: 1, healedAt, measured }
}

type Beside = { readonly calm: Pace; readonly pace: Pace; readonly slow: Pace }

/** So many files that every gate judges for a second each, beside a neighbour: no process ends for it, none is buried. */
const secondsEach =
  (what: string, slowFiles: number, expectOf: (paces: Beside, measured: string) => void) => async (stage: Stage) => {
    const [large, small] = [stage.named(what), stage.named(`${what}-neighbour`)]
    const ids = Array.from({ length: slowFiles }, (_, index) => fileIdOf(large, index))
    await stage.restart({ CODELUPE_CRASH_AT: `judge.record:${ids.join(',')}:slow` })
    const calm = await alone(stage, what)
    return unharmed(async () => {
      const slowed = flow(await stage.connection(), streamOf(large, slowFiles, 0))
      await neighbour(stage, small)
      expect(await slowed).toMatchObject({ submitted: slowFiles })
      const healedAt = performance.now()
      const pace = await paceOf(stage, small)
      const slow = await paceOf(stage, large)
      const measured = `alone ${told(calm)}; beside ${told(pace)}; the slow ones ${told(slow)}`
      expectOf({ calm, pace, slow }, measured)
      return { strikes: slowFiles, healedAt, measured }
    })(stage)
  }

/** A minute in one batch: nobody waits longer than they do. */
const minute = secondsEach('seconds', 60, ({ pace, slow }, measured) =>
  expect(pace.longest, measured).toBeLessThan(slow.longest * 1.5),
)

/** One of them: a neighbour waits once for it in each gate at most, and the others' pace is what it was. */
const second = secondsEach('second', 1, ({ calm, pace, slow }, measured) => {
  expect(pace.longest, measured).toBeLessThan(calm.longest + 2 * slow.longest)
  expectPace(pace, calm)
})

/** As large as a file may be, and as empty: all but blanks, and just what is needed to be taken. */
function hollow(index: number): string {
  const random = randomOf(index)
  const noise = Array.from({ length: 3_800 }, () => random().toString(36).slice(2, 10)).join('\n')
  return `${noise}\n`.padEnd(limits.fileBytesMax, ' ')
}

const hollowFiles = 400

/** An answer of a megabyte may become fifty in memory, which the client unpacks at once; no process grows beyond that. */
async function hollowed(stage: Stage) {
  expect(repetitionOf(Buffer.from(hollow(0)))).toBe(null)
  const seen = watchMemory(watchedOf(stage))
  await flow(await stage.connection(), streamOf(stage.named('hollow'), hollowFiles, 0, hollow))
  const healedAt = performance.now()
  await settled(stage)
  const memory = seen()
  expectFlat(memory)
  return { strikes: hollowFiles, healedAt, measured: memoryTold(memory) }
}

export const crowdFaults: readonly Fault[] = [
  { name: '100,000 copies of one file', strike: unharmed(copies) },
  { name: 'one repository with nine of ten files', strike: unharmed(mostOfIt) },
  { name: 'one file of a second', strike: second, after: ({ restart }) => restart() },
  { name: 'files of a second each, a minute in one batch', strike: minute, after: ({ restart }) => restart() },
  { name: 'files that compress as far as is taken', strike: unharmed(hollowed) },
]
