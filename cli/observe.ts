// What the log says at one moment: committed positions first, then the ends.
import type { Admin } from '../runtime/admin.ts'
import type { KafkaAddress } from '../runtime/kafka.ts'
import { writtenEnds } from '../runtime/reader.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Position } from '../runtime/step.ts'
import type { Observe, StepPosition } from './queries/observation.ts'
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
    const ends = await writtenEnds(kafka, names)
    return {
      committed: committing.flatMap(({ step, inputs }, at) => {
        const topics = new Set(inputs.map((topic) => topic.name))
        return withUnknown(
          step,
          committed[at] ?? [],
          ends.filter(({ topic }) => topics.has(topic)),
        )
      }),
      ends,
    }
  }

/**
 * A broker that has just taken over a group may say that it has no position in a partition, until the other brokers have what
 * it has read. Nothing is known of it then: it stands at the beginning, or all of it would pass for read.
 */
export function withUnknown(
  step: string,
  positions: readonly StepPosition[],
  ends: readonly Position[],
): readonly StepPosition[] {
  const known = new Set(positions.map(({ topic, partition }) => `${topic}/${partition}`))
  const unknown = ends.filter(({ topic, partition }) => !known.has(`${topic}/${partition}`))
  return [...positions, ...unknown.map(({ topic, partition }) => ({ topic, partition, offset: 0, step }))]
}
