// Why a submission that is waited for does not move: nobody judges, a worker does not run, or other machines may have the
// work. Looked at only once nothing has changed for a while.
import type { SubmissionProgress } from './queries/submission.ts'
import { stepInputs } from './steps.ts'
import type { SupervisorState } from './supervisor-state.ts'

export type Standstill = {
  /** Nothing on this machine can move it: waiting on would be for ever. */
  readonly forever: boolean
  /** What to say of it. */
  readonly lines: readonly string[]
}

/**
 * What holds a submission up. `running` is the supervisor that runs, `embedded` whether the servers are this machine's own:
 * with given ones somebody else's pipeline may have the work.
 */
export function standstillOf(running: SupervisorState | null, embedded: boolean): Standstill {
  if (running === null) {
    return embedded
      ? { forever: true, lines: [] }
      : {
          forever: false,
          lines: ['nothing has moved for a while: no pipeline runs in this home; waiting for another one'],
        }
  }
  const workers = new Map(running.workers.map((worker) => [worker.name, worker]))
  const lines = judging.flatMap((step) => {
    const worker = workers.get(step)
    if (worker === undefined) return [`nothing has moved for a while: ${step} is not run by this home's supervisor`]
    if (worker.state === 'running' || worker.state === 'starting') return []
    const exit = worker.lastExit === null ? '' : `, last exit ${worker.lastExit}`
    return [`nothing has moved for a while: ${step} does not run (${worker.state}${exit}); ./codelupe doctor says more`]
  })
  return { forever: false, lines }
}

// Outcomes are known without the trainer.
const judging: readonly string[] = stepInputs()
  .map(({ step }) => step)
  .filter((step) => step !== 'trainer')

/** How far it has come, as a person reads it. */
export function decidedWords({ accepted, rejected, dead, fetched, submitted }: SubmissionProgress): string {
  return `${accepted + rejected + dead} of ${fetched?.submitted ?? submitted} files decided`
}

/** Tells whether this progress has stood for so many milliseconds, since it moved or since it last told so. */
export function standstillWatch(msMax: number, now: () => number): (progress: SubmissionProgress) => boolean {
  const last = { progress: '', at: now() }
  return (progress) => {
    const found = JSON.stringify(progress)
    const due = found === last.progress && now() - last.at >= msMax
    if (found !== last.progress || due) Object.assign(last, { progress: found, at: now() })
    return due
  }
}
