// Marked points at which a fault test may kill the process: what a crash just there leaves behind must be repaired by the
// next start. Off unless CODELUPE_CRASH_AT names a point.

/** Every marked point of this process; those of the training sidecar are in trainer/sidecar/codelupe_sidecar/faults.py. */
export const crashPoints = [
  'kafka.begun',
  'kafka.produced',
  'kafka.offsets-sent',
  'kafka.committed',
  'postgres.before-commit',
  'postgres.committed',
  'kafka.committing',
  'trainer.settled',
  'trainer.resumed',
  'trainer.stepped',
  'trainer.checkpointed',
  'trainer.committed',
  'trainer.pruned',
  'ingest.produced',
  'ingest.committed',
  'judge.record',
  'rebuild.laid',
  'rebuild.built',
  'swap.held',
  'swap.caught-up',
  'swap.before-commit',
  'swap.committed',
] as const

export type CrashPoint = (typeof crashPoints)[number]

/** Says that a point was passed, and with what. */
export type Passing = (point: CrashPoint, what?: string) => void

/**
 * Kills this process, as kill -9 does, at the n-th passing of a point given as `point` or `point:n`; at each passing of
 * `judge.record:<file id>` with that file. `point:n:stop` stops it there until SIGCONT, as a machine that stood still;
 * `point:n:<ms>` kills it so many milliseconds later.
 */
export function crashAt(setting: string | undefined): Passing {
  if (setting === undefined) return () => undefined
  const [name, count = '1', how = ''] = setting.split(':')
  const left = { passings: Number(count) }
  const end = (): void => void process.kill(process.pid, how === 'stop' ? 'SIGSTOP' : 'SIGKILL')
  return (point, what) => {
    if (point !== name || (what !== undefined && what !== count)) return
    if (what === undefined && --left.passings !== 0) return
    if (Number(how) > 0) setTimeout(end, Number(how))
    else end()
  }
}
