// Labelled sets as JSON lines, as docs/evaluation.md describes them. Every fault is told with its line, and a set with one is
// not read at all: half a set would give a figure of something else.

import { meant } from '../processors/nearest.ts'
import type { LabelledCase } from './labelled.ts'

export type LinesRead =
  | { readonly kind: 'read'; readonly cases: readonly LabelledCase[] }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }

type Fields = Readonly<Record<string, unknown>>
type Note = (fault: string) => void

const names = [
  ...(['id', 'path', 'content', 'contentBase64', 'positive', 'classes', 'expression', 'declared'] as const),
  ...(['beside', 'half'] as const),
]

/** Reads a set. `classes` are the words that may be used as such. */
export function parseLines(text: string, classes: readonly string[]): LinesRead {
  const faults: string[] = []
  const known = new Set(classes)
  const ids = new Map<string, number>()
  const cases: LabelledCase[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const note: Note = (fault) => faults.push(`line ${index + 1}: ${fault}`)
    const fields = fieldsOf(line, note)
    if (fields === null) continue
    const labelled = caseOf(fields, index + 1, { known, classes, note })
    const before = ids.get(labelled.id)
    if (before !== undefined) note(`expected an id of its own, found ${told(labelled.id)} of line ${before}`)
    ids.set(labelled.id, index + 1)
    cases.push(labelled)
  }
  if (faults.length === 0 && cases.length === 0) faults.push('expected a case a line, found none')
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'read', cases }
}

const told = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80)

/** What a value is, and not what it says: contents hold secrets (I15). */
const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`

function fieldsOf(line: string, note: Note): Fields | null {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
    note(`expected a JSON object, found ${kindOf(parsed)}`)
  } catch {
    // The parser's own words quote the text, which may hold a secret (I15).
    note('expected a JSON object, found text that is none')
  }
  return null
}

type Words = { readonly known: ReadonlySet<string>; readonly classes: readonly string[]; readonly note: Note }

function caseOf(fields: Fields, line: number, { known, classes, note }: Words): LabelledCase {
  for (const name of Object.keys(fields).filter((one) => !names.some((other) => other === one)))
    note(`expected ${names.join(', ')}, found ${told(name)}${meant(name, names)}`)
  const { path, positive, half = null } = fields
  if (typeof positive !== 'boolean') note(`positive: expected true or false, found ${told(positive)}`)
  if (typeof path !== 'string' || !isPath(path)) note(`path: expected one like src/main.py, found ${told(path)}`)
  if (half !== null && half !== 'train' && half !== 'test') note(`half: expected train or test, found ${told(half)}`)
  const named = listOf(fields, 'classes', note)
  for (const name of named.filter((one) => !known.has(one)))
    note(`classes: expected a class or rule of the gate, found ${told(name)}${meant(name, classes)}`)
  return {
    id: textOf(fields, 'id', note) ?? `line ${line}`,
    path: String(path),
    content: contentOf(fields, note),
    positive: positive === true,
    classes: named,
    expression: textOf(fields, 'expression', note),
    declared: textOf(fields, 'declared', note),
    beside: besideOf(fields, note),
    half: half === 'train' || half === 'test' ? half : null,
  }
}

const isPath = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !path.split('/').some((part) => part === '' || part === '.' || part === '..')

function textOf(fields: Fields, name: string, note: Note): string | null {
  const value = fields[name]
  if (value === undefined || value === null || typeof value === 'string') return value ?? null
  note(`${name}: expected text, found ${kindOf(value)}`)
  return null
}

function listOf(fields: Fields, name: string, note: Note): readonly string[] {
  const value = fields[name]
  if (value === undefined) return []
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  note(`${name}: expected a list of texts, found ${told(value)}`)
  return []
}

function contentOf(fields: Fields, note: Note): Buffer {
  const [text, encoded] = [textOf(fields, 'content', note), textOf(fields, 'contentBase64', note)]
  if ((text === null) === (encoded === null)) note('expected one of content and contentBase64')
  return encoded === null ? Buffer.from(text ?? '') : Buffer.from(encoded, 'base64')
}

function besideOf(fields: Fields, note: Note): LabelledCase['beside'] {
  const { beside = {} } = fields
  const texts = typeof beside === 'object' && beside !== null && !Array.isArray(beside) ? Object.entries(beside) : null
  if (texts === null || !texts.every(([path, text]) => isPath(path) && typeof text === 'string')) {
    note(`beside: expected an object of texts by path, found ${kindOf(beside)}`)
    return {}
  }
  return Object.fromEntries(texts.map(([path, text]) => [path, String(text)]))
}
