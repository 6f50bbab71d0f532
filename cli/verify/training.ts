// Lineages: every sample once, with what became of it, none left out below the positions, and commits in one chain. A use of
// a redriven sample says so: it comes besides the one that buried it, which it must have, and once.
import type { Position } from '../../runtime/step.ts'
import { dlqByStep, redriveByStep, samplesAccepted, trainingSteps } from '../../topics/index.ts'
import type { Breaks } from './breaks.ts'
import { listAt, numberAt, textAt } from './fields.ts'
import type { Parts } from './flow.ts'
import { leftToLineage } from './letters.ts'
import { rangesIn } from './log.ts'
import { verifyTrained } from './positions.ts'
import type { Seen } from './seen.ts'

/** A commit as the ones after it need it. */
type Commit = {
  readonly lineage: string
  readonly checkpoint: string
  readonly manifestSha256: string
  readonly parent: string
  readonly offset: number
  readonly steps: readonly number[]
  readonly positions: Places
}

/** By `topic/partition`. */
type Places = ReadonlyMap<string, number>

export type TrainingTotals = { readonly commits: number; readonly lineages: number; readonly samples: number }

type Lineage = { readonly startedAt: Places; step: number; last: Commit }

const tables = `
  CREATE TABLE used (lineage TEXT, id TEXT, redriven INTEGER, PRIMARY KEY (lineage, id, redriven)) WITHOUT ROWID;
  CREATE TABLE buried (lineage TEXT, id TEXT, since INTEGER, until INTEGER, PRIMARY KEY (lineage, id, since)) WITHOUT ROWID;
  CREATE TABLE commits (manifest TEXT PRIMARY KEY, lineage TEXT, checkpoint TEXT, step INTEGER, positions TEXT, offset INTEGER) WITHOUT ROWID;
  CREATE INDEX commits_by_checkpoint ON commits (checkpoint)`

export async function verifyTraining({ source, view, seen, breaks }: Parts): Promise<TrainingTotals> {
  seen.run(`${tables}; BEGIN`)
  const lineages = new Map<string, Lineage>()
  const newest: { positions: Places } = { positions: new Map() }
  const totals = { commits: 0, samples: 0 }
  for await (const chunk of source.events(rangesIn(view, [trainingSteps]))) {
    for (const { record, event } of chunk) {
      if (textAt(event, 'lineage') === '') continue
      const commit = commitOf(event, record.offset)
      const lineage = lineages.get(commit.lineage) ?? newLineage(commit, event, seen, breaks)
      goOn(lineage, commit, seen, breaks)
      lineages.set(commit.lineage, lineage)
      newest.positions = commit.positions
      totals.samples += useSamples(event, commit, lineage, seen, breaks)
      totals.commits++
    }
  }
  seen.run('COMMIT')
  verifyTrained(view, [...newest.positions].map(positionOf), breaks)
  for (const [name, lineage] of lineages) findLeftOut(name, lineage, seen, breaks)
  return { ...totals, lineages: lineages.size }
}

function commitOf(event: unknown, offset: number): Commit {
  const positions = listAt(event, 'positions').filter((at) => inputs.includes(textAt(at, 'topic')))
  return {
    lineage: textAt(event, 'lineage'),
    checkpoint: textAt(event, 'checkpoint'),
    manifestSha256: textAt(event, 'manifestSha256'),
    parent: textAt(event, 'parent'),
    offset,
    steps: listAt(event, 'steps').map((step) => numberAt(step, 'step')),
    positions: new Map(
      positions.map((at) => [laneOf(textAt(at, 'topic'), numberAt(at, 'partition')), numberAt(at, 'offset')]),
    ),
  }
}

const { name: redrives } = redriveByStep.trainer
const inputs: readonly string[] = [samplesAccepted.name, redrives]
const laneOf = (topic: string, partition: number): string => `${topic}/${partition}`

function positionOf([lane, offset]: readonly [lane: string, offset: number]): Position {
  const [topic = '', partition = ''] = lane.split('/')
  return { topic, partition: Number(partition), offset }
}

