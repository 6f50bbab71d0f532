// Where a match stands: the whole name it is assigned to, how it is assigned, the line, and whether a bare word is a literal.
import type { JudgedFile } from '../processor.ts'
import type { Match } from '../rules.ts'
import { closes, valueHalf } from './syntax.ts'

/** Languages in which an unquoted word after a name is a value, not a variable. */
const literalLanguages: ReadonlySet<string> = new Set(
  (
    'unknown,YAML,INI,TOML,Java Properties,Dotenv,Shell,Dockerfile,Text,Markdown,reStructuredText,AsciiDoc,Batchfile,Git Config,' +
    'NPM Config,ApacheConf,Nginx,Makefile,SSH Config,Option List,desktop,Jinja,Diff,Public Key,HTTP,curlrc,Wget Config,Org,Textile,CSV'
  ).split(','),
)

export type Context = {
  /** The name's own words in lower case: `db.setMyPass-word` gives `set my pass word`, the part after the last dot. */
  readonly words: readonly string[]
  /** The name in lower case with letters and digits only. */
  readonly name: string
  /** What assigns: `=`, `:`, `,`, `(`, `>` and the like, as written; empty where there is none. */
  readonly sign: string
  /** Whether the name stands in quotes of its own. */
  readonly nameQuoted: boolean
  /** The line from its start to the match, and from the match's end. */
  readonly ahead: string
  readonly behind: string
  /** Whether the language takes a bare word for a literal. */
  readonly bareIsLiteral: boolean
}

const reach = 240

const halves = new RegExp(`^${closes}${valueHalf}`)

/** In a comment a bare word is a value in every language. */
const isSpoken = (ahead: string): boolean => /^\s*(?:\/\/|#|\*|--|;|%|\/\*|<!--|REM\b)/.test(ahead)

/** Looks at most 240 bytes to either side, so that a line of a mebibyte costs no more than another. */
export function contextOf(file: JudgedFile, text: string, match: Match): Context {
  const before = text.slice(Math.max(0, match.start - reach), match.start)
  const ahead = before.slice(before.lastIndexOf('\n') + 1)
  const own = text.slice(match.start, Math.min(match.end, match.start + 200))
  const head = ahead.slice(nameStart(ahead))
  const tail = /^[\w.-]{0,60}/.exec(own)?.[0] ?? ''
  const half = halves.test(own.slice(tail.length))
  const sign = half
    ? null
    : /^\\?(["'`]?)[\])]*[ \t]*(=>|[!=]==?|\?\?=|\|\|=|:{0,3}=|[?.+]=|->|[:,(>])?/.exec(own.slice(tail.length))
  const full = head + tail
  const aheadOfName = ahead.slice(0, ahead.length - head.length)
  return {
    words: wordsOf(
      /\.(?:[cm]?[jt]sx?|py|json|ya?ml|pem|key|txt|md|go|html?|css|lock)$/.test(full) ? 'file' : lastPart(full),
    ),
    name: full.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    sign: sign?.[2] ?? '',
    nameQuoted: sign !== null && sign[1] !== '' && /["'`]#?$/.test(aheadOfName),
    ahead,
    behind: (text.slice(match.end, match.end + reach).split('\n', 1)[0] ?? '').replace(/\r$/, ''),
    bareIsLiteral:
      literalLanguages.has(file.language) || isSpoken(aheadOfName) || (sign?.[2] === '=' && /[&?]$/.test(aheadOfName)),
  }
}

const headMax = 80

/** Where a name that goes on behind a text begins in it: looked for backwards, as an expression would try at each place. */
function nameStart(text: string): number {
  let at = text.length
  while (at > 0 && text.length - at < headMax && inName[text.charCodeAt(at - 1) & 255] === 1) at--
  return at
}

const inName = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w$./-]/.test(String.fromCharCode(byte)) ? 1 : 0))

// `spring.datasource.password` is about a password, `password.encode` about encoding, `password.equals` compares one.
function lastPart(name: string): string {
  const whole = name.replace(/\.(?:equals(?:IgnoreCase)?|eq|is|value|get|default|compareTo)?$/, '')
  return whole.slice(whole.lastIndexOf('.') + 1)
}

/** Splits at separators, digits kept, and where camel case turns. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}
