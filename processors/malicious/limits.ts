// The gate's bounds and the number that stands for its code in the ruleset hash.
import type { Severity } from '../../schemas/types.ts'
import type { Budget } from '../rules.ts'

/** Raised whenever code changes a verdict; the pinned digest in the contract test says when that is. */
export const engine = 2

/** Windows tried in one file, and matches of one signature kept. Past it the file is rejected as `scan.budget`. */
export const budget: Budget = { windowsMax: 150_000, matchesMax: 100 }

/** Bytes that may be decoded of one file, all layers together. Past it too the file is rejected as `scan.budget`. */
export const decodedBytesMax = 8 * 1_048_576

export const findingsMax = 40
export const findingsPerRuleMax = 3

export const rejectedSeverities: ReadonlySet<Severity> = new Set<Severity>(['high', 'critical'])