const placeOf = ({ offset }: Commit) => ({ topic: trainingSteps.name, partition: 0, offset })

/** A first one begins at the start of the log; a fork goes on where the commit that it names ended. */
function newLineage(commit: Commit, event: unknown, seen: Seen, breaks: Breaks): Lineage {
  if (commit.parent === '') return { startedAt: new Map(), step: 0, last: { ...commit, manifestSha256: '' } }
  const [row] = seen.rows('SELECT lineage, step, positions, offset FROM commits WHERE manifest = ?', commit.parent)
  const from = textAt(event, 'parentLineage')
  if (row === undefined || textAt(row, 'lineage') !== from)
    breaks.found('training.chain', { ...placeOf(commit), detail: `expected a parent in lineage ${from || 'none'}` })
  const standing =
    'INSERT INTO buried SELECT ?1, id, ?2, NULL FROM buried WHERE lineage = ?3 AND since <= ?4 AND (until IS NULL OR until > ?4)'
  seen.change(standing, commit.lineage, commit.offset, from, numberAt(row, 'offset'))
  const startedAt: Places = new Map(row === undefined ? [] : JSON.parse(textAt(row, 'positions')))
  return { startedAt, step: numberAt(row, 'step'), last: { ...commit, manifestSha256: commit.parent } }
}

/** The commit's parent is the one before it, its steps follow on that one's, and no position goes back. */
function goOn(lineage: Lineage, commit: Commit, seen: Seen, breaks: Breaks): void {
  const { last, step } = lineage
  const wrong: string[] = []
  if (commit.parent !== last.manifestSha256) wrong.push(`the parent ${last.manifestSha256 || 'none'}`)
  if (commit.steps.some((number, index) => number !== step + 1 + index)) wrong.push(`steps from ${step + 1} on`)
  const before = last.offset === commit.offset ? lineage.startedAt : last.positions
  for (const [lane, offset] of before)
    if ((commit.positions.get(lane) ?? -1) < offset) wrong.push(`a position of at least ${lane}@${offset}`)
  for (const what of wrong) breaks.found('training.chain', { ...placeOf(commit), detail: `expected ${what}` })
  lineage.step = commit.steps.at(-1) ?? step
  lineage.last = commit
  seen.change(
    'INSERT OR REPLACE INTO commits VALUES (?, ?, ?, ?, ?, ?)',
    commit.manifestSha256,
    commit.lineage,
    commit.checkpoint,
    lineage.step,
    JSON.stringify([...commit.positions]),
    commit.offset,
  )
}

function useSamples(event: unknown, commit: Commit, { startedAt }: Lineage, seen: Seen, breaks: Breaks): number {
  const uses = listAt(event, 'samples')
  for (const use of uses) {
    const id = textAt(use, 'sampleId')
    const redriven = numberAt(use, 'redriven')
    const found = { ...placeOf(commit), fileId: textAt(use, 'fileId'), submission: textAt(use, 'submission') }
    const fresh = seen.change('INSERT OR IGNORE INTO used VALUES (?, ?, ?)', commit.lineage, id, redriven)
    const lane = redriven < 0 ? laneIn(seen, id) : redrivenLane(seen, redriven, found)
    const before = lane !== null && lane.offset < (startedAt.get(lane.name) ?? 0)
    if (fresh === 0 || before || !stands(use, commit, seen))
      breaks.found('training.doubled', { ...found, detail: `in lineage ${commit.lineage}` })
    if (textAt(use, 'became') === 'buried' && !isUnreadable(use) && !hasLetter(seen, id, redriven))
      breaks.found('burial.missing', { ...found, detail: `expected its dead letter in ${dlqByStep.trainer.name}` })
    if (lane === null && !saysNothing(use))
      breaks.found('training.unknown', { ...found, detail: `expected it in ${inputs[redriven < 0 ? 0 : 1]}` })
    else if (lane !== null && lane.offset >= (commit.positions.get(lane.name) ?? 0))
      breaks.found('training.chain', { ...found, detail: `expected a sample below the commit's own positions` })
  }
  return uses.length
}

