// The projections: what each has folded, how far it is behind, its rows; which tables lie beside the live ones, and whether
// the live ones are what the topics make of them.
import { projector } from '../projections/index.ts'
import { exitCodes } from '../runtime/errors.ts'
import { requireMigrated } from '../runtime/migrations.ts'
import { type Context, shown } from './command.ts'
import { connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { readProjections } from './queries/projections.ts'
import { type RebuildStatus, readRebuilds } from './queries/rebuilds.ts'
import { targetOf } from './rebuild/target.ts'
import { tableLines } from './table.ts'
import { verifyProjections } from './verify/fold.ts'

export async function projectionsStatus(
  { config, terminal }: Context,
  options: { readonly json?: boolean },
): Promise<undefined> {
  const connection = await connect(config)
  const { projections, rebuilds } = await withClients(connection, async ({ admin, database }) => {
    await requireMigrated(database)
    const ends = await admin.ends(projector.inputs.map((topic) => topic.name))
    const stable = ends.map(({ topic, partition, stable: offset }) => ({ topic, partition, offset }))
    return { projections: await readProjections(database, stable), rebuilds: await readRebuilds(database) }
  })
  if (options.json === true) {
    terminal.out(jsonLine({ projections, rebuilds }))
    return
  }
  const rows = projections.map(({ projection, records, lag, tables }) => [
    projection,
    String(records),
    String(lag),
    tables.map(({ table, rows: count }) => `${table} ${count}`).join(', '),
  ])
  for (const line of tableLines(['projection', 'records', 'lag', 'rows'], rows)) terminal.out(line)
  if (rebuilds.length === 0) return
  terminal.out('')
  for (const line of tableLines(['beside', 'tables of', 'state', 'behind', ''], rebuilds.map(rebuildCells)))
    terminal.out(line)
}

function rebuildCells({ schema, projection, state, behind, secondsLeft, error, swappedAt, atWork }: RebuildStatus) {
  const left = secondsLeft === null ? [] : [`about ${secondsLeft} s left`]
  const next = atWork ? left : nextOf(state, projection)
  const since = swappedAt === null ? [] : [`swapped ${swappedAt}`]
  const why = error === null ? [] : [`ended with: ${error}`]
  return [schema, projection, state, String(behind), shown([...since, ...why, ...next].join('; '))]
}

function nextOf(state: RebuildStatus['state'], projection: string): readonly string[] {
  if (state === 'ready') return [`./codelupe projections promote ${projection}`]
  if (state === 'kept') return [`./codelupe projections rollback ${projection}`]
  return [`interrupted: ./codelupe projections rebuild ${projection}`]
}

/** Exit code 1 where a table differs. */
export async function projectionsVerify(
  { config, signal, terminal }: Context,
  options: { readonly json?: boolean },
  [name = 'all']: readonly string[],
): Promise<number> {
  const target = targetOf(name)
  const check = await verifyProjections(await connect(config), terminal.progress, signal, target)
  terminal.settle()
  const equal = check.differences.length === 0
  if (options.json === true) terminal.out(jsonLine(check))
  else {
    const rows = check.tables.map(({ table, rows: count, digest, folded }) => [
      table,
      String(count),
      digest,
      digest === folded.digest && count === folded.rows ? 'equal' : `differs: the fold has ${folded.rows} rows`,
    ])
    for (const line of tableLines(['table', 'rows', 'digest', 'the topics make'], rows)) terminal.out(line)
    for (const { table, side, row } of check.differences)
      terminal.out(shown(`${table}: only in the ${side === 'live' ? 'table' : 'fold'}: ${row}`))
    if (!equal) terminal.say(`next: ./codelupe projections rebuild ${name}`)
  }
  return equal ? exitCodes.done : exitCodes.failed
}
