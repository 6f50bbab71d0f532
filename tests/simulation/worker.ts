// A thread of the simulation: takes a job, runs its schedules one after the other, answers what came of them.
import { parentPort } from 'node:worker_threads'
import { mutants } from './mutants.ts'
import { runSchedule } from './world.ts'

/** Schedules of these seeds; or, for a mutant, until it is found. */
export type Job = { readonly from: number; readonly to: number; readonly mutant: string | null }

export type JobResult = {
  readonly job: Job
  readonly schedules: number
  readonly turns: number
  readonly counts: ReadonlyMap<string, number>
  readonly failed: { readonly seed: number; readonly broken: readonly string[]; readonly digest: number } | null
}

async function work(job: Job): Promise<JobResult> {
  const mutant = mutants.find(({ name }) => name === job.mutant) ?? null
  const counts = new Map<string, number>()
  let turns = 0
  let schedules = 0
  for (let seed = job.from; seed < job.to; seed++) {
    const { broken, digest, ...result } = await runSchedule(seed, { mutant })
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
