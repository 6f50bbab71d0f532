// What `explain` says of a file: where it stands, what each processor said and where in the log it said so, and what the
// trainer made of it. A name may be a file id, a path, or repository:path.
import { parseTrail, type Trail } from '../../projections/trail.ts'
import { limits } from '../../runtime/limits.ts'
import { numberOf, type Session, type SqlRow, textOf, textOrNull } from '../../runtime/postgres.ts'
import { cleanText } from '../../runtime/sql.ts'
import { filesDecided, filesSubmitted, isRedrive } from '../../topics/index.ts'
import { letterIdText } from '../dead-letter-id.ts'
import { explainSql, skippedSql } from './explain-sql.ts'

export type Explanation = {
  readonly file: {
    /** Null for a path that was skipped: it never became a file. */
    readonly fileId: string | null
    readonly submission: string
    readonly repository: string
    readonly path: string
    readonly language: string | null
    readonly sizeBytes: number
  }
  readonly decision: 'accepted' | 'rejected' | 'skipped' | 'dead' | 'in-flight'
  /** The processor or step that decided; null where nothing has, or where all accepted. */
  readonly by: string | null
  /** The rule, skip reason or error code. */
  readonly reason: string | null
  readonly verdicts: readonly ExplainedVerdict[]
  /** Each attempt that failed, and what was done with it. */
  readonly deadLetters: readonly ExplainedLetter[]
  readonly sample: { readonly sampleId: string; readonly releasedSha256: string } | null
  readonly training: readonly {
    readonly step: number | null
    readonly checkpoint: string
    readonly became: string
    /** Why it was left out or buried. */
    readonly reason: string | null
    /** Whether a redrive had sent it once more. */
    readonly redriven: boolean
    readonly lineage: string
  }[]
}

export type ExplainedLetter = {
  readonly id: string
  readonly step: string
  readonly code: string
  readonly attempt: number
  readonly state: string
  /** When and by whom it was redriven or dropped; null while it is open. */
  readonly at: string | null
  readonly by: string | null
}

export type ExplainedVerdict = {
  readonly processor: string
  readonly decision: string
  readonly reason: string | null
  readonly findings: readonly SqlRow[]
  readonly signals: SqlRow
  readonly ruleset: string
  readonly topic: string | null
  readonly partition: number | null
  readonly offset: number | null
}

/** One entry a match, latest submission first; `more` where there are more than the limit. */
export type Explanations = { readonly entries: readonly Explanation[]; readonly more: boolean }

export async function readExplanations(session: Session, asked: string): Promise<Explanations> {
  const name = cleanText(asked)
  const fileId = /^[0-9a-f]{32}$/.test(name) ? name : null
  const pairs = [...name.matchAll(/:/g)].map(({ index }) => [name.slice(0, index), name.slice(index + 1)] as const)
  const values = [
    fileId,
    name,
    pairs.map(([repository]) => repository),
    pairs.map(([, path]) => path),
    limits.explainEntriesMax + 1,
  ]
  const found = await session.query({ name: 'explain', text: explainSql, values })
  const skipped = await session.query({ name: 'explain skipped', text: skippedSql, values: values.slice(1) })
  const entries = [...found.rows.map(explanationOf), ...skipped.rows.map(skippedOf)]
  return { entries: entries.slice(0, limits.explainEntriesMax), more: entries.length > limits.explainEntriesMax }
}

function explanationOf(row: SqlRow): Explanation {
  const fileId = textOf(row, 'file_id')
  const submission = textOf(row, 'submission')
  const released = textOrNull(row, 'released_sha256')
  return {
    file: {
      fileId,
      submission,
      repository: textOf(row, 'repository'),
      path: textOf(row, 'path'),
      language: textOf(row, 'language'),
      sizeBytes: numberOf(row, 'size_bytes'),
    },
    ...standingOf(row),
    verdicts: verdictsOf(row),
    deadLetters: listOf(row.letters).map(letterOf),
    sample: released === null ? null : { sampleId: `${fileId}@${submission}`, releasedSha256: released },
    training: listOf(row.training).map((use) => ({
      step: use.step === null ? null : numberOf(use, 'step'),
      checkpoint: textOf(use, 'checkpoint'),
      became: textOf(use, 'became'),
      reason: textOrNull(use, 'reason'),
      redriven: use.redriven === true,
      lineage: textOf(use, 'lineage'),
    })),
  }
}

function skippedOf(row: SqlRow): Explanation {
  return {
    file: {
      fileId: null,
      submission: textOf(row, 'submission'),
      repository: textOf(row, 'repository'),
      path: textOf(row, 'path'),
      language: null,
      sizeBytes: numberOf(row, 'size_bytes'),
    },
    decision: 'skipped',
    by: 'ingest',
    reason: textOf(row, 'reason'),
    verdicts: [],
    deadLetters: [],
    sample: null,
    training: [],
  }
}

const letterOf = (row: SqlRow): ExplainedLetter => ({
  id: letterIdText(
    textOf(row, 'step'),
    textOrNull(row, 'letterTopic') ?? textOf(row, 'topic'),
    numberOf(row, 'partition'),
    numberOf(row, 'offset'),
  ),
  step: textOf(row, 'step'),
  code: textOf(row, 'code'),
  attempt: numberOf(row, 'attempt'),
  state: textOf(row, 'state'),
  at: textOrNull(row, 'at'),
  by: textOrNull(row, 'by'),
})

/**
 * A decision stands before a dead letter; a step behind the decision that buried a record has not decided the file, and a
 * letter that was redriven no longer ends it.
 */
function standingOf(row: SqlRow): Pick<Explanation, 'decision' | 'by' | 'reason'> {
  const outcome = textOrNull(row, 'outcome')
  if (outcome === 'accepted' || outcome === 'rejected') {
    return { decision: outcome, by: textOrNull(row, 'by'), reason: textOrNull(row, 'reason') }
  }
  const letter = listOf(row.letters).find((found) => {
    const step = textOf(found, 'step')
    if (textOf(found, 'state') === 'redriven') return false
    return step !== 'trainer' && (step !== 'projector' || textOf(found, 'topic') === filesDecided.name)
  })
  if (letter === undefined) return { decision: 'in-flight', by: null, reason: null }
  return { decision: 'dead', by: textOf(letter, 'step'), reason: textOf(letter, 'code') }
}

function verdictsOf(row: SqlRow): readonly ExplainedVerdict[] {
  const findings = listOf(row.findings)
  const places = stagesOf(parseTrail(textOrNull(row, 'trail')))
  return listOf(row.verdicts).map((verdict, index) => {
    const processor = textOf(verdict, 'processor')
    const place = places[index]
    return {
      processor,
      decision: textOf(verdict, 'decision'),
      reason: textOrNull(verdict, 'reason'),
      findings: findings
        .filter((finding) => textOf(finding, 'processor') === processor)
        .map(({ processor: _, ...finding }) => finding),
      signals: recordOf(verdict.signals),
      ruleset: textOf(verdict, 'ruleset'),
      topic: place?.topic ?? null,
      partition: place?.partition ?? null,
      offset: place?.offset ?? null,
    }
  })
}

/** The k-th verdict was written with the k-th record behind the submission; what was redriven in between has none. */
const stagesOf = ({ positions }: Trail): Trail['positions'] =>
  positions.filter(({ topic }) => topic !== filesSubmitted.name && !isRedrive(topic))

const isRecord = (value: unknown): value is SqlRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const recordOf = (value: unknown): SqlRow => (isRecord(value) ? value : {})

const listOf = (value: unknown): readonly SqlRow[] => (Array.isArray(value) ? value.filter(isRecord) : [])
