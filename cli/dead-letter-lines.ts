// One dead letter as a person reads it.
import { shown } from './command.ts'
import type { LetterView, StoryEntry } from './dead-letter-view.ts'
import { jsonLine } from './json.ts'
import { bytesText } from './table.ts'

// What a screen or two takes; --json has all of it.
const contentLinesMax = 80
const lineLengthMax = 400

export function letterLines(view: LetterView): readonly string[] {
  const { topic, partition, offset } = view.original
  const lines: readonly (readonly [string, string])[] = [
    ['dead letter', view.id],
    ['step', view.step],
    ['reason', `${view.reason} [${view.code}]`],
    ['message', view.message],
    ['read from', `${topic}/${partition}@${offset}`],
    ['attempt', `${view.attempt}, first failed ${view.failedAt ?? 'at an unknown time'}`],
    ['key', view.key],
    ['bytes', `${view.sizeBytes} (${bytesText(view.sizeBytes)}), sha256 ${view.sha256}`],
    ['schema id', view.schemaId === null ? 'none: the bytes are not framed' : String(view.schemaId)],
  ]
  const originals = view.headers.filter(([name]) => !name.startsWith('dlq.'))
  return [
    ...lines.map(([name, value]) => `${name.padEnd(12)}${shown(value)}`),
    ...view.story.map((entry) => `${'story'.padEnd(12)}${storyLine(entry)}`),
    ...originals.map(([name, value]) => `${'header'.padEnd(12)}${shown(`${name}: ${value}`)}`),
    ...bytesLines(view),
    ...(view.event === null ? [] : [`${'event'.padEnd(12)}${jsonLine(view.event)}`]),
    ...contentLines(view),
  ]
}

/** One attempt: how it failed, and what was done with it. */
export function storyLine({ id, attempt, lineage, reason, code, state, handled }: StoryEntry): string {
  const done =
    handled === null ? state : `${state} ${handled.at ?? ''} by ${shown(handled.by)} (${shown(handled.operation)})`
  const whose = lineage === null ? '' : ` of lineage ${shown(lineage)}`
  return `attempt ${attempt}${whose}, ${id}: ${shown(reason)} [${shown(code)}], ${done}`
}

function bytesLines({ bytes, undecodable }: LetterView): readonly string[] {
  if (bytes === null) return []
  const why = `${'no event'.padEnd(12)}${shown(undecodable ?? '')}`
  if (bytes.kind === 'withheld')
    return [why, `${'bytes'.padEnd(12)}withheld: the secret processor found ${shown(bytes.reason)} in them`]
  return [why, `${'hex'.padEnd(12)}${bytes.hex}${bytes.whole ? '' : '... (the first 256 bytes)'}`]
}

function contentLines({ content }: LetterView): readonly string[] {
  if (content === null) return []
  if (content.kind === 'withheld') return [`${'content'.padEnd(12)}withheld: ${shown(content.reason)}`]
  const lines = content.text.split('\n')
  const some = lines
    .slice(0, contentLinesMax)
    .map((line) => `  ${shown(line.slice(0, lineLengthMax))}${line.length > lineLengthMax ? '...' : ''}`)
  const redacted = content.redactions === 0 ? 'nothing to redact' : `${content.redactions} places redacted`
  return [
    `${'content'.padEnd(12)}${lines.length} lines, ${redacted}`,
    ...some,
    ...(lines.length > some.length ? [`  ... ${lines.length - some.length} more lines (--json shows them)`] : []),
  ]
}
