// What a file hides in encoded literals, judged by the same rules: capability x threat over the text as it would be if it
// had been written plainly, and over programs that literals hold. Nothing is decoded where nothing decodes, evaluates or runs.

import type { Layer, Purse } from './decoding/bytes.ts'
import { type Derived, inPlace, type Origin, plain, programsOf } from './decoding/derived.ts'
import { type Left, layersMax, type Piece, piecesOf } from './decoding/pieces.ts'
import { type Family, familyOf, inertFamilies } from './families.ts'
import {
  contextIn,
  counts,
  type Examined,
  examineAs,
  type Indexes,
  type Scene,
  type Subject,
  spansOf,
} from './judge.ts'
import { decodedBytesMax } from './limits.ts'
import type { Capability, MaliciousRule, Span } from './model.ts'

/** A rule that holds once literals are decoded: its places in the decoded text, and where those come from. */
export type DecodedHit = {
  readonly rule: MaliciousRule
  readonly subject: Subject
  readonly places: readonly { readonly span: Span; readonly origin: Origin }[]
}

export type Decoded = {
  readonly exhausted: boolean
  readonly hits: readonly DecodedHit[]
  /** Literals that were decoded; joined ones are not counted. */
  readonly texts: number
}

// Code that hides what it does still has to decode it, run it, or talk to somebody; in some languages all three can hide.
const decoders: readonly Capability[] = ['decode', 'eval', 'exec']
const talkers: readonly Capability[] = ['send', 'socket', 'download']
const hiding: ReadonlySet<Family> = new Set<Family>(['php', 'ps', 'vb', 'bat'])

type Work = {
  readonly indexes: Indexes
  readonly purse: Purse
  readonly hits: Map<string, DecodedHit>
  readonly known: ReadonlySet<string>
  texts: number
}

/** What the rules find beyond what they found in the file as it stands. */
export function decodedIn(examined: Examined, indexes: Indexes): Decoded {
  const { scene } = examined
  const purse: Purse = { bytesLeft: decodedBytesMax, exhausted: false }
  const known = new Set(examined.hits.map(({ rule }) => rule.id))
  const work: Work = { indexes, purse, hits: new Map(), known, texts: 0 }
  const mayHide = hiding.has(scene.family) || hasAny(scene, decoders) || hasAny(scene, talkers)
  if (!inertFamilies.has(scene.family) && mayHide) {
    unpack(plain(scene.subject.text), scene, 0, work)
  }
  return { exhausted: purse.exhausted, hits: [...work.hits.values()], texts: work.texts }
}

const hasAny = ({ found, index }: Scene, capabilities: readonly Capability[]): boolean =>
  capabilities.some((each) => index.ofCapability(each).some((at) => found.has(at)))

function unpack(source: Derived, scene: Scene, depth: number, work: Work): void {
  if (depth >= layersMax) return
  const decodes = depth > 0 || hiding.has(scene.family) || hasAny(scene, decoders)
  const pieces = piecesOf(source.text, scene.family, decodes, work.purse, leftIn(source))
  if (pieces.length === 0 || work.purse.exhausted) return
  const encoded = pieces.filter(isEncoded)
  work.texts += encoded.length
  if (encoded.length > 0 || saysMore(pieces, scene)) {
    const shown = inPlace(source, pieces)
    if (shown !== null) judge(shown, scene.family, scene.subject.path, depth, work)
  }
  if (encoded.length === 0 || !runs(scene, pieces)) return
  const context = contextIn(scene)
  const running = encoded.filter(({ start }) => !context.isComment({ start, end: start + 1 }))
  for (const [family, program] of programsOf(source, running, (piece) => languageOf(piece, scene.family))) {
    judge(program, family, scene.subject.path, depth, work)
  }
}

/** Layers that may still be taken off at a place of a text, less those that were taken off on the way to it. */
const leftIn =
  (source: Derived): Left =>
  (place) =>
    layersMax - source.originOf(place).layers.filter((layer) => layer !== 'joined' && layer !== 'utf-16').length

