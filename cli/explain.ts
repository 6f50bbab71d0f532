// Why a file is, or is not, in the model: its verdicts with their places in the log, and what the trainer made of it.
import { fail } from '../runtime/errors.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { type Context, shown } from './command.ts'
import { connect } from './connect.ts'
import { jsonLine } from './json.ts'
import { type ExplainedVerdict, type Explanation, readExplanations } from './queries/explain.ts'
import type { FindingMark } from './queries/findings.ts'

export async function explain(
  { config, terminal }: Context,
  options: { readonly json?: boolean },
  [name = '']: readonly string[],
): Promise<number> {
  const connection = await connect(config)
  const database = openDatabase(connection.databaseUrl)
  try {
    const { entries, more } = await readExplanations(database, name)
    if (options.json === true) {
      terminal.out(jsonLine(entries))
      return entries.length === 0 ? 2 : 0
    }
    if (entries.length === 0)
      throw fail('explain.not-found', `expected a file that was found, none matches ${JSON.stringify(name)}`)
    for (const entry of entries) for (const line of storyOf(entry)) terminal.out(line)
    if (more) terminal.say('there are more matches: give repository:path or a file id')
    return 0
  } finally {
    await database.close()
  }
}

/** A short story a person can read. */
export function storyOf(entry: Explanation): readonly string[] {
  const { file } = entry
  const facts = [file.language, `${file.sizeBytes} bytes`, file.fileId === null ? null : `file ${file.fileId}`].filter(
    (fact) => fact !== null,
  )
  return [
    shown(`${file.repository}:${file.path}`),
    `  ${shown(facts.join(', '))}`,
    shown(`  submission ${file.submission}`),
    `  ${outcomeOf(entry)}`,
    ...entry.verdicts.flatMap(verdictLines),
    ...entry.deadLetters.map(letterLine),
    ...trainingLines(entry),
    '',
  ]
}

function outcomeOf(entry: Explanation): string {
  const why = entry.reason === null ? '' : ` for ${shown(entry.reason)}`
  if (entry.decision === 'accepted') return 'accepted by every processor: it is a sample'
  if (entry.decision === 'in-flight') return 'in flight: no outcome yet'
  if (entry.decision === 'skipped') return `skipped at ingest${why}`
  return `${entry.decision} by ${entry.by ?? 'ingest'}${why}`
}

function letterLine({ id, code, attempt, state, at, by }: Explanation['deadLetters'][number]): string {
  const done = at === null ? state : `${state} ${at} by ${shown(by ?? '')}`
  return `  dead letter ${shown(id)}: attempt ${attempt} failed for ${shown(code)}, ${done}`
}

function verdictLines(verdict: ExplainedVerdict): readonly string[] {
  const place =
    verdict.topic === null
      ? ''
      : ` (${verdict.topic}/${verdict.partition}@${verdict.offset}, ruleset ${verdict.ruleset.slice(0, 12)})`
  const head = `  ${verdict.processor}: ${verdict.decision}${verdict.reason === null ? '' : ` ${shown(verdict.reason)}`}${place}`
  const findings = verdict.findings.slice(0, 5).map((finding) => {
    const line = Number(finding.startLine) > 0 ? ` line ${String(finding.startLine)}:` : ''
    const measured =
      finding.measured == null || finding.threshold == null
        ? ''
        : ` [${String(finding.measured)} against ${String(finding.threshold)}]`
    return `    ${shown(String(finding.rule))}:${line} ${shown(String(finding.message))}${measured}${markOf(finding.mark)}`
  })
  const rest = verdict.findings.length - findings.length
  return [head, ...findings, ...(rest > 0 ? [`    and ${rest} more findings`] : [])]
}

const isMark = (mark: unknown): mark is FindingMark =>
  typeof mark === 'object' && mark !== null && 'by' in mark && 'at' in mark && 'why' in mark

const markOf = (mark: unknown): string =>
  isMark(mark) ? ` (marked a false positive by ${shown(mark.by)}, ${mark.at}: ${shown(mark.why)})` : ''

function trainingLines(entry: Explanation): readonly string[] {
  if (entry.sample === null) return []
  if (entry.training.length === 0) return ['  training: not reached yet']
  return entry.training.map((use) => {
    const redriven = use.redriven ? 'redriven, ' : ''
    const why = use.reason === null ? '' : ` for ${shown(use.reason)}`
    return use.became === 'trained'
      ? `  training: ${redriven}went into step ${use.step} of lineage ${shown(use.lineage)}, checkpoint ${shown(use.checkpoint)}`
      : `  training: ${redriven}${shown(use.became)}${why} in lineage ${shown(use.lineage)}`
  })
}
