// What other rules would say of a file that was decided before. A verdict of the same ruleset stands; one whose signals tell
// is said again from them; only where neither holds is the file's content judged. The outcome is the one that judging
// everything anew would have: judges see the file alone, and nothing that other judges said of it.
import type { Decision, File, Verdict } from '../schemas/types.ts'
import { filesDecided } from '../topics/index.ts'
import { admission } from './admission.ts'
import { type Judged, judgedFile, type Processor, verdictOf } from './processor.ts'
import { measuresOf } from './rules.ts'

/** Why the content of a file is needed; a closed list. */
export type ContentReason = 'asked' | 'rules-changed' | 'not-judged' | 'too-near' | 'not-admitted'

export type Again =
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'content'; readonly why: ContentReason; readonly processor: string }

export type Decider = {
  /** From what the decision keeps. */
  readonly fromVerdicts: (decision: Decision) => Again
  /** From the file itself; verdicts that still hold are kept. */
  readonly fromContent: (decision: Decision, file: File) => Decision
}

export type AgainParts = {
  /** In order, with the rules that would be. */
  readonly processors: readonly Processor[]
  /** The text of a ruleset that was published; null where it is not known. */
  readonly published: (ruleset: string) => string | null
  /** Signals of a verdict, where its reader has left them encoded. */
  readonly signalsOf?: (signals: Verdict['signals']) => Verdict['signals']
  /** Judge everything from its content, whatever verdicts would tell. */
  readonly anew?: boolean
}

type Kept = { readonly verdict: Verdict } | { readonly why: ContentReason }

export function createDecider({ processors, published, signalsOf = (signals) => signals, anew }: AgainParts): Decider {
  const comparable = new Map<string, boolean>()
  const isComparable = (processor: Processor, ruleset: string): boolean => {
    const known = comparable.get(ruleset)
    if (known !== undefined) return known
    const text = published(ruleset)
    const same = text !== null && measuresOf(text) === measuresOf(processor.rulesetText)
    comparable.set(ruleset, same)
    return same
  }

  const keep = (processor: Processor, before: Verdict | undefined, language: string): Kept => {
    if (anew === true) return { why: 'asked' }
    if (before === undefined) return { why: 'not-judged' }
    if (before.ruleset === processor.ruleset) return { verdict: before }
    if (processor.again === undefined || !isComparable(processor, before.ruleset)) return { why: 'rules-changed' }
    const judged: Judged = { signals: signalsOf(before.signals), findings: before.findings }
    const judgement = processor.again(judged, language)
    if (judgement === null) return { why: 'too-near' }
    const { reason, findings, edits } = judgement
    const decision = reason === null ? 'accept' : 'reject'
    return { verdict: { ...before, decision, reason, findings, edits, ruleset: processor.ruleset } }
  }

  const said = ({ verdicts }: Decision, name: string): Verdict | undefined =>
    verdicts.find(({ processor }) => processor === name)

  const fromVerdicts = (decision: Decision): Again => {
    const verdicts: Verdict[] = []
    for (const processor of processors) {
      const kept = keep(processor, said(decision, processor.name), decision.file.language)
      if ('why' in kept) return { kind: 'content', why: kept.why, processor: processor.name }
      verdicts.push(kept.verdict)
      if (kept.verdict.decision === 'reject') return { kind: 'decided', decision: rejected(decision, verdicts) }
    }
    // Nobody rejects it, and only its bytes say what would be released: unless just that was released before.
    return decision.outcome === 'accepted'
      ? { kind: 'decided', decision: { ...decision, verdicts } }
      : { kind: 'content', why: 'not-admitted', processor: 'admission' }
  }

  const admit = admission(
    processors.map(({ name }) => name),
    filesDecided,
  )

  const fromContent = (decision: Decision, file: File): Decision => {
    const verdicts: Verdict[] = []
    for (const processor of processors) {
      const kept = keep(processor, said(decision, processor.name), file.language)
      const verdict = 'verdict' in kept ? kept.verdict : judgeNow(processor, file)
      verdicts.push(verdict)
      if (verdict.decision === 'reject') break
    }
    return rehearsed(admit.handle, { file, verdicts }, decision)
  }

  return { fromVerdicts, fromContent }
}

function judgeNow(processor: Processor, file: File): Verdict {
  if (file.content === null) throw new Error(`${processor.name}: a submitted file came without its content`)
  return verdictOf(processor, judgedFile(file, file.content))
}

function rejected(decision: Decision, verdicts: readonly Verdict[]): Decision {
  const last = verdicts.at(-1)
  return {
    ...decision,
    outcome: 'rejected',
    by: last?.processor ?? null,
    reason: last?.reason ?? 'unnamed',
    verdicts,
    sampleId: null,
    releasedSha256: null,
  }
}

type Handle = ReturnType<typeof admission>['handle']

/** What admission would write, and not its sample. */
function rehearsed(handle: Handle, candidate: Parameters<Handle>[0], before: Decision): Decision {
  const [effect] = handle(candidate, nowhere)
  const isDecision = (event: unknown): event is Decision =>
    typeof event === 'object' && event !== null && 'outcome' in event
  if (effect?.kind !== 'emit' || !isDecision(effect.event)) throw new Error('admission: it made no decision')
  return { ...effect.event, pipeline: before.pipeline }
}

// Admission decides by the candidate alone, wherever it was read.
const nowhere = { topic: '', partition: 0, offset: 0, key: '', value: Buffer.alloc(0), headers: [], timestamp: 0 }
