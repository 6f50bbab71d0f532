// The bounds of the secret gate (I9). Part of the ruleset: another bound may give another verdict.
export const secretLimits = {
  /** Keyword windows tried in one file. */
  windowsMax: 200_000,
  matchesOfOneRuleMax: 200,
  /** Distinct secrets above which a file is refused instead of redacted. */
  distinctMax: 20,
  findingsMax: 100,
  /** A secret of at least this many characters is redacted wherever it stands in the file. */
  repeatLengthMin: 8,
  occurrencesMax: 1_000,
} as const
