// Lineages: every sample once, with what became of it, none left out below the positions, and commits in one chain.
import { samplesAccepted, trainingSteps } from '../../topics/index.ts'
import type { Breaks } from './breaks.ts'
import { listAt, numberAt, textAt } from './fields.ts'
import type { Parts } from './flow.ts'
import { rangesIn } from './log.ts'
import type { Seen } from './seen.ts'

/** A commit as the ones after it need it: places in samples.accepted.v1 by partition. */
type Commit = {
  readonly lineage: string
  readonly checkpoint: string
  readonly manifestSha256: string
  readonly parent: string
  readonly offset: number
  readonly steps: readonly number[]
  readonly positions: Places
}

type Places = ReadonlyMap<number, number>

export type TrainingTotals = { readonly commits: number; readonly lineages: number; readonly samples: number }

type Lineage = { readonly startedAt: Places; step: number; last: Commit }

const tables = `
  CREATE TABLE used (lineage TEXT, id TEXT, PRIMARY KEY (lineage, id)) WITHOUT ROWID;
  CREATE TABLE commits (manifest TEXT PRIMARY KEY, lineage TEXT, checkpoint TEXT, step INTEGER, positions TEXT, offset INTEGER) WITHOUT ROWID;
  CREATE INDEX commits_by_checkpoint ON commits (checkpoint)`

export async function verifyTraining({ source, view, seen, breaks }: Parts): Promise<TrainingTotals> {
  seen.run(`${tables}; BEGIN`)
  const lineages = new Map<string, Lineage>()
  const totals = { commits: 0, samples: 0 }
  for await (const chunk of source.events(rangesIn(view, [trainingSteps]))) {
    for (const { record, event } of chunk) {
      if (textAt(event, 'lineage') === '') continue
      const commit = commitOf(event, record.offset)
      const lineage = lineages.get(commit.lineage) ?? newLineage(commit, event, seen, breaks)
      goOn(lineage, commit, seen, breaks)
      lineages.set(commit.lineage, lineage)
      totals.samples += useSamples(event, commit, lineage, seen, breaks)
      totals.commits++
    }
  }
  seen.run('COMMIT')
  for (const [name, lineage] of lineages) findLeftOut(name, lineage, seen, breaks)
  return { ...totals, lineages: lineages.size }
}

function commitOf(event: unknown, offset: number): Commit {
  const positions = listAt(event, 'positions').filter((at) => textAt(at, 'topic') === samplesAccepted.name)
  return {
    lineage: textAt(event, 'lineage'),
    checkpoint: textAt(event, 'checkpoint'),
    manifestSha256: textAt(event, 'manifestSha256'),
    parent: textAt(event, 'parent'),
    offset,
    steps: listAt(event, 'steps').map((step) => numberAt(step, 'step')),
    positions: new Map(positions.map((at) => [numberAt(at, 'partition'), numberAt(at, 'offset')])),
  }
}

const placeOf = ({ offset }: Commit) => ({ topic: trainingSteps.name, partition: 0, offset })

/** A first one begins at the start of the log; a fork goes on where the commit that it names ended. */
function newLineage(commit: Commit, event: unknown, seen: Seen, breaks: Breaks): Lineage {
  if (commit.parent === '') return { startedAt: new Map(), step: 0, last: { ...commit, manifestSha256: '' } }
  const [row] = seen.rows('SELECT lineage, step, positions FROM commits WHERE manifest = ?', commit.parent)
  const from = textAt(event, 'parentLineage')
  if (row === undefined || textAt(row, 'lineage') !== from)
    breaks.found('training.chain', { ...placeOf(commit), detail: `expected a parent in lineage ${from || 'none'}` })
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
  for (const [partition, offset] of before)
    if ((commit.positions.get(partition) ?? -1) < offset) wrong.push(`a position of at least ${partition}@${offset}`)
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
    const named = { fileId: textAt(use, 'fileId'), submission: textAt(use, 'submission') }
    const found = { ...placeOf(commit), ...named }
    const fresh = seen.change('INSERT OR IGNORE INTO used VALUES (?, ?)', commit.lineage, id)
    const [at] = seen.rows('SELECT partition, offset FROM sample WHERE id = ?', id)
    const [partition, offset] = [numberAt(at, 'partition'), numberAt(at, 'offset')]
    if (fresh === 0 || (at !== undefined && offset < (startedAt.get(partition) ?? 0)))
      breaks.found('training.doubled', { ...found, detail: `in lineage ${commit.lineage}` })
    if (at === undefined) breaks.found('training.unknown', { ...found, detail: 'expected it in samples.accepted.v1' })
    else if (offset >= (commit.positions.get(partition) ?? 0))
      breaks.found('training.chain', { ...found, detail: `expected a sample below the commit's own positions` })
  }
  return uses.length
}

function findLeftOut(name: string, { startedAt, last }: Lineage, seen: Seen, breaks: Breaks): void {
  for (const [partition, end] of last.positions) {
    const left = seen.rows(
      `SELECT id, offset FROM sample WHERE partition = ? AND offset >= ? AND offset < ?
        AND NOT EXISTS (SELECT 1 FROM used WHERE used.lineage = ? AND used.id = sample.id)`,
      partition,
      startedAt.get(partition) ?? 0,
      end,
      name,
    )
    for (const row of left) {
      const [fileId, ...submission] = textAt(row, 'id').split('@')
      const place = { topic: samplesAccepted.name, partition, offset: numberAt(row, 'offset') }
      const named = { fileId: fileId ?? null, submission: submission.join('@') }
      breaks.found('training.left-out', { ...place, ...named, detail: `lineage ${name} stands at ${end}` })
    }
  }
}
