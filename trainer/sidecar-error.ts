// Why a call to the sidecar failed, as one error with a closed list of reasons and the facts a caller acts on.
import { CodelupeError, type ErrorCode } from '../runtime/errors.ts'
import { type RefusalCode, refusalCodes } from './protocol.ts'

/** Facts of a refusal: the actual step or fence, or the sample that did not fit into memory. */
export type RefusalFacts = { readonly actual?: number; readonly sampleId?: string }

export class SidecarError extends CodelupeError {
  readonly reason: RefusalCode
  readonly facts: RefusalFacts

  constructor(reason: RefusalCode, detail: string, facts: RefusalFacts, cause?: unknown) {
    super(codeOf(reason), `${reason}: ${detail}`, cause)
    this.name = 'SidecarError'
    this.reason = reason
    this.facts = facts
  }
}

/** Whether a call failed for this reason. */
export const isRefused = (error: unknown, reason: RefusalCode): error is SidecarError =>
  error instanceof SidecarError && error.reason === reason

/** The process or its connection went away; `stderr` is the last it said. */
export const gone = (detail: string, stderr: string, cause: unknown): SidecarError =>
  new SidecarError('gone', stderr === '' ? detail : `${detail}; it said: ${stderr}`, {}, cause)

/** The error for a reply with another status than 200. */
export function refusalOf(path: string, status: number, body: unknown): SidecarError {
  const error = fieldsOf(fieldsOf(body).get('error'))
  const code = refusalCodes.find((known) => known === error.get('code'))
  const message = error.get('message')
  const actual = error.get('actual')
  const sampleId = error.get('sampleId')
  return new SidecarError(code ?? 'unreadable-reply', `${path} ${status}: ${String(message ?? 'no reason given')}`, {
    ...(typeof actual === 'number' ? { actual } : {}),
    ...(typeof sampleId === 'string' ? { sampleId } : {}),
  })
}

function codeOf(reason: RefusalCode): ErrorCode {
  if (reason === 'fenced') return 'sidecar.fenced'
  if (reason === 'gone') return 'sidecar.gone'
  if (reason === 'checkpoint-lost') return 'trainer.checkpoint-corrupt'
  if (reason === 'no-room') return 'trainer.no-room'
  return 'sidecar.failed'
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
