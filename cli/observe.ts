// What the log says at one moment: committed positions first, then the ends.
import type { Admin } from '../runtime/admin.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Observe } from './queries/observation.ts'
import { stepInputs } from './steps.ts'

export const observeWith =
  (admin: Admin): Observe =>
  async () => {
    const steps = stepInputs()
    const committing = steps.filter(({ step }) => step !== 'projector')
    const committed = await Promise.all(
      committing.map(async ({ step, inputs }) => {
        const positions = await admin.committed(
          groupOf(step),
          inputs.map((topic) => topic.name),
        )
        return positions.map((position) => ({ ...position, step }))
      }),
    )
    const names = [...new Set(steps.flatMap(({ inputs }) => inputs.map((topic) => topic.name)))]
    const ends = await admin.ends(names)
    return {
      committed: committed.flat(),
      ends: ends.map(({ topic, partition, stable }) => ({ topic, partition, offset: stable })),
    }
  }
