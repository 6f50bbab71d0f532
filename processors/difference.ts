// What changes between two decisions of the same files: a fold of pairs into counts by processor, rule and language, with
// examples. It holds a bounded number of them, whatever the size of the history.
import type { Decision, Verdict } from '../schemas/types.ts'

/**
 * gained and lost are samples; reason: rejected before and after, by another rule; content: a sample before and after, with
 * other redactions.
 */
export const flipKinds = ['gained', 'lost', 'reason', 'content'] as const

export type FlipKind = (typeof flipKinds)[number]

/** How many of each kind. */
export type Flips = Readonly<Record<FlipKind, number>>

/** Who rejected, and by which rule; null where every processor accepted. */
export type Cause = { readonly by: string; readonly reason: string } | null

export type Flip = {
  readonly kind: FlipKind
  readonly fileId: string
  readonly submission: string
  /** host/owner/name */
  readonly repository: string
  readonly path: string
  readonly language: string
  readonly before: Cause
  readonly after: Cause
  /** Of the finding that decided: before for a sample gained, else after. Null where nothing says where; lines 0: the file. */
  readonly at: { readonly startLine: number; readonly endLine: number; readonly message: string } | null
}

export type Difference = {
  readonly files: number
  readonly acceptedBefore: number
  readonly acceptedAfter: number
  readonly flips: Flips
  /** By the processor, and the rule, that rejects or rejected; a reason that changed counts where it changed to. */
  readonly byProcessor: Readonly<Record<string, Flips>>
  /** `<processor> <rule>`. */
  readonly byRule: Readonly<Record<string, Flips>>
  readonly byLanguage: Readonly<Record<string, Flips>>
  /** The first few of each kind and rule. */
  readonly examples: readonly Flip[]
}

export type DifferenceFold = {
  /** The flip that the pair is, or null where the outcome stays. */
  readonly add: (before: Decision, after: Decision) => Flip | null
  readonly result: () => Difference
}

const noFlips: Flips = { gained: 0, lost: 0, reason: 0, content: 0 }

/** `examplesMax` bounds the examples in all, `examplesEach` those of one kind and rule. */
export function createDifference(examplesMax: number, examplesEach: number): DifferenceFold {
  const counts = { files: 0, acceptedBefore: 0, acceptedAfter: 0 }
  const all = { total: new Map<string, Flips>(), processor: tally(), rule: tally(), language: tally() }
  const examples: Flip[] = []
  const seen = new Map<string, number>()

  const keep = (flip: Flip, rule: string): void => {
    const key = `${flip.kind} ${rule}`
    const shown = seen.get(key) ?? 0
    if (shown >= examplesEach || examples.length >= examplesMax) return
    seen.set(key, shown + 1)
    examples.push(flip)
  }

  return {
    add: (before, after) => {
      counts.files++
      if (before.outcome === 'accepted') counts.acceptedBefore++
      if (after.outcome === 'accepted') counts.acceptedAfter++
      const flip = flipOf(before, after)
      if (flip === null) return null
      const cause = flip.after ?? flip.before ?? { by: 'admission', reason: 'redactions' }
      const rule = `${cause.by} ${cause.reason}`
      count(all.total, '', flip.kind)
      count(all.processor, cause.by, flip.kind)
      count(all.rule, rule, flip.kind)
      count(all.language, flip.language, flip.kind)
      keep(flip, rule)
      return flip
    },
    result: () => ({
      ...counts,
      flips: all.total.get('') ?? noFlips,
      byProcessor: sorted(all.processor),
      byRule: sorted(all.rule),
      byLanguage: sorted(all.language),
      examples,
    }),
  }
}

const tally = (): Map<string, Flips> => new Map()

function count(into: Map<string, Flips>, key: string, kind: FlipKind): void {
  const flips = into.get(key) ?? noFlips
  into.set(key, { ...flips, [kind]: flips[kind] + 1 })
}

const sizeOf = (flips: Flips): number => flipKinds.reduce((sum, kind) => sum + flips[kind], 0)

/** The largest first, then by name. */
const sorted = (of: ReadonlyMap<string, Flips>): Readonly<Record<string, Flips>> =>
  Object.fromEntries([...of].sort(([a, one], [b, other]) => sizeOf(other) - sizeOf(one) || (a < b ? -1 : 1)))

function flipOf(before: Decision, after: Decision): Flip | null {
  const kind = kindOf(before, after)
  if (kind === null) return null
  const { file } = before
  const { host, owner, name } = file.repository
  const decisive = kind === 'gained' ? before : after
  return {
    kind,
    fileId: file.fileId,
    submission: file.submission,
    repository: `${host}/${owner}/${name}`,
    path: file.path,
    language: file.language,
    before: causeOf(before),
    after: causeOf(after),
    at: placeOf(decisive),
  }
}

function kindOf(before: Decision, after: Decision): FlipKind | null {
  if (before.outcome !== after.outcome) return after.outcome === 'accepted' ? 'gained' : 'lost'
  if (after.outcome === 'accepted') return before.releasedSha256 === after.releasedSha256 ? null : 'content'
  return before.by === after.by && before.reason === after.reason ? null : 'reason'
}

const causeOf = ({ outcome, by, reason }: Decision): Cause =>
  outcome === 'accepted' ? null : { by: by ?? 'admission', reason: reason ?? 'unnamed' }

function placeOf({ verdicts, by, reason }: Decision): Flip['at'] {
  const verdict: Verdict | undefined = verdicts.find(({ processor }) => processor === by)
  const finding = verdict?.findings.find(({ rule }) => rule === reason)
  return finding === undefined
    ? null
    : { startLine: finding.startLine, endLine: finding.endLine, message: finding.message }
}
