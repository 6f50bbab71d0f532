// Where a starting trainer goes on: the newest committed checkpoint whose hashes verify, at that commit's positions.
// A lost or corrupt one opens a new lineage from an older checkpoint, loudly; no sample is forgotten in silence.
import type { Position } from '../runtime/step.ts'
import type { TrainingCommit } from '../schemas/types.ts'
import type { CheckpointName } from './protocol.ts'
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
  readonly kept: readonly string[]
}

/** Resumes the newest checkpoint whose hashes verify; an older one than the last opens a new lineage, loudly. */
export async function recover(
  sidecar: Sidecar,
  history: readonly TrainingCommit[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Recovered> {
  const last = history.at(-1)
  const tried = new Set<string>()
  for (const commit of history.toReversed()) {
    if (tried.has(commit.checkpoint)) continue
    tried.add(commit.checkpoint)
    const name = { name: commit.checkpoint, manifestSha256: commit.manifestSha256 }
    const resumed = await attempt(() => sidecar.resume(name, signal))
    if (resumed === null) {
      say(`checkpoint ${commit.checkpoint} of lineage ${commit.lineage} is lost or does not match its manifest`)
      continue
    }
    const same = commit === last
    const lineage = same ? commit.lineage : `${commit.lineage}-${sidecar.fence}`
    if (!same) say(`lineage ${lineage} goes on from ${commit.checkpoint}, at that commit's positions`)
    const kept = [...new Set(history.map((one) => one.checkpoint))].slice(-4)
    const parentLineage = same ? commit.parentLineage : commit.lineage
    return { head: { lineage, parentLineage, step: resumed.step, checkpoint: name }, positions: commit.positions, kept }
  }
  await sidecar.resume('fresh', signal)
  if (last === undefined)
    return { head: { lineage: 'main', parentLineage: null, step: 0, checkpoint: null }, positions: [], kept: [] }
  const lineage = `${last.lineage}-${sidecar.fence}`
  say(`no checkpoint of lineage ${last.lineage} could be read: lineage ${lineage} starts from the beginning of the log`)
  return { head: { lineage, parentLineage: last.lineage, step: 0, checkpoint: null }, positions: [], kept: [] }
}

async function attempt<Result>(call: () => Promise<Result>): Promise<Result | null> {
  try {
    return await call()
  } catch (error) {
    if (isRefused(error, 'checkpoint-lost')) return null
    throw error
  }
}
