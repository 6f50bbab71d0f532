// The production loop, logs, decision and sinks under a seeded scheduler: kills, pauses, twins, rebalances, lost answers,
// aborted commits between any two awaits, and in some schedules two operators who redrive whatever is buried; then healed,
// drained, and every record accounted for (I1, I3, I12, I14).
// CODELUPE_SIMULATION_SEED=n replays one schedule of each world (CODELUPE_SIMULATION_WORLD names one) and prints it;
// CODELUPE_SIMULATION_SCHEDULES=n runs so many. CODELUPE_SIMULATION_RECORD=1 writes what it came to into bench/results.
// Mutants: mutants.ts, redrive-mutants.ts and trainer-mutants.ts, every one of which must be found. Of the simulation itself:
// leave out withVirtualTime's Math.random, and a replay makes other decisions; leave out any kind of faults.ts, and its count
// is 0. Of its record: count a mutant's schedules from 0, or leave out one that was not found.
import { afterAll, describe, expect, test } from 'vitest'
import type { ScheduleResult } from './frame.ts'
import { inWorkers, jobsOf, schedulesOfAMutant, schedulesOfARun, schedulesOfTheHarmless } from './many.ts'
import { mutants } from './mutants.ts'
import { type MutantFigure, mutantFigures, openRecord, type WorldFigure } from './record.ts'
import { harmlessTrainers, trainerMutants } from './trainer-mutants.ts'
import { type Job, type JobResult, runOne, type WorldName, worlds } from './worker.ts'

const {
  CODELUPE_SIMULATION_SEED: seedAsked,
  CODELUPE_SIMULATION_WORLD: worldAsked,
  CODELUPE_SIMULATION_SCHEDULES: schedulesAsked,
  CODELUPE_SIMULATION_RECORD: recordAsked,
} = process.env
const wholeRun = seedAsked === undefined
const timeout = 3_600_000

/** What the run comes to, test by test. */
const figures: { readonly worlds: Partial<Record<WorldName, WorldFigure>>; mutants: readonly MutantFigure[] } = {
  worlds: {},
  mutants: [],
}
const record = wholeRun && recordAsked === '1' ? openRecord() : null
afterAll(() => {
  if (record !== null) console.log(`written to ${record.write(figures)}`)
})

const everywhere = ['kill', 'pause', 'stop', 'twin', 'lost question', 'lost answer', 'zombies woken']
const inProducers = [
  'queue full',
  'delivery failed',
  'commit refused',
  'ended: kafka.fenced',
  'ended: kafka.unavailable',
]

/** Without these a run proves nothing. */
const mustHappen: Readonly<Record<WorldName, readonly string[]>> = {
  pipeline: [
    ...everywhere,
    ...inProducers,
    'rebalance',
    'instance comes or goes',
    'batches read again',
    'records read again',
    'partitions taken',
    'partitions kept under another id',
    'ended: postgres.fenced',
    'ended: redrive.fenced',
    'redrives',
    'ended: killed by a record',
  ],
  trainer: [
    ...everywhere,
    ...inProducers,
    'sidecar killed',
    'sidecar of a zombie killed',
    'ended: sidecar.gone',
    'ended: trainer.ahead',
    'ended: redrive.fenced',
    'redrives',
  ],
}

const told = ({ seed, broken, trace }: ScheduleResult, world: WorldName): string =>
  [
    `${world} ${seed}: ${broken.join('; ') || 'every promise held'}`,
    ...trace,
    `replay with: CODELUPE_SIMULATION_WORLD=${world} CODELUPE_SIMULATION_SEED=${seed} npm test -- tests/simulation`,
  ].join('\n')

const sumOf = (results: readonly JobResult[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const { counts } of results) for (const [what, count] of counts) sums.set(what, (sums.get(what) ?? 0) + count)
  return sums
}

const mutantJob = (world: WorldName, mutant: string): Job => ({ world, from: 1, to: 1 + schedulesOfAMutant, mutant })

const tableOf = (found: readonly MutantFigure[]): string =>
  found
    .map(
      ({ mutant, schedules, broke }) =>
        `${String(schedules ?? '').padStart(9)}  ${mutant}\n           ${broke ?? 'NOT FOUND'}`,
    )
    .join('\n')

