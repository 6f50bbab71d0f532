// A proposal: what somebody would change of the rules, as a file in TOML. It is read whole, and every fault of it is told at
// once, with the rule id that was meant. Where its paths lead is for the caller to say: this is pure.
import { parse, TomlError } from 'smol-toml'
import { families } from './license/policy.ts'
import { malicious } from './malicious/index.ts'
import { meant } from './nearest.ts'
import { allowIn } from './proposal-allow.ts'
import { quality } from './quality/index.ts'
import { type Rating, ratings } from './rating.ts'
import type { LicenseChanges, RuleChanges, ThresholdChange } from './rule-changes.ts'
import { secret } from './secret/index.ts'

export type Proposal = {
  readonly scoreMin: number | null
  readonly changes: RuleChanges
  /** A folder of YARA files and a file of gitleaks' rules, as they are written; relative to the proposal. */
  readonly maliciousRules: string | null
  readonly secretRules: string | null
  /** A pack of licence statements, in the same way. */
  readonly licensePack: string | null
}

export type ProposalRead =
  | { readonly kind: 'read'; readonly proposal: Proposal }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }

type Table = Readonly<Record<string, unknown>>

/** Notes what is wrong; the parse goes on with what is right. */
type Note = (fault: string) => void

const sections: Readonly<Record<string, readonly string[]>> = {
  quality: ['score_min', 'off', 'thresholds'],
  malicious: ['rules', 'off'],
  secret: ['rules', 'off'],
  license: ['pack', 'evidence_required', 'confidence_min', 'unlisted', 'families'],
}

/** Reads a proposal. An empty one is whole: it changes nothing of what is set otherwise. */
export function parseProposal(text: string): ProposalRead {
  const faults: string[] = []
  const note: Note = (fault) => faults.push(fault)
  const table = tomlOf(text, note)
  for (const [name, section] of Object.entries(table)) {
    const known = sections[name]
    if (name === 'allow') continue
    if (known === undefined)
      note(
        `expected [[allow]], [${Object.keys(sections).join('], [')}], found ${name}${meant(name, Object.keys(sections))}`,
      )
    else if (!isTable(section)) note(`${name}: expected a table, found ${told(section)}`)
    else
      for (const key of Object.keys(section).filter((one) => !known.includes(one)))
        note(`${name}: expected ${known.join(', ')}, found ${key}${meant(key, known)}`)
  }
  const part = (name: string): Table => (isTable(table[name]) ? table[name] : {})
  const proposal: Proposal = {
    scoreMin: numberIn(part('quality'), 'score_min', 0, 100, 'quality.score_min', note),
    changes: {
      thresholds: thresholdsOf(part('quality').thresholds, note),
      off: {
        quality: offIn(part('quality'), 'quality', quality.rules, note),
        malicious: offIn(part('malicious'), 'malicious', malicious.rules, note),
        secret: offIn(part('secret'), 'secret', secret.rules, note),
      },
      license: licenseOf(part('license'), note),
      allow: allowIn(table.allow, note),
    },
    maliciousRules: textIn(part('malicious'), 'rules', 'malicious.rules', note),
    secretRules: textIn(part('secret'), 'rules', 'secret.rules', note),
    licensePack: textIn(part('license'), 'pack', 'license.pack', note),
  }
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'read', proposal }
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value)

const told = (value: unknown): string => JSON.stringify(value) ?? String(value)

function tomlOf(text: string, note: Note): Table {
  try {
    return parse(text)
  } catch (error) {
    // smol-toml says the place with the line itself, which it quotes below the first line of its message.
    const place = error instanceof TomlError ? `line ${error.line}: ` : ''
    note(`expected TOML, found ${place}${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}`)
    return {}
  }
}

function numberIn(table: Table, key: string, min: number, max: number, name: string, note: Note): number | null {
  const value = table[key]
  if (value === undefined) return null
  if (typeof value === 'number' && value >= min && value <= max) return value
  note(`${name}: expected a number from ${min} to ${max}, found ${told(value)}`)
  return null
}

function textIn(table: Table, key: string, name: string, note: Note): string | null {
  const value = table[key]
  if (value === undefined) return null
  if (typeof value === 'string' && value !== '') return value
  note(`${name}: expected a path, found ${told(value)}`)
  return null
}