type At = { readonly name: string; readonly offset: number }

function laneIn(seen: Seen, id: string): At | null {
  const [at] = seen.rows('SELECT partition, offset FROM sample WHERE id = ?', id)
  return at === undefined
    ? null
    : { name: laneOf(samplesAccepted.name, numberAt(at, 'partition')), offset: numberAt(at, 'offset') }
}

function redrivenLane(
  seen: Seen,
  offset: number,
  { fileId, submission }: { fileId: string; submission: string },
): At | null {
  const sent = "SELECT partition FROM redriven WHERE step = 'trainer' AND offset = ? AND file = ? AND submission = ?"
  const [at] = seen.rows(sent, offset, fileId, submission)
  return at === undefined ? null : { name: laneOf(redrives, numberAt(at, 'partition')), offset }
}

/** What nobody can read has no id but that of its headers. */
const isUnreadable = (use: unknown): boolean =>
  textAt(use, 'became') === 'buried' && textAt(use, 'reason').startsWith('schema.')

/** Nor is what somebody put into the redrives by hand a sample, and it was left alone. */
const saysNothing = (use: unknown): boolean => isUnreadable(use) || textAt(use, 'reason') === leftToLineage

/** One for each use that is buried. Ends of dead letters are taken after those of commits, so none is still to come. */
const hasLetter = (seen: Seen, id: string, redriven: number): boolean =>
  seen.change(
    'UPDATE trainer_letter SET letters = letters - 1 WHERE id = ? AND redriven = ? AND letters > 0',
    id,
    redriven,
  ) > 0

/** Keeps what the lineage stands at: whether a use of a redriven sample ends a burial of it, which it must. */
function stands(use: unknown, { lineage, offset }: Commit, seen: Seen): boolean {
  const [id, became] = [textAt(use, 'sampleId'), textAt(use, 'became')]
  if (numberAt(use, 'redriven') < 0) {
    if (became === 'buried') seen.change('INSERT OR IGNORE INTO buried VALUES (?, ?, ?, NULL)', lineage, id, offset)
    return true
  }
  if (became === 'buried' || textAt(use, 'reason') === leftToLineage) return true
  const ended = 'UPDATE buried SET until = ? WHERE lineage = ? AND id = ? AND until IS NULL'
  return seen.change(ended, offset, lineage, id) > 0
}

function findLeftOut(lineage: string, { startedAt, last }: Lineage, seen: Seen, breaks: Breaks): void {
  for (const [lane, end] of last.positions) {
    const { topic, partition } = positionOf([lane, end])
    const from = startedAt.get(lane) ?? 0
    for (const row of seen.rows(topic === redrives ? redrivesLeftOut : samplesLeftOut, partition, from, end, lineage)) {
      const place = { topic, partition, offset: numberAt(row, 'offset') }
      const named = { fileId: textAt(row, 'file'), submission: textAt(row, 'submission') }
      breaks.found('training.left-out', { ...place, ...named, detail: `lineage ${lineage} stands at ${end}` })
    }
  }
}

const samplesLeftOut = `
  SELECT substr(id, 1, instr(id, '@') - 1) AS file, substr(id, instr(id, '@') + 1) AS submission, offset
  FROM sample WHERE partition = ? AND offset >= ? AND offset < ?
    AND NOT EXISTS (SELECT 1 FROM used WHERE used.lineage = ? AND used.id = sample.id AND used.redriven = -1)`
// One that cannot be read is buried, which is looked for by its place.
const redrivesLeftOut = `
  SELECT file, submission, offset
  FROM redriven WHERE step = 'trainer' AND file <> '' AND partition = ? AND offset >= ? AND offset < ?
    AND NOT EXISTS (SELECT 1 FROM used WHERE used.lineage = ? AND used.redriven = redriven.offset
      AND used.id = redriven.file || '@' || redriven.submission)`
