// Where a match stands: the whole name it is assigned to, the line, and whether a bare word there is a literal.
import type { JudgedFile } from '../processor.ts'
import type { Match } from '../rules.ts'

/** Languages in which an unquoted word after a name is a value, not a variable. */
const literalLanguages: ReadonlySet<string> = new Set([
  'unknown',
  'YAML',
  'INI',
  'TOML',
  'Java Properties',
  'Dotenv',
  'Shell',
  'Dockerfile',
  'Text',
  'Markdown',
  'reStructuredText',
  'Batchfile',
  'Git Config',
  'NPM Config',
  'ApacheConf',
  'Nginx',
  'Makefile',
  'SSH Config',
  'desktop',
  'Public Key',
  'Jinja',
  'Helm',
  'Diff',
  'Unix Assembly',
])

export type Context = {
  /** The identifier that the keyword is part of, in lower case without separators: `db_Pass-word` gives `dbpassword`. */
  readonly name: string
  /** The line from its start to the match. */
  readonly ahead: string
  /** The line after the match. */
  readonly behind: string
  /** Whether the language takes a bare word for a literal. */
  readonly bareIsLiteral: boolean
}

const reach = 240

/** Looks at most 240 bytes to either side, so that a line of a mebibyte costs no more than another. */
export function contextOf(file: JudgedFile, text: string, match: Match): Context {
  const before = text.slice(Math.max(0, match.start - reach), match.start)
  const ahead = before.slice(before.lastIndexOf('\n') + 1)
  const head = /[\w$.-]{0,60}$/.exec(ahead)?.[0] ?? ''
  const tail = /^[\w.-]{0,60}/.exec(text.slice(match.start, match.start + 60))?.[0] ?? ''
  return {
    name: (head + tail).toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    ahead,
    behind: text.slice(match.end, match.end + reach).split('\n', 1)[0] ?? '',
    bareIsLiteral: literalLanguages.has(file.language),
  }
}
