// A peer: a tool of others that answers the question of one gate. It is run once over a folder that holds each case in a
// numbered folder of its own, as its users run it, and says which files it objects to.
import type { ProcessorName } from '../../processors/order.ts'

/** What a peer says of one file. */
export type PeerFinding = {
  /** Below the folder that it was run in. */
  readonly path: string
  /** Its own names of what it found. */
  readonly rules: readonly string[]
  /** Licence: the SPDX expression that it read, null for none. */
  readonly expression: string | null
  /** Licence: the expression that the policy is asked about, where it is another one. */
  readonly rated: string | null
}

export type Peer = {
  readonly name: string
  /** The gate that answers the same question. */
  readonly gate: ProcessorName
  /** What it is published as; scripts/install-peers.sh pins the version. */
  readonly package: string
  /** A program below the folder that it is installed in, and its arguments; it is run in the folder of cases. */
  readonly command: readonly [string, ...(readonly string[])]
  /** Files that it objects to, or, of licences, all that it read. Throws a FormatFault where that is not what it prints. */
  readonly read: (printed: string) => readonly PeerFinding[]
}

/** A peer printed something else than expected. What it printed is not quoted: it may hold secrets (I15). */
export class FormatFault extends Error {}
