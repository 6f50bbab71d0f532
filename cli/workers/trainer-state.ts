// What a trainer says of itself: followed from its ledger, so that it never says more than what was committed.
import type { TrainingCommit } from '../../schemas/types.ts'
import type { TrainingLedger } from '../../trainer/index.ts'

/** One commit, without the samples it consumed. */
export type CommitView = {
  readonly lineage: string
  readonly parentLineage: string | null
  readonly fence: number
  readonly checkpoint: string
  readonly manifestSha256: string
  readonly model: string
  readonly device: string
  /** The last optimizer step so far; a commit that only skipped samples has none of its own. */
  readonly step: number
  readonly loss: number | null
  readonly tokens: number
  readonly samples: number
  readonly positions: TrainingCommit['positions']
}

export type Follower = {
  /** The same ledger, followed. */
  readonly ledger: TrainingLedger
  /** Newest last; at most the last thousand. */
  readonly commits: () => readonly CommitView[]
  /** Of this process alone. */
  readonly own: () => { readonly commits: number; readonly steps: number; readonly tokens: number }
}

const commitsMax = 1_000

/** `committed` is called after each commit of this process with its steps. */
export function followLedger(ledger: TrainingLedger, committed: (steps: number) => void): Follower {
  const commits: CommitView[] = []
  const own = { commits: 0, steps: 0, tokens: 0 }
  const keep = (commit: TrainingCommit): CommitView => {
    const view = viewOf(commit, commits.at(-1))
    commits.push(view)
    if (commits.length > commitsMax) commits.shift()
    return view
  }
  return {
    commits: () => commits,
    own: () => own,
    ledger: {
      ...ledger,
      history: async (signal) => {
        const history = await ledger.history(signal)
        for (const commit of history.slice(-commitsMax)) keep(commit)
        return history
      },
      commit: async (event, burials, next, signal) => {
        await ledger.commit(event, burials, next, signal)
        const view = keep(event)
        own.commits += 1
        own.steps += event.steps.length
        own.tokens += view.tokens
        committed(event.steps.length)
      },
    },
  }
}

function viewOf(commit: TrainingCommit, before: CommitView | undefined): CommitView {
  const { lineage, parentLineage, fence, checkpoint, manifestSha256, model, device, positions } = commit
  const last = commit.steps.at(-1)
  const same = before?.lineage === lineage ? before : undefined
  return {
    lineage,
    parentLineage,
    fence,
    checkpoint,
    manifestSha256,
    model,
    device,
    step: last?.step ?? same?.step ?? 0,
    loss: last?.loss ?? same?.loss ?? null,
    tokens: commit.steps.reduce((sum, step) => sum + step.tokens, 0),
    samples: commit.samples.length,
    positions,
  }
}
