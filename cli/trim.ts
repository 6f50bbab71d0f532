// `trim`: deletes records of stage topics that every reader has read. Shows what it would do; with --execute it says so in
// operations.recorded.v1, before and after. Run twice, or by two at once, it deletes the same.
import { randomUUID } from 'node:crypto'
import { meant } from '../processors/nearest.ts'
import { crashAt, type Passing } from '../runtime/crash-point.ts'
import { exitCodes, fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { type Operation, recordOperation } from '../runtime/operations.ts'
import { rangesOf } from '../runtime/reader.ts'
import { topics } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withAdmin } from './connect.ts'
import { jsonLine } from './json.ts'
import { operatorName } from './operator.ts'
import { tableLines } from './table.ts'
import { planTrim, stageTopics, type Trim } from './trim-plan.ts'

export type TrimOptions = { readonly execute?: boolean; readonly json?: boolean }

export async function trim(
  { config, signal, terminal }: Context,
  options: TrimOptions,
  [name]: readonly string[],
): Promise<number> {
  const names = namesOf(name)
  const connection = await connect(config)
  const plan = await lookedAt(connection, names)
  const wanted = plan.filter(({ from, to }) => to > from)
  const executed = options.execute === true && wanted.length > 0
  const operation = executed ? await execute(connection, wanted, crashAt(config.crashAt), signal) : null
  if (options.json === true) terminal.out(jsonLine({ executed, operation, partitions: plan.map(viewOf) }))
  else for (const line of linesOf(plan)) terminal.out(line)
  const total = offsetsOf(wanted)
  if (total === 0) terminal.say('nothing to trim: readers still need the first record of each partition')
  else if (executed) terminal.say(`trimmed ${total} offsets (${operation}); the broker frees whole segments as it goes`)
  else terminal.say(`would trim ${total} offsets; nothing was changed: add --execute`)
  return exitCodes.done
}

function namesOf(name: string | undefined): readonly string[] {
  const names = stageTopics.map((topic) => topic.name)
  if (name === undefined) return names
  if (names.includes(name)) return [name]
  const typed = topics.some((topic) => topic.name === name) ? '' : meant(name, names)
  throw fail(
    'usage.invalid',
    `expected a stage topic (${names.join(', ')}), found ${shown(name)}${typed}: every other topic is history, and kept`,
  )
}

/** Positions first, and the ends after them: so nothing that a position has passed is missing from the ends. */
const lookedAt = (connection: Connection, names: readonly string[]): Promise<readonly Trim[]> =>
  withAdmin(connection, async (admin) => {
    const standing = await admin.standing(names)
    const ranges = await rangesOf(connection.kafka, names, 'stable')
    const missing = names.filter((name) => !ranges.some(({ topic }) => topic === name))
    if (missing.length > 0) throw fail('kafka.topic-missing', `expected ${missing.join(', ')}, found no such topic`)
    return planTrim(ranges, standing)
  })

/** Deletes; resolves with the id of the operation. */
async function execute(
  connection: Connection,
  plan: readonly Trim[],
  passing: Passing,
  signal: AbortSignal,
): Promise<string> {
  const parts = { address: connection.kafka, registry: connection.registry }
  const operation = `trim-${randomUUID()}`
  await recordOperation(operationOf(operation, 'started', plan), parts, signal)
  // What is begun is told to its end, also after Ctrl-C.
  const ending = AbortSignal.timeout(limits.kafkaCallMsMax)
  const bounds = plan.map(({ topic, partition, to }) => ({ topic, partition, offset: to }))
  try {
    passing('trim.started')
    signal.throwIfAborted()
    await withAdmin(connection, (admin) => admin.deleteBelow(bounds))
  } catch (error) {
    await Promise.allSettled([
      recordOperation(operationOf(operation, signal.aborted ? 'stopped' : 'failed', plan), parts, ending),
    ])
    throw error
  }
  passing('trim.deleted')
  await recordOperation(operationOf(operation, 'done', plan), parts, ending)
  return operation
}

const operationOf = (operation: string, state: Operation['state'], plan: readonly Trim[]): Operation => ({
  operation,
  kind: 'trim',
  state,
  by: operatorName(),
  at: Date.now(),
  about: [...new Set(plan.map(({ topic }) => topic))].join(', '),
  from: plan.map(({ topic, partition, from }) => ({ topic, partition, offset: from })),
  to: plan.map(({ topic, partition, to }) => ({ topic, partition, offset: to })),
  counts: { offsets: offsetsOf(plan) },
  detail: null,
})

const offsetsOf = (plan: readonly Trim[]): number => plan.reduce((sum, { from, to }) => sum + to - from, 0)

const viewOf = (one: Trim) => ({ ...one, offsets: one.to - one.from })

const linesOf = (plan: readonly Trim[]): readonly string[] =>
  tableLines(
    ['topic', 'partition', 'from', 'to', 'offsets', 'held by'],
    plan.map(({ topic, partition, from, to, heldBy }) => [
      ...[topic, String(partition), String(from), String(to), String(to - from)],
      shown(heldBy),
    ]),
  )
