// The last step: every candidate becomes a decision, and a sample where every processor accepted it, in one transaction.
// It rejects what lacks a verdict and never throws on it (I4). Edits are applied here, once, to the ingested bytes.
import { createHash } from 'node:crypto'
import type { Effect, Step } from '../runtime/step.ts'
import type { Candidate, Decision, Edit, File, Sample, Verdict } from '../schemas/types.ts'
import { filesDecided, samplesAccepted, type Topic } from '../topics/index.ts'
import { candidateOf, subjectOf } from './chain.ts'
import { rulesetHash } from './rules.ts'

/** Hash of the pipeline's order: a changed order is another pipeline. */
export const pipelineHash = (names: readonly string[]): string => rulesetHash(names.join('\n'))

export function admission(names: readonly string[], input: Topic): Step<File | Candidate, Effect> {
  const pipeline = pipelineHash(names)
  return {
    name: 'admission',
    inputs: [input],
    handle: (event) => admit(candidateOf(event), names, pipeline),
  }
}

type Refusal = { readonly by: string; readonly reason: string }

function admit(candidate: Candidate, names: readonly string[], pipeline: string): readonly Effect[] {
  const { file, verdicts } = candidate
  const subject = subjectOf(file, pipeline)
  const refusal = refusalOf(candidate, names)
  const released = refusal === null && file.content !== null ? applyEdits(file.content, editsOf(verdicts)) : null
  const sampleId = released === null ? null : `${file.fileId}@${file.submission}`
  const releasedSha256 = released === null ? null : releasedHash(file, released)
  const decision: Decision = {
    file: { ...file, content: null },
    outcome: released === null ? 'rejected' : 'accepted',
    by: refusal?.by ?? null,
    reason: refusal?.reason ?? null,
    verdicts,
    sampleId,
    releasedSha256,
    pipeline,
  }
  const decided: Effect = { kind: 'emit', topic: filesDecided, key: file.contentSha256, event: decision, subject }
  if (sampleId === null || releasedSha256 === null) return [decided]
  const sample: Sample = { sampleId, file: { ...file, content: released }, releasedSha256, verdicts }
  return [decided, { kind: 'emit', topic: samplesAccepted, key: file.contentSha256, event: sample, subject }]
}

function refusalOf({ file, verdicts }: Candidate, names: readonly string[]): Refusal | null {
  const rejecting = verdicts.find((verdict) => verdict.decision === 'reject')
  if (rejecting !== undefined) return { by: rejecting.processor, reason: rejecting.reason ?? 'unnamed' }
  for (const name of names) {
    const count = verdicts.filter((verdict) => verdict.processor === name).length
    if (count === 0) return { by: 'admission', reason: `admission.missing:${name}` }
    if (count > 1) return { by: 'admission', reason: `admission.doubled:${name}` }
  }
  if (file.content === null) return { by: 'admission', reason: 'admission.no-content' }
  if (!fits(editsOf(verdicts), file.content.length)) return { by: 'admission', reason: 'admission.edits' }
  return null
}

const editsOf = (verdicts: readonly Verdict[]): readonly Edit[] =>
  verdicts.flatMap((verdict) => verdict.edits).sort((a, b) => a.startByte - b.startByte)

/** Edits in order, inside the content and not overlapping. */
const fits = (edits: readonly Edit[], length: number): boolean =>
  edits.every((edit, index) => {
    const from = edits[index - 1]?.endByte ?? 0
    return edit.startByte >= from && edit.endByte >= edit.startByte && edit.endByte <= length
  })

/** Content without an edit has the hash it came with. */
const releasedHash = ({ content, contentSha256 }: File, released: Buffer): string =>
  released === content ? contentSha256 : createHash('sha256').update(released).digest('hex')

/** The content with every edit in place; the content itself where there is none. */
export function applyEdits(content: Buffer, edits: readonly Edit[]): Buffer {
  if (edits.length === 0) return content
  const parts: Buffer[] = []
  let at = 0
  for (const edit of edits) {
    parts.push(content.subarray(at, edit.startByte), Buffer.from(edit.replacement))
    at = edit.endByte
  }
  parts.push(content.subarray(at))
  return Buffer.concat(parts)
}
