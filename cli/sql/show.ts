// SHOW and DESCRIBE: what there is to ask. As rows, so that every format shows them.
import type { TextRow } from '../../runtime/duckdb.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import { subjectOf } from '../../runtime/registry.ts'
import { groupOf } from '../../runtime/stage.ts'
import { topics } from '../../topics/index.ts'
import { type Connection, withAdmin, withClients } from '../connect.ts'
import { readProjected } from '../queries/conservation.ts'
import { meant } from './nearest.ts'
import { columnsOf, type Field, pseudoColumns, type Source } from './shape.ts'

export type Shown = { readonly heads: readonly string[]; readonly rows: readonly TextRow[] }

export async function showTopics(connection: Connection, extended: boolean): Promise<Shown> {
  return withAdmin(connection, async (admin) => {
    const there = await admin.topicNames()
    const known = new Map(topics.map((topic) => [topic.name, topic]))
    const names = [
      ...topics.map(({ name }) => name),
      ...there.filter((name) => !known.has(name) && !name.startsWith('__')).toSorted(),
    ]
    const ends = await admin.ends(names.filter((name) => there.includes(name)))
    const rows = names.map((name) => {
      const own = ends.filter((end) => end.topic === name)
      const topic = known.get(name)
      const plain = [name, there.includes(name) ? String(own.length) : 'missing', topic?.schema ?? '-']
      const [first, end] = [
        own.reduce((sum, { low }) => sum + low, 0),
        own.reduce((sum, { stable }) => sum + stable, 0),
      ]
      return extended
        ? [...plain, String(end - first), String(first), String(end), topic?.key ?? '-', topic?.retention ?? '-']
        : plain
    })
    const heads = ['topic', 'partitions', 'record']
    return { heads: extended ? [...heads, 'offsets', 'first', 'end', 'key', 'kept'] : heads, rows }
  })
}

/** Every group that has a position in a topic of ours. */
export async function showGroups(connection: Connection): Promise<Shown> {
  return withClients(connection, async ({ admin, database }) => {
    const there = new Set(await admin.topicNames())
    const names = topics.map(({ name }) => name).filter((name) => there.has(name))
    // Where the projector stands is in the tables that it fills: its group's own positions stay where they began.
    const projector = groupOf('projector')
    const projected = (await readProjected(database)).map((position) => ({ ...position, group: projector }))
    const standing = [...(await admin.standing(names)).filter(({ group }) => group !== projector), ...projected]
    const stable = new Map((await admin.ends(names)).map((end) => [`${end.topic}/${end.partition}`, end.stable]))
    const rows: TextRow[] = []
    for (const group of [...new Set(standing.map((one) => one.group))].toSorted()) {
      const own = standing.filter((one) => one.group === group)
      const lag = own.reduce(
        (sum, { topic, partition, offset }) =>
          sum + Math.max(0, (stable.get(`${topic}/${partition}`) ?? offset) - offset),
        0,
      )
      const read = [...new Set(own.map(({ topic }) => topic))].toSorted()
      const members = await admin.members(group)
      rows.push([group, String(members.length), String(own.length), String(lag), read.join(', ')])
    }
    return { heads: ['group', 'members', 'partitions', 'lag', 'topics'], rows }
  })
}

export async function showSubjects({ registry }: Connection): Promise<Shown> {
  const rows: TextRow[] = []
  for (const topic of topics) {
    if (topic.schema === null) continue
    const id = await registry.idOf(topic).catch((error: unknown) => {
      if (!hasCode(error, 'registry.subject-missing')) throw error
      return null
    })
    rows.push([subjectOf(topic), topic.schema, id === null ? 'missing' : String(id)])
  }
  return { heads: ['subject', 'record', 'schema id'], rows }
}

export const showTables = (sources: readonly Source[]): Shown => ({
  heads: ['table', 'columns'],
  rows: sources.flatMap(({ kind, name, fields }) =>
    kind === 'table' ? [[name, fields.map((field) => field.name).join(', ')]] : [],
  ),
})

export function describe(sources: readonly Source[], name: string): Shown {
  const source = sources.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (source === undefined)
    throw fail(
      'sql.invalid',
      `expected a topic or a table of the projections, found ${name.slice(0, 200)}${meant(
        name.slice(0, 200),
        sources.map((one) => one.name),
      )}`,
    )
  return { heads: ['column', 'type', 'what it is'], rows: columnsOf(source).flatMap((field) => described(field, '')) }
}

const pseudo: ReadonlySet<Field> = new Set(pseudoColumns)

function described(field: Field, above: string): readonly TextRow[] {
  const name = `${above}${field.name}`
  if (field.fields !== null) return field.fields.flatMap((inner) => described(inner, `${name}.`))
  if (field.name === 'content')
    return [[name, field.type, `${field.doc} Only where it is named, and as the secret processor lets it pass.`]]
  return [[name, field.type, pseudo.has(field) ? `Of every topic. ${field.doc}` : field.doc]]
}
