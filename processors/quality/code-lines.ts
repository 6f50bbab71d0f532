// What lines of code begin with, by language: functions, imports, prints, `pass`, preprocessor lines, `main`. One sticky
// pattern a language, tried once at each line's first character; every repeat in it is bounded.

export type LineCounts = {
  /** Lines that are not blank. */
  readonly filled: number
  readonly functions: number
  readonly imports: number
  readonly prints: number
  readonly passes: number
  readonly directives: number
  readonly mains: number
}

type Kind = Exclude<keyof LineCounts, 'filled'>
type Patterns = Readonly<Partial<Record<Kind, string>>>

const kinds: readonly Kind[] = ['mains', 'functions', 'imports', 'prints', 'passes', 'directives']

const c: Patterns = {
  mains: String.raw`(?:static |extern "C" )?(?:int|void|auto)\s{1,4}(?:__cdecl |WINAPI )?main\s?\(`,
  prints: String.raw`(?:std::)?(?:printf|fprintf|puts|cout|cerr)\b`,
  directives: String.raw`#[ \t]{0,8}(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|import)\b|using\s`,
}
const javaScript: Patterns = {
  functions: String.raw`(?:export )?(?:default )?(?:declare )?(?:async )?function\b`,
  imports: String.raw`import\b|(?:const|let|var) [\w{}, $]{1,80} = require\(`,
  prints: String.raw`console\.\w{1,12}\(|(?:log|logger)\.\w{1,12}\(`,
}
const java: Patterns = {
  imports: String.raw`import\s`,
  prints: String.raw`System\.(?:out|err)\.print|(?:LOG|log|LOGGER|logger)\.\w{1,12}\(`,
  mains: String.raw`public static void main\s?\(`,
}

/** The rest of a line that declares a function and leaves its body out; a signature that goes on in the next line is none. */
const noBody = String.raw`\s[^={\r\n]{1,300}(?<![(,\s])[ \t]{0,8}(?=[\r\n]|$)`

const patternsByLanguage: Readonly<Record<string, Patterns>> = {
  C: c,
  'C++': c,
  'Objective-C': c,
  'C#': {
    imports: String.raw`using\s`,
    prints: String.raw`Console\.Write`,
    mains: String.raw`(?:public |private )?static (?:async )?(?:void|int|Task) Main\s?\(`,
  },
  Python: {
    functions: String.raw`(?:async )?def\s`,
    imports: String.raw`import\s|from\s{1,4}[\w.]{1,120}\s{1,4}import\b`,
    prints: String.raw`print\s?\(|(?:log|logger|logging)\.\w{1,12}\(`,
    passes: String.raw`pass[ \t]{0,8}(?:[\r\n#]|$)`,
  },
  JavaScript: javaScript,
  TypeScript: javaScript,
  TSX: javaScript,
  Java: java,
  // Whole functions fit into a line here, and are what it is written for: only what is declared without a body counts.
  Kotlin: {
    ...java,
    functions: `(?:(?:public|private|internal|protected|override|inline|suspend|abstract) ){0,4}fun${noBody}`,
    mains: String.raw`fun main\s?\(`,
  },
  Scala: {
    imports: String.raw`import\s`,
    functions: `(?:(?:private|protected|override|implicit) ){0,4}def${noBody}`,
    prints: String.raw`println\(`,
  },
  Go: {
    functions: String.raw`func\s`,
    imports: String.raw`import\s`,
    prints: String.raw`(?:fmt\.(?:Print|Fprint)|log\.)\w{0,12}\(`,
    mains: String.raw`func main\s?\(`,
  },
  Rust: {
    functions: String.raw`(?:pub(?:\([a-z ]{1,20}\))? )?(?:(?:const|async|unsafe) ){0,3}fn\s`,
    imports: String.raw`(?:pub )?use\s`,
    prints: 'e?println!',
    mains: String.raw`(?:pub )?(?:async )?fn main\s?\(`,
  },
  PHP: {
    functions: String.raw`(?:(?:public|private|protected|static|abstract|final) ){0,4}function\s`,
    imports: String.raw`use\s`,
    prints: String.raw`(?:echo|print|var_dump|print_r)\b`,
  },
  Ruby: {
    functions: String.raw`def\s`,
    imports: String.raw`require(?:_relative)?\b`,
    prints: String.raw`(?:puts|print|p)\s`,
  },
  Perl: { functions: String.raw`sub\s`, imports: String.raw`use\s`, prints: String.raw`(?:print|printf|say)\b` },
  Swift: {
    functions: String.raw`(?:(?:public|private|internal|open|static|override|mutating) ){0,4}func\s`,
    imports: String.raw`import\s`,
    prints: String.raw`print\(`,
  },
  Lua: {
    functions: String.raw`(?:local )?function\b`,
    imports: String.raw`local [\w, ]{1,60} = require\b`,
    prints: String.raw`print\s?\(`,
  },
  Shell: {
    functions: String.raw`(?:function [\w:-]{1,60}|[\w:-]{1,60}\s?\(\))`,
    prints: String.raw`(?:echo|printf)\s`,
  },
}

/** Every pattern with its language, for the test that none of them backtracks. */
export const linePatterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(patternsByLanguage).map(([language, patterns]) => [
    language,
    new RegExp(kinds.map((kind) => `(${patterns[kind] ?? '(?!)'})`).join('|'), 'y'),
  ]),
)

/** Which kinds a language has a pattern for: only these may be measured. */
export const kindsOf = (language: string): readonly Kind[] => {
  const patterns = patternsByLanguage[language]
  return patterns === undefined ? [] : kinds.filter((kind) => patterns[kind] !== undefined)
}

/**
 * Counts lines by what they begin with; `ends` holds the offsets at which they end. `text` is latin1; languages without patterns
 * get only `filled`.
 */
export function countLines(language: string, text: string, ends: Int32Array, lines: number): LineCounts {
  const counts = { filled: 0, functions: 0, imports: 0, prints: 0, passes: 0, directives: 0, mains: 0 }
  const pattern = linePatterns.get(language)
  let at = 0
  for (let line = 0; line < lines; line++) {
    const end = ends[line] as number
    while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
    if (at < end && text.charCodeAt(at) !== 13) {
      counts.filled++
      if (pattern !== undefined) countLine(counts, pattern, text, at)
    }
    at = end + 1
  }
  return counts
}

function countLine(counts: Record<Kind, number>, pattern: RegExp, text: string, at: number): void {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  if (found === null) return
  kinds.forEach((kind, index) => {
    if (found[index + 1] !== undefined) counts[kind]++
  })
  // A `main` is a function as well, where the language counts functions by a word ahead of the name.
  if (found[1] !== undefined && /^(?:func|(?:pub )?(?:async )?fn)\s/.test(found[1])) counts.functions++
}
