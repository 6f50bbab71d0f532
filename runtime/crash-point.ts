// Marked points at which a fault test may kill the process: what a crash just there leaves behind must be repaired by the
// next start. Off unless CODELUPE_CRASH_AT names a point.

/** Every marked point. */
export const crashPoints = [
  'kafka.begun',
  'kafka.produced',
  'kafka.offsets-sent',
  'kafka.committed',
  'postgres.before-commit',
  'postgres.committed',
  'trainer.stepped',
  'trainer.checkpointed',
  'trainer.committed',
  'ingest.produced',
  'ingest.committed',
  'judge.record',
] as const

export type CrashPoint = (typeof crashPoints)[number]

/** Says that a point was passed, and with what. */
export type Passing = (point: CrashPoint, what?: string) => void

/**
 * Kills this process, as kill -9 does, at the n-th passing of a point given as `point` or `point:n`; at each passing of
 * `judge.record:<file id>` with that file.
 */
export function crashAt(setting: string | undefined): Passing {
  if (setting === undefined) return () => undefined
  const [name, count = '1'] = setting.split(':')
  const left = { passings: Number(count) }
  return (point, what) => {
    if (point !== name || (what !== undefined && what !== count)) return
    if (what !== undefined || --left.passings === 0) process.kill(process.pid, 'SIGKILL')
  }
}
