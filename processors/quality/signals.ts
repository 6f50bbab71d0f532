// Everything that quality measures of a file, as named numbers, and where in the file each was found. Rules and score
// read only these, so a changed threshold can be decided again from a stored verdict.
import type { JudgedFile } from '../processor.ts'
import { lineIndex } from '../rules.ts'
import { countLines, kindsOf } from './code-lines.ts'
import { type Comments, wordsEnough } from './comment-counts.ts'
import type { CommentReader } from './comments.ts'
import { base64Runs, escapeRuns, type Run } from './encoded.ts'
import { visibleCharacters } from './html.ts'
import { type Origin, originOf } from './origin.ts'
import { measureRepetition, type Repetition } from './repetition.ts'
import type { Scratch } from './scratch.ts'
import { readText, type Text } from './text.ts'

/** A span of lines and what stands there; lines are 0 where a signal speaks of the whole file. */
export type Place = { readonly startLine: number; readonly endLine: number; readonly evidence: string }

export type Measured = {
  /** By name; a signal that a language has no measure for is left out. Shares are between 0 and 1. */
  readonly signals: Readonly<Record<string, number>>
  /** Where a signal was found, worked out only for a finding. */
  readonly places: Readonly<Record<string, () => Place>>
}

export type Measure = (file: JudgedFile) => Measured

/** Counts: whole numbers, which a verdict's 6 digits keep as they are. */
export const exactSignals: ReadonlySet<string> = new Set([
  'generated',
  'vendored',
  'generatedMarkerLine',
  'xmlHeader',
  'textKept',
  'characters',
  'lines',
  'lineLongest',
  'words',
  'base64Longest',
  'hexLongest',
  'unicodeLongest',
  'mains',
  'visibleCharacters',
])

type Found = { readonly signals: Record<string, number>; readonly places: Record<string, () => Place> }

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** A measure with its own scratch and compiled syntaxes. */
export const measureWith =
  (scratch: Scratch, readerOf: (language: string) => CommentReader | null): Measure =>
  (file) => {
    const bytes = file.content
    const reader = readerOf(file.language)
    const text = readText(bytes, scratch, reader?.kinds)
    const { lines, words } = text
    const runs = { base64: base64Runs(bytes), ...escapeRuns(bytes, scratch, words.kept) }
    const repetition = measureRepetition(scratch, lines.kept, words.kept)
    const comments = reader?.count(bytes, file.text, scratch.marks, text.marks)
    const origin = originOf(file, comments?.licence.end ?? 0)
    const found = {
      signals: signalsOf(file, text, runs, repetition, origin),
      places: placesOf(text, runs, origin, lineIndex(bytes)),
    }
    if (comments !== undefined) addComments(found, comments, bytes.length)
    addCodeLines(found, file, scratch.ends, lines.count)
    if (file.language === 'Text') found.signals.textKept = isKeptText(file.path) ? 1 : 0
    if (file.language === 'HTML') addHtml(found, file.text, text.characters.characters)
    return found
  }

type Runs = { readonly base64: Run; readonly hex: Run; readonly unicode: Run }

/** What every language is measured by. In one piece, and by name: an object that grows by computed names is many times slower. */
function signalsOf(
  file: JudgedFile,
  { lines, words, characters }: Text,
  { base64, hex, unicode }: Runs,
  repetition: Repetition,
  origin: Origin,
): Record<string, number> {
  const whole = characters.characters
  return {
    alphabeticShare: share(characters.letters, whole),
    alphanumericShare: share(characters.letters + characters.digits, whole),
    base64Longest: base64.longest,
    blankShare: share(characters.blanks, whole),
    characters: whole,
    digitShare: share(characters.digits, whole),
    encodedShare: Math.min(1, share(base64.total + hex.total + unicode.total, file.content.length)),
    generated: origin.generated === null ? 0 : 1,
    generatedMarkerLine: origin.markedLine,
    hexLongest: hex.longest,
    lineLongest: lines.longest,
    lineMean: share(whole - lines.newlines, lines.count),
    lines: lines.count,
    linesRepeated: repetition.linesRepeated,
    repeated10grams: repetition.repeated10grams,
    repeated5grams: repetition.repeated5grams,
    repeated6grams: repetition.repeated6grams,
    repeated7grams: repetition.repeated7grams,
    repeated8grams: repetition.repeated8grams,
    repeated9grams: repetition.repeated9grams,
    replacementShare: share(characters.replacements, whole),
    top2gram: repetition.top2gram,
    top3gram: repetition.top3gram,
    top4gram: repetition.top4gram,
    unicodeLongest: unicode.longest,
    vendored: file.vendored === null ? 0 : 1,
    wordMean: share(words.pieceCharacters, words.pieces),
    wordSingleShare: share(words.singles, words.count),
    words: words.count,
    xmlHeader: origin.xmlHeader,
  }
}

