// What may be shown of content that the pipeline has not released (I15): only what the secret processor accepts, with its
// edits applied; of bytes that nobody can decode, only those in which it finds nothing at all.
import { applyEdits } from '../processors/admission.ts'
import { judgedFile, type Processor } from '../processors/processor.ts'
import type { File } from '../schemas/types.ts'

type Withheld = { readonly kind: 'withheld'; readonly reason: string }
export type Redacted = { readonly kind: 'text'; readonly text: string; readonly redactions: number } | Withheld
export type ShownBytes = { readonly kind: 'hex'; readonly hex: string; readonly whole: boolean } | Withheld

const hexBytesMax = 256

const withheld = (reason: string): Withheld => ({ kind: 'withheld', reason })

/** A file's content after the secret processor's edits, or why it is not shown. */
export function redactContent(secret: Processor, file: File, content: Buffer): Redacted {
  const { reason, edits } = secret.judge(judgedFile(file, content))
  if (reason !== null) return withheld(reason)
  const redacted = applyEdits(content, edits)
  // Once more over the result: an edit must not have left, or made, a secret at its edge.
  const left = edits.length === 0 ? null : secret.judge(judgedFile(file, redacted))
  if (left !== null && (left.reason !== null || left.edits.length > 0)) return withheld('secret.left-after-redaction')
  return { kind: 'text', text: redacted.toString('utf8'), redactions: edits.length }
}

/** The first bytes in hex, where the secret processor finds nothing in all of them. */
export function showBytes(secret: Processor, value: Buffer): ShownBytes {
  // Text in two bytes a character hides from patterns behind its NULs.
  const views = value.includes(0) ? [value, value.filter((byte) => byte !== 0)] : [value]
  for (const view of views) {
    const content = Buffer.from(view.buffer, view.byteOffset, view.length)
    const { reason, findings } = secret.judge(judgedFile(nameless(content.length), content))
    const found = reason ?? findings[0]?.rule
    if (found !== undefined) return withheld(found)
  }
  return { kind: 'hex', hex: value.subarray(0, hexBytesMax).toString('hex'), whole: value.length <= hexBytesMax }
}

/** The rule by which the secret processor finds something in a text that a person has typed; null where it finds nothing. */
export function secretIn(secret: Processor, text: string): string | null {
  const shown = showBytes(secret, Buffer.from(text))
  return shown.kind === 'withheld' ? shown.reason : null
}

/** Bytes without a file around them: no fact here that could make a rule look away. */
const nameless = (sizeBytes: number): File => ({
  fileId: '',
  submission: '',
  repository: { host: '', owner: '', name: '', url: null, commit: '', declaredLicense: null },
  path: '',
  language: 'unknown',
  sizeBytes,
  contentSha256: '',
  generated: null,
  vendored: null,
  licenseEvidence: [],
  submittedAt: 0,
  content: null,
})
