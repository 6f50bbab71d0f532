// Builds cases: puts a notice into a host and fills in the names, so that a family is one row of a table.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { comment, type Style } from './comment.ts'
import { type HostName, hosts } from './hosts.ts'
import { companies, people, programs, things } from './people.ts'

export type Files = Readonly<Record<string, string>>

/** A family: one case for each host. Words, styles and neighbours are taken in turn. */
export type Row = {
  readonly family: string
  readonly hosts: readonly HostName[]
  /** The notice; an empty one leaves the file without. `|` at the start keeps it from being commented. */
  readonly words: readonly string[]
  readonly classes: readonly string[]
  readonly expression: string
  /** The comment style; the host's own if left out. */
  readonly styles?: readonly Style[]
  readonly width?: number
  readonly place?: 'head' | 'middle' | 'end'
  /** `none` where the notice names its holder itself. */
  readonly copyright?: 'before' | 'after' | 'none'
  readonly beside?: readonly Files[]
  /** A folder to put the file into. */
  readonly folder?: string
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** Gives a function that fills in names, the same ones each time. */
const fillerOf = (random: Random): ((text: string) => string) => {
  const thing = random.pick(things)
  const holder = random.pick(people)
  const company = random.pick(companies)
  const program = random.pick(programs)
  const year = 1996 + random.int(22)
  const values: Files = {
    thing,
    Thing: capital(thing),
    THING: thing.toUpperCase(),
    holder,
    company,
    program,
    year: String(year),
    years: random.pick([String(year), `${year}-${year + 1 + random.int(6)}`, `${year}, ${year + 2}`]),
  }
  return (text) => text.replace(/@(\w+)@/g, (whole, name: string) => values[name] ?? whole)
}

const cycled = <Item>(items: readonly Item[], index: number): Item => {
  const found = items[index % items.length]
  if (found === undefined) throw new Error('expected at least one item, found none')
  return found
}

const copyrights = [
  'Copyright (C) @years@ @holder@',
  'Copyright (c) @years@ @holder@',
  'Copyright @year@ @holder@',
  '(c) @years@ by @holder@',
  'Copyright (C) @year@, @holder@. All rights reserved.',
  'Author: @holder@, @year@',
  '© @years@ @holder@',
] as const

const signed = (random: Random, words: string, place: Row['copyright']): string => {
  if (place === 'none') return words
  const line = random.pick(copyrights)
  return place === 'after' ? `${words}\n\n${line}` : `${line}\n\n${words}`
}

const notice = (random: Random, row: Row, index: number, fill: (text: string) => string): string => {
  const words = cycled(row.words, index)
  if (words === '') return ''
  if (words.startsWith('|')) return fill(words.slice(1))
  const host = hosts[cycled(row.hosts, index)]
  const style = row.styles ? cycled(row.styles, index) : random.pick(host.styles)
  const width = row.width ?? random.pick([60, 66, 70, 72, 76, 90])
  return comment(style, fill(signed(random, words, row.copyright)), width)
}

const joined = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n')}\n`

const written = (host: { opening?: string; body: string }, text: string, place: Row['place']): string => {
  const [imports = '', rest = ''] = host.body.split('\n%%%\n')
  const opening = host.opening ?? ''
  const after = `\n${rest}`
  if (text === '') return joined([opening, imports, after])
  if (place === 'middle') return joined([opening, imports, `\n${text}`, after])
  if (place === 'end') return joined([opening, imports, after, `\n${text}`])
  return joined([opening, `${text}\n`, imports, after])
}

const caseOf = (random: Random, row: Row, index: number, positive: boolean): GoldCase => {
  const own = random.of(`${row.family}/${index}`)
  const fill = fillerOf(own)
  const host = hosts[cycled(row.hosts, index)]
  const content = fill(written(host, notice(own, row, index, fill), row.place))
  const beside = row.beside ? cycled(row.beside, index) : undefined
  const filled = Object.entries(beside ?? {}).map(([path, text]) => [fill(path), fill(text)] as const)
  return {
    family: row.family,
    path: fill(row.folder ? `${row.folder}/${host.path}` : host.path),
    content,
    positive,
    classes: row.classes,
    expression: row.expression,
    ...(beside ? { beside: Object.fromEntries(filled) } : {}),
  }
}

const casesOf = (random: Random, rows: readonly Row[], positive: boolean): readonly GoldCase[] =>
  rows.flatMap((row) => row.hosts.map((_, index) => caseOf(random, row, index, positive)))

/** Cases that the gate should not let pass. */
export const refused = (random: Random, rows: readonly Row[]): readonly GoldCase[] => casesOf(random, rows, true)

/** Cases that the gate should let pass. */
export const allowed = (random: Random, rows: readonly Row[]): readonly GoldCase[] => casesOf(random, rows, false)

/** A whole file that its author wrote, rather than a notice in a host. */
export type Page = {
  readonly family: string
  readonly path: string
  readonly content: string
  readonly classes: readonly string[]
  readonly expression: string
  readonly beside?: Files
}

/** Cases of files written whole; several pages may share a family. */
export const pages = (random: Random, list: readonly Page[], positive: boolean): readonly GoldCase[] =>
  list.map(({ beside, ...page }, index) => {
    const fill = fillerOf(random.of(`${page.family}/page/${index}`))
    const filled = Object.entries(beside ?? {}).map(([path, text]) => [fill(path), fill(text)] as const)
    return {
      ...page,
      path: fill(page.path),
      content: fill(page.content),
      positive,
      ...(beside ? { beside: Object.fromEntries(filled) } : {}),
    }
  })
