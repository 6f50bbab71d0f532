// The licence gate: reads every statement about a file's licence, finds the one that governs it, and asks the policy.
// All evidence is recorded; the first finding is the one that decided.
import blueOakPackage from '@blueoak/list/package.json' with { type: 'json' }
import parserPackage from 'spdx-expression-parse/package.json' with { type: 'json' }
import idsPackage from 'spdx-license-ids/package.json' with { type: 'json' }
import textsPackage from 'spdx-license-list/package.json' with { type: 'json' }
import { comparedLicenses } from '../../identify/license-compared.ts'
import { licenseExceptions } from '../../identify/license-exceptions.ts'
import { declaredPattern, type Header, tagPattern } from '../../identify/license-headers.ts'
import { licenseNames } from '../../identify/license-names.ts'
import { openings } from '../../identify/license-notices.ts'
import type { LicensePack } from '../../identify/license-pack.ts'
import { riders } from '../../identify/license-riders.ts'
import { grantedWords, grantWords, statements } from '../../identify/license-statements.ts'
import { createLicenseIndex, licenseThresholds } from '../../identify/license-text.ts'
import { filesLicense } from '../../topics/index.ts'
import { accept, type JudgedFile, type Judgement, type Processor, reject } from '../processor.ts'
import { lineIndex, rulesetHash, rulesetText } from '../rules.ts'
import { type Governing, governingInFile, governingOutside, headersKey, outsideKey } from './evidence.ts'
import { decisionFinding, evidenceFindings, findingsMax } from './findings.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import { createRater, type Rated, rank, strictest } from './rating.ts'
import { remembering } from './remember.ts'
import { noEvidence, overBudget, reasons, rulesOf } from './rules.ts'
import { createScan, gates, regionBytesMax } from './scan.ts'

/** Raised where code changes a verdict; a test pins the digest of verdicts to it. */
export const engine = 8

/** The gate with the product's policy. */
export const license: Processor = licenseWith(defaultPolicy)

/** The gate with another policy, and with a pack of statements that it reads by too. */
export function licenseWith(policy: Policy, pack: LicensePack | null = null): Processor {
  const text = rulesetText({
    processor: 'license',
    engine,
    rules: [...policy.families, ...riders, ...licenseNames, ...statements, ...licenseExceptions],
    thresholds: {
      ...licenseThresholds,
      regionBytesMax,
      findingsMax,
      gates,
      grantWords,
      grantedWords,
      openings,
      tagPattern,
      declaredPattern,
      unlisted: policy.unlisted,
      exceptions: policy.exceptions,
      evidenceRequired: policy.evidenceRequired,
      confidenceMin: policy.confidenceMin,
      compared: comparedLicenses,
    },
    data: {
      '@blueoak/list': blueOakPackage.version,
      'spdx-expression-parse': parserPackage.version,
      'spdx-license-ids': idsPackage.version,
      'spdx-license-list': textsPackage.version,
      ...(pack === null ? {} : { [`pack ${pack.name}`]: pack.version }),
    },
  })
  return {
    name: 'license',
    emits: filesLicense,
    rules: rulesOf(policy),
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: createJudge(policy, pack),
  }
}

function createJudge(policy: Policy, pack: LicensePack | null): (file: JudgedFile) => Judgement {
  const scan = createScan(createLicenseIndex(), pack)
  const insideOf = remembering(headersKey, governingInFile)
  const outsideOf = remembering(
    ({ licenseEvidence, repository }: JudgedFile) => outsideKey(licenseEvidence, repository.declaredLicense),
    ({ licenseEvidence, repository }) => governingOutside(licenseEvidence, repository.declaredLicense),
  )
  const rate = createRater(policy)
  const rateGoverning = (governing: Governing): Rated => {
    const rated = rate(governing.spdx)
    const doubtful = governing.confidence < policy.confidenceMin && rated.rating === 'allow'
    return doubtful ? { ...rated, rating: 'unknown' } : rated
  }
  return (file) => {
    const scanned = scan(file)
    const inside = scanned.headers.length === 0 ? null : insideOf(scanned.headers)
    const outside = outsideOf(file)
    const ratedInside = inside === null ? null : rateGoverning(inside)
    const ratedOutside = outside === null ? null : rateGoverning(outside)
    const decided = decide(ratedInside, ratedOutside)
    const conflict = ratedInside !== null && ratedOutside !== null && ratedInside.rating !== ratedOutside.rating
    const facts: Facts = { file, headers: scanned.headers, inside, outside, decided, conflict }
    const signals = signalsOf(facts, scanned.regionBytes, scanned.exhausted)
    const findings = findingsOf(facts)
    if (scanned.exhausted && (decided === null || decided.rating === 'allow'))
      return reject(overBudget, signals, [budgetFinding(scanned.regionBytes), ...findings])
    if (decided === null)
      return policy.evidenceRequired ? reject(noEvidence, signals, findings) : accept(signals, findings)
    return decided.rating === 'allow' ? accept(signals, findings) : reject(reasons[decided.rating], signals, findings)
  }
}

type Facts = {
  readonly file: JudgedFile
  readonly headers: readonly Header[]
  readonly inside: Governing | null
  readonly outside: Governing | null
  readonly decided: Rated | null
  readonly conflict: boolean
}

// What the file says replaces what stands around it, except for a repository's no-AI clause.
function decide(inside: Rated | null, outside: Rated | null): Rated | null {
  if (inside === null || outside === null) return inside ?? outside
  return outside.rating === 'no-ai' ? strictest(inside, outside) : inside
}

function findingsOf(facts: Facts): Judgement['findings'] {
  const lineOf = lineIndex(facts.file.content)
  return [decisionFinding(facts, lineOf), ...evidenceFindings(facts, lineOf)]
}

const budgetFinding = (regionBytes: number): Judgement['findings'][number] => ({
  rule: overBudget,
  severity: 'medium',
  startLine: 0,
  endLine: 0,
  message: 'more licence words than are read; what governs the file is not known',
  evidence: '',
  measured: regionBytes,
  threshold: regionBytesMax,
})

function signalsOf(facts: Facts, regionBytes: number, exhausted: boolean): Readonly<Record<string, number>> {
  const count = (kind: Header['kind']): number => facts.headers.filter((header) => header.kind === kind).length
  return {
    confidence: (facts.inside ?? facts.outside)?.confidence ?? 0,
    rating: facts.decided === null ? -1 : rank(facts.decided.rating),
    conflict: facts.conflict ? 1 : 0,
    'evidence.tags': count('tag'),
    'evidence.notices': count('notice') + count('declared'),
    'evidence.texts': count('text'),
    'evidence.riders': count('rider'),
    'evidence.outside': facts.file.licenseEvidence.length,
    'scan.regionBytes': regionBytes,
    'scan.exhausted': exhausted ? 1 : 0,
  }
}
