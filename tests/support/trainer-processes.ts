// Trainers and sidecars that stand still: found by their process ids, woken again, and waited for in the log.
import { readFileSync } from 'node:fs'
import type { LivePipeline, Running } from './pipeline.ts'
import { commitsOf } from './training.ts'
import { until } from './waits.ts'

/** The sidecar of a trainer: its only child. */
export function sidecarOf({ child }: Running): number {
  const [pid] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')
  if (pid === undefined || pid === '') throw new Error('expected a trainer with a sidecar')
  return Number(pid)
}

const isStopped = (pid: number): boolean => / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/, ''))

/** Waits until a trainer has stopped itself at its marked point. */
export const untilStopped = (pipeline: LivePipeline, trainer: Running): Promise<boolean> =>
  untilTrue(pipeline, 'a trainer that has stopped itself', trainer, () => isStopped(trainer.child.pid ?? 0))

/** Waits until a sidecar has stopped itself; its process id. */
export async function untilSidecarStopped(pipeline: LivePipeline, trainer: Running): Promise<number> {
  // Before it has its sidecar it has no child, or another for a moment.
  const stopped = (): boolean => {
    const children = readFileSync(`/proc/${trainer.child.pid}/task/${trainer.child.pid}/children`, 'utf8').trim()
    return children !== '' && !children.includes(' ') && isStopped(Number(children))
  }
  await untilTrue(pipeline, 'a sidecar that has stopped itself', trainer, stopped)
  return sidecarOf(trainer)
}

/** Waits until so many commits are in the log. */
export async function untilCommits(pipeline: LivePipeline, count: number, trainer: Running): Promise<void> {
  await until({
    what: `${count} commits`,
    home: pipeline.config.home,
    processes: [followed(trainer)],
    look: async () => (await commitsOf(pipeline)).length,
    holds: (found) => found >= count,
    msMax: trainerMsMax,
    pollMs: 500,
  })
}

// Importing torch takes a machine that others share a minute.
const trainerMsMax = 400_000

const untilTrue = (pipeline: LivePipeline, what: string, trainer: Running, look: () => boolean): Promise<boolean> =>
  until({
    what,
    home: pipeline.config.home,
    processes: [followed(trainer)],
    look,
    holds: (found) => found,
    msMax: trainerMsMax,
  })

const followed = ({ args, child, output }: Running) => ({
  name: args.join(' '),
  child,
  written: output,
  ended: () => Promise.reject(new Error('not asked for')),
})
