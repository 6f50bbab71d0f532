// A thread of the simulation: takes a job, runs its schedules one after the other, answers what came of them.
import { parentPort } from 'node:worker_threads'
import type { ScheduleResult } from './frame.ts'
import { mutants } from './mutants.ts'
import { harmlessTrainers, trainerMutants } from './trainer-mutants.ts'
import { runTrainerSchedule } from './trainer-world.ts'
import { runSchedule } from './world.ts'

export const worlds = ['pipeline', 'trainer'] as const
export type WorldName = (typeof worlds)[number]

/** Schedules of these seeds; or, for a mutant, until it is found. */
export type Job = {
  readonly world: WorldName
  readonly from: number
  readonly to: number
  readonly mutant: string | null
}

/** One schedule of a world, with the mutant of that name in it. */
export function runOne(
  { world, mutant: name }: Pick<Job, 'world' | 'mutant'>,
  seed: number,
  traced = false,
): Promise<ScheduleResult> {
  if (world === 'trainer') {
    const mutant = [...trainerMutants, ...harmlessTrainers].find((one) => one.name === name) ?? null
    return runTrainerSchedule(seed, { mutant, traced })
  }
  return runSchedule(seed, { mutant: mutants.find((one) => one.name === name) ?? null, traced })
}

export type JobResult = {
  readonly job: Job
  readonly schedules: number
  readonly turns: number
  readonly counts: ReadonlyMap<string, number>
  readonly failed: { readonly seed: number; readonly broken: readonly string[]; readonly digest: number } | null
}

async function work(job: Job): Promise<JobResult> {
  const counts = new Map<string, number>()
  let turns = 0
  let schedules = 0
  for (let seed = job.from; seed < job.to; seed++) {
    const { broken, digest, ...result } = await runOne(job, seed)
    schedules++
    turns += result.turns
    for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count)
    if (broken.length > 0) return { job, schedules, turns, counts, failed: { seed, broken, digest } }
  }
  return { job, schedules, turns, counts, failed: null }
}

parentPort?.on('message', (job: Job) => {
  void work(job).then((result) => parentPort?.postMessage(result))
})
