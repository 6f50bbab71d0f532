// The document: each repository with its licence files' holders, its NOTICE files and its samples by licence and notice,
// then the text of every licence once. The same corpus gives the same lines; what others wrote is escaped.
import { copyrightLines } from '../../identify/copyright-lines.ts'
import { spdxTexts } from '../../identify/license-corpus.ts'
import { shown } from '../command.ts'
import { licenseIds } from './attribution.ts'
import type { Unreadable } from './gather.ts'
import type { Repository, Store } from './store.ts'

const rule = '='.repeat(80)
const thinRule = '-'.repeat(80)

/** Every line of the document. */
export function* linesOfDocument(store: Store, unreadable: readonly Unreadable[]): Iterable<string> {
  const licenses = licensesIn(store)
  yield `Attributions for ${counted(store.samples(), 'sample')} from ${counted(store.repositoryCount(), 'repository')}.`
  yield 'Every sample stands below under its repository, with the licence that governs it and the notices of its own.'
  yield 'The text of each licence stands once, at the end.'
  for (const { topic, partition, offset, code } of unreadable)
    yield `Left out, for it cannot be read: ${topic}/${partition}@${offset} [${code}]`
  for (const repository of store.repositories()) yield* linesOfRepository(store, repository)
  for (const id of licenses) yield* linesOfLicense(store, id)
}

const counted = (count: number, one: string): string =>
  `${count} ${count === 1 ? one : one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`}`

function licensesIn(store: Store): readonly string[] {
  const ids = new Set<string>()
  for (const spdx of store.expressions()) for (const id of licenseIds(spdx)) ids.add(id)
  return [...ids].sort()
}

function* linesOfRepository(store: Store, { repository, submission, url, commit }: Repository): Iterable<string> {
  yield* ['', rule, printable(repository)]
  if (url !== null) yield `Source: ${printable(url)}`
  yield `Revision: ${printable(commit)}`
  yield* linesOfLicenseFiles(store, submission)
  for (const { path, text } of store.noticesOf(submission)) yield* ['', `${printable(path)}:`, ...indented(text)]
  yield* linesOfSamples(store, submission)
}

function* linesOfLicenseFiles(store: Store, submission: string): Iterable<string> {
  for (const { path, spdx, sha256 } of store.licenseFilesOf(submission)) {
    const found = store.textOf(sha256)
    yield* ['', `${printable(path)}: ${printable(spdx)}${asideOf(found)}`]
    for (const line of copyrightLines(found?.text ?? '')) yield `    ${printable(line)}`
  }
}

const asideOf = (found: ReturnType<Store['textOf']>): string =>
  found === null
    ? ' (its text was not submitted)'
    : found.text === null
      ? ` (its text is withheld: ${found.withheld})`
      : ''

function* linesOfSamples(store: Store, submission: string): Iterable<string> {
  let block: string | null = null
  for (const { license, notice, path } of store.samplesOf(submission)) {
    const next = `${license}\n${notice}`
    if (next !== block) {
      yield* ['', license === null ? 'Under no licence that is known:' : `Under ${printable(license)}:`]
      if (notice !== '') yield* indented(notice)
    }
    block = next
    yield `  ${printable(path)}`
  }
}

function* linesOfLicense(store: Store, id: string): Iterable<string> {
  const known = spdxTexts()[id]
  yield* ['', rule, known === undefined ? printable(id) : `${id}: ${known.name}`]
  if (known !== undefined) {
    yield* indented(known.licenseText)
    return
  }
  yield 'A licence of its own, as these licence files have it:'
  for (const sha256 of store.textsOf(id)) {
    const found = store.textOf(sha256)
    if (found !== null && found.text !== null) yield* [thinRule, ...indented(found.text)]
  }
}

const indented = (text: string): readonly string[] =>
  text.split(/\r?\n/).map((line) => (line.trim() === '' ? '' : `    ${printable(line)}`))

// Tabs and fixed spaces are spaces; whatever else does not show is escaped.
const printable = (text: string): string => shown(text.replaceAll(/[\t\u00a0\f]/g, ' ').trimEnd())
