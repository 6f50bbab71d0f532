// A worker as the supervisor's file tells of it, for tests of what reads that file.
import type { WorkerStatus } from '../../runtime/supervisor.ts'

/** One that runs and has never been restarted, but for `rest`. */
export const workerStatus = (name: string, rest: Partial<WorkerStatus> = {}): WorkerStatus => ({
  name,
  state: 'running',
  pid: 1,
  restarts: 0,
  lastExit: null,
  tickedAt: null,
  rssBytes: 0,
  cpuMs: 0,
  ...rest,
})
