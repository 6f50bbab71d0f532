// `findings ls`, `mark` and `unmark`: where rules have fired, and what a person says of it. A mark is an event; it changes no
// verdict, and is told wherever the finding is.
import { order } from '../processors/order.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import type { Database } from '../runtime/postgres.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withDatabase } from './connect.ts'
import { filesNamed } from './dead-letter-filter.ts'
import { type FindingId, findingIdText, parseFindingId } from './finding-id.ts'
import { type ReviewKind, review } from './findings/review.ts'
import { jsonLine } from './json.ts'
import { secretInUse } from './kept-rules.ts'
import { operatorName } from './operator.ts'
import { wholeOf } from './options.ts'
import { type FindingRow, findingPages, findingStates, isSubmitted } from './queries/findings.ts'
import { secretIn } from './redaction.ts'
import { promotedFiles } from './rulesets/now.ts'
import { tableLines } from './table.ts'

export type FindingsLsOptions = {
  readonly file?: string
  readonly gate?: string
  readonly rule?: string
  readonly state: string
  readonly limit?: string
  readonly after?: string
  readonly json?: boolean
}

export type ReviewOptions = { readonly why: string; readonly json?: boolean }

export async function findingsLs({ config, terminal }: Context, options: FindingsLsOptions): Promise<undefined> {
  const json = options.json === true
  const limit = limitOf(options, json)
  const state = findingStates.find((known) => known === options.state) ?? null
  if (state === null && options.state !== 'all')
    throw fail('usage.invalid', `expected --state ${findingStates.join(', ')} or all, found ${options.state}`)
  const gates = order.map(({ name }) => name)
  const processor = gates.find((name) => name === options.gate) ?? null
  if (processor === null && options.gate !== undefined)
    throw fail('usage.invalid', `expected --gate ${gates.join(', ')}, found ${shown(options.gate)}`)
  const after = options.after === undefined ? null : parseFindingId(options.after)
  const { databaseUrl } = await connect(config)
  const files = options.file === undefined ? null : [...(await filesNamed(databaseUrl, options.file))]
  const filter = { processor, rule: options.rule ?? null, state, files }
  await withDatabase(databaseUrl, async (database) => {
    const tell = json ? jsonOut(terminal.out) : tableOut(terminal.out)
    const next = await listed(findingPages(database, filter, after, limits.findingsPageMax), limit, tell.page)
    tell.end(next)
    if (json) return
    if (tell.count() === 0) terminal.say('no such findings')
    if (next !== null)
      terminal.say(`next: ./codelupe findings ls ${[...filterWords(options), '--after', shown(next)].join(' ')}`)
  })
}

/** People are shown a screen or two; a program gets all, unless it says how many. */
const limitOf = ({ limit }: FindingsLsOptions, json: boolean): number =>
  limit === undefined
    ? json
      ? Number.POSITIVE_INFINITY
      : limits.findingsListedDefault
    : wholeOf(limit, '--limit', 1, Number.MAX_SAFE_INTEGER)

/** Tells so many; the id of the last one where there are more. */
async function listed(
  pages: AsyncIterable<readonly FindingRow[]>,
  limit: number,
  tell: (page: readonly FindingRow[]) => void,
): Promise<string | null> {
  let left = limit
  let last: string | null = null
  for await (const page of pages) {
    if (left === 0) return last
    const told = page.slice(0, left)
    left -= told.length
    last = told.at(-1)?.id ?? last
    tell(told)
    if (told.length < page.length) return last
  }
  return null
}

type Telling = {
  readonly page: (page: readonly FindingRow[]) => void
  readonly end: (next: string | null) => void
  readonly count: () => number
}

/** One JSON document, a finding a line, written as its pages come. */
function jsonOut(out: (line: string) => void): Telling {
  const state = { count: 0 }
  out('{"findings":[')
  return {
    page: (page) => {
      for (const finding of page) out(`${state.count++ === 0 ? '' : ','}${jsonLine(finding)}`)
    },
    end: (next) => out(`],"next":${JSON.stringify(next)}}`),
    count: () => state.count,
  }
}

