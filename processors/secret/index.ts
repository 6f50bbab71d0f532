// The secret gate: finds credentials, refuses files that are nothing but credentials, and redacts the rest by edits.
// It carries I15: what leaves here says a secret's class, place, length and keyed hash, and never its value.
import type { Finding } from '../../schemas/types.ts'
import { filesSecret } from '../../topics/index.ts'
import { type AllowEntry, type Allows, allowsOf, allowText, letPass } from '../allow.ts'
import { accept, type JudgedFile, type Judgement, type Processor, type RuleDoc, reject } from '../processor.ts'
import { compile, lineIndex, rulesetHash, rulesetText } from '../rules.ts'
import { hasRightChecksum } from './checksum.ts'
import { detect, type Secret } from './detect.ts'
import { secretLimits } from './limits.ts'
import { defaultHmacKey, editsOf, keyName, occurrences, redacted, type Span } from './redact.ts'
import type { SecretRule } from './rule.ts'
import { secretRules } from './rules/index.ts'

/** Raised whenever code, not data, changes a verdict; a pinned digest of verdicts in the contract test forces it. */
const engine = 3

export type SecretOptions = {
  /** Key of the hash in evidence. The same key gives the same evidence for the same secret. */
  readonly hmacKey?: string
  /** Rules of the user, converted by gitleaks-toml.ts. */
  readonly userRules?: readonly SecretRule[]
  /** Ids of rules that are switched off. */
  readonly off?: readonly string[]
  /** What is let pass. */
  readonly allow?: readonly AllowEntry[]
}

/** A secret processor with a key and rules of its own. */
export function secretWith(options: SecretOptions = {}): Processor {
  const hmacKey = options.hmacKey ?? defaultHmacKey
  const { off = [], allow = [] } = options
  const rules = [...secretRules, ...(options.userRules ?? [])].filter(({ id }) => !off.includes(id))
  const scan = compile(rules, { windowsMax: secretLimits.windowsMax, matchesMax: secretLimits.matchesOfOneRuleMax })
  const text = rulesetText({
    processor: 'secret',
    engine,
    rules,
    thresholds: secretLimits,
    data: { hmacKey: keyName(hmacKey), ...allowText('secret', allow) },
  })
  const allows = allowsOf('secret', allow)
  return {
    name: 'secret',
    emits: filesSecret,
    rules: rules.map(docOf),
    ruleset: rulesetHash(text),
    rulesetText: text,
    judge: (file) => {
      const detected = detect(file, rules, scan)
      const signals = signalsOf(detected.secrets, detected.candidates, detected.dismissed)
      if (detected.exhausted) return reject('scan.budget', { ...signals, 'scan.exhausted': 1 }, [])
      return decide(file, detected.secrets, signals, hmacKey, allows(file))
    },
  }
}

export const secret: Processor = secretWith()

function docOf({ id, why, severity, group, matches, misses }: SecretRule): RuleDoc {
  return { id, why, severity, group, matches, misses }
}

function signalsOf(
  secrets: readonly Secret[],
  candidates: number,
  dismissed: Readonly<Record<string, number>>,
): Judgement['signals'] {
  const signals: Record<string, number> = {
    candidates,
    secrets: secrets.length,
    distinct: new Set(secrets.map(({ value }) => value)).size,
  }
  for (const [reason, count] of Object.entries(dismissed)) signals[`dismissed.${reason}`] = count
  for (const { rule } of secrets) signals[`class.${rule.id}`] = (signals[`class.${rule.id}`] ?? 0) + 1
  const proven = secrets.filter(({ value }) => hasRightChecksum(value)).length
  return proven === 0 ? signals : { ...signals, 'checksum.right': proven }
}

function decide(
  file: JudgedFile,
  secrets: readonly Secret[],
  signals: Judgement['signals'],
  hmacKey: string,
  allows: Allows,
): Judgement {
  const marks = file.text.includes('gitleaks:allow') ? file.text.split('gitleaks:allow').length - 1 : 0
  const marked = marks > 0 ? { ...signals, 'gitleaks.allow': marks } : signals
  if (secrets.length === 0) return accept(marked)
  const line = lineIndex(file.content)
  const entries = secrets.map((found) => allows(placeIn(found, line)))
  const findings = secrets
    .slice(0, secretLimits.findingsMax)
    .map((found, at) => letPass(findingOf(found, line, hmacKey), entries[at] ?? null))
  // What is let pass is not redacted either, unless it stands in, or again as, what is not.
  const counted = secrets.filter((_, at) => entries[at] === null)
  const measured = counted.length === secrets.length ? marked : { ...marked, allowed: secrets.length - counted.length }
  const refused = counted.find(({ rule }) => rule.policy === 'reject')
  if (refused !== undefined) return reject(refused.rule.id, measured, findings)
  const distinct = new Set(counted.map(({ value }) => value)).size
  if (distinct > secretLimits.distinctMax) return reject('secret.too-many', measured, [...findings, tooMany(distinct)])
  return accept(measured, findings, editsOf(file.text, spansOf(file.text, counted)))
}

const placeIn = ({ rule, start, end }: Secret, line: (offset: number) => number) => ({
  rule: rule.id,
  startLine: line(start),
  endLine: line(end - 1),
})

function findingOf(found: Secret, line: (offset: number) => number, hmacKey: string): Finding {
  const { rule } = found
  return {
    rule: rule.id,
    severity: rule.severity,
    startLine: line(found.start),
    endLine: line(found.end - 1),
    message: messageOf(found),
    evidence: redacted(found.value, hmacKey),
    measured: null,
    threshold: null,
  }
}

function messageOf({ rule, depth, value }: Secret): string {
  const wrapped = depth > 0 ? ', wrapped in base64' : ''
  const checked = hasRightChecksum(value) ? ' Its checksum is right.' : ''
  const from =
    rule.origin === undefined ? '' : ` (file ${rule.origin.file}, version ${rule.origin.version.slice(0, 12)})`
  return `${rule.group}: ${rule.id}${wrapped}. ${rule.why}${checked}${from}`
}

const tooMany = (distinct: number): Finding => ({
  rule: 'secret.too-many',
  severity: 'high',
  startLine: 0,
  endLine: 0,
  message: 'A file with so many secrets is a list of them.',
  evidence: '',
  measured: distinct,
  threshold: secretLimits.distinctMax,
})

/** The secrets' own places, and every other place where a long one stands word for word. */
function spansOf(text: string, secrets: readonly Secret[]): readonly Span[] {
  const values = new Set(
    secrets.filter(({ value }) => value.length >= secretLimits.repeatLengthMin).map(({ value }) => value),
  )
  const others = [...values].flatMap((value) => occurrences(text, value, secretLimits.occurrencesMax))
  return [...secrets, ...others]
}
