// Whether a regular expression can be made to run away, by recheck. It counts steps, but gives its searches little time as
// well, and takes one that a busy machine cuts short for an attack: here they have time enough for their steps.
import { checkSync } from 'recheck'

/** How long a test of one pattern may take, in milliseconds. */
export const patternMsMax = 120_000

export const backtracks = (source: string, flags: string): string =>
  checkSync(source, flags, {
    timeout: 60_000,
    seedingTimeout: 10_000,
    incubationTimeout: 10_000,
    attackTimeout: 30_000,
  }).status
