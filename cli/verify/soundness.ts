// What one record says of itself, held against its own bytes: hashes, names, and verdicts that make its outcome (I4, I5).
import { createHash } from 'node:crypto'
import { order } from '../../processors/order.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { BreakKind } from './breaks.ts'
import { bytesAt, fieldOf, listAt, textAt } from './fields.ts'
import { fileTopics } from './log.ts'

export type Unsound = { readonly kind: BreakKind; readonly detail: string }

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

const decidedAt = order.length + 1

/** What is wrong with a record of `fileTopics[index]`; `file` is the file in it. */
export function unsoundIn(index: number, record: LogRecord, event: unknown, file: unknown): readonly Unsound[] {
  const key = textAt(file, 'contentSha256')
  const keyed: readonly Unsound[] =
    record.key === key ? [] : [{ kind: 'record.unsound', detail: `expected the key ${key}, found ${record.key}` }]
  if (index === 0) return [...keyed, ...submitted(file)]
  if (index < decidedAt) return [...keyed, ...candidate(index, event, file)]
  return [...keyed, ...(fileTopics[index]?.schema === 'Sample' ? sample(event, file) : decision(event, file))]
}

function submitted(file: unknown): readonly Unsound[] {
  const content = bytesAt(file, 'content')
  const hash = textAt(file, 'contentSha256')
  const repository = fieldOf(file, 'repository')
  const place = `${textAt(repository, 'host')}/${textAt(repository, 'owner')}/${textAt(repository, 'name')}`
  const id = sha256(`${place}\0${textAt(file, 'path')}\0${hash}`).slice(0, 32)
  const wrong: Unsound[] = []
  if (content === null || sha256(content) !== hash)
    wrong.push({ kind: 'record.unsound', detail: `expected content with the hash ${hash}` })
  if (textAt(file, 'fileId') !== id) wrong.push({ kind: 'record.unsound', detail: `expected the file id ${id}` })
  return wrong
}

export type Said = {
  readonly processor: string
  readonly accepts: boolean
  readonly ruleset: string
  readonly edits: number
}

const saidIn = (event: unknown): readonly Said[] =>
  listAt(event, 'verdicts').map((verdict) => ({
    processor: textAt(verdict, 'processor'),
    accepts: textAt(verdict, 'decision') === 'accept',
    ruleset: textAt(verdict, 'ruleset'),
    edits: listAt(verdict, 'edits').length,
  }))

/** `processor ruleset` of each verdict. */
export const rulesetsIn = (event: unknown): readonly string[] =>
  saidIn(event).map(({ processor, ruleset }) => `${processor} ${ruleset}`)

/** The verdict that this record's own step gave, if it gave one; a candidate that was rejected before is passed on as it is. */
export const freshIn = (index: number, event: unknown): Said | null => saidIn(event)[index - 1] ?? null

/** A candidate that stands has a verdict of each step so far and its content; a rejected one has dropped it. */
function candidate(index: number, event: unknown, file: unknown): readonly Unsound[] {
  const said = saidIn(event)
  const content = bytesAt(file, 'content')
  const standing = said.every(({ accepts }) => accepts)
  const names = order.slice(0, said.length).map(({ name }) => name)
  const inOrder = said.every(({ processor }, at) => processor === names[at])
  const early = said.slice(0, -1).some(({ accepts }) => !accepts)
  if (!inOrder || early || said.length === 0 || said.length > index || (standing && said.length !== index))
    return [{ kind: 'record.unsound', detail: `expected verdicts of ${names.join(', ')}, found ${told(said)}` }]
  const hash = textAt(file, 'contentSha256')
  if (standing ? content === null || sha256(content) !== hash : content !== null)
    return [
      { kind: 'record.unsound', detail: standing ? `expected content with the hash ${hash}` : 'expected no content' },
    ]
  return []
}

function decision(event: unknown, file: unknown): readonly Unsound[] {
  const said = saidIn(event)
  const id = `${textAt(file, 'fileId')}@${textAt(file, 'submission')}`
  const whole = acceptedByAll(said)
  const accepted = textAt(event, 'outcome') === 'accepted'
  const named = fieldOf(event, 'sampleId') ?? null
  const by = textAt(event, 'by')
  const fits = accepted
    ? whole && named === id && by === ''
    : named === null && (by === 'admission' || said.some(({ processor, accepts }) => processor === by && !accepts))
  if (fits) return []
  const found = `${textAt(event, 'outcome')} by ${by || 'nobody'} after ${told(said)}`
  return [{ kind: 'decision.unsound', detail: `expected verdicts that make the outcome, found ${found}` }]
}

function sample(event: unknown, file: unknown): readonly Unsound[] {
  const said = saidIn(event)
  const content = bytesAt(file, 'content')
  const released = textAt(event, 'releasedSha256')
  const edited = said.some(({ edits }) => edits > 0)
  const wrong: string[] = []
  if (!acceptedByAll(said)) wrong.push(`one accepting verdict of each processor, found ${told(said)}`)
  if (textAt(event, 'sampleId') !== `${textAt(file, 'fileId')}@${textAt(file, 'submission')}`)
    wrong.push('the id of its file and submission')
  if (content === null || sha256(content) !== released) wrong.push(`content with the released hash ${released}`)
  if (!edited && released !== textAt(file, 'contentSha256')) wrong.push('content as it came, for nothing edited it')
  return wrong.map((what) => ({ kind: 'sample.unsound', detail: `expected ${what}` }))
}

const acceptedByAll = (said: readonly Said[]): boolean =>
  said.length === order.length &&
  order.every(({ name }, at) => said[at]?.processor === name) &&
  said.every(({ accepts, ruleset }) => accepts && ruleset !== '')

const told = (said: readonly Said[]): string =>
  said.length === 0
    ? 'none'
    : said.map(({ processor, accepts }) => `${processor} ${accepts ? 'accept' : 'reject'}`).join(', ')
