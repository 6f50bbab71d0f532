// From a processor to a step of the pipeline. A stage judges a candidate that still stands, appends exactly one verdict
// and emits it; a candidate rejected earlier is forwarded unchanged, so every stage topic has one record a file (I4).
import type { Effect, Step, Subject } from '../runtime/step.ts'
import type { Candidate, File } from '../schemas/types.ts'
import type { Topic } from '../topics/index.ts'
import { judgedFile, type Processor, verdictOf } from './processor.ts'

export const subjectOf = (file: File, ruleset: string): Subject => ({
  fileId: file.fileId,
  submission: file.submission,
  ruleset,
  at: file.submittedAt,
})

/** A file as it was submitted is a candidate without verdicts. */
export const candidateOf = (event: File | Candidate): Candidate =>
  'verdicts' in event ? event : { file: event, verdicts: [] }

export function chain(processor: Processor, input: Topic): Step<File | Candidate, Effect> {
  return {
    name: processor.name,
    inputs: [input],
    handle: (event) => [judge(processor, candidateOf(event))],
  }
}

function judge(processor: Processor, candidate: Candidate): Effect {
  const { file, verdicts } = candidate
  const subject = subjectOf(file, processor.ruleset)
  if (verdicts.some((verdict) => verdict.decision === 'reject'))
    return { kind: 'forward', topic: processor.emits, subject }
  if (file.content === null)
    throw new Error(`${processor.name}: a candidate that still stands came without its content`)
  const verdict = verdictOf(processor, judgedFile(file, file.content))
  const content = verdict.decision === 'accept' ? file.content : null
  const event: Candidate = { file: { ...file, content }, verdicts: [...verdicts, verdict] }
  return { kind: 'emit', topic: processor.emits, key: file.contentSha256, event, subject }
}
