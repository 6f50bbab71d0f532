// REUSE's records: REUSE.toml and .reuse/dep5 give licences to paths by patterns. Of several that match a path the last one
// speaks for it, as REUSE has it; a path that none matches is left to whatever else there is.
import { parse } from 'smol-toml'
import { attempt } from './attempt.ts'
import { readExpression } from './license-tags.ts'

/** A pattern's steps: a character, or a wildcard. `star` takes no slash, `any` takes every character. */
type Step = { readonly kind: 'character'; readonly is: string } | { readonly kind: 'star' | 'any' | 'one' }

/** What a record says of the paths that one of its patterns matches; paths are below the record's folder. */
export type Annotation = {
  readonly patterns: readonly (readonly Step[])[]
  /** Null where the expression cannot be read. */
  readonly spdx: string | null
}

export const isReuseRecord = (path: string): boolean => /(?:^|\/)(?:\.reuse\/dep5|reuse\.toml)$/i.test(path)

/** The annotations of a record in its own order; null where it is none that can be read. */
export function annotationsOf(path: string, text: string): readonly Annotation[] | null {
  const found = /\.toml$/i.test(path) ? fromToml(text) : fromDep5(text)
  return found === null || found.length === 0 ? null : found
}

/** The annotation that speaks for a path. */
export const speakingFor = (annotations: readonly Annotation[], path: string): Annotation | undefined =>
  annotations.findLast(({ patterns }) => patterns.some((steps) => matches(steps, path)))

function fromToml(text: string): readonly Annotation[] | null {
  const annotations = attempt(() => parse(text))?.annotations
  if (!Array.isArray(annotations)) return null
  return annotations.flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    const read = new Map(Object.entries(one))
    const [paths, expressions] = [textsOf(read.get('path')), textsOf(read.get('SPDX-License-Identifier'))]
    return expressions.length === 0 ? [] : [annotation(paths.map(tomlSteps), expressions)]
  })
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')

/** Paragraphs with `Files:` and `License:`; a value goes on in the lines that begin with a blank. */
function fromDep5(text: string): readonly Annotation[] {
  return text.split(/\r?\n[ \t]*\r?\n/).flatMap((paragraph) => {
    const fields = new Map<string, string>()
    let name = ''
    for (const line of paragraph.split(/\r?\n/)) {
      const field = /^([A-Za-z-]+):(.*)$/.exec(line)
      if (field !== null) name = (field[1] ?? '').toLowerCase()
      const value = field === null ? line : (field[2] ?? '')
      // Behind its first line a licence field has the licence's text.
      if (field !== null || name !== 'license') fields.set(name, `${fields.get(name) ?? ''} ${value.trim()}`)
    }
    const [files, license] = [fields.get('files'), fields.get('license')]
    if (files === undefined || license === undefined) return []
    return [annotation(files.trim().split(/\s+/).map(dep5Steps), [license.trim()])]
  })
}

function annotation(patterns: Annotation['patterns'], written: readonly string[]): Annotation {
  const read = written.map((one) => readExpression(one))
  if (read.some((one) => one === null)) return { patterns, spdx: null }
  return { patterns, spdx: read.length === 1 ? (read[0] ?? null) : read.map((one) => `(${one})`).join(' AND ') }
}

const character = (is: string): Step => ({ kind: 'character', is })

/** `*` but for slashes, `**` all, a backslash before what is meant as it stands. */
function tomlSteps(glob: string): readonly Step[] {
  return [...glob.matchAll(/\\([\s\S])|(\*{2,})|(\*)|([\s\S])/g)].map(([, escaped, any, star, plain]): Step => {
    if (any !== undefined) return { kind: 'any' }
    return star === undefined ? character(escaped ?? plain ?? '') : { kind: 'star' }
  })
}

/** `*` all, slashes too, and `?` one character. */
function dep5Steps(glob: string): readonly Step[] {
  return [...glob.replace(/^\.\//, '').matchAll(/\\([\s\S])|(\*+)|(\?)|([\s\S])/g)].map(
    ([, escaped, any, one, plain]): Step => {
      if (any !== undefined) return { kind: 'any' }
      return one === undefined ? character(escaped ?? plain ?? '') : { kind: 'one' }
    },
  )
}

/** Step by step over every place that the steps before may have come to: hostile patterns cost no more than their length. */
function matches(steps: readonly Step[], path: string): boolean {
  let places = new Set([0])
  for (const step of steps) {
    const next = new Set<number>()
    for (const place of places) take(step, path, place, next)
    if (next.size === 0) return false
    places = next
  }
  return places.has(path.length)
}

function take(step: Step, path: string, place: number, next: Set<number>): void {
  if (step.kind === 'character') {
    if (path[place] === step.is) next.add(place + 1)
    return
  }
  if (step.kind === 'one') {
    if (place < path.length) next.add(place + 1)
    return
  }
  for (let to = place; to <= path.length && !next.has(to); to++) {
    next.add(to)
    if (step.kind === 'star' && path[to] === '/') return
  }
}
