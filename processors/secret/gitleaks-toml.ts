// Rules of the user in gitleaks' TOML format, from text: each becomes a rule of this gate, or is refused with the reason.
import { parse } from 'smol-toml'
import { convertGoRegex } from './go-regex.ts'
import type { Allowance, Origin, SecretRule } from './rule.ts'

export type UserRules = {
  readonly rules: readonly SecretRule[]
  /** What could not be taken over; `id` is empty where the file itself is at fault. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  /** Rules taken over whose keywords could not be read in their regex: a match is looked for round a keyword only. */
  readonly doubtful: readonly string[]
}

type Table = Readonly<Record<string, unknown>>

/** Converts a file. Never throws: a file that is no TOML gives no rules and one refusal. */
export function rulesFromGitleaks(toml: string, origin: Origin): UserRules {
  const parsed = parsedToml(toml)
  if (typeof parsed === 'string') return { rules: [], refused: [{ id: '', reason: parsed }], doubtful: [] }
  const refused: { id: string; reason: string }[] = []
  if (parsed.extend !== undefined)
    refused.push({ id: '', reason: '`extend` is not followed: this gate has its own rules' })
  const everywhere = allowances(parsed, refused, '')
  const rules: SecretRule[] = []
  const ids = new Set<string>()
  for (const table of tables(parsed.rules)) {
    const id = text(table.id)
    const rule =
      id === '' ? 'a rule has no id' : ids.has(id) ? 'two rules have this id' : ruleOf(id, table, everywhere, refused)
    ids.add(id)
    if (typeof rule === 'string') refused.push({ id, reason: rule })
    else rules.push({ ...rule, origin })
  }
  if (rules.length + refused.length === 0) refused.push({ id: '', reason: 'it has no [[rules]]' })
  const doubtful = rules
    .filter(({ keywords, pattern }) => !keywords.some((word) => isInside(word, String(pattern))))
    .map(({ id }) => id)
  return { rules, refused, doubtful }
}

function ruleOf(
  id: string,
  table: Table,
  everywhere: readonly Allowance[],
  refused: { id: string; reason: string }[],
): SecretRule | string {
  const source = text(table.regex)
  if (source === '') return 'it has no regex: a path alone is not judged here'
  const keywords = texts(table.keywords).map((word) => word.toLowerCase())
  if (keywords.length === 0) return 'it has no keywords: give at least one literal that every match has in it'
  if (keywords.some((word) => !/^[ -~]+$/.test(word)))
    return 'keywords are matched on bytes: each is of ASCII characters, at least one'
  if (table.required !== undefined || table.skipReport === true)
    return 'a rule of several parts (required, skipReport) is not followed'
  // A lazy run of name characters at the start costs much and finds nothing more: the match begins at the keyword.
  const converted = convertGoRegex(source.replace(/^(\(\?[a-z]+\))?\[\\w\.-\]\{0,\d+\}\?/, '$1'))
  if (converted.kind === 'refused') return converted.reason
  const group = typeof table.secretGroup === 'number' ? table.secretGroup : 0
  if (group > converted.groups) return `secretGroup is ${group}, and the regex has ${converted.groups} groups`
  const path = text(table.path) === '' ? null : convertGoRegex(text(table.path))
  if (path?.kind === 'refused') return `path: ${path.reason}`
  return {
    id: `user.${id}`,
    group: 'rules of the user',
    why: text(table.description) || 'A rule of the user.',
    severity: 'high',
    keywords,
    pattern: converted.regex,
    before: 256,
    after: 1024,
    policy: 'redact',
    check: 'entropy',
    entropyMin: typeof table.entropy === 'number' ? table.entropy : 0,
    rank: 2,
    ...(group > 0 ? { valueGroup: group } : {}),
    ...(path === null ? {} : { path: path.regex }),
    allow: [...everywhere, ...allowances(table, refused, id)],
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
function allowances(table: Table, refused: { id: string; reason: string }[], id: string): readonly Allowance[] {
  const lists = [...tables(table.allowlists), ...(isTable(table.allowlist) ? [table.allowlist] : [])]
  return lists.flatMap((list) => {
    const regexes = converted(list.regexes, refused, id)
    const paths = converted(list.paths, refused, id)
    const stopwords = texts(list.stopwords).map((word) => word.toLowerCase())
    if (regexes.length + paths.length + stopwords.length === 0) {
      refused.push({ id, reason: 'an allowlist names nothing that is judged here' })
      return []
    }
    if (list.targetRules !== undefined) {
      refused.push({ id, reason: 'an allowlist with targetRules is not followed: put it into those rules' })
      return []
    }
    const target = list.regexTarget === 'line' ? 'line' : list.regexTarget === 'match' ? 'match' : 'secret'
    return [{ regexes, paths, stopwords, target, all: text(list.condition).toUpperCase() === 'AND' } as const]
  })
}

function converted(value: unknown, refused: { id: string; reason: string }[], id: string): readonly RegExp[] {
  return texts(value).flatMap((source) => {
    const regex = convertGoRegex(source)
    if (regex.kind === 'regex') return [regex.regex]
    refused.push({ id, reason: `allowlist: ${regex.reason}` })
    return []
  })
}

function parsedToml(toml: string): Table | string {
  try {
    const parsed: unknown = parse(toml)
    return isTable(parsed) ? parsed : 'the file is empty'
  } catch (error) {
    return `not TOML: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'unknown'}`
  }
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value)
const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.filter(isTable) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
