// Many schedules on all cores, and how many a run has.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Job, JobResult, WorldName } from './worker.ts'

/** Schedules of a normal run, by world; CODELUPE_SIMULATION_SCHEDULES asks for another number of each. */
export const schedulesOfARun: Readonly<Record<WorldName, number>> = { pipeline: 10_000, trainer: 2_500 }
/** Schedules within which each mutant must be found. */
export const schedulesOfAMutant = 10_000
/** Schedules that must hold with what is wrong and harmless. */
export const schedulesOfTheHarmless = 1_500

const schedulesOfAJob = 250

/** Seeds 1 to `count` of a world. */
export const jobsOf = (world: WorldName, count: number, mutant: string | null = null): readonly Job[] =>
  Array.from({ length: Math.ceil(count / schedulesOfAJob) }, (_, index) => ({
    world,
    from: 1 + index * schedulesOfAJob,
    to: Math.min(count, (index + 1) * schedulesOfAJob) + 1,
    mutant,
  }))

/** Does the jobs side by side; results in the order of the jobs. */
export async function inWorkers(jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const waiting = jobs.entries()
  const results: JobResult[] = []
  const threads = Math.min(availableParallelism(), jobs.length)
  await Promise.all(Array.from({ length: threads }, () => oneWorker(waiting, results)))
  return results
}

async function oneWorker(waiting: IterableIterator<[number, Job]>, results: JobResult[]): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] })
  try {
    for (const [index, job] of waiting) {
      results[index] = await new Promise<JobResult>((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', resolve)
        worker.postMessage(job)
      })
      worker.removeAllListeners('error')
    }
  } finally {
    await worker.terminate()
  }
}