/** A table of each page: its columns are as wide as what stands in it. */
function tableOut(out: (line: string) => void): Telling {
  const state = { count: 0 }
  return {
    page: (page) => {
      state.count += page.length
      for (const line of tableLines(['finding', 'severity', 'file', 'said'], page.map(cellsOf))) out(line)
    },
    end: () => undefined,
    count: () => state.count,
  }
}

/** The options that say which findings, to be typed again. */
const filterWords = (options: FindingsLsOptions): readonly string[] => [
  ...(['file', 'gate', 'rule', 'limit'] as const).flatMap((name) => {
    const value = options[name]
    return value === undefined ? [] : [`--${name}`, shown(/^[\w./:@-]+$/.test(value) ? value : `'${value}'`)]
  }),
  ...(options.state === 'all' ? [] : ['--state', options.state]),
]

const cellsOf = ({ id, severity, repository, path, mark }: FindingRow): readonly string[] => [
  shown(id),
  severity,
  path === null ? '' : shown(`${repository}:${path}`),
  mark === null ? '' : shown(`false positive, by ${mark.by}: ${mark.why}`),
]

type Command = (context: Context, options: ReviewOptions, args: readonly string[]) => Promise<number>

export const findingsMark: Command = (context, options, args) => reviewAll('marked', context, options, args)
export const findingsUnmark: Command = (context, options, args) => reviewAll('unmarked', context, options, args)

async function reviewAll(
  what: ReviewKind,
  context: Context,
  options: ReviewOptions,
  args: readonly string[],
): Promise<number> {
  const { signal, terminal } = context
  const findings = args.map(parseFindingId)
  const connection = await connect(context.config)
  const why = await reasonOf(context, connection, options.why, what === 'marked')
  await withDatabase(connection.databaseUrl, (database) => requireFound(database, findings))
  const ask = { what, findings, why, by: operatorName(), now: Date.now }
  const { operation, said, already } = await review(connection, ask, signal)
  if (options.json === true) terminal.out(jsonLine({ what, operation, said, already }))
  else for (const id of said) terminal.out(shown(`${what} ${id} (${operation})`))
  if (already.length > 0) terminal.say(`${already.length} ${already.length === 1 ? 'was' : 'were'} ${what} before`)
  terminal.say('next: ./codelupe rules ls --marks shows how often each rule is wrong')
  return exitCodes.done
}

/** A reason as it was typed, once it is known to say no secret (I15): it is kept for ever. */
export async function reasonOf(
  context: Context,
  connection: Connection,
  typed: string,
  needed: boolean,
): Promise<string> {
  const text = typed.trim()
  if (text === '' && needed) throw fail('usage.invalid', 'expected --why with a reason, found nothing')
  if (text.length > limits.reviewCharactersMax)
    throw fail(
      'usage.invalid',
      `expected --why with at most ${limits.reviewCharactersMax} characters, found ${text.length}`,
    )
  const secret = await secretInUse(context.config, context.terminal.say, await promotedFiles(context, connection))
  const rule = secretIn(secret, text)
  if (rule !== null)
    throw fail(
      'usage.invalid',
      `expected --why without a secret in it, found one by the rule ${rule}: it is kept for ever`,
    )
  return text
}

/** Every finding must be one that the projections have. Throws `findings.unknown`. */
async function requireFound(database: Database, findings: readonly FindingId[]): Promise<void> {
  const files = [...new Set(findings.map(({ fileId }) => fileId))]
  const filter = { processor: null, rule: null, state: null, files }
  const known: FindingRow[] = []
  for await (const page of findingPages(database, filter, null, limits.findingsPageMax)) known.push(...page)
  const ids = new Set(known.map(({ id }) => id))
  for (const finding of findings) {
    const id = findingIdText(finding)
    if (ids.has(id)) continue
    if (!(await isSubmitted(database, finding.fileId)))
      throw fail('findings.unknown', `expected a file that was submitted, found no ${finding.fileId}`)
    const own = known.filter(({ fileId }) => fileId === finding.fileId).map((row) => row.id)
    const expected = own.length === 0 ? 'a file with findings' : own.slice(0, limits.reviewShownMax).join(', ')
    throw fail(
      'findings.unknown',
      `expected ${expected}${own.length > limits.reviewShownMax ? ', ...' : ''}, found ${id}`,
    )
  }
}
