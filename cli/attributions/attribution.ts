// What an accepted sample owes to whom: where it is from, the expression it is under, and the lines of its own that say
// so. Pure, and of released content alone.
import { copyrightLines, withoutCommentSigns } from '../../identify/copyright-lines.ts'
import { licensesOf, parseExpression } from '../../identify/license-tags.ts'
import { isManifest } from '../../identify/manifest.ts'
import type { Finding, LicenseEvidence, Sample } from '../../schemas/types.ts'
import { exportedSample } from '../export-lines.ts'

export type Attribution = {
  readonly sampleId: string
  readonly submission: string
  /** host/owner/name */
  readonly repository: string
  readonly url: string | null
  readonly commit: string
  readonly path: string
  /** SPDX expression; null where it was accepted without one. */
  readonly license: string | null
  /** Copyright lines of the file, then what it says of its licence. */
  readonly notice: readonly string[]
  /** Licence files that speak for it, manifests left out: they have no notice. */
  readonly evidence: readonly LicenseEvidence[]
}

/** Lines told of one statement; a notice has fewer. */
const statementLinesMax = 24

/** Throws where a sample's content is not what its hash says. */
export function attributionOf(sample: Sample): Attribution {
  const { sampleId, submission, repository, url, commit, path, license, content, redactions } = exportedSample(sample)
  // A finding counts lines of the content as it was found: a redacted key may have had several.
  const statements = redactions === 0 ? statementsIn(content, findingsOf(sample)) : []
  return {
    sampleId,
    submission,
    repository,
    url,
    commit,
    path,
    license,
    notice: [...new Set([...copyrightLines(content), ...statements])],
    evidence: sample.file.licenseEvidence.filter((evidence) => !isManifest(evidence.path)),
  }
}

const findingsOf = ({ verdicts }: Sample): readonly Finding[] =>
  verdicts.find(({ processor }) => processor === 'license')?.findings ?? []

/** Rules of statements that are sentences; a whole text of a licence is told once for all. */
const sentences: ReadonlySet<string> = new Set(['license.tag', 'license.declared', 'license.notice'])

function statementsIn(content: string, findings: readonly Finding[]): readonly string[] {
  const spans = findings.filter(({ rule, startLine }) => sentences.has(rule) && startLine > 0)
  if (spans.length === 0) return []
  const lines = content.split('\n')
  return spans
    .flatMap(({ startLine, endLine }) =>
      lines.slice(startLine - 1, Math.min(endLine, startLine - 1 + statementLinesMax)),
    )
    .map((line) => withoutCommentSigns(line.slice(0, lineLengthMax)))
    .filter((line) => line !== '')
}

const lineLengthMax = 400

/** A file that the Apache License, and who follows its way, wants passed on. */
export const isNoticeFile = (path: string): boolean => /(?:^|\/)notice(?:\.(?:txt|md|rst))?$/i.test(path)

/** The licences that an expression names, each once; the expression itself where it cannot be read. */
export function licenseIds(spdx: string): readonly string[] {
  const expression = parseExpression(spdx)
  return expression === null ? [spdx] : licensesOf(expression)
}
