// Finds comments and string literals, language by language: just enough to know whether a match can run.
// One pass, linear, no parsing; only files in which a rule has already fired are lexed. Where it is wrong it is wrong
// for one line: strings that may not span lines end with theirs, so a stray quote cannot hide the rest of a file.
import type { Family } from './families.ts'

export type Region = { readonly start: number; readonly end: number; readonly kind: 'comment' | 'string' | 'regex' }

type Grammar = {
  readonly line: readonly string[]
  readonly block: readonly (readonly [string, string])[]
  /** Quotes of strings that end with their line, and of those that may span lines. */
  readonly quotes: string
  readonly long: readonly string[]
  readonly escapes: boolean
  readonly regex: boolean
}

const grammar = (rest: Partial<Grammar>): Grammar => ({
  line: [],
  block: [],
  quotes: '"\'',
  long: [],
  escapes: true,
  regex: false,
  ...rest,
})

const cBlock: Grammar['block'] = [['/*', '*/']]
const hash = grammar({ line: ['#'] })
const cLike = grammar({ line: ['//'], block: cBlock })
const none = grammar({ quotes: '' })

const grammars: Readonly<Record<Family, Grammar>> = {
  py: grammar({ line: ['#'], long: ['"""', "'''"] }),
  js: grammar({ line: ['//'], block: [...cBlock, ['<!--', '-->']], long: ['`'], regex: true }),
  php: grammar({ line: ['#', '//'], block: cBlock, quotes: '', long: ['"', "'"] }),
  rb: grammar({ line: ['#'], block: [['\n=begin', '\n=end']], quotes: '', long: ['"', "'"], regex: true }),
  pl: grammar({
    line: ['#'],
    block: [
      ['\n=pod', '\n=cut'],
      ['\n=head', '\n=cut'],
    ],
  }),
  lua: grammar({ line: ['--'], block: [['--[[', ']]']] }),
  go: grammar({ line: ['//'], block: cBlock, long: ['`'] }),
  java: grammar({ line: ['//'], block: cBlock, long: ['"""'] }),
  cs: cLike,
  c: cLike,
  rust: grammar({ line: ['//'], block: cBlock, quotes: '', long: ['"'] }),
  swift: grammar({ line: ['//'], block: cBlock, long: ['"""'] }),
  sh: grammar({ line: ['#'], quotes: '', long: ['"'] }),
  ps: grammar({ line: ['#'], block: [['<#', '#>']], escapes: false }),
  bat: grammar({ line: ['rem ', '::', '@rem '], quotes: '"', escapes: false }),
  vb: grammar({ line: ["'", 'rem '], quotes: '"', escapes: false }),
  apple: grammar({ line: ['--'], block: [['(*', '*)']], quotes: '"' }),
  docker: grammar({ line: ['#'], quotes: '' }),
  make: grammar({ line: ['#'], quotes: '' }),
  yaml: grammar({ line: ['#'], quotes: '' }),
  manifest: grammar({ quotes: '"' }),
  xml: grammar({ block: [['<!--', '-->']], quotes: '' }),
  html: none,
  prose: none,
  data: hash,
  unknown: none,
}

/** Comments, strings and regular expressions of a text, in order. */
export function lex(text: string, family: Family): readonly Region[] {
  if (family === 'html') return markup(text)
  const rules = grammars[family]
  if (rules === none) return []
  const regions: Region[] = []
  const starts = startBytes(rules)
  for (let at = 0; at < text.length; at++) {
    if (starts[text.charCodeAt(at) & 255] === 0) continue
    const region = regionAt(text, at, rules, family)
    if (region === null) continue
    regions.push(region)
    at = Math.max(at, region.end - 1)
  }
  return regions
}

function startBytes(rules: Grammar): Uint8Array {
  const starts = new Uint8Array(256)
  const openings = [...rules.line, ...rules.block.map(([open]) => open), ...rules.quotes, ...rules.long]
  if (rules.regex) openings.push('/')
  for (const opening of openings) {
    starts[opening.charCodeAt(0)] = 1
    starts[opening.toUpperCase().charCodeAt(0)] = 1
  }
  return starts
}

