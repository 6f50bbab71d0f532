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
  'trainer.read',
  'trainer.resumed',
  'trainer.stepped',
  'trainer.checkpointed',
  'trainer.committed',
  'trainer.pruned',
  'ingest.produced',
  'ingest.committed',
  'redrive.fenced',
  'redrive.produced',
  'redrive.committed',
  'replay.produced',
  'replay.committed',
  'trim.started',
  'trim.deleted',
  'gap.moved',
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
 * What happens to a process at its point: killed, as by kill -9; stopped until SIGCONT, as a machine that stood still; its
 * memory exhausted; an endless loop, until the watchdog sees it; a crash of native code; or it only takes its time.
 */
const ends = {
  kill: () => process.kill(process.pid, 'SIGKILL'),
  stop: () => process.kill(process.pid, 'SIGSTOP'),
  exhaust: () => {
    const kept: unknown[] = []
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })))
  },
  spin: () => {
    for (;;);
  },
  slow: () => {
    for (const startedAt = performance.now(); performance.now() - startedAt < slowMs; );
  },
  native: () => process.kill(process.pid, 'SIGSEGV'),
} as const

/** What a slow record takes, in milliseconds. */
const slowMs = 1_000

const isEnd = (text: string): text is keyof typeof ends => text in ends

/**
 * Ends this process at the n-th passing of a point given as `point` or `point:n`; at each passing of
 * `judge.record:<file id>,<file id>` with one of these files. A third part says how, as in `judge.record:<file id>:spin`; `point:n:<ms>` kills
 * it so many milliseconds later.
 */
export function crashAt(setting: string | undefined): Passing {
  if (setting === undefined) return () => undefined
  const [name, count = '1', how = 'kill'] = setting.split(':')
  const left = { passings: Number(count) }
  const files = new Set(count.split(','))
  return (point, what) => {
    if (point !== name || (what !== undefined && !files.has(what))) return
    if (what === undefined && --left.passings !== 0) return
    if (Number(how) > 0) setTimeout(ends.kill, Number(how))
    else ends[isEnd(how) ? how : 'kill']()
  }
}
