// Clauses that name people: between their fixed words stands a holder in each file and a placeholder in the template.
// Both become one form, over words, so that the cost is the text's length times a clause's reach.

type Alternatives = readonly string[]

type Clause = {
  /** Words the clause begins with; alternatives are joined by `|`. */
  readonly open: readonly Alternatives[]
  /** Words that follow the names, in the same notation. */
  readonly close: readonly Alternatives[]
  /** Words that the names may take. */
  readonly namesMax: number
  /** What stands for the whole clause. */
  readonly form: readonly string[]
}

const alternativesOf = (words: string): readonly Alternatives[] => words.split(' ').map((each) => each.split('|'))

const clause = (open: string, close: string, namesMax: number, form: string): Clause => ({
  open: alternativesOf(open),
  close: alternativesOf(close),
  namesMax,
  form: form.split(' '),
})

const endorsement = 'neither the name of holder nor the names of its contributors may be used to endorse'

/** Tried in order at each word. */
export const clauses: readonly Clause[] = [
  clause(
    'neither the name|names of',
    'nor the name|names of its|the|their|any|other',
    24,
    'neither the name of holder nor the names of its',
  ),
  clause('the name|names of', 'may|must|shall not be used to endorse', 20, endorsement),
  clause('nor may the name|names of', 'be used to endorse', 14, endorsement),
  clause(
    'that the name|names of',
    'not be used in advertising',
    16,
    'that the name of holder not be used in advertising',
  ),
  clause('in no event shall|will', 'be liable', 14, 'in no event shall holders be liable'),
  clause('is provided by', 'as is', 16, 'is provided by holders as is'),
]

/** The words with each clause's names left out. */
export function withoutNames(words: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (let i = 0; i < words.length; ) {
    const found = clauseAt(words, i)
    if (found === null) {
      kept.push(words[i] ?? '')
      i++
    } else {
      kept.push(...found.clause.form)
      i = found.end
    }
  }
  return kept
}

const openers: ReadonlySet<string> = new Set(clauses.flatMap(({ open }) => open[0] ?? []))

function clauseAt(words: readonly string[], at: number): { readonly clause: Clause; readonly end: number } | null {
  if (!openers.has(words[at] ?? '')) return null
  for (const each of clauses) {
    if (!fits(each.open, words, at)) continue
    const from = at + each.open.length
    for (let i = from + 1; i <= from + each.namesMax; i++) {
      if (fits(each.close, words, i)) return { clause: each, end: i + each.close.length }
    }
  }
  return null
}

function fits(pattern: readonly Alternatives[], words: readonly string[], at: number): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const word = words[at + i]
    if (word === undefined || pattern[i]?.includes(word) !== true) return false
  }
  return true
}
