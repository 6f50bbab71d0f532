// A case of the gold corpus as its author writes it: a file, and what is true of it whatever any rule says. Authors write
// from the definition of a class, not from the rule that should catch it; nobody mends a rule by what the test half shows.

/** Which half a case is in. Rules may be mended by what the train half shows; the test half is only counted. */
export type Half = 'train' | 'test'

export type GoldCase = {
  /**
   * The idea behind the case, in kebab case. Variants of one idea share it, and lie in the same half: else the test half would
   * be known from the train half.
   */
  readonly family: string
  /** Path in a repository, with `/`; language is told from it and from the content, as ingest does. */
  readonly path: string
  readonly content: string
  /** Whether the gate should object: quality and malicious reject it, secret finds something, license does not let it pass. */
  readonly positive: boolean
  /** What it is, of the gate's classes; of a negative: what it could be taken for. At least one. */
  readonly classes: readonly string[]
  /** Licence: the SPDX expression that governs the file, or `NONE`. */
  readonly expression?: string
  /** Licence: what the host declares for the repository. */
  readonly declared?: string
  /** Other files of its repository by path: licence texts, manifests. */
  readonly beside?: Readonly<Record<string, string>>
}
