// Looks for canary secrets in every place where none may be (I15): logs, every text of the database, headers, released
// content. Gives the places, never the secrets.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, withClients } from '../../cli/connect.ts'
import { textOf } from '../../runtime/postgres.ts'
import type { Sample } from '../../schemas/types.ts'
import { samplesAccepted, topics } from '../../topics/index.ts'
import { eventsOf, recordsOf } from './pipeline.ts'

export type Searched = {
  /** Where one was found. */
  readonly places: readonly string[]
  /** How much was looked at: a search of nothing finds nothing. */
  readonly looked: {
    readonly logBytes: number
    readonly cells: number
    readonly headers: number
    readonly samples: number
  }
}

export async function searchForCanaries(
  home: string,
  connection: Connection,
  secrets: readonly string[],
): Promise<Searched> {
  const places: string[] = []
  const note = (place: string, text: string): void => {
    if (secrets.some((secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('base64')))) {
      places.push(place)
    }
  }
  const logBytes = searchLogs(home, note)
  const cells = await searchTables(connection, note)
  let headers = 0
  for (const topic of topics) {
    for (const record of await recordsOf(connection, topic)) {
      headers += record.headers.length
      note(
        `headers of ${topic.name}/${record.partition}/${record.offset}`,
        JSON.stringify([record.key, record.headers]),
      )
    }
  }
  const samples = await eventsOf<Sample>(connection, samplesAccepted)
  for (const { event } of samples)
    note(
      `sample ${event.file.path}`,
      JSON.stringify({ ...event, file: { ...event.file, content: event.file.content?.toString('latin1') } }),
    )
  return { places, looked: { logBytes, cells, headers, samples: samples.length } }
}

function searchLogs(home: string, note: (place: string, text: string) => void): number {
  const folder = join(home, 'logs')
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')] as const)
  for (const [name, text] of texts) note(`log ${name}`, text)
  return texts.reduce((sum, [, text]) => sum + text.length, 0)
}

/** Every row of every table as text, but the registry's and the system's own. */
async function searchTables(connection: Connection, note: (place: string, text: string) => void): Promise<number> {
  return withClients(connection, async ({ database }) => {
    const tables = await database.query({
      text: `SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
    })
    let cells = 0
    for (const row of tables.rows) {
      const table = textOf(row, 'table_name')
      // Bytes are looked at as they are, not in hex.
      const { rows } = await database.query({ text: `SELECT * FROM "${table}"` })
      for (const found of rows) {
        const values = Object.entries(found)
        cells += values.length
        for (const [column, value] of values) {
          note(`${table}.${column}`, Buffer.isBuffer(value) ? value.toString('latin1') : (JSON.stringify(value) ?? ''))
        }
      }
    }
    return cells
  })
}
