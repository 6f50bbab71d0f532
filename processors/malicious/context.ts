// Tells text that runs from text that is only mentioned: comments, prose, patterns to search for, messages to print.
// Nothing here trusts a claim: no file name, no comment and no word such as `test` makes code harmless. Only the place
// counts, and only where the language itself would not run it: inside a comment, or as the direct argument of a call
// that compares, searches, prints or raises. Everything in doubt runs.
import { type Family, inertFamilies, shellFamilies } from './families.ts'
import { lex, type Region } from './lexer.ts'
import type { Span } from './model.ts'

/** Whether a place can run. `runners` are the places that run or evaluate something. */
export type Live = (span: Span, quoted: boolean) => boolean

// The call or comparison that takes the string as its own argument, so that the string is looked for, shown or raised.
const inspects =
  /(?:\b(?:re\.(?:compile|search|match|fullmatch|findall|finditer|sub|split)|new RegExp|RegExp|regexp\.(?:Must)?Compile|Pattern\.compile|Regex|preg_match(?:_all)?|preg_replace|strpos|stripos|str_contains|strstr|fnmatch|startsWith|startswith|endsWith|endswith|includes|contains|indexOf|HasPrefix|HasSuffix|Contains|test|match|matches|search)\s*\(\s*[rbufRBUF@$]{0,2}|[=!]==?\s*[rbuf]?|=~\s*|\bin\s+)$/
const shows =
  /(?:\b(?:print|println!?|printf|fprintf|eprintln!?|panic!?|puts|pprint|echo|Error|Exception|TypeError|ValueError|RuntimeError|fail|skip|warn|console\.\w{1,8}|log(?:ger|ging)?\.\w{1,9}|log|LOG|Log\.\w{1,9}|fmt\.\w?[Pp]rint\w{0,3}|errors\.New|expect|assert\w{0,20}|describe|it|test|toBe|toEqual|toContain|toMatch|t\.(?:Error|Log|Fatal)f?|Write-(?:Host|Output|Warning|Verbose)|MsgBox)\s*!?\(?\s*[rbufRBUF]{0,2}|\b(?:help|description|desc|message|msg|title|summary|reason|why|label|placeholder|usage|epilog|doc|comment|note|tooltip|remediation|recommendation)["']?\s*[:=]\s*[rbuf]?)$/
// A shell has no such thing inside a command.
const regexText = /\\[sbdwSBDW][*+?)\\|]|\.\*|\(\?[:=!i]|\[\^|\\\./

const yamlRuns =
  /(?:^|\n)\s*-?\s*"?(?:run|script|command|commands|args|entrypoint|cmd|shell|exec|before_script|after_script|runcmd|bootcmd|postStart|preStop|ExecStart|jobs|steps|services|apiVersion|privileged|ansible\.builtin\.\w+|pull_request_target|post-install|hooks)"?\s*:|^#cloud-config/

// A call inside a string literal is text, unless something close by runs text; a literal of many lines is a program of
// its own, which may be run from anywhere in the file.
const callText = /[\w$]\s?\(/
const runnerBytes = 400
const argumentBytes = 60

export type Context = {
  readonly live: Live
  /** Whether a place stands inside a string or a regular expression. */
  readonly isQuoted: (span: Span) => boolean
  /** Whether a place stands in a comment, or in a text that runs nothing at all. */
  readonly isComment: (span: Span) => boolean
}

const inert: Context = { live: () => false, isQuoted: () => true, isComment: () => true }

/** What can run in a file; the file is lexed when it is first asked. */
export function contextOf(text: string, family: Family, runners: () => readonly Span[]): Context {
  if (inertFamilies.has(family)) return inert
  if (family === 'yaml' && !yamlRuns.test(text)) return inert
  let regions: readonly Region[] | null = null
  let running: readonly Span[] | null = null
  const regionOf = (span: Span): Region | null => {
    regions ??= lex(text, family)
    return find(regions, span.start)
  }
  const runnersOutside = (): readonly Span[] => {
    running ??= runners().filter((span) => regionOf(span) === null)
    return running
  }
  const isArgument = (region: Region): boolean =>
    runnersOutside().some((span) => span.end <= region.start && region.start - span.end < argumentBytes)
  const isRun = (region: Region): boolean => {
    const anywhere = text.slice(region.start, region.end).includes('\n')
    return runnersOutside().some(
      (span) => anywhere || (span.start < region.end + runnerBytes && span.end > region.start - runnerBytes),
    )
  }
  const live: Live = (span, quoted) => {
    const region = regionOf(span)
    if (region === null) return true
    if (quoted && region.kind !== 'comment') return true
    if (region.kind !== 'string') return family === 'html' && !covers(region, span)
    if (isInterpolated(text, region, span, family)) return true
    if (isShown(text, region) || (isPattern(text, region) && !isArgument(region))) return false
    return shellFamilies.has(family) || !callText.test(text.slice(span.start, span.end)) || isRun(region)
  }
  return {
    live,
    isQuoted: (span) => {
      const region = regionOf(span)
      if (region === null || region.kind === 'comment' || isJoined(text, region, span)) return false
      return !isInterpolated(text, region, span, family)
    },
    isComment: (span) => regionOf(span)?.kind === 'comment',
  }
}

const interpolations: ReadonlyMap<Family, string> = new Map<Family, string>([
  ['js', '\u0024{'],
  ['py', '{'],
  ['rb', '#{'],
  ['cs', '{'],
])

// Text put together from pieces: `'sys' . 'tem'`, `'ev' + 'al'`.
const isJoined = (text: string, region: Region, span: Span): boolean =>
  !covers(region, span) && /^\s{0,3}[.+]/.test(text.slice(region.end, region.end + 4))

// Code inside a template is code: `${..}` in JavaScript, `{..}` in Python's f-strings, `#{..}` in Ruby.
function isInterpolated(text: string, region: Region, span: Span, family: Family): boolean {
  const opening = interpolations.get(family)
  if (opening === undefined) return false
  const first = text[region.start]
  if (family === 'js' && first !== '`') return false
  if (family === 'py' && !/[fF][rR]?$/.test(text.slice(Math.max(0, region.start - 2), region.start))) return false
  if (family === 'cs' && text[region.start - 1] !== '$') return false
  const open = text.lastIndexOf(opening, span.start)
  return open > region.start && open > text.lastIndexOf('}', span.start)
}

const covers = (region: Region, span: Span): boolean => region.start <= span.start && span.end <= region.end

// A regular expression, unless it is handed to something that runs it: sed and grep are part of commands too.
function isPattern(text: string, region: Region): boolean {
  const literal = text.slice(region.start, Math.min(region.end, region.start + 400))
  return literal.length < 400 && !literal.includes('\n') && regexText.test(literal)
}

function isShown(text: string, region: Region): boolean {
  const before = text.slice(Math.max(0, region.start - 80), region.start)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const holder = line.trim() === '' ? before.trimEnd() : line
  if (inspects.test(holder)) return true
  // A message that is then piped somewhere is not only shown.
  return shows.test(holder) && !/^\s*[)}]?\s*(?:\||>|<<<)/.test(text.slice(region.end, region.end + 8))
}

function find(regions: readonly Region[], offset: number): Region | null {
  let low = 0
  let high = regions.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const region = regions[middle] as Region
    if (region.end <= offset) low = middle + 1
    else if (region.start > offset) high = middle - 1
    else return region
  }
  return null
}
