// Reads a file of rules that a user names: text of a bounded size, or what is there in its place. A fault is a value, so
// that all faults of all files are told at once.
import { isUtf8 } from 'node:buffer'
import { readFileSync, type Stats, statSync } from 'node:fs'
import { attempt } from './attempt.ts'
import { limits } from './limits.ts'

export type RuleFault = { readonly expected: string; readonly found: string }

export type RuleText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: RuleFault }

/** The text of a file, without a byte order mark. `expected` says in a fault what it should have been. */
export function readRuleText(path: string, expected: string, bytesMax = limits.ruleFileBytesMax): RuleText {
  const wrong = (found: string): RuleText => ({ kind: 'fault', fault: { expected, found } })
  const stats = statsOf(path)
  if (typeof stats === 'string') return wrong(stats)
  if (!stats.isFile()) return wrong(`${stats.isDirectory() ? 'a folder' : 'no regular file'} at ${path}`)
  if (stats.size > bytesMax) return wrong(`${stats.size} bytes in ${path}, more than ${bytesMax}`)
  const read = attempt(() => readFileSync(path))
  if (read.kind === 'failed') return wrong(read.reason)
  if (!isUtf8(read.value)) return wrong(`bytes that are no UTF-8 in ${path}`)
  return { kind: 'text', text: read.value.toString('utf8').replace(/^\uFEFF/, '') }
}

/** What stands at a path, links followed, or in words why that cannot be said. */
export function statsOf(path: string): Stats | string {
  const found = attempt(() => statSync(path, { throwIfNoEntry: false }))
  return found.kind === 'failed' ? found.reason : (found.value ?? `nothing at ${path}`)
}
