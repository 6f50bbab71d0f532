// The production loop, log, decision and sinks under a seeded scheduler: kills, pauses, twins, rebalances, lost answers,
// aborted commits between any two awaits; then healed, drained, and every record accounted for (I1, I3, I12, I14).
// CODELUPE_SIMULATION_SEED=n replays one schedule and prints it; CODELUPE_SIMULATION_SCHEDULES=n runs so many.
// Mutants: tests/simulation/mutants.ts, every one of which must be found. Of the simulation itself: leave out
// withVirtualTime's Math.random, and a replay makes other decisions; leave out any kind of faults.ts, and its count is 0.
import { describe, expect, test } from 'vitest'
import { inWorkers, jobsOf, schedulesOfAMutant, schedulesOfARun } from './many.ts'
import { mutants } from './mutants.ts'
import type { JobResult } from './worker.ts'
import { runSchedule, type ScheduleResult } from './world.ts'

const { CODELUPE_SIMULATION_SEED: seedAsked, CODELUPE_SIMULATION_SCHEDULES: schedulesAsked } = process.env
const wholeRun = seedAsked === undefined
const timeout = 3_600_000

/** Without these a run proves nothing. */
const mustHappen = [
  'kill',
  'pause',
  'stop',
  'twin',
  'rebalance',
  'instance comes or goes',
  'lost question',
  'lost answer',
  'queue full',
  'delivery failed',
  'commit refused',
  'batches read again',
  'records read again',
  'zombies woken',
  'partitions taken',
  'ended: kafka.fenced',
  'ended: postgres.fenced',
  'ended: killed by a record',
]

const told = ({ seed, broken, trace }: ScheduleResult): string =>
  [
    `seed ${seed}: ${broken.join('; ') || 'every promise held'}`,
    ...trace,
    `replay with: CODELUPE_SIMULATION_SEED=${seed} npm test -- tests/simulation`,
  ].join('\n')

const sumOf = (results: readonly JobResult[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const { counts } of results) for (const [what, count] of counts) sums.set(what, (sums.get(what) ?? 0) + count)
  return sums
}

describe('the simulation', () => {
  test.runIf(wholeRun)(
    'keeps every promise in every schedule',
    async () => {
      const startedAt = performance.now()
      const cpu = process.cpuUsage()
      const results = await inWorkers(jobsOf(Number(schedulesAsked ?? schedulesOfARun)))
      const seconds = (performance.now() - startedAt) / 1_000
      const used = process.cpuUsage(cpu)
      const schedules = results.reduce((sum, result) => sum + result.schedules, 0)
      const turns = results.reduce((sum, result) => sum + result.turns, 0)
      const counts = sumOf(results)
      console.log(
        `${schedules} schedules, ${turns} decisions, ${seconds.toFixed(1)} s (${((used.user + used.system) / 1e6).toFixed(1)} s of CPU), ${Math.round(schedules / seconds)} a second\n${[
          ...counts,
        ]
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([what, count]) => `${String(count).padStart(9)}  ${what}`)
          .join('\n')}`,
      )
      const failed = results.find((result) => result.failed !== null)?.failed
      if (failed) throw new Error(told(await runSchedule(failed.seed, { traced: true })))
      expect(mustHappen.filter((what) => (counts.get(what) ?? 0) === 0)).toEqual([])
    },
    timeout,
  )

  test.runIf(wholeRun)(
    'finds every mutant',
    async () => {
      const results = await inWorkers(
        mutants.map(({ name }) => ({ from: 1, to: 1 + schedulesOfAMutant, mutant: name })),
      )
      console.log(
        `schedules  mutant\n${results
          .map(({ job, schedules, failed }) => {
            const found = failed === null ? 'NOT FOUND' : failed.broken[0]
            return `${String(schedules).padStart(9)}  ${job.mutant}\n           ${found}`
          })
          .join('\n')}`,
      )
      expect(results.filter(({ failed }) => failed === null).map(({ job }) => job.mutant)).toEqual([])
      expect(results.length).toBeGreaterThanOrEqual(8)
    },
    timeout,
  )

  test.runIf(wholeRun)('makes the same decisions again from the same seed', async () => {
    const seeds = Array.from({ length: 40 }, (_, index) => index + 1)
    for (const seed of seeds) {
      const [first, second] = [await runSchedule(seed), await runSchedule(seed, { traced: true })]
      expect([second.digest, second.turns, second.counts]).toEqual([first.digest, first.turns, first.counts])
      expect(second.trace.length).toBeGreaterThan(100)
    }
    const [one, other] = [await runSchedule(1), await runSchedule(2)]
    expect(one.digest).not.toBe(other.digest)
  })

  test.runIf(wholeRun)('breaks the same promise again where a seed failed', async () => {
    const mutant = mutants.find(({ name }) => name.startsWith('position guard removed')) ?? null
    const [result] = await inWorkers([{ from: 1, to: 1 + schedulesOfAMutant, mutant: mutant?.name ?? null }])
    const failed = result?.failed
    if (!failed) throw new Error('expected the mutant to be found')
    const again = await runSchedule(failed.seed, { mutant, traced: true })
    expect([again.broken, again.digest]).toEqual([failed.broken, failed.digest])
    expect(again.trace.at(-1)).toContain(failed.broken[0])
  })

  test.runIf(!wholeRun)('replays one seed', async () => {
    const result = await runSchedule(Number(seedAsked), { traced: true })
    console.log(told(result))
    expect(result.broken).toEqual([])
  })
})
