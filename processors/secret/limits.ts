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

/** What a regular expression of the user's may cost. No part of the ruleset: a rule is refused by them, no verdict depends on them. */
export const regexLimits = {
  /** Bytes around a keyword in which a rule's match is looked for. */
  before: 256,
  after: 1_024,
  /** Longest texts that an allowlist's expressions are tried on: a line, as context.ts takes it, with the match; and a path. */
  line: 240 + 256 + 1_024 + 240,
  path: 4_096,
  /** Steps back over the worst of such texts: at most about a second, and told too high rather than too low. */
  stepsMax: 100_000_000,
  /** Bytes that one match may take, repetitions written out. */
  placesMax: 20_000,
} as const
