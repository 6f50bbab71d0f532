// Rules of the user in gitleaks' TOML format, from text: each becomes a rule of this gate, or is refused with line and reason.
import { parse, TomlError } from 'smol-toml'
import { convertGoRegex } from './go-regex.ts'
import { regexLimits } from './limits.ts'
import type { Allowance, Origin, SecretRule } from './rule.ts'
import { type Section, sectionsOf } from './toml-lines.ts'

export type UserRules = {
  readonly rules: readonly SecretRule[]
  /** What could not be taken over; `id` is empty where the file itself is at fault. */
  readonly refused: readonly Refusal[]
  /** Rules taken over whose keywords could not be read in their regex: a match is looked for round a keyword only. */
  readonly doubtful: readonly { readonly id: string; readonly line: number }[]
}

/** Lines and columns count from 1. */
export type Refusal = {
  readonly id: string
  readonly reason: string
  readonly line: number
  readonly column?: number
}

type Table = Readonly<Record<string, unknown>>

/** A table with the place of its header and keys, and who is told what is wrong in it. */
type Placed = {
  readonly id: string
  readonly table: Table
  readonly section: Section
  /** Sections below it, of its allowlists. */
  readonly below: readonly Section[]
  readonly refused: Refusal[]
}

/** Converts a file. Never throws: a file that is no TOML gives no rules and one refusal. */
export function rulesFromGitleaks(toml: string, origin: Origin): UserRules {
  const parsed = parsedToml(toml)
  if ('reason' in parsed) return { rules: [], refused: [parsed], doubtful: [] }
  const refused: Refusal[] = []
  const { top, rules: placed } = placesIn(parsed.table, sectionsOf(toml), refused)
  if (parsed.table.extend !== undefined)
    refuse(top, '`extend` is not followed: this gate has its own rules', lineOfTable(top, 'extend'))
  const everywhere = allowances(top)
  const rules: { readonly rule: SecretRule; readonly line: number }[] = []
  const ids = new Set<string>()
  for (const each of placed) {
    const { id, section } = each
    const rule = id === '' ? 'a rule has no id' : ids.has(id) ? 'two rules have this id' : ruleOf(each, everywhere)
    ids.add(id)
    if (rule === null) continue
    if (typeof rule === 'string') refuse(each, rule, lineOf(section, 'id'))
    else rules.push({ rule: { ...rule, origin }, line: lineOf(section, 'keywords') })
  }
  if (rules.length + refused.length === 0) refuse(top, 'it has no [[rules]]', 1)
  const doubtful = rules
    .filter(({ rule: { keywords, pattern } }) => !keywords.some((word) => isInside(word, String(pattern))))
    .map(({ rule, line }) => ({ id: rule.id, line }))
  return { rules: rules.map(({ rule }) => rule), refused, doubtful }
}

/** The file's own table and those of its rules, each with its sections. */
function placesIn(table: Table, sections: readonly Section[], refused: Refusal[]) {
  const [root = { name: '', line: 1, lines: new Map() }] = sections
  const heads = sections.flatMap(({ name }, index) => (name === 'rules' ? [index] : []))
  const own = sections.filter(({ name }) => !/^rules\b/.test(name))
  const top: Placed = { id: '', table, section: root, below: own, refused }
  const rules = tables(table.rules).map((rule, index): Placed => {
    const head = heads[index] ?? sections.length
    const section = sections[head] ?? { name: 'rules', line: lineOf(root, 'rules'), lines: new Map() }
    const below = sections.slice(head + 1, heads[index + 1])
    return { id: text(rule.id), table: rule, section, below: below.map(relative), refused }
  })
  return { top, rules }
}

/** A section below a rule by its name in that rule; one of the file's own, between two rules, is none of it. */
const relative = (section: Section): Section => ({
  ...section,
  name: section.name.startsWith('rules.') ? section.name.slice('rules.'.length) : '',
})

const refuse = ({ id, refused }: Placed, reason: string, line: number): null => {
  refused.push({ id, reason, line })
  return null
}

/** The line of a key, or of one of the texts in its value. */
const lineOf = ({ line, lines }: Section, key: string, item?: number): number => {
  const known = lines.get(key) ?? []
  return (item === undefined ? undefined : known[item + 1]) ?? known[0] ?? line
}

const lineOfTable = ({ below, section }: Placed, name: string): number =>
  below.find((each) => each.name === name)?.line ?? lineOf(section, name)

