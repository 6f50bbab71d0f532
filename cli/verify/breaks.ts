// What a verification can find, each kind with what it says, and the collector that keeps the first of each kind.
import { limits } from '../../runtime/limits.ts'

/** Kind -> what is wrong where it is found. Kinds are permanent: scripts compare them. */
export const breakKinds = {
  'file.lost': 'has no outcome, though everything behind it has passed',
  'file.doubled': 'has an outcome and a dead letter',
  'record.doubled': 'is a second record of its file in one topic',
  'record.missing': 'has no record in a topic that it has passed',
  'record.unsound': 'says something that its own bytes contradict',
  'burial.missing': 'was passed over or buried, and has no dead letter',
  'burial.doubled': 'was buried twice by one step',
  'redrive.unrecorded': 'was sent to its step once more, and no record says that its dead letter was',
  'redrive.missing': 'is said to be redriven, and was never sent',
  'redrive.doubled': 'was redriven or dropped twice',
  'order.changed': 'comes before a file that was submitted before it under the same key',
  'decision.unsound': 'has verdicts that do not make this outcome',
  'sample.missing': 'was accepted, and there is no sample of it',
  'sample.unexpected': 'is a sample, and no decision accepts it',
  'sample.unsound': 'is not what its verdicts released',
  'position.beyond': 'is a position outside of what the topic holds',
  'submission.counts': 'was read whole, with other counts than its records have',
  'ruleset.unpublished': 'was judged by rules that nobody has published',
  'ruleset.inactive': 'was judged by other rules than those said to be in force at its place',
  'training.doubled': 'was used twice in one lineage',
  'training.unknown': 'was trained on, and is no sample',
  'training.left-out': 'lies below the positions of a lineage that never says what became of it',
  'training.chain': 'does not go on where the commit before it ended',
  'checkpoint.differs': 'is not the checkpoint that was committed',
  'projection.differs': 'differs between the tables and a fold of the topics',
} as const

export type BreakKind = keyof typeof breakKinds

export type Break = {
  readonly kind: BreakKind
  /** Where it was found: a topic, or a table, or a folder. */
  readonly topic: string
  readonly partition: number | null
  readonly offset: number | null
  readonly fileId: string | null
  readonly submission: string | null
  /** What was expected and what was found; never content. */
  readonly detail: string
}

export type Breaks = {
  readonly found: (kind: BreakKind, place: Partial<Omit<Break, 'kind'>> & Pick<Break, 'topic'>) => void
  /** How many of each kind, of those that were found at all. */
  readonly counts: () => Readonly<Record<string, number>>
  /** The first of each kind, in the order found. */
  readonly first: () => readonly Break[]
}

const nowhere = { partition: null, offset: null, fileId: null, submission: null, detail: '' }

export function collectBreaks(): Breaks {
  const counts = new Map<BreakKind, number>()
  const kept: Break[] = []
  return {
    found: (kind, place) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      if (count <= limits.verifyBreaksShownMax) kept.push({ kind, ...nowhere, ...place })
    },
    counts: () => Object.fromEntries(counts),
    first: () => kept,
  }
}