function regionAt(text: string, at: number, rules: Grammar, family: Family): Region | null {
  for (const [open, close] of rules.block) {
    if (text.startsWith(open, at)) return { start: at, end: endOf(text, close, at + open.length), kind: 'comment' }
  }
  for (const open of rules.line) {
    if (isLineComment(text, at, open, family)) return { start: at, end: lineEnd(text, at), kind: 'comment' }
  }
  for (const quote of rules.long) {
    if (!text.startsWith(quote, at)) continue
    const end = stringEnd(text, at + quote.length, quote, rules.escapes, true)
    return { start: at, end, kind: family === 'py' && isDocstring(text, at) ? 'comment' : 'string' }
  }
  const char = text[at] as string
  if (rules.quotes.includes(char) && !isApostrophe(text, at, char, family)) {
    return { start: at, end: stringEnd(text, at + 1, char, rules.escapes, false), kind: 'string' }
  }
  if (rules.regex && char === '/' && opensRegex(text, at)) return regexAt(text, at)
  return null
}

function isLineComment(text: string, at: number, open: string, family: Family): boolean {
  const letters = open.length > 2 || family === 'bat'
  if (!(letters ? text.slice(at, at + open.length).toLowerCase() === open : text.startsWith(open, at))) return false
  const before = at === 0 ? 10 : text.charCodeAt(at - 1)
  if (letters) return before === 10 || before === 32 || before === 9 || before === 64
  // In shells and YAML a hash opens a comment only at the start of a word; elsewhere `//` after a colon is an address.
  if (open === '#' && (family === 'sh' || family === 'yaml' || family === 'docker' || family === 'make')) {
    return before === 10 || before === 32 || before === 9 || before === 59
  }
  return !(open === '//' && before === 58)
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

const endOf = (text: string, close: string, from: number): number => {
  const end = text.indexOf(close, from)
  return end < 0 ? text.length : end + close.length
}

function stringEnd(text: string, from: number, quote: string, escapes: boolean, spans: boolean): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 92 && escapes) at++
    else if (char === 10 && !spans) return at
    else if (char === quote.charCodeAt(0) && text.startsWith(quote, at)) return at + quote.length
  }
  return text.length
}

// A string that is a statement of its own: only white space between it and a line that has ended.
function isDocstring(text: string, at: number): boolean {
  let start = at
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--
  if (start > 0 && text[start - 1] !== '\n') return false
  let previous = start - 1
  while (previous >= 0 && ' \t\r\n'.includes(text[previous] as string)) previous--
  return previous < 0 || !'(,[{=\\+%'.includes(text[previous] as string)
}

// Lifetimes and character literals of C-like languages, apostrophes in shell words.
function isApostrophe(text: string, at: number, char: string, family: Family): boolean {
  if (char !== "'") return false
  if (family === 'c' || family === 'go' || family === 'java' || family === 'cs' || family === 'swift') {
    const end = text.indexOf("'", text[at + 1] === '\\' ? at + 3 : at + 2)
    return end < 0 || end - at > 10
  }
  return false
}

function opensRegex(text: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--
  if (before < 0) return true
  return (
    '(,=:[!&|?{};\n'.includes(text[before] as string) || text.slice(Math.max(0, before - 5), before + 1) === 'return'
  )
}

function regexAt(text: string, at: number): Region | null {
  let inClass = false
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 10) return null
    if (char === 92) i++
    else if (char === 91) inClass = true
    else if (char === 93) inClass = false
    else if (char === 47 && !inClass) return { start: at, end: i + 1, kind: 'regex' }
  }
  return null
}

// Markup runs only inside script elements, event handlers and server tags; everything else is prose.
function markup(text: string): readonly Region[] {
  const regions: Region[] = []
  const code = /<script\b[^>]*>|<\?(?:php|=)|<%|\bon[a-z]{3,20}\s*=\s*["']|javascript:/gi
  let from = 0
  for (let open = code.exec(text); open !== null; open = code.exec(text)) {
    if (open.index > from) regions.push({ start: from, end: open.index, kind: 'comment' })
    const close = closing(open[0])
    const end = text.indexOf(close, open.index + open[0].length)
    from = end < 0 ? text.length : end
    code.lastIndex = Math.max(from, open.index + 1)
  }
  if (from < text.length) regions.push({ start: from, end: text.length, kind: 'comment' })
  return regions
}

function closing(open: string): string {
  if (open.startsWith('<?')) return '?>'
  if (open.startsWith('<%')) return '%>'
  if (open.startsWith('<')) return '</script'
  return open.endsWith("'") ? "'" : '"'
}
