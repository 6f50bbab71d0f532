// What `ingest --wait` says when nothing moves: who does not judge, and whether it can wait at all.
// Mutants: let standstillOf wait without a supervisor; count the trainer among the judges; leave `now() - last.at` out.
import { expect, test } from 'vitest'
import type { SubmissionProgress } from '../../cli/queries/submission.ts'
import { standstillOf, standstillWatch } from '../../cli/standstill.ts'
import { stepInputs } from '../../cli/steps.ts'
import type { SupervisorState } from '../../cli/supervisor-state.ts'
import type { WorkerStatus } from '../../runtime/supervisor.ts'
import { workerStatus } from '../support/worker-status.ts'

const steps = stepInputs().map(({ step }) => step)
const running = (...changed: readonly WorkerStatus[]): SupervisorState => ({
  process: { pid: 1, startTime: 1 },
  metricsPort: null,
  workers: steps
    .filter((step) => step !== 'trainer')
    .map((step) => changed.find(({ name }) => name === step) ?? workerStatus(step)),
})

test('without a supervisor only given servers are worth waiting at', () => {
  expect(standstillOf(null, true)).toEqual({ forever: true, lines: [] })
  const given = standstillOf(null, false)
  expect(given.forever).toBe(false)
  expect(given.lines).toEqual([expect.stringContaining('nothing has moved')])
})

test('a worker that does not run is named; one that starts, and the trainer, are not', () => {
  expect(standstillOf(running(), true)).toEqual({ forever: false, lines: [] })
  const down = running(
    workerStatus('secret', { state: 'fenced', lastExit: '5' }),
    workerStatus('license', { state: 'stopped', lastExit: '3' }),
    workerStatus('quality', { state: 'waiting', lastExit: 'SIGKILL' }),
    workerStatus('malicious', { state: 'starting' }),
  )
  const { forever, lines } = standstillOf(down, true)
  expect(forever).toBe(false)
  expect(lines.map((line) => /: (\w+) does not run \((.*)\)/.exec(line)?.slice(1))).toEqual([
    ['quality', 'waiting, last exit SIGKILL'],
    ['secret', 'fenced, last exit 5'],
    ['license', 'stopped, last exit 3'],
  ])
})

test('of a supervisor that trains alone every judge is named', () => {
  const only: SupervisorState = { ...running(), workers: [workerStatus('trainer')] }
  expect(standstillOf(only, true).lines).toHaveLength(steps.length - 1)
})

test('it stands once nothing has changed for the time, and is told again only after as long', () => {
  const clock = { at: 0 }
  const stands = standstillWatch(10_000, () => clock.at)
  const progress: SubmissionProgress = {
    fetched: null,
    submitted: 4,
    skipped: 0,
    accepted: 1,
    rejected: 0,
    dead: 0,
    complete: false,
  }
  const at = (seconds: number, accepted: number): boolean => {
    clock.at = seconds * 1_000
    return stands({ ...progress, accepted })
  }
  expect([at(0, 1), at(9, 1), at(9.5, 2), at(12, 2), at(19, 2)]).toEqual([false, false, false, false, false])
  expect([at(19.5, 2), at(20, 2), at(29, 2), at(29.5, 2), at(40, 3)]).toEqual([true, false, false, true, false])
})
