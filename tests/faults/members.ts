// Who is in a step's group, and which of the supervisor's workers run.
import { withClients } from '../../cli/connect.ts'
import { groupOf } from '../../runtime/stage.ts'
import type { StepName } from '../../topics/index.ts'
import { untilWorker } from '../support/faults.ts'
import { type Followed, until } from '../support/waits.ts'
import type { Stage } from './stage.ts'

/** Waits until a step's group has so many members. */
export async function untilMembers(stage: Stage, step: StepName, count: number, processes: readonly Followed[] = []) {
  await withClients(await stage.connection(), async ({ admin }) => {
    await until({
      what: `${count} members of ${groupOf(step)}`,
      home: stage.home,
      processes,
      look: () => admin.members(groupOf(step)),
      holds: (found) => found.length === count,
    })
  })
}

export const running = (stage: Stage, step: StepName) =>
  untilWorker(stage.home, step, ({ state, pid }) => state === 'running' && pid !== null)