// Messages over several lines are joined everywhere: they say no more than their parts, unless a rule finds something in
// them that it has not found in the file.
function saysMore(pieces: readonly Piece[], { found, index, family }: Scene): boolean {
  const text = pieces.map((piece) => piece.text).join('\n')
  const content = Buffer.from(text, 'latin1')
  const { matches, exhausted } = index.scan(content, text, family)
  return exhausted || matches.some((match) => !found.has(match.pattern) && counts(match, index, content))
}

const isEncoded = (piece: Piece): boolean => piece.layers.some((layer: Layer) => layer !== 'joined')

const subjectOf = ({ text }: Derived, path: string): Subject => ({ path, text, content: Buffer.from(text, 'latin1') })

function judge(derived: Derived, family: Family, path: string, depth: number, work: Work): void {
  const subject = subjectOf(derived, path)
  const examined = examineAs(subject, family, work.indexes)
  if (examined.exhausted) work.purse.exhausted = true
  for (const { rule, spans } of examined.hits) {
    if (work.known.has(rule.id) || work.hits.has(rule.id)) continue
    const places = spans.map((span) => ({ span, origin: derived.originOf(span) }))
    work.hits.set(rule.id, { rule, subject, places })
  }
  unpack(derived, examined.scene, depth + 1, work)
}

/** Something in the text runs or evaluates, in the open or under a hidden name. */
function runs(scene: Scene, pieces: readonly Piece[]): boolean {
  const { live, isQuoted } = contextIn(scene)
  return (
    spansOf(scene, ['exec', 'eval']).some((span) => live(span, false) && !isQuoted(span)) ||
    pieces.some((piece) => hiddenRunner.test(piece.text)) ||
    computedCalls[scene.family]?.test(scene.subject.text) === true
  )
}

/** Calls of a name that is computed, which may be any runner's, and runners that are named in a string. */
const computedCalls: Partial<Readonly<Record<Family, RegExp>>> = {
  php: /\$\w{1,40}\s?\(/,
  ps: /(?:^|[;|({=])\s{0,40}[&.]\s?[($]/m,
  py: /getattr\(|__import__\(|globals\(\)/,
  js: /require\(\s?["'](?:node:)?child_process["']\)/,
  vb: /CreateObject\(/i,
}

const hiddenRunner =
  /^\s*(?:exec|eval|system|os\.system|popen|subprocess|child_process|execSync|spawn|assert|create_function|Function|shell_exec|passthru|IEX|Invoke-Expression|WScript\.Shell)\s*$/i

const scripted: ReadonlySet<Family> = new Set<Family>([
  'py',
  'js',
  'php',
  'rb',
  'pl',
  'lua',
  'vb',
  'ps',
  'sh',
  'bat',
  'unknown',
])
const shellCommand =
  /^\s{0,20}(?:(?:sudo|nohup|exec|env)\s+)?(?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da)?sh|curl|wget|nc|ncat|socat|python[23]?|perl|php|ruby|node|rm|chmod|mkfifo|echo|cd|export|crontab|openssl|mkdir|cat)\s/
const windowsCommand = /^\s{0,20}(?:cmd|mshta|certutil|bitsadmin|rundll32|regsvr32|schtasks|reg)(?:\.exe)?\s/i
const powershellCommand =
  /^\s{0,20}(?:(?:powershell|pwsh)(?:\.exe)?\s|iex\b|invoke-\w|start-process\b|\(?new-object\b|\$\w{1,30}\s?=\s?(?:new-object\b|\[))/i
const callOrLines = /[\w$]\s?\(|\n/

/** The language of a program in a literal; null for what is no program. */
function languageOf(piece: Piece, host: Family): Family | null {
  const { text, layers } = piece
  if (layers.includes('utf-16') || powershellCommand.test(text)) return 'ps'
  const marked = familyOf({ path: '', language: '' }, text)
  if (marked !== 'unknown') return marked
  if (shellCommand.test(text)) return 'sh'
  if (windowsCommand.test(text)) return 'bat'
  if (!callOrLines.test(text)) return null
  if (host === 'html') return 'js'
  return scripted.has(host) ? host : null
}

/** What is looked for in a whole text, for the test that none of it can be made to run away. */
export const languageSearches: readonly RegExp[] = [
  ...[shellCommand, windowsCommand, powershellCommand, callOrLines, hiddenRunner],
  ...Object.values(computedCalls),
]
