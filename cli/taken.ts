// Whether somebody else holds the identity of a step's first process: a member of its group under the same instance id.
import type { Config } from '../runtime/config.ts'
import { isTaken, type Taken } from '../runtime/fenced.ts'
import { groupOf, instanceIdOf } from '../runtime/stage.ts'
import { stepNames } from '../topics/index.ts'
import { connect, withAdmin } from './connect.ts'

/** The trainer has no group, and nobody tells who holds its fence: it counts as taken. */
export const takenIn =
  (config: Config): Taken =>
  async (worker) => {
    const step = stepNames.find((name) => name === worker)
    if (step === undefined || step === 'trainer') return true
    const members = await withAdmin(await connect(config), (admin) => admin.members(groupOf(step)))
    return isTaken(members, instanceIdOf(step, 0))
  }
