// The user's rule packs beside the product's own rules. A pack is read and compiled outside (runtime/malicious-pack.ts);
// here it is a pure function from bytes to hits. A hit names its pack, file and version.
// GuardDog's published rules say what they identify: `capability.*` alone is only noted, and `threat.*` rejects only
// beside something that runs, evaluates or sends, as the product's own rules do. Any other rule decides by its severity.
import type { Finding, Severity } from '../../schemas/types.ts'
import type { JudgedFile } from '../processor.ts'
import { evidenceOf } from './evidence.ts'
import type { Span } from './model.ts'

/** A rule of a pack that held on a file: byte places of its strings, and what its metadata says. */
export type PackHit = {
  readonly rule: string
  readonly file: string
  readonly severity: string | null
  readonly identifies: string | null
  readonly description: string | null
  /** Globs of the paths the rule is meant for; all where null. */
  readonly paths: readonly string[] | null
  readonly places: readonly { readonly offset: number; readonly length: number }[]
}

export type RulePack = {
  readonly name: string
  /** sha256 of the pack's files, so that the ruleset hash changes with them. */
  readonly version: string
  /** What compiles and scans it, with its version, for the same reason. */
  readonly engine: string
  readonly scan: (content: Buffer) => readonly PackHit[]
}

/** What identifies packs in the ruleset. */
export const packText = (packs: readonly RulePack[]): Readonly<Record<string, string>> =>
  Object.fromEntries(packs.map((pack) => [`pack:${pack.name}`, `${pack.version} ${pack.engine}`]))

type Line = (offset: number) => number

/** Findings of all packs in a file. `capable`: the file runs, evaluates or sends something. */
export function packFindings(
  packs: readonly RulePack[],
  file: JudgedFile,
  line: Line,
  capable: boolean,
): readonly Finding[] {
  return packs.flatMap((pack) => {
    const hits = pack.scan(file.content).filter((hit) => isMeantFor(hit, file.path))
    const hasCapability = capable || hits.some((hit) => hit.identifies?.startsWith('capability') === true)
    return hits.map((hit) => findingOf(pack, hit, file, line, hasCapability))
  })
}

const isMeantFor = (hit: PackHit, path: string): boolean => hit.paths?.some((glob) => isLike(path, glob.trim())) ?? true

// Globs of packs know only `*`, which also crosses slashes.
function isLike(path: string, glob: string): boolean {
  const parts = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(path)
}

function findingOf(pack: RulePack, hit: PackHit, file: JudgedFile, line: Line, capable: boolean): Finding {
  const place = hit.places[0]
  const span: Span | null = place === undefined ? null : { start: place.offset, end: place.offset + place.length }
  return {
    rule: `pack.${pack.name}.${hit.rule}`,
    severity: severityOf(hit, capable),
    startLine: span === null ? 0 : line(span.start),
    endLine: span === null ? 0 : line(Math.max(span.start, span.end - 1)),
    message: `${hit.description ?? hit.rule} (pack ${pack.name}, file ${hit.file}, version ${pack.version.slice(0, 12)})`,
    evidence: span === null ? '' : evidenceOf(file.content, file.text, span),
    measured: null,
    threshold: null,
  }
}

const severities: Readonly<Record<string, Severity>> = {
  info: 'info',
  informational: 'info',
  low: 'low',
  medium: 'medium',
  moderate: 'medium',
  high: 'high',
  critical: 'critical',
}

function severityOf(hit: PackHit, capable: boolean): Severity {
  if (hit.identifies?.startsWith('capability') === true) return 'info'
  const stated = severities[(hit.severity ?? '').toLowerCase()] ?? 'high'
  const isLoneThreat = hit.identifies?.startsWith('threat') === true && !capable
  return isLoneThreat && (stated === 'high' || stated === 'critical') ? 'medium' : stated
}
