// The licence verdict in findings: the decision with the line it rests on, then each piece of evidence.
import { isManifest } from '../../identify/license-evidence.ts'
import type { Header } from '../../identify/license-headers.ts'
import type { Finding } from '../../schemas/types.ts'
import type { JudgedFile } from '../processor.ts'
import type { Governing } from './evidence.ts'
import type { Rated } from './rating.ts'
import { noEvidence, reasons } from './rules.ts'

/** Pieces of evidence quoted in one verdict. */
export const findingsMax = 16

/** Characters quoted of one statement. */
const quoteLength = 160

type Facts = {
  readonly file: JudgedFile
  readonly headers: readonly Header[]
  readonly inside: Governing | null
  readonly outside: Governing | null
  readonly decided: Rated | null
  readonly conflict: boolean
}

type LineOf = (offset: number) => number

const severities = { 'no-ai': 'high', blocked: 'high', unknown: 'medium', review: 'medium', allow: 'info' } as const

/** What decided, and the statement it rests on. */
export function decisionFinding(facts: Facts, lineOf: LineOf): Finding {
  const { decided, inside, outside, headers, file } = facts
  const governing = inside ?? outside
  if (decided === null || governing === null) {
    return finding(
      noEvidence,
      'low',
      'no tag, header, licence file, manifest or declaration says what this file is under',
      '',
    )
  }
  const rule =
    decided.rating === 'allow' ? (decided.family?.id ?? 'license.family.permissive') : reasons[decided.rating]
  const family = decided.family === null ? '' : `, ${decided.family.id}`
  const message = `${under}${governing.spdx}: ${decided.license} is ${decided.rating}${family}`
  const header =
    inside === null ? undefined : (headers.find(({ spdx }) => spdx.includes(decided.license)) ?? headers[0])
  const quoted =
    header === undefined
      ? (file.licenseEvidence[0]?.path ?? `declared by ${file.repository.host}`)
      : quote(file, header)
  const told = finding(rule, severities[decided.rating], message, quoted, governing.confidence)
  return header === undefined ? told : { ...told, startLine: lineOf(header.start), endLine: lineOf(header.end) }
}

const under = 'under '

/** The expression that governs a file, as a verdict's findings say it; null where there was no evidence. */
export function governingIn(findings: readonly Finding[]): string | null {
  const said = findings.find(({ message }) => message.startsWith(under))
  return said === undefined ? null : (said.message.slice(under.length).split(': ', 1)[0] ?? null)
}

/** Every piece of evidence, the file's own first. */
export function evidenceFindings(facts: Facts, lineOf: LineOf): readonly Finding[] {
  const { file, headers, decided, conflict, inside, outside } = facts
  const declared = file.repository.declaredLicense
  const found = [
    ...(decided?.family == null || decided.rating === 'allow'
      ? []
      : [finding(decided.family.id, 'info', decided.family.why, decided.license)]),
    ...(conflict
      ? [
          finding(
            'license.conflict',
            'info',
            `the file says ${inside?.spdx}, what stands around it ${outside?.spdx}`,
            '',
          ),
        ]
      : []),
    ...headers.map((header) => headerFinding(file, header, lineOf)),
    ...file.licenseEvidence.map(({ path, spdx, confidence }) =>
      finding(isManifest(path) ? 'license.manifest' : 'license.file', 'info', `${path} says ${spdx}`, path, confidence),
    ),
    ...(declared === null
      ? []
      : [finding('license.host', 'info', `${file.repository.host} declares ${declared}`, declared)]),
  ]
  return found.slice(0, findingsMax)
}

function headerFinding(file: JudgedFile, header: Header, lineOf: LineOf): Finding {
  const rule = header.kind === 'rider' ? `license.rider.${header.id}` : `license.${header.kind}`
  const by = header.id.includes('/') ? `, by ${header.id}` : ''
  const told = finding(rule, 'info', `${header.kind} of ${header.spdx}${by}`, quote(file, header), header.confidence)
  return { ...told, startLine: lineOf(header.start), endLine: lineOf(header.end) }
}

const quote = (file: JudgedFile, { start, end }: Header): string =>
  file.content
    .subarray(start, Math.min(end, start + quoteLength))
    .toString('utf8')
    .replaceAll(/\s+/g, ' ')

const finding = (
  rule: string,
  severity: Finding['severity'],
  message: string,
  evidence: string,
  measured: number | null = null,
): Finding => ({ rule, severity, startLine: 0, endLine: 0, message, evidence, measured, threshold: null })
