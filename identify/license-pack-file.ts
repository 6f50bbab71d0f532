// A compiled pack as text: a line that says what it is and whose work it was made from, then a rule a line. Written once
// where a pack is installed, read where a gate starts.
import { createHash } from 'node:crypto'
import { attempt } from './attempt.ts'
import { createLicensePack, type LicensePack, type PackRule } from './license-pack.ts'

export type PackHeader = {
  readonly name: string
  /** The package it was made from, with its version. */
  readonly source: string
  /** Who made that, and the licence it is under. */
  readonly attribution: string
}

const format = 'codelupe-license-pack 1'

/** The text of a pack; the same rules give the same text. */
export const packText = ({ name, source, attribution }: PackHeader, rules: readonly PackRule[]): string =>
  [
    JSON.stringify({ format, name, source, attribution }),
    ...rules.map(({ id, spdx, words }) => `${id}\t${spdx}\t${words}`),
    '',
  ].join('\n')

/** A pack from its text; in words what is wrong where it is none. */
export function packOf(text: string): LicensePack | string {
  const [first = '', ...lines] = text.split('\n')
  const header = headerOf(first)
  if (header === null) return `no line ${JSON.stringify({ format })} at its start`
  if (lines.pop() !== '') return 'an end in the middle of a line: it was cut off'
  const rules: PackRule[] = []
  for (const [index, line] of lines.entries()) {
    const [id, spdx, words, more] = line.split('\t')
    const isWhole = id !== undefined && spdx !== undefined && spdx !== '' && words !== undefined && more === undefined
    if (!isWhole || !isWords.test(words)) return `no rule in line ${index + 2}`
    rules.push({ id, spdx, words })
  }
  const hash = createHash('sha256').update(text).digest('hex')
  return createLicensePack(header.name, `${header.source} ${hash}`, rules)
}

const isWords = /^[a-z0-9]+(?: [a-z0-9]+)*$/

function headerOf(line: string): Pick<PackHeader, 'name' | 'source'> | null {
  const parsed = attempt((): unknown => JSON.parse(line))
  if (typeof parsed !== 'object' || parsed === null) return null
  const { name, source, format: written }: Readonly<Record<string, unknown>> = { ...parsed }
  return written === format && typeof name === 'string' && typeof source === 'string' ? { name, source } : null
}