function offIn(table: Table, gate: string, rules: readonly { readonly id: string }[], note: Note): readonly string[] {
  const value = table.off
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    note(`${gate}.off: expected a list of rule ids, found ${told(value)}`)
    return []
  }
  const ids = rules.map(({ id }) => id)
  for (const id of value.filter((one) => !ids.includes(one)))
    note(`${gate}.off: expected a rule of ${gate}, found ${told(id)}${meant(String(id), ids)}`)
  // Sorted, so that the order in which they were typed makes no other ruleset.
  return [...new Set(value.map(String))].sort()
}

const scoreRuleId = 'score.below-threshold'

/** By rule id. TOML reads `characters.digits = 1` as a table in a table: both forms are taken. */
function thresholdsOf(value: unknown, note: Note): RuleChanges['thresholds'] {
  if (value === undefined) return {}
  if (!isTable(value)) {
    note(`quality.thresholds: expected a table, found ${told(value)}`)
    return {}
  }
  const ids = quality.rules.map(({ id }) => id).filter((id) => id !== scoreRuleId)
  const changes: Record<string, ThresholdChange> = {}
  const walk = (table: Table, path: readonly string[]): void => {
    for (const [key, inner] of Object.entries(table)) {
      const id = [...path, key].join('.')
      if (ids.includes(id)) {
        const change = thresholdOf(inner, id, note)
        if (change !== null) changes[id] = change
      } else if (isTable(inner) && ids.some((known) => known.startsWith(`${id}.`))) walk(inner, [...path, key])
      else if (id === scoreRuleId) note('quality.thresholds: expected the least score as quality.score_min')
      else note(`quality.thresholds: expected a rule of quality, found ${id}${meant(id, ids)}`)
    }
  }
  walk(value, [])
  return changes
}

function thresholdOf(value: unknown, id: string, note: Note): ThresholdChange | null {
  if (isNumber(value)) return { value }
  const wrong = (found: unknown): null => {
    note(`quality.thresholds.${id}: expected a number, or { value, languages = { Go = number } }, found ${told(found)}`)
    return null
  }
  if (!isTable(value)) return wrong(value)
  const { value: general, languages, ...more } = value
  if (Object.keys(more).length > 0 || (general === undefined && languages === undefined)) return wrong(value)
  if (general !== undefined && !isNumber(general)) return wrong(general)
  if (languages === undefined) return isNumber(general) ? { value: general } : wrong(value)
  if (!isTable(languages)) return wrong(languages)
  const byLanguage: Record<string, number> = {}
  for (const [language, own] of Object.entries(languages)) {
    if (!isNumber(own)) return wrong(languages)
    byLanguage[language] = own
  }
  return { ...(isNumber(general) ? { value: general } : {}), byLanguage }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isRating = (value: unknown): value is Rating => ratings.some((rating) => rating === value)

function licenseOf(table: Table, note: Note): LicenseChanges {
  const { evidence_required: required, unlisted } = table
  if (required !== undefined && typeof required !== 'boolean')
    note(`license.evidence_required: expected true or false, found ${told(required)}`)
  const confidenceMin = numberIn(table, 'confidence_min', 0, 1, 'license.confidence_min', note)
  return {
    families: familiesOf(table.families, note),
    ...(typeof required === 'boolean' ? { evidenceRequired: required } : {}),
    ...(confidenceMin === null ? {} : { confidenceMin }),
    ...(unlisted === undefined ? {} : { unlisted: ratingOf(unlisted, 'license.unlisted', note) }),
  }
}

function ratingOf(value: unknown, name: string, note: Note): Rating {
  if (isRating(value)) return value
  note(`${name}: expected ${ratings.join(', ')}, found ${told(value)}`)
  return 'unknown'
}

const familyPrefix = 'license.family.'

/** By rule id, or by what stands behind `license.family.`. */
function familiesOf(value: unknown, note: Note): LicenseChanges['families'] {
  if (value === undefined) return {}
  if (!isTable(value)) {
    note(`license.families: expected a table, found ${told(value)}`)
    return {}
  }
  const names = families.map(({ id }) => id.slice(familyPrefix.length))
  const entries = Object.entries(value).map(([key, rating]) => {
    const name = key.startsWith(familyPrefix) ? key.slice(familyPrefix.length) : key
    if (!names.includes(name)) note(`license.families: expected a family, found ${name}${meant(name, names)}`)
    return [`${familyPrefix}${name}`, ratingOf(rating, `license.families.${name}`, note)] as const
  })
  return Object.fromEntries(entries)
}
