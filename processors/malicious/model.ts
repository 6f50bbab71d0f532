// The language malicious rules are written in: leaves find text, conditions join them, a rule says what they mean.
// A rule is capability x threat: what the code can do (a label shared by many signatures) joined with what gives the
// intent away (a leaf of the rule's own). Rules without a leaf of their own are refused when the ruleset is built.
import type { Severity } from '../../schemas/types.ts'
import type { RuleExample } from '../processor.ts'
import type { Family } from './families.ts'

/** What code can do, whatever its language; alone it is only counted. */
export type Capability =
  | 'exec'
  | 'eval'
  | 'decode'
  | 'download'
  | 'send'
  | 'socket'
  | 'read'
  | 'write'
  | 'delete'
  | 'environment'
  | 'encrypt'
  | 'walk'
  | 'hide'
  | 'request'

/** Text to find: one keyword is in every match, the pattern is tried at the keyword (see processors/rules.ts). */
export type Leaf = {
  readonly keywords: readonly string[]
  readonly pattern: RegExp | null
  readonly before?: number
  readonly after?: number
  /** Counts also where it is only searched for or shown: address patterns of a clipboard thief, the text of a ransom note. */
  readonly quoted?: boolean
  /** Languages in which it means anything; all where left out. */
  readonly families?: readonly Family[]
}

/** A signature of a capability. */
export type Signature = Leaf & { readonly id: string; readonly capability: Capability }

/** A place in the file, in bytes. */
export type Span = { readonly start: number; readonly end: number }

/** Looks at a match in its text, where a regular expression cannot tell. Pure. */
export type Test = (text: string, span: Span) => boolean

/** A test with the name it has in the ruleset's text, and what sets it apart from others of that name. */
export type Look = { readonly name: string; readonly test: Test; readonly parameters?: readonly (string | number)[] }

/** What must hold. The first part of a joined condition is the threat: its places are the finding's places. */
export type Condition =
  | Capability
  | Leaf
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'near'; readonly lines: number; readonly of: readonly Condition[] }
  | { readonly op: 'statement'; readonly of: readonly Condition[] }
  | { readonly op: 'command'; readonly of: Condition }
  | { readonly op: 'count'; readonly least: number; readonly of: readonly Condition[] }
  | { readonly op: 'where'; readonly of: Condition; readonly look: Look }
  | { readonly op: 'path'; readonly path: RegExp; readonly of: Condition }
  | { readonly op: 'inside'; readonly families: readonly Family[]; readonly of: Condition }

export type MaliciousRule = {
  readonly id: string
  readonly severity: Severity
  readonly why: string
  readonly when: Condition
  /** `live`: only where the text can run. `anywhere`: comments, prose and data too, for text that is itself the attack. */
  readonly scope?: 'live' | 'anywhere'
  readonly matches: readonly RuleExample[]
  readonly misses: readonly RuleExample[]
}

/** A category's rules; the category is the first part of every id. */
export type RuleSet = { readonly category: string; readonly rules: readonly MaliciousRule[] }

/** A leaf. */
export const is = (
  keywords: readonly string[],
  pattern: RegExp | null,
  rest: Omit<Leaf, 'keywords' | 'pattern'> = {},
): Leaf => ({
  keywords,
  pattern,
  ...rest,
})

/** Every part somewhere in the file. */
export const all = (...of: readonly Condition[]): Condition => ({ op: 'all', of })
/** One part at least. */
export const any = (...of: readonly Condition[]): Condition => ({ op: 'any', of })
/** Every part within so many lines of the first. */
export const near = (lines: number, ...of: readonly Condition[]): Condition => ({ op: 'near', lines, of })
/** Every part in the statement of the first: no line ends between them but inside brackets or after a continuation. */
export const statement = (...of: readonly Condition[]): Condition => ({ op: 'statement', of })
/** Text of a shell command: in a shell language it runs as it stands, elsewhere it must stand beside something that runs it. */
export const command = (of: Condition): Condition => ({ op: 'command', of })
/** At least so many of the parts. */
export const count = (least: number, ...of: readonly Condition[]): Condition => ({ op: 'count', least, of })
/** Only matches that pass a test of their text. */
export const where = (of: Condition, look: Look): Condition => ({ op: 'where', of, look })
/** Only in files with such a path. */
export const path = (pattern: RegExp, of: Condition): Condition => ({ op: 'path', path: pattern, of })
/** Only in such languages. */
export const inside = (families: readonly Family[], of: Condition): Condition => ({ op: 'inside', families, of })

const example =
  (path: string, language: string) =>
  (content: string): RuleExample => ({ content, path, language })

/** Examples in a language, for proofs. */
export const sh = example('a.sh', 'Shell')
export const py = example('a.py', 'Python')
export const js = example('a.js', 'JavaScript')
export const php = example('a.php', 'PHP')
export const rb = example('a.rb', 'Ruby')
export const pl = example('a.pl', 'Perl')
export const ps = example('a.ps1', 'PowerShell')
export const bat = example('a.bat', 'Batchfile')
export const vb = example('a.vbs', 'VBScript')
export const go = example('a.go', 'Go')
export const lua = example('a.lua', 'Lua')
export const java = example('A.java', 'Java')
export const cs = example('A.cs', 'C#')
export const c = example('a.c', 'C')
export const rust = example('a.rs', 'Rust')
export const scpt = example('a.applescript', 'AppleScript')
export const yml = example('a.yaml', 'YAML')
export const md = example('a.md', 'Markdown')
/** An example at a path that matters. */
export const at = (path: string, content: string, language = 'unknown'): RuleExample => ({ content, path, language })