function placesOf(
  { lines }: Text,
  { base64, hex, unicode }: Runs,
  { generated, markedLine, mark }: Origin,
  lineOf: (offset: number) => number,
): Record<string, () => Place> {
  const onLine = (line: number, evidence: string) => () => ({ startLine: line, endLine: line, evidence })
  const within = (run: Run) => () => ({
    startLine: run.longest === 0 ? 0 : lineOf(run.start),
    endLine: run.longest === 0 ? 0 : lineOf(run.end - 1),
    evidence: '',
  })
  return {
    generated: onLine(0, generated ?? ''),
    generatedMarkerLine: onLine(markedLine, mark),
    lineLongest: onLine(lines.longestAt, ''),
    base64Longest: within(base64),
    hexLongest: within(hex),
    unicodeLongest: within(unicode),
  }
}

const keptTexts = new Set(['readme', 'notes', 'todo', 'description', 'cmakelists'])

function isKeptText(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const dot = name.lastIndexOf('.')
  return name.includes('requirement') || keptTexts.has(dot === -1 ? name : name.slice(0, dot))
}

/** Bytes that must be left beside a licence header for it to be left out of the share of comments. */
const besideLicenceMin = 200

/**
 * A licence header says nothing of the code below it, unless there is next to nothing below it; and documentation weighs as
 * much as other comments only where there is next to nothing that it documents.
 */
function addComments({ signals }: Found, { total, documented, codeWords, licence }: Comments, bytes: number): void {
  const isHeader = bytes - licence.bytes >= besideLicenceMin
  const left = isHeader ? licence.bytes : 0
  const documents = codeWords < wordsEnough ? 0 : documented - (isHeader ? licence.documented : 0)
  signals.commentShare = share(total - left, bytes - left)
  signals.commentShareCounted = share(total - left - documents, bytes - left)
}

const headerPath = /\.(?:h|hh|hpp|hxx|h\+\+|inl|ipp|tpp|tcc|inc)$|(?:^|\/)[^./]+$/i

function addCodeLines({ signals }: Found, file: JudgedFile, ends: Int32Array, lines: number): void {
  const counts = countLines(file.language, file.text, ends, lines)
  const kinds = new Set(kindsOf(file.language))
  signals.todoShare = share(countTodos(file.text), counts.filled)
  if (kinds.has('functions')) signals.functionsPerLine = share(counts.functions, lines)
  if (kinds.has('imports')) signals.importShare = share(counts.imports, counts.filled)
  if (kinds.has('prints')) signals.printShare = share(counts.prints, counts.filled)
  if (kinds.has('passes')) signals.passShare = share(counts.passes, counts.filled)
  // A header's work is its directives.
  if (kinds.has('directives') && !headerPath.test(file.path))
    signals.directiveShare = share(counts.directives, counts.filled)
  if (kinds.has('mains')) signals.mains = counts.mains
}

/** Lines that hold a mark of unfinished work. */
function countTodos(text: string): number {
  let count = 0
  for (const mark of ['TODO', 'FIXME', 'our code here']) {
    let at = text.indexOf(mark)
    while (at !== -1) {
      count++
      const newline = text.indexOf('\n', at)
      at = newline === -1 ? -1 : text.indexOf(mark, newline)
    }
  }
  return count
}

function addHtml({ signals }: Found, text: string, characters: number): void {
  const visible = visibleCharacters(text)
  signals.visibleCharacters = visible
  signals.visibleShare = share(visible, characters)
}