// Lazy runs of name characters at the start cost much and find nothing more: the match begins at the keyword.
const leads = /^(\(\?[a-z]+\))?\[\\w\.-\]\{0,\d+\}\?(?:(\(\?i:)\[\\w\.-\]\{0,\d+\}\?)?/

/** Null where it is refused, or where only more than one thing could say why. */
function ruleOf(placed: Placed, everywhere: readonly Allowance[]): SecretRule | string | null {
  const { id, table, section } = placed
  const source = text(table.regex)
  if (source === '') return 'it has no regex: a path alone is not judged here'
  const keywords = texts(table.keywords).map((word) => word.toLowerCase())
  if (keywords.length === 0) return 'it has no keywords: give at least one literal that every match has in it'
  const odd = keywords.findIndex((word) => !/^[ -~]+$/.test(word))
  if (odd >= 0)
    return refuse(
      placed,
      'keywords are matched on bytes: each is of ASCII characters, at least one',
      lineOf(section, 'keywords', odd),
    )
  if (table.required !== undefined || table.skipReport === true)
    return 'a rule of several parts (required, skipReport) is not followed'
  const converted = convertGoRegex(source.replace(leads, '$1$2'))
  if (converted.kind === 'refused') return refuse(placed, converted.reason, lineOf(section, 'regex'))
  const group = typeof table.secretGroup === 'number' ? table.secretGroup : 0
  if (group > converted.groups)
    return refuse(
      placed,
      `secretGroup is ${group}, and the regex has ${converted.groups} groups`,
      lineOf(section, 'secretGroup'),
    )
  const path = text(table.path) === '' ? null : convertGoRegex(text(table.path), 'path')
  if (path?.kind === 'refused') return refuse(placed, `path: ${path.reason}`, lineOf(section, 'path'))
  return {
    id: `user.${id}`,
    group: 'rules of the user',
    why: text(table.description) || 'A rule of the user.',
    severity: 'high',
    keywords,
    pattern: converted.regex,
    before: regexLimits.before,
    after: regexLimits.after,
    policy: 'redact',
    check: 'entropy',
    entropyMin: typeof table.entropy === 'number' ? table.entropy : 0,
    rank: 2,
    ...(group > 0 ? { valueGroup: group } : {}),
    ...(path === null ? {} : { path: path.regex }),
    allow: [...everywhere, ...allowances(placed)],
    matches: [],
    misses: [],
  }
}

/** Whether a keyword stands in a regex, cases written out as classes (`[Oo]kta`) included. */
const isInside = (word: string, source: string): boolean =>
  source
    .toLowerCase()
    .replaceAll(/\[([a-z])\1\]/g, '$1')
    .replaceAll(/\\(.)/g, '$1')
    .includes(word)

/** `allowlist` and `allowlists` of a table. What names commits only has no meaning here and is refused. */
function allowances(placed: Placed): readonly Allowance[] {
  const { table, section, below } = placed
  const kinds = [
    ['allowlists', tables(table.allowlists)],
    ['allowlist', isTable(table.allowlist) ? [table.allowlist] : []],
  ] as const
  return kinds.flatMap(([kind, lists]) => {
    const sections = below.filter(({ name }) => name === kind)
    return lists.flatMap((list, index) => {
      const at = sections[index] ?? { name: kind, line: lineOf(section, kind), lines: new Map() }
      const regexes = converted(list, 'regexes', at, placed)
      const paths = converted(list, 'paths', at, placed)
      const stopwords = texts(list.stopwords).map((word) => word.toLowerCase())
      if (texts(list.regexes).length + texts(list.paths).length + stopwords.length === 0) {
        refuse(placed, 'an allowlist names nothing that is judged here', at.line)
        return []
      }
      if (list.targetRules !== undefined) {
        const line = lineOf(at, 'targetRules')
        refuse(placed, 'an allowlist with targetRules is not followed: put it into those rules', line)
        return []
      }
      const target = list.regexTarget === 'line' ? 'line' : list.regexTarget === 'match' ? 'match' : 'secret'
      return [{ regexes, paths, stopwords, target, all: text(list.condition).toUpperCase() === 'AND' } as const]
    })
  })
}

function converted(list: Table, key: 'regexes' | 'paths', at: Section, placed: Placed): readonly RegExp[] {
  return texts(list[key]).flatMap((source, item) => {
    const regex = convertGoRegex(source, key === 'paths' ? 'path' : 'line')
    if (regex.kind === 'regex') return [regex.regex]
    refuse(placed, `allowlist: ${regex.reason}`, lineOf(at, key, item))
    return []
  })
}

function parsedToml(toml: string): { readonly table: Table } | Refusal {
  try {
    const table: unknown = parse(toml)
    return isTable(table) ? { table } : { id: '', reason: 'the file is empty', line: 1 }
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    const reason = `not TOML: ${message.replace(/^Invalid TOML document: /, '')}`
    return error instanceof TomlError
      ? { id: '', reason, line: error.line, column: error.column }
      : { id: '', reason, line: 1 }
  }
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value)
const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.filter(isTable) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
