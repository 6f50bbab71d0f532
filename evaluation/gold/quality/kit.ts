// Builds cases of the quality gate: raw text of files, cases with a label, and variants of a good body by parts to
// keep, names to swap, functions to add, a licence in front and another indentation.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Licence, withLicence } from './licence.ts'

/** Text as it stands, less the first line break; a backslash escapes only a backtick and a dollar before a brace. */
export const file = (strings: TemplateStringsArray): string =>
  strings.raw.join('').replace(/^\n/, '').replaceAll('\\`', '`').replaceAll('\\${', '${')

type Build = (family: string, path: string, classes: string, content: string) => GoldCase

/** A file to refuse; classes are separated by spaces. */
export const bad: Build = (family, path, classes, content) => ({
  family,
  path,
  content,
  positive: true,
  classes: classes.split(' '),
})

/** A file to keep; classes are what it could be taken for. */
export const good: Build = (family, path, classes, content) => ({
  ...bad(family, path, classes, content),
  positive: false,
})

export type Other = {
  readonly path: string
  /** Parts to keep besides the first, by their index; all without it. */
  readonly keep?: readonly number[]
  readonly swap?: Readonly<Record<string, string>>
  readonly extra?: readonly string[]
  readonly licence?: Licence
  readonly indent?: 'tab' | 2 | 3 | 4 | 8
}

export type Body = {
  readonly family: string
  readonly path: string
  readonly near?: string
  /** Parts are separated by lines of two at signs. */
  readonly text: string
  readonly others?: readonly Other[]
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Swaps names in lower case, with a capital, and in upper case. */
export const swapNames = (text: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce(
    (swapped, [from, to]) =>
      swapped
        .replaceAll(from, to)
        .replaceAll(capital(from), capital(to))
        .replaceAll(from.toUpperCase(), to.toUpperCase()),
    text,
  )

/** Indents anew by the smallest indentation found. */
export const reindent = (text: string, indent: 'tab' | 2 | 3 | 4 | 8): string => {
  const widths = [...text.matchAll(/^( {2,})\S/gm)].map((match) => match[1]?.length ?? 2)
  const unit = Math.min(8, ...widths)
  const to = indent === 'tab' ? '\t' : ' '.repeat(indent)
  return text.replace(
    /^ +/gm,
    (spaces) => to.repeat(Math.floor(spaces.length / unit)) + ' '.repeat(spaces.length % unit),
  )
}

const joined = (parts: readonly string[], path: string): string =>
  parts.reduce((text, part) => {
    const gap = path.endsWith('.py') && !/^\s/.test(part) ? '\n\n\n' : '\n\n'
    return text === '' ? part : text.replace(/\n+$/, '') + gap + part
  }, '')

const ended = (text: string): string => `${text.replace(/\n+$/, '')}\n`

const variant = (body: Body, other: Other, random: Random): GoldCase => {
  const parts = body.text.split(/^@@\n/m)
  const kept = other.keep ? [0, ...other.keep].map((index) => parts[index] ?? '') : parts
  const swapped = swapNames(joined([...kept, ...(other.extra ?? [])], other.path), other.swap ?? {})
  const indented = other.indent ? reindent(swapped, other.indent) : swapped
  const headed = other.licence ? withLicence(indented, other.path, other.licence, random) : indented
  return good(body.family, other.path, body.near ?? 'code', ended(headed))
}

/** The body whole, then its variants. */
export const casesOf = (body: Body, random: Random): readonly GoldCase[] =>
  [{ path: body.path }, ...(body.others ?? [])].map((other) => variant(body, other, random.of(body.family)))

/** Lines made one after the other. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** Text cut into pieces of one width. */
export const wrapped = (text: string, width: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, index) => text.slice(index * width, (index + 1) * width))

/** The text of a good body, to stand around what is bad in a file. */
export const wholeOf = (bodies: readonly Body[], family: string): string =>
  bodies.find((body) => body.family === family)?.text.replaceAll('@@\n', '\n') ?? ''

/** Text put together, where one line of it is too long for a line here. */
export const glued = (...pieces: readonly string[]): string => pieces.join('')