describe('the simulation', () => {
  test.runIf(wholeRun).each(worlds)(
    'keeps every promise in every schedule: %s',
    async (world) => {
      const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
      const results = await inWorkers(jobsOf(world, Number(schedulesAsked ?? schedulesOfARun[world])))
      const { user, system } = process.cpuUsage(cpu)
      const seconds = (performance.now() - startedAt) / 1_000
      const sum = (what: 'schedules' | 'turns'): number => results.reduce((total, result) => total + result[what], 0)
      const counts = sumOf(results)
      const cpuSeconds = ((user + system) / 1e6).toFixed(1)
      const rate = Math.round(sum('schedules') / seconds)
      const lines = [...counts].toSorted().map(([what, count]) => `${String(count).padStart(9)}  ${what}`)
      const head = `${world}: ${sum('schedules')} schedules, ${sum('turns')} decisions`
      console.log([`${head}, ${seconds.toFixed(1)} s (${cpuSeconds} s of CPU), ${rate} a second`, ...lines].join('\n'))
      const [schedules, decisions] = [sum('schedules'), sum('turns')]
      const happened = Object.fromEntries([...counts].toSorted())
      figures.worlds[world] = { schedules, decisions, seconds: Math.round(seconds), happened }
      const failed = results.find((result) => result.failed !== null)?.failed
      if (failed) throw new Error(told(await runOne({ world, mutant: null }, failed.seed, true), world))
      expect(mustHappen[world].filter((what) => (counts.get(what) ?? 0) === 0)).toEqual([])
    },
    timeout,
  )

  test.runIf(wholeRun)(
    'finds every mutant',
    async () => {
      const jobs = [
        ...mutants.map(({ name }) => mutantJob('pipeline', name)),
        ...trainerMutants.map(({ name }) => mutantJob('trainer', name)),
      ]
      const results = await inWorkers(jobs)
      figures.mutants = mutantFigures(results)
      console.log(`schedules  mutant\n${tableOf(figures.mutants)}`)
      expect(figures.mutants.filter(({ schedules }) => schedules === null).map(({ mutant }) => mutant)).toEqual([])
      expect(results.length).toBeGreaterThanOrEqual(8)
    },
    timeout,
  )

  test.runIf(wholeRun).each(harmlessTrainers)(
    'keeps every promise in spite of $name',
    async ({ name }) => {
      const results = await inWorkers(jobsOf('trainer', schedulesOfTheHarmless, name))
      const failed = results.find((result) => result.failed !== null)?.failed
      if (failed) throw new Error(told(await runOne({ world: 'trainer', mutant: name }, failed.seed, true), 'trainer'))
      expect(sumOf(results).get('ended: trainer.ahead') ?? 0).toBeGreaterThan(0)
    },
    timeout,
  )

  test.runIf(wholeRun).each(worlds)('makes the same decisions again from the same seed: %s', async (world) => {
    const digests = new Set<number>()
    for (let seed = 1; seed <= 40; seed++) {
      const first = await runOne({ world, mutant: null }, seed)
      const second = await runOne({ world, mutant: null }, seed, true)
      expect([second.digest, second.turns, second.counts]).toEqual([first.digest, first.turns, first.counts])
      expect(second.trace.length).toBeGreaterThan(20)
      digests.add(first.digest)
    }
    expect(digests.size).toBe(40)
  })

  test.runIf(wholeRun)(
    'breaks the same promise again where a seed failed',
    async () => {
      const name = mutants.find((mutant) => mutant.name.startsWith('position guard removed'))?.name ?? ''
      const job = mutantJob('pipeline', name)
      const [result] = await inWorkers([job])
      const failed = result?.failed
      if (!failed) throw new Error('expected the mutant to be found')
      const again = await runOne(job, failed.seed, true)
      expect([again.broken, again.digest]).toEqual([failed.broken, failed.digest])
      expect(again.trace.at(-1)).toContain(failed.broken.at(-1))
    },
    timeout,
  )

  test.runIf(!wholeRun).each(worlds.filter((world) => worldAsked === undefined || world === worldAsked))(
    'replays one seed: %s',
    async (world) => {
      const result = await runOne({ world, mutant: null }, Number(seedAsked), true)
      console.log(told(result, world))
      expect(result.broken).toEqual([])
    },
  )
})
