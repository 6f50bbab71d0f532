// All there is to a processor: a name, the topic it emits to, its rules, and a pure judge. `accept` and `reject` build
// verdicts; the same file under the same ruleset gives the same verdict, byte for byte (I5).
import type { Edit, File, Finding, Verdict } from '../schemas/types.ts'
import type { Topic } from '../topics/index.ts'
import type { ProcessorName } from './order.ts'

/** A file as a judge sees it: its facts, its bytes, and the same bytes as text with one character a byte. */
export type JudgedFile = File & {
  readonly content: Buffer
  /** `content` as latin1: `text[i]` is byte i, so offsets in it are byte offsets. */
  readonly text: string
}

/** What a judge says: everything of a verdict but who said it under which ruleset. */
export type Judgement = {
  /** The rule id that rejects the file, or null to accept it. */
  readonly reason: string | null
  readonly findings: readonly Finding[]
  /** Every number measured, whether it decided or not. */
  readonly signals: Readonly<Record<string, number>>
  readonly edits: readonly Edit[]
}

/** One rule as documentation and contract tests see it. */
export type RuleDoc = {
  /** Stable for ever: `<processor>.<rule>` without the processor's prefix, in kebab case, dots between groups. */
  readonly id: string
  /** Why a file with it should not be learnt, in a sentence. */
  readonly why: string
  readonly severity: Finding['severity']
  /** What kind of rule it is, for tables: a category, class or family. */
  readonly group: string
  /** Texts in which the rule must fire; at least one. */
  readonly matches: readonly RuleExample[]
  /** Texts in which it must not, near misses first; at least one. */
  readonly misses: readonly RuleExample[]
}

/** A proof beside its rule: the content, and the file's facts where they matter. Strings with secrets are joined from parts. */
export type RuleExample =
  | string
  | { readonly content: string; readonly path?: string; readonly language?: string; readonly facts?: Partial<File> }

/** What a judge has said of a file before, as a verdict keeps it. */
export type Judged = Pick<Verdict, 'signals' | 'findings'>

export type Processor = {
  readonly name: ProcessorName
  /** The topic its candidates go to; a new processor without one does not compile. */
  readonly emits: Topic
  readonly rules: readonly RuleDoc[]
  /** sha256 of rules, thresholds, data versions and engine number. */
  readonly ruleset: string
  /** The whole ruleset as text, for publication. */
  readonly rulesetText: string
  readonly judge: (file: JudgedFile) => Judgement
  /**
   * What it would say of a file whose signals another ruleset of the same measures has kept; null where they do not tell.
   * Left out by a judge that decides by more than its signals.
   */
  readonly again?: (verdict: Judged, language: string) => Judgement | null
}

export const accept = (
  signals: Judgement['signals'],
  findings: readonly Finding[] = [],
  edits: readonly Edit[] = [],
): Judgement => ({
  reason: null,
  findings,
  signals,
  edits,
})

export const reject = (reason: string, signals: Judgement['signals'], findings: readonly Finding[]): Judgement => ({
  reason,
  findings,
  signals,
  edits: [],
})

/** The verdict of a processor on a file: signals rounded to 6 digits, keys sorted (I5). */
export function verdictOf(processor: Processor, file: JudgedFile): Verdict {
  const judgement = processor.judge(file)
  return {
    processor: processor.name,
    decision: judgement.reason === null ? 'accept' : 'reject',
    reason: judgement.reason,
    edits: judgement.edits,
    findings: judgement.findings,
    signals: roundSignals(judgement.signals),
    ruleset: processor.ruleset,
  }
}

function roundSignals(signals: Judgement['signals']): Readonly<Record<string, number>> {
  const rounded: Record<string, number> = {}
  for (const name of Object.keys(signals).sort()) rounded[name] = Math.round((signals[name] ?? 0) * 1e6) / 1e6
  return rounded
}

/** The judged view of a file with content. */
export const judgedFile = (file: File, content: Buffer): JudgedFile => ({
  ...file,
  content,
  text: content.toString('latin1'),
})
