// What is counted of comments: how many bytes, which of them document, the licence header among them, and whether there are
// words beside them.
import { classOf, wordBit } from './bytes.ts'

/** What a file has in comments, in bytes. */
export type Comments = {
  readonly total: number
  /** In comments that document what stands below them. */
  readonly documented: number
  /** Words outside comments; from `wordsEnough` on they are not counted further. */
  readonly codeWords: number
  /** The comments that open a file, where they speak of a licence. */
  readonly licence: Licence
}

type Licence = {
  /** Up to the end of the last of them, and in those that are written as documentation. */
  readonly bytes: number
  readonly documented: number
  /** Where the last of them ends that speaks of a licence. */
  readonly end: number
}

/** Words with which a file says something beside its comments. */
export const wordsEnough = 30

type Comment = { readonly from: number; readonly to: number; readonly isLine: boolean }

/** What was counted up to some place of a file. */
export type Counted = {
  total: number
  documented: number
  codeWords: number
  /** Where the last comment ended. */
  end: number
  /** Whether nothing but comments has come so far, and what of those documents. */
  opening: boolean
  openingDocumented: number
  /** The comments of the opening; those of whole lines, one below the other, are one. */
  readonly leading: Comment[]
}

export const newCounts = (): Counted => ({
  total: 0,
  documented: 0,
  codeWords: 0,
  end: 0,
  opening: true,
  openingDocumented: 0,
  leading: [],
})

/** Adds a comment that comes after all others. */
export function addComment(counted: Counted, bytes: Uint8Array, comment: Comment, documents: boolean): void {
  const { from, to, isLine } = comment
  counted.total += to - from
  if (documents) counted.documented += to - from
  counted.codeWords = countWords(counted, bytes, from)
  counted.end = to
  if (!counted.opening) return
  counted.openingDocumented = counted.documented
  const last = counted.leading.at(-1)
  const goesOn = isLine && last?.isLine === true && !hasNewline(bytes, last.to + 1, from)
  if (goesOn) counted.leading.pop()
  counted.leading.push(goesOn ? { ...comment, from: last.from } : comment)
}

/** Words outside comments, with those between the last comment and a place. */
function countWords({ codeWords, end }: Counted, bytes: Uint8Array, to: number): number {
  let words = codeWords
  let before = 0
  for (let i = end; i < to && words < wordsEnough; i++) {
    const inWord = (classOf[bytes[i] as number] as number) & wordBit
    words += inWord & ~before
    before = inWord
  }
  return words
}

/** What was counted, at the end of the file. */
export function commentsOf(counted: Counted, bytes: Uint8Array, text: string): Comments {
  const codeWords = countWords(counted, bytes, bytes.length)
  return { total: counted.total, documented: counted.documented, codeWords, licence: licenceOf(counted, text) }
}

const licenceWord = /copyright|licen[cs]e/i

/** The comments that open the file, if they name a licence. */
function licenceOf({ leading, openingDocumented }: Counted, text: string): Licence {
  const named = leading.findLast(({ from, to }) => licenceWord.test(text.slice(from, to)))
  const last = leading.at(-1)
  if (named === undefined || last === undefined) return { bytes: 0, documented: 0, end: 0 }
  return { bytes: last.to, documented: openingDocumented, end: named.to }
}

function hasNewline(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === newline) return true
  return false
}

const newline = 10
