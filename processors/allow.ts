// What a person lets pass, as data: findings of one gate in files of a path or a repository, or one finding alone. Entries
// are part of the gate's ruleset, so a verdict says under which list it was made; a finding that is let pass stays in the
// verdict, with the entry's id, and decides nothing (docs/adr/0027).
import { createHash } from 'node:crypto'
import type { File, Finding } from '../schemas/types.ts'
import { globMatcher } from './glob.ts'

/** Gates with findings that may be let pass. */
export const allowingGates = ['malicious', 'secret'] as const
export type AllowingGate = (typeof allowingGates)[number]

/** Every part that is given must hold. */
export type Allowance = {
  readonly gate: AllowingGate
  /** Rule id; null: every rule of the gate. */
  readonly rule: string | null
  /** A glob over the whole path (glob.ts). */
  readonly path: string | null
  /** host/owner/name. */
  readonly repository: string | null
  /** `<file id>:<first line>-<last line>`: there alone. */
  readonly place: string | null
}

export type AllowEntry = Allowance & { readonly id: string; readonly why: string }

/** The same allowance has the same id, whatever its reason and however often it is typed. */
export function allowId({ gate, rule, path, repository, place }: Allowance): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([gate, rule, path, repository, place]))
    .digest('hex')
  return `allow-${hash.slice(0, 12)}`
}

export const placeOf = (fileId: string, { startLine, endLine }: Pick<Finding, 'startLine' | 'endLine'>): string =>
  `${fileId}:${startLine}-${endLine}`

/** The id of the entry that lets a finding pass; null where none does. */
export type Allows = (finding: Pick<Finding, 'rule' | 'startLine' | 'endLine'>) => string | null

/** The entries of one gate, made ready. Of a file they are asked only once it has a finding. */
export function allowsOf(gate: AllowingGate, entries: readonly AllowEntry[]): (file: File) => Allows {
  const own = entries
    .filter((entry) => entry.gate === gate)
    .map((entry) => ({ ...entry, fits: entry.path === null ? () => true : globMatcher(entry.path) }))
  return (file) => {
    const { host, owner, name } = file.repository
    const isNear = ({ fits, repository, place }: (typeof own)[number]): boolean =>
      (repository === null || repository === `${host}/${owner}/${name}`) &&
      (place === null || place.startsWith(`${file.fileId}:`)) &&
      fits(file.path)
    const state: { near: typeof own | null } = { near: null }
    return (finding) => {
      state.near ??= own.filter(isNear)
      const holds = state.near.find(
        ({ rule, place }) =>
          (rule === null || rule === finding.rule) && (place === null || place === placeOf(file.fileId, finding)),
      )
      return holds?.id ?? null
    }
  }
}

/** Entries as the data of a ruleset, by id: none where there are none, and the ruleset is as before. */
export const allowText = (gate: AllowingGate, entries: readonly AllowEntry[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries.filter((entry) => entry.gate === gate).map((entry) => [entry.id, `lets pass ${allowanceText(entry)}`]),
  )

/** What an entry lets pass, in words. */
export const allowanceText = ({ rule, path, repository, place }: Allowance): string =>
  [
    rule ?? 'every rule',
    ...(path === null ? [] : [`in ${path}`]),
    ...(repository === null ? [] : [`of ${repository}`]),
    ...(place === null ? [] : [`at ${place}`]),
  ].join(' ')

/** A finding with the entry that lets it pass. */
export const letPass = (finding: Finding, id: string | null): Finding =>
  id === null ? finding : { ...finding, message: `${finding.message} Let pass by ${id}.` }
