// The part of a proposal that lets findings pass: `[[allow]]` tables, each with a gate, a reason, and where it holds.
import { type AllowEntry, type AllowingGate, allowId, allowingGates } from './allow.ts'
import { malicious } from './malicious/index.ts'
import { meant } from './nearest.ts'
import { secret } from './secret/index.ts'

type Note = (fault: string) => void

/** Entries of one list, and characters of one of their texts. */
const entriesMax = 500
const charactersMax = 500
const keys = ['gate', 'rule', 'path', 'repository', 'finding', 'why'] as const
type Key = (typeof keys)[number]

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isKey = (key: string): key is Key => keys.some((known) => known === key)

/** Sorted by id, each once: the order in which they were typed makes no other ruleset. */
export function allowIn(value: unknown, note: Note): readonly AllowEntry[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > entriesMax) {
    note(`allow: expected at most ${entriesMax} tables [[allow]]`)
    return []
  }
  const entries = value.flatMap((table: unknown, at): readonly AllowEntry[] => entryOf(table, `allow ${at + 1}`, note))
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function entryOf(table: unknown, name: string, note: Note): readonly AllowEntry[] {
  const texts = textsOf(table, name, note)
  if (texts === null) return []
  const gate = allowingGates.find((known) => known === texts.gate)
  const faults = [
    ...(gate === undefined ? [`gate as ${allowingGates.join(' or ')}, found ${texts.gate ?? 'none'}`] : []),
    ...(texts.why === undefined ? ['why with a reason, found none'] : []),
    ...(gate === undefined || texts.rule === undefined ? [] : ruleFaults(gate, texts.rule)),
    ...(texts.repository === undefined || /^[^/]+\/[^/]+\/[^/]+$/.test(texts.repository)
      ? []
      : [`repository as host/owner/name, found ${texts.repository}`]),
    ...(texts.finding === undefined || place.test(texts.finding)
      ? []
      : [`finding as <file id>:<first line>-<last line>, found ${texts.finding}`]),
    ...(texts.path === undefined && texts.repository === undefined && texts.finding === undefined
      ? ['a path, a repository or a finding, found none: a rule is switched off with off']
      : []),
  ]
  for (const fault of faults) note(`${name}: expected ${fault}`)
  if (gate === undefined || faults.length > 0) return []
  const { rule = null, path = null, repository = null, finding = null, why = '' } = texts
  const allowance = { gate, rule, path, repository, place: finding }
  return [{ ...allowance, id: allowId(allowance), why }]
}

const place = /^[0-9a-f]{32}:\d{1,9}-\d{1,9}$/

function textsOf(table: unknown, name: string, note: Note): Partial<Record<Key, string>> | null {
  if (!isTable(table)) {
    note(`${name}: expected a table`)
    return null
  }
  const texts: Partial<Record<Key, string>> = {}
  for (const [key, value] of Object.entries(table)) {
    if (!isKey(key)) note(`${name}: expected ${keys.join(', ')}, found ${key}${meant(key, keys)}`)
    else if (typeof value !== 'string' || value === '' || value.length > charactersMax)
      note(`${name}: expected ${key} as a text of at most ${charactersMax} characters`)
    else texts[key] = value
  }
  return texts
}

/** Rules of users are known where they are read, not here. */
function ruleFaults(gate: AllowingGate, rule: string): readonly string[] {
  const ids = (gate === 'secret' ? secret : malicious).rules.map(({ id }) => id)
  if (ids.includes(rule) || rule.startsWith('user.') || rule.startsWith('pack.')) return []
  return [`a rule of ${gate}, found ${rule}${meant(rule, ids)}`]
}
