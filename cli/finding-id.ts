// How a finding is named on the command line: by its file, the rule and the lines, so that it is the same one in every reading
// of the file: `<file id>:<gate>:<rule>:<first line>-<last line>`.
import { order } from '../processors/order.ts'
import { fail } from '../runtime/errors.ts'
import type { FindingReviewed } from '../schemas/types.ts'

/** Findings of one rule at the same lines of a file are one. */
export type FindingId = Pick<FindingReviewed, 'fileId' | 'processor' | 'rule' | 'startLine' | 'endLine'>

export function findingIdText({ fileId, processor, rule, startLine, endLine }: FindingId): string {
  const lines = startLine === endLine ? String(startLine) : `${startLine}-${endLine}`
  return `${fileId}:${processor}:${rule}:${lines}`
}

/** Throws `usage.invalid`. */
export function parseFindingId(text: string): FindingId {
  // A rule's id may be anything in a user's file, a colon included.
  const parts = /^([0-9a-f]{32}):([a-z]+):(.+):(\d{1,9})(?:-(\d{1,9}))?$/s.exec(text)
  const [, fileId = '', processor = '', rule = '', first = '', last = first] = parts ?? []
  if (parts === null || !order.some(({ name }) => name === processor))
    throw fail(
      'usage.invalid',
      `expected a finding as ./codelupe findings ls prints it, <file id>:<gate>:<rule>:<line>, found ${JSON.stringify(text)}`,
    )
  return { fileId, processor, rule, startLine: Number(first), endLine: Number(last) }
}
