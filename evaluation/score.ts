// How good a gate is on labelled cases: counts, the usual shares of them, and how far chance alone may have moved those.

export type Counts = {
  /** Positives that the gate objects to. */
  readonly truePositives: number
  /** Negatives that it objects to. */
  readonly falsePositives: number
  /** Positives that it lets pass. */
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** A share with its 95 % interval; null where nothing was there to take a share of. */
export type Share = { readonly value: number; readonly low: number; readonly high: number } | null

export type Score = Counts & {
  /** Objections that are right. */
  readonly precision: Share
  /** Positives that are objected to. */
  readonly recall: Share
  /** Harmonic mean of the two. */
  readonly f1: Share
}

export function scoreOf(counts: Counts): Score {
  const { truePositives, falsePositives, falseNegatives } = counts
  return {
    ...counts,
    precision: shareOf(truePositives, truePositives + falsePositives),
    recall: shareOf(truePositives, truePositives + falseNegatives),
    f1: f1Of(counts),
  }
}

/** z of 95 %. */
const z = 1.959964

/** Wilson's interval (1927): it holds for small counts and for shares near 0 and 1, where the usual one does not. */
export function shareOf(part: number, all: number): Share {
  if (all === 0) return null
  const value = part / all
  const divisor = 1 + z ** 2 / all
  const middle = (value + z ** 2 / (2 * all)) / divisor
  const half = (z / divisor) * Math.sqrt((value * (1 - value)) / all + z ** 2 / (4 * all ** 2))
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * F1 = 2 TP / (2 TP + FP + FN) is s / (2 - (1 - s)) of the share s = TP / (TP + FP + FN): it grows with s, so the interval of
 * s is mapped (Takahashi et al. 2022 compare it with others).
 */
function f1Of({ truePositives, falsePositives, falseNegatives }: Counts): Share {
  const share = shareOf(truePositives, truePositives + falsePositives + falseNegatives)
  if (share === null) return null
  const mapped = (value: number): number => (2 * value) / (1 + value)
  return { value: mapped(share.value), low: mapped(share.low), high: mapped(share.high) }
}
