// How the files of this corpus are put together: text from indented templates, and the cases of a family.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import type { SecretClass } from './classes.ts'

/** A file before it is labelled; `classes` where a variant holds other kinds than its family. */
export type Draft = { readonly path: string; readonly content: string; readonly classes?: readonly SecretClass[] }

export type Variant = (random: Random) => Draft

export type Cases = (random: Random) => readonly GoldCase[]

const mark = '\0'

const margin = (line: string): number => line.length - line.trimStart().length

const indented = (value: string, indentation: string): string =>
  value
    .replace(/\n$/, '')
    .replaceAll('\n', `\n${indentation}`)
    .replaceAll(/\n +(?=\n)/g, '\n')

/**
 * The template's text as written (escapes stay), without the margin its lines share. A value of several lines is
 * indented like the line it stands in; a line that holds nothing but empty values goes.
 */
export const code = ({ raw }: TemplateStringsArray, ...values: readonly (string | number)[]): string => {
  const lines = raw.join(mark).replaceAll('\\`', '`').replaceAll('\\${', '${').split('\n')
  const body = lines.slice(lines[0]?.trim() === '' ? 1 : 0, lines.at(-1)?.trim() === '' ? -1 : undefined)
  const shared = Math.min(...body.filter((line) => line.trim() !== '').map(margin))
  const left = [...values]
  const filled = body.flatMap((line) => {
    const own = line.slice(shared)
    const text = own.replaceAll(mark, () => indented(String(left.shift() ?? ''), own.slice(0, margin(own))))
    return own.includes(mark) && text.trim() === '' ? [] : [text.trimEnd()]
  })
  return `${filled.join('\n').replaceAll(/\n{4,}/g, '\n\n\n')}\n`
}

/** One long line, written over several: line breaks and the spaces after them go. */
export const line = ({ raw }: TemplateStringsArray, ...values: readonly (string | number)[]): string => {
  const text = raw.join(mark).replaceAll(/\n\s*/g, '').replaceAll('\\`', '`').replaceAll('\\${', '${')
  const left = [...values]
  return text.replaceAll(mark, () => String(left.shift() ?? ''))
}

/** JSON as a tool writes it, with a line break at the end. */
export const json = (value: unknown, indentation: number | string = 2): string =>
  `${JSON.stringify(value, null, indentation)}\n`

/** Leading groups of four spaces become tabs, as in Go and Make. */
export const tabbed = (text: string): string =>
  text.replaceAll(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))

export const windows = (text: string): string => text.replaceAll('\n', '\r\n')

/** Text cut into lines of one length, as in PEM armour. */
export const wrapped = (text: string, width: number): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')

export const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64')

export const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url')

/** Cases of one label. */
export const labelledCases =
  (positive: boolean) =>
  (
    random: Random,
    family: string,
    classes: readonly SecretClass[],
    ...variants: readonly Variant[]
  ): readonly GoldCase[] =>
    variants.map((variant, index) => ({ family, positive, classes, ...variant(random.of(`${family} ${index}`)) }))

export const positives = labelledCases(true)

export const negatives = labelledCases(false)
