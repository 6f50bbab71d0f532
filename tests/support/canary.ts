// Looks for canary secrets in every place where none may be (I15): files of the home, every text of the database, keys,
// headers and events of every topic. Gives the places, never the secrets; and where they stand rightly, so that a search of
// nothing does not pass.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Connection, withAdmin, withClients } from '../../cli/connect.ts'
import { createCodec } from '../../runtime/codec.ts'
import { textOf } from '../../runtime/postgres.ts'
import { readable } from '../../runtime/readable.ts'
import type { LogRecord } from '../../runtime/step.ts'
import {
  dlqByStep,
  filesLicense,
  filesMalicious,
  filesQuality,
  filesSecret,
  filesSubmitted,
  redriveByStep,
  samplesAccepted,
  type Topic,
  topics,
} from '../../topics/index.ts'
import type { Finder } from './canary-finder.ts'
import { recordsOf } from './pipeline.ts'

export type Searched = {
  /** Where one was found. */
  readonly places: readonly string[]
  /** Topics in whose content, or dead letters' bytes, they stand rightly: how many different ones. */
  readonly rightly: ReadonlyMap<string, number>
  /** How much was looked at: a search of nothing finds nothing. */
  readonly looked: Readonly<
    Record<'files' | 'fileBytes' | 'tables' | 'cells' | 'topics' | 'headers' | 'samples', number>
  >
}

type Search = {
  readonly find: Finder
  readonly places: Set<string>
  readonly rightly: Map<string, Set<number>>
  readonly looked: { -readonly [What in keyof Searched['looked']]: number }
}

/** What carries a file until admission has applied the edits (ADR 0037): its content, and nothing else of the event. */
const carriers: readonly Topic[] = [filesSubmitted, filesQuality, filesMalicious, filesSecret, filesLicense]
/** What a step could not handle, byte for byte. */
const buried: readonly Topic[] = [...Object.values(dlqByStep), ...Object.values(redriveByStep)]

/** `copies` are topics that a replay has made, by the topic that it has read. */
export async function searchForCanaries(
  home: string,
  connection: Connection,
  find: Finder,
  copies: ReadonlyMap<string, Topic> = new Map(),
): Promise<Searched> {
  const looked = { files: 0, fileBytes: 0, tables: 0, cells: 0, topics: 0, headers: 0, samples: 0 }
  const search: Search = { find, places: new Set(), rightly: new Map(), looked }
  searchFolder(home, search, ['kafka', 'postgres'])
  await searchTables(connection, search)
  for (const name of await withAdmin(connection, (admin) => admin.topicNames())) {
    const topic = topics.find((known) => known.name === name) ?? copies.get(name)
    if (topic === undefined && !name.startsWith('__')) search.places.add(`${name}: a topic that nobody has told of`)
    if (topic !== undefined) await searchTopic(connection, { ...topic, name }, topic, search)
  }
  const rightly = new Map([...search.rightly].map(([topic, found]) => [topic, found.size]))
  return { places: [...search.places], rightly, looked }
}

function note({ find, places }: Search, place: string, text: Buffer | string): void {
  if (find(text).length > 0) places.add(place)
}

/** Every file below, but what the servers keep for themselves: that is looked at as topics and tables. */
function searchFolder(folder: string, search: Search, without: readonly string[]): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name))
    if (!entry.isFile() || without.some((name) => path.startsWith(`${name}/`))) continue
    const bytes = readFileSync(join(folder, path))
    search.looked.files++
    search.looked.fileBytes += bytes.length
    note(search, `file ${path}`, bytes)
  }
}

/** Every row of every table, the registry's among them, but the system's own. */
async function searchTables(connection: Connection, search: Search): Promise<void> {
  await withClients(connection, async ({ database }) => {
    const { rows } = await database.query({
      text: `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' ORDER BY 1`,
    })
    for (const table of rows.map((row) => textOf(row, 'name'))) {
      search.looked.tables++
      for (const row of (await database.query({ text: `SELECT * FROM ${table}` })).rows)
        for (const [column, value] of Object.entries(row)) {
          search.looked.cells++
          // Bytes are looked at as they are, not in hex.
          note(search, `table ${table}.${column}`, Buffer.isBuffer(value) ? value : (JSON.stringify(value) ?? ''))
        }
    }
  })
}

/** `kind` says what may stand in it: of a copy, the topic that it is of. */
async function searchTopic(connection: Connection, topic: Topic, kind: Topic, search: Search): Promise<void> {
  const records = await recordsOf(connection, topic)
  search.looked.topics++
  for (const { key, headers } of records) {
    search.looked.headers += headers.length
    note(search, `key or headers of ${topic.name}`, JSON.stringify([key, headers]))
  }
  if (buried.includes(kind)) {
    for (const { value } of records) rightly(search, topic.name, value)
    return
  }
  const { found, unreadable } = await readable<unknown>(connection.registry, createCodec(), kind)(asOf(records, kind))
  for (const { value } of unreadable) {
    if (kind === filesSubmitted) rightly(search, topic.name, value)
    else note(search, `bytes of ${topic.name}`, value)
  }
  for (const { event } of found) {
    const { rest, contents } = apart(event)
    note(search, `events of ${topic.name}`, JSON.stringify(rest))
    if (kind === samplesAccepted) search.looked.samples++
    for (const content of contents) {
      if (carriers.includes(kind)) rightly(search, topic.name, content)
      else note(search, `content in ${topic.name}`, content)
    }
  }
}

/** Records of a copy as those of the topic that they were copied from: the decoder goes by the topic's name. */
const asOf = (records: readonly LogRecord[], { name }: Topic): readonly LogRecord[] =>
  records.map((record) => ({ ...record, topic: name }))

function rightly({ find, rightly: places }: Search, topic: string, bytes: Buffer): void {
  const known = places.get(topic) ?? new Set()
  places.set(topic, known)
  for (const index of find(bytes)) known.add(index)
}

/** An event without its bytes, and the bytes. */
function apart(event: unknown): { readonly rest: unknown; readonly contents: readonly Buffer[] } {
  const contents: Buffer[] = []
  const rest = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) {
      contents.push(value)
      return null
    }
    if (Array.isArray(value)) return value.map(rest)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rest(inner)]))
  }
  return { rest: rest(event), contents }
}
