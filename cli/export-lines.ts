// What an exported sample looks like, and the counts its manifest keeps: pure, so that two exports of one log are the same
// bytes.
import { createHash } from 'node:crypto'
import { pipelineHash } from '../processors/admission.ts'
import type { Sample } from '../schemas/types.ts'

/** One line of a shard. Text is as released: secrets redacted. */
export type ExportedSample = {
  readonly sampleId: string
  readonly fileId: string
  readonly submission: string
  /** host/owner/name */
  readonly repository: string
  readonly url: string | null
  readonly commit: string
  readonly path: string
  readonly language: string
  /** SPDX expression that governs the file, as the licence processor read it. */
  readonly license: string | null
  readonly content: string
  /** sha256 of the content above, in hex. */
  readonly sha256: string
  /** sha256 of the file as it was found; differs where something was redacted. */
  readonly foundSha256: string
  readonly sizeBytes: number
  readonly redactions: number
  readonly qualityScore: number | null
}

/** Throws where a sample's content is not what its hash says. */
export function exportedSample(sample: Sample): ExportedSample {
  const { file, verdicts, releasedSha256, sampleId } = sample
  const { repository, content } = file
  if (content === null || createHash('sha256').update(content).digest('hex') !== releasedSha256)
    throw new Error('the content is not what its hash says')
  return {
    sampleId,
    fileId: file.fileId,
    submission: file.submission,
    repository: `${repository.host}/${repository.owner}/${repository.name}`,
    url: repository.url,
    commit: repository.commit,
    path: file.path,
    language: file.language,
    license: licenseOf(sample),
    content: content.toString('utf8'),
    sha256: releasedSha256,
    foundSha256: file.contentSha256,
    sizeBytes: content.length,
    redactions: verdicts.reduce((sum, { edits }) => sum + edits.length, 0),
    qualityScore: verdicts.find(({ processor }) => processor === 'quality')?.signals.score ?? null,
  }
}

/** The licence processor's first finding is the one that decided: `under <expression>: ...`. */
export function licenseOf({ verdicts }: Pick<Sample, 'verdicts'>): string | null {
  const decided = verdicts.find(({ processor }) => processor === 'license')?.findings[0]
  return /^under (.+?): /.exec(decided?.message ?? '')?.[1] ?? null
}

export type Tally = {
  samples: number
  bytes: number
  /** Samples of languages that were not asked for. */
  leftOut: number
  readonly languages: Map<string, number>
  readonly licenses: Map<string, number>
  /** `processor ruleset` and `order hash` -> samples decided under it. */
  readonly rulesets: Map<string, number>
  readonly pipelines: Map<string, number>
}

export const emptyTally = (): Tally => ({
  samples: 0,
  bytes: 0,
  leftOut: 0,
  languages: new Map(),
  licenses: new Map(),
  rulesets: new Map(),
  pipelines: new Map(),
})

export function count(tally: Tally, sample: Sample, line: ExportedSample): void {
  const raise = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1)
  tally.samples += 1
  tally.bytes += line.sizeBytes
  raise(tally.languages, line.language)
  raise(tally.licenses, line.license ?? 'unknown')
  for (const { processor, ruleset } of sample.verdicts) raise(tally.rulesets, `${processor} ${ruleset}`)
  const names = sample.verdicts.map(({ processor }) => processor)
  raise(tally.pipelines, `${names.join(',')} ${pipelineHash(names)}`)
}

/** Counts by name, the names sorted. */
export const countsOf = (map: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))

/** `a b` keys as rows, sorted. */
export const pairsOf = <First extends string, Second extends string>(
  map: ReadonlyMap<string, number>,
  first: First,
  second: Second,
): readonly Readonly<Record<string, string | number>>[] =>
  Object.entries(countsOf(map)).map(([key, samples]) => {
    const at = key.lastIndexOf(' ')
    return { [first]: key.slice(0, at), [second]: key.slice(at + 1), samples }
  })
