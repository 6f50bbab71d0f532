// `projections rebuild | promote | rollback | discard`. What exchanges tables can be exchanged back, and runs at once; what
// drops tables is a dry run until --execute. Each is recorded in operations.recorded.
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { crashAt } from '../../runtime/crash-point.ts'
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { requireMigrated } from '../../runtime/migrations.ts'
import { type OperationKind, type OperationState, recordOperation } from '../../runtime/operations.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import type { Context } from '../command.ts'
import { type Connection, connect } from '../connect.ts'
import { foldedPositions } from '../verify/fold-ranges.ts'
import { within } from '../verify/scratch-schema.ts'
import { type BuildParts, build, isCurrent } from './build.ts'
import {
  alone,
  dropSpare,
  foldVersion,
  listSpares,
  newestSpare,
  noteProgress,
  rebuildReader,
  type Spare,
  schemaOf,
} from './spares.ts'
import { swap } from './swap.ts'
import { targetOf } from './target.ts'

export type RebuildOptions = { readonly promote: boolean; readonly retryCrashed?: boolean }

export function rebuild(context: Context, options: RebuildOptions, [name = '']: readonly string[]): Promise<undefined> {
  const { signal, terminal } = context
  if (options.retryCrashed === true && name !== 'all')
    throw fail(
      'usage.invalid',
      'expected --retry-crashed with all: a record is judged again for all projections or none',
    )
  return withParts(context, name, options.retryCrashed === true, async (parts) => {
    await requireFolded(parts)
    const spare = await recorded(parts, 'rebuild', null, () => build(parts, signal), signal)
    terminal.settle()
    if (!options.promote) {
      terminal.say(`${name} is ready in ${schemaOf(spare.number)}; next: ./codelupe projections promote ${name}`)
      return
    }
    await recorded(parts, 'swap', spare, () => swap(parts, spare, signal), signal)
    terminal.out(`${name} rebuilt and live; what was live is kept in ${schemaOf(spare.number)}`)
    terminal.say(`next: ./codelupe projections verify ${name}; back again: ./codelupe projections rollback ${name}`)
  })
}

export function promote(context: Context, _: object, [name = '']: readonly string[]): Promise<undefined> {
  const { signal, terminal } = context
  return withParts(context, name, false, async (parts) => {
    const spare = await requireSpare(parts, 'ready')
    if (spare.fold !== foldVersion())
      throw fail('projection.outdated', `expected tables folded by this version, found those of ${spare.startedAt}`)
    await recorded(parts, 'swap', spare, () => swap(parts, spare, signal), signal)
    terminal.out(`${name} is live; what was live is kept in ${schemaOf(spare.number)}`)
  })
}

export function rollback(context: Context, _: object, [name = '']: readonly string[]): Promise<undefined> {
  const { signal, terminal } = context
  return withParts(context, name, false, async (parts) => {
    const spare = await requireSpare(parts, 'kept')
    await recorded(parts, 'rollback', spare, () => swap(parts, spare, signal), signal)
    terminal.out(`${name} is as before the swap of ${spare.swappedAt}, and up to date; the other tables are kept`)
    terminal.say(`there again: ./codelupe projections rollback ${name}`)
  })
}

export type DiscardOptions = { readonly execute?: boolean }

export function discard(context: Context, options: DiscardOptions, [name = '']: readonly string[]): Promise<undefined> {
  const { terminal } = context
  const execute = options.execute === true
  return withParts(context, name, false, async ({ database, target }) => {
    const found = (await listSpares(database)).filter(({ projection }) => projection === target.name)
    for (const spare of found) {
      if (execute) await dropSpare(database, spare)
      terminal.out(`${execute ? 'dropped' : 'would drop'} ${schemaOf(spare.number)}, ${spare.state}`)
    }
    if (found.length === 0) terminal.say(`nothing to drop: ${target.name} has no tables beside the live ones`)
    else if (!execute) terminal.say('the live tables stay as they are. Do it: add --execute')
  })
}

async function withParts(
  { config, terminal, signal }: Context,
  name: string,
  retryCrashed: boolean,
  work: (parts: BuildParts) => Promise<void>,
): Promise<undefined> {
  const target = targetOf(name)
  const connection: Connection = await connect(config)
  const database = openDatabase(connection.databaseUrl, limits.rebuildStatementMsMax)
  const { say, progress } = terminal
  const passing = crashAt(config.crashAt)
  try {
    await requireMigrated(database)
    signal.throwIfAborted()
    const parts = { connection, database, target, retryCrashed, say, progress, passing }
    await alone(database, name, () => work(parts))
    return undefined
  } finally {
    await database.close()
  }
}

/** What the projector has never read needs no rebuild. */
async function requireFolded({ database, target }: BuildParts): Promise<void> {
  const live = await foldedPositions(database)
  if (live.every(({ topic }) => !target.topics.has(topic)))
    throw fail('projection.absent', 'expected tables that a projector has folded, found that none has run')
}

async function requireSpare({ database, target }: BuildParts, state: 'ready' | 'kept'): Promise<Spare> {
  const spare = await newestSpare(database, target.name, [state])
  if (spare === null) {
    const what = state === 'ready' ? 'finished rebuild' : 'kept tables'
    throw fail('projection.absent', `expected a ${what} of ${target.name}, found none`)
  }
  if (await isCurrent(database, spare)) return spare
  throw fail(
    'projection.outdated',
    `expected the migrations of the live tables, found others in ${schemaOf(spare.number)}`,
  )
}

/** Runs a part, and records that it was begun and what it came to: `spare` is null where the part makes it. */
async function recorded<Result>(
  parts: BuildParts,
  kind: OperationKind,
  spare: Spare | null,
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const { database, target } = parts
  const tell = teller(parts, kind)
  await tell('started', null, null)
  const newest = (): Promise<Spare | null> => newestSpare(database, target.name, ['laying', 'building', 'ready'])
  try {
    const result = await work()
    await tell('done', spare ?? (await newest()), null)
    return result
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const noted = async (): Promise<void> => {
      const found = spare ?? (await newest())
      if (found !== null) await noteProgress(database, found, { error: why })
    }
    // What went wrong may keep these from being written too: then it is still what is told.
    await Promise.allSettled([noted(), tell(signal.aborted ? 'stopped' : 'failed', null, why)])
    throw error
  }
}

type Tell = (state: OperationState, spare: Spare | null, error: string | null) => Promise<void>

function teller({ connection, database, target }: BuildParts, kind: OperationKind): Tell {
  const operation = `${kind}-${target.name}-${randomUUID()}`
  const address = { address: connection.kafka, registry: connection.registry }
  return async (state, spare, error) => {
    const schema = spare === null ? null : schemaOf(spare.number)
    const reached = schema === null ? [] : await foldedPositions(within(database, schema), rebuildReader)
    const to = reached.map(({ topic, partition, offset }) => ({ topic, partition, offset }))
    const about = `projection ${target.name}`
    const records = reached.reduce((sum, position) => sum + position.records, 0)
    const facts = { operation, kind, state, by: userInfo().username, at: Date.now(), about, from: [], to }
    const detail = JSON.stringify({ schema, error })
    await recordOperation(
      { ...facts, counts: { records }, detail },
      address,
      AbortSignal.timeout(limits.kafkaCallMsMax),
    )
  }
}
