// Dead letters: the list, and one of them with its reason, its bytes, and as much of its content as may be shown.
import { createCodec } from '../runtime/codec.ts'
import { fail } from '../runtime/errors.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { rangesOf, readRanges } from '../runtime/reader.ts'
import type { LogRecord } from '../runtime/step.ts'
import { stepNames } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect } from './connect.ts'
import { filesNamed, timesOf } from './dead-letter-filter.ts'
import { type LetterId, parseLetterId } from './dead-letter-id.ts'
import { letterLines } from './dead-letter-lines.ts'
import { factsOfHeaders, type LetterFacts, letterView, originalTopicOf } from './dead-letter-view.ts'
import { jsonLine } from './json.ts'
import { secretInUse } from './kept-rules.ts'
import { wholeOf } from './options.ts'
import { type LetterRow, letterStates, readDeadLetters, readStory } from './queries/dead-letters.ts'
import { promotedFiles } from './rulesets/now.ts'
import { tableLines } from './table.ts'

export type DlqLsOptions = {
  readonly step?: string
  readonly reason?: string
  readonly since?: string
  readonly until?: string
  readonly file?: string
  readonly state: string
  readonly limit: string
  readonly json?: boolean
}

export async function dlqLs({ config, terminal }: Context, options: DlqLsOptions): Promise<undefined> {
  const limit = wholeOf(options.limit, '--limit', 1, 1_000_000)
  const step = options.step ?? null
  if (step !== null && !stepNames.some((name) => name === step))
    throw fail('usage.invalid', `expected --step ${stepNames.join(', ')}, found ${step}`)
  const state = letterStates.find((known) => known === options.state) ?? null
  if (state === null && options.state !== 'all')
    throw fail('usage.invalid', `expected --state ${letterStates.join(', ')} or all, found ${options.state}`)
  const times = timesOf(options)
  const { databaseUrl } = await connect(config)
  const files = options.file === undefined ? null : [...(await filesNamed(databaseUrl, options.file))]
  const database = openDatabase(databaseUrl)
  try {
    const filter = { step, reason: options.reason ?? null, state, limit, files, ...times }
    const { total, letters } = await readDeadLetters(database, filter)
    if (options.json === true) {
      terminal.out(jsonLine({ total, letters }))
      return
    }
    if (letters.length === 0) {
      terminal.say(
        state === 'open' ? 'no open dead letters; --state all lists those that were handled' : 'no dead letters',
      )
      return
    }
    for (const line of tableLines(
      ['dead letter', 'reason', 'code', 'from', 'attempt', 'state', 'file'],
      letters.map(cellsOf),
    ))
      terminal.out(line)
    if (letters.length < total) terminal.say(`${total - letters.length} more: --limit ${total} lists them all`)
    terminal.say('next: ./codelupe dlq show <dead letter>, or dlq redrive once its cause is mended')
  } finally {
    await database.close()
  }
}

const cellsOf = (letter: LetterRow): readonly string[] => [
  letter.id,
  shown(letter.reason),
  shown(letter.code),
  shown(`${letter.original.topic}/${letter.original.partition}@${letter.original.offset}`),
  String(letter.attempt),
  letter.state,
  letter.path === null ? '-' : shown(letter.path),
]

export async function dlqShow(
  context: Context,
  options: { readonly json?: boolean },
  [text = '']: readonly string[],
): Promise<undefined> {
  const { config, signal, terminal } = context
  const id = parseLetterId(text)
  const connection = await connect(config)
  const secret = await secretInUse(config, terminal.say, await promotedFiles(context, connection))
  const record = await readLetter(connection, id, signal)
  const codec = createCodec()
  const topic = originalTopicOf(id, record)
  if (topic !== null) await connection.registry.prepare(codec, topic, [record])
  const { facts, story } = await toldOf(connection, id, record)
  const view = letterView(text, id, codec, record, facts, story, secret)
  if (options.json === true) terminal.out(jsonLine(view))
  else for (const line of letterLines(view)) terminal.out(line)
}

/**
 * A letter in a topic of dead letters says why itself; one that stays where it was read has a row that says it. What was done
 * with either, and the attempts before and after, the projection knows.
 */
async function toldOf(
  { databaseUrl }: Connection,
  id: LetterId,
  record: LogRecord,
): Promise<{ readonly facts: LetterFacts; readonly story: readonly LetterRow[] }> {
  const database = openDatabase(databaseUrl)
  try {
    if (id.topic.schema === null) {
      const facts = factsOfHeaders(record)
      return { facts, story: await readStory(database, { step: id.step, ...facts.original }) }
    }
    const story = await readStory(database, { ...id, topic: id.topic.name })
    if (story[0] !== undefined) return { facts: story[0], story }
    throw fail(
      'usage.invalid',
      `expected a dead letter of ${id.step} at that place, found none; ./codelupe dlq ls lists them`,
    )
  } finally {
    await database.close()
  }
}

async function readLetter({ kafka }: Connection, id: LetterId, signal: AbortSignal): Promise<LogRecord> {
  const { partition, offset } = id
  const ranges = await rangesOf(kafka, [id.topic.name], 'stable')
  const range = ranges.find((found) => found.partition === partition)
  const place = `${id.topic.name}/${partition}@${offset}`
  if (range === undefined || offset < range.from || offset >= range.to)
    throw fail('usage.invalid', `expected a dead letter at ${place}, found none there; ./codelupe dlq ls lists them`)
  for await (const records of readRanges(kafka, [{ ...range, from: offset, to: offset + 1 }], signal)) {
    const record = records.find((found) => found.offset === offset)
    if (record !== undefined) return record
  }
  throw fail('usage.invalid', `expected a dead letter at ${place}, found only the mark of a commit there`)
}
