// The projections: what each has folded, how far it is behind, and its rows.
import { projector } from '../projections/index.ts'
import { requireMigrated } from '../runtime/migrations.ts'
import type { Context } from './command.ts'
import { connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { readProjections } from './queries/projections.ts'
import { tableLines } from './table.ts'

export async function projectionsStatus(
  { config, terminal }: Context,
  options: { readonly json?: boolean },
): Promise<undefined> {
  const connection = await connect(config)
  const listed = await withClients(connection, async ({ admin, database }) => {
    await requireMigrated(database)
    const ends = await admin.ends(projector.inputs.map((topic) => topic.name))
    return readProjections(
      database,
      ends.map(({ topic, partition, stable }) => ({ topic, partition, offset: stable })),
    )
  })
  if (options.json === true) {
    terminal.out(jsonLine(listed))
    return
  }
  const rows = listed.map(({ projection, records, lag, tables }) => [
    projection,
    String(records),
    String(lag),
    tables.map(({ table, rows: count }) => `${table} ${count}`).join(', '),
  ])
  for (const line of tableLines(['projection', 'records', 'lag', 'rows'], rows)) terminal.out(line)
}
