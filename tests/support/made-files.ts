// Made-up files, and what the processors said of them: the same for the same index, everywhere.
import { createHash } from 'node:crypto'
import type { Decision, File, Finding, Repository, Verdict } from '../../schemas/types.ts'

export const partitionCount = 6
const languages = ['TypeScript', 'Python', 'Go', 'Rust', 'Java', 'C', 'Ruby', 'Shell']
export const processors = ['quality', 'malicious', 'secret', 'license'] as const
const rulesets = processors.map((name) => sha256(`ruleset ${name}`))
export const startedAt = Date.UTC(2026, 0, 1)

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A small generator of numbers in [0, 1): the same for the same seed, everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const repositoryOf = (index: number): Repository => ({
  host: 'github.com',
  owner: `owner-${index % 97}`,
  name: `repository-${index}`,
  url: `https://github.com/owner-${index % 97}/repository-${index}`,
  commit: sha256(`commit ${index}`).slice(0, 40),
  declaredLicense: 'MIT',
})

export const submissionOf = ({ host, owner, name, commit }: Repository): string => `${host}/${owner}/${name}@${commit}`

/** The file of that number, in the repository of that number. */
export function fileOf(index: number, repositoryIndex: number): File {
  const repository = repositoryOf(repositoryIndex)
  const path = `src/module-${index % 1_000}/file-${index}.ts`
  const contentSha256 = sha256(`content ${index}`)
  const language = languages[index % languages.length] ?? 'unknown'
  return {
    fileId: sha256(`${repository.owner}/${repository.name}\0${path}\0${contentSha256}`).slice(0, 32),
    submission: submissionOf(repository),
    repository,
    path,
    language,
    sizeBytes: 200 + ((index * 7919) % 20_000),
    contentSha256,
    generated: null,
    vendored: null,
    licenseEvidence: [],
    submittedAt: startedAt + repositoryIndex * 1_000,
    content: null,
  }
}

const finding = (rule: string, line: number): Finding => ({
  rule,
  severity: 'medium',
  startLine: line,
  endLine: line + 1,
  message: 'the line is longer than its rule allows',
  evidence: 'x'.repeat(40),
  measured: line,
  threshold: 2,
})

function verdictOf(index: number, position: number, rejects: boolean, signals: number): Verdict {
  const processor = processors[position] ?? 'quality'
  const rule = `${processor}-rule-${index % 17}`
  const names = Array.from({ length: signals }, (_, number) => `${processor}Signal${number}`)
  return {
    processor,
    decision: rejects ? 'reject' : 'accept',
    reason: rejects ? rule : null,
    edits: [],
    findings: rejects || index % 5 === position ? [finding(rule, index % 300)] : [],
    signals: Object.fromEntries(names.map((name, number) => [name, ((index * 31 + number * 7) % 100_000) / 1_000])),
    ruleset: rulesets[position] ?? '',
  }
}

/** Three of eight files are rejected, each by another processor in turn. */
export function decisionOf(file: File, index: number, signals: number): Decision {
  const rejecting = index % 8 < 3 ? index % processors.length : processors.length
  const verdicts = processors
    .slice(0, rejecting + 1)
    .map((_, position) => verdictOf(index, position, position === rejecting, signals))
  const last = verdicts.at(-1)
  const accepted = rejecting === processors.length
  return {
    file,
    outcome: accepted ? 'accepted' : 'rejected',
    by: accepted ? null : (last?.processor ?? null),
    reason: accepted ? null : (last?.reason ?? null),
    verdicts,
    sampleId: accepted ? `${file.fileId}@${file.submission}` : null,
    releasedSha256: accepted ? sha256(`released ${index}`) : null,
    pipeline: sha256('pipeline'),
  }
}

export const partitionOf = (file: File): number => Number.parseInt(file.contentSha256.slice(0, 6), 16) % partitionCount
