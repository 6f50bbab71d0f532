// What the control plane would say of a made-up log: ends of every topic, and steps that have passed them all.
import type { Observation, StepPosition } from '../../cli/queries/observation.ts'
import { inputs } from '../../projections/events.ts'
import type { Position } from '../../runtime/step.ts'
import type { Entry } from './pipeline-log.ts'

const stages = [
  ['quality', 'files.submitted.v1'],
  ['malicious', 'files.quality.v1'],
  ['secret', 'files.malicious.v1'],
  ['license', 'files.secret.v1'],
  ['admission', 'files.license.v1'],
] as const

/** `behind` names steps that have not passed the last record of their input; `redrive`: that of what was sent once more. */
export function observationOf(partitions: readonly (readonly Entry[])[], behind: readonly string[] = []): Observation {
  const lengths = new Map<string, number>()
  for (const entries of partitions) {
    const last = entries.at(-1)?.record
    if (last !== undefined) lengths.set(`${last.topic}/${last.partition}`, last.offset + 1)
  }
  const ends: Position[] = []
  const committed: StepPosition[] = []
  for (let partition = 0; partition < 6; partition++) {
    for (const { name } of inputs)
      ends.push({ topic: name, partition, offset: lengths.get(`${name}/${partition}`) ?? 0 })
    const submitted = lengths.get(`files.submitted.v1/${partition}`) ?? 0
    for (const [step, topic] of stages) {
      if (topic !== 'files.submitted.v1') ends.push({ topic, partition, offset: submitted })
      ends.push({ topic: `redrive.${step}.v1`, partition, offset: 1 })
      committed.push({ step, topic: `redrive.${step}.v1`, partition, offset: behind.includes('redrive') ? 0 : 1 })
      committed.push({ step, topic, partition, offset: Math.max(0, submitted - (behind.includes(step) ? 1 : 0)) })
    }
  }
  return { committed, ends }
}
