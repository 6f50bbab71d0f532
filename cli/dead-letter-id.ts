// How a dead letter is named on the command line: by where its bytes lie. What a step buried lies in the step's own topic,
// `<step>/<partition>/<offset>`; what the projector could not fold stays where it was read, so its topic is named too.
import { fail } from '../runtime/errors.ts'
import { type StepName, stepNames, type Topic, topics } from '../topics/index.ts'

export type LetterId = {
  readonly step: StepName
  readonly topic: Topic
  readonly partition: number
  readonly offset: number
}

const letterTopicOf = (step: string): Topic | undefined => topics.find((topic) => topic.name === `dlq.${step}.v1`)

export const letterIdText = (step: string, topic: string, partition: number, offset: number): string =>
  topic === letterTopicOf(step)?.name ? `${step}/${partition}/${offset}` : `${step}/${topic}/${partition}/${offset}`

/** Throws `usage.invalid`. */
export function parseLetterId(text: string): LetterId {
  const parts = /^([a-z]+)(?:\/([a-z0-9.-]+))?\/(\d{1,9})\/(\d{1,15})$/.exec(text)
  const step = stepNames.find((known) => known === parts?.[1])
  const topic = parts?.[2] === undefined ? letterTopicOf(step ?? '') : topics.find((known) => known.name === parts[2])
  if (parts === null || step === undefined || topic === undefined)
    throw fail(
      'usage.invalid',
      `expected a dead letter as ./codelupe dlq ls prints it, such as quality/0/12, found ${JSON.stringify(text)}`,
    )
  return { step, topic, partition: Number(parts[3]), offset: Number(parts[4]) }
}
