// Where a starting trainer goes on: the newest committed checkpoint whose hashes verify, at that commit's positions.
// A lost or corrupt one opens a new lineage from an older checkpoint, loudly; no sample is forgotten in silence. Each base
// model has lineages of its own: another one starts from the beginning of the log, and leaves theirs as they are.
import type { Position } from '../runtime/step.ts'
import type { TrainingCommit } from '../schemas/types.ts'
import type { CheckpointName, Resumed } from './protocol.ts'
import { type Buried, buriedUpTo } from './redriven.ts'
import type { Sidecar } from './sidecar.ts'
import { isRefused } from './sidecar-error.ts'

/** Where a lineage stands. */
export type Head = {
  readonly lineage: string
  readonly parentLineage: string | null
  readonly step: number
  readonly checkpoint: CheckpointName | null
}

export type Recovered = {
  readonly head: Head
  readonly positions: readonly Position[]
  /** Checkpoints of this lineage that may be gone back to, oldest first. */
  readonly kept: readonly string[]
  /** The newest checkpoint of every lineage of another base: a trainer of that base goes on from it. */
  readonly others: readonly string[]
  readonly buried: Buried
}

// Checkpoints of this lineage that are not deleted when a trainer starts.
const keptMax = 4

/** Resumes the newest checkpoint whose hashes verify; an older one than the last opens a new lineage, loudly. */
export async function recover(
  sidecar: Pick<Sidecar, 'resume' | 'fence'>,
  history: readonly TrainingCommit[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Recovered> {
  const tried = new Set<string>()
  const others = new Map<string, string>()
  const lost: TrainingCommit[] = []
  for (const commit of history.toReversed()) {
    if (tried.has(commit.checkpoint) || others.has(commit.lineage)) continue
    tried.add(commit.checkpoint)
    const resumed = await attempt(sidecar, commit, signal)
    if (resumed === 'other-base') others.set(commit.lineage, commit.checkpoint)
    if (resumed === 'lost') {
      say(`checkpoint ${commit.checkpoint} of lineage ${commit.lineage} is lost or does not match its manifest`)
      lost.push(commit)
    }
    if (typeof resumed === 'string') continue
    const same = lost.length === 0
    const lineage = same ? commit.lineage : `${commit.lineage}-${sidecar.fence}`
    if (!same) say(`lineage ${lineage} goes on from ${commit.checkpoint}, at that commit's positions`)
    const parentLineage = same ? commit.parentLineage : commit.lineage
    const checkpoint = { name: commit.checkpoint, manifestSha256: commit.manifestSha256 }
    const head = { lineage, parentLineage, step: resumed.step, checkpoint }
    const buried = buriedUpTo(history, commit)
    return { head, positions: commit.positions, buried, ...leftAlone(history, others) }
  }
  await sidecar.resume('fresh', signal)
  const head = { ...firstHead(lost[0], others.size > 0, sidecar.fence, say), step: 0, checkpoint: null }
  return { head, positions: [], kept: [], others: [...others.values()], buried: new Set() }
}

/** A lineage that starts from the beginning of the log: the first one, one of another base, or in place of a lost one. */
function firstHead(
  last: TrainingCommit | undefined,
  otherBases: boolean,
  fence: number,
  say: (line: string) => void,
): Pick<Head, 'lineage' | 'parentLineage'> {
  if (last !== undefined) {
    const lineage = `${last.lineage}-${fence}`
    say(
      `no checkpoint of lineage ${last.lineage} could be read: lineage ${lineage} starts from the beginning of the log`,
    )
    return { lineage, parentLineage: last.lineage }
  }
  if (!otherBases) return { lineage: 'main', parentLineage: null }
  const lineage = `lineage-${fence}`
  say(`every lineage so far is of another base model: lineage ${lineage} starts from the beginning of the log`)
  return { lineage, parentLineage: null }
}

function leftAlone(
  history: readonly TrainingCommit[],
  others: ReadonlyMap<string, string>,
): Pick<Recovered, 'kept' | 'others'> {
  const own = history.filter((commit) => !others.has(commit.lineage))
  return { kept: [...new Set(own.map((commit) => commit.checkpoint))].slice(-keptMax), others: [...others.values()] }
}

async function attempt(
  sidecar: Pick<Sidecar, 'resume'>,
  { checkpoint, manifestSha256 }: TrainingCommit,
  signal: AbortSignal,
): Promise<Resumed | 'lost' | 'other-base'> {
  try {
    return await sidecar.resume({ name: checkpoint, manifestSha256 }, signal)
  } catch (error) {
    if (isRefused(error, 'checkpoint-lost')) return 'lost'
    if (isRefused(error, 'base-mismatch')) return 'other-base'
    throw error
  }
}
