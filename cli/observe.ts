// What the log says at one moment: committed positions first, then the ends.
import type { Admin } from '../runtime/admin.ts'
import type { KafkaAddress } from '../runtime/kafka.ts'
import { writtenEnds } from '../runtime/reader.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Observe } from './queries/observation.ts'
import { stepInputs } from './steps.ts'

export const observeWith =
  (admin: Admin, kafka: KafkaAddress): Observe =>
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
    return { committed: committed.flat(), ends: await writtenEnds(kafka, names) }
  }
