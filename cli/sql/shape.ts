// What may be asked of a topic or a table: its columns with their DuckDB types, made from the Avro schema and from the
// projections' tables. And what of it a query needs: the rest is neither decoded nor loaded.
import { projections } from '../../projections/index.ts'
import type { StagedType } from '../../runtime/duckdb.ts'
import type { ColumnType } from '../../runtime/sql.ts'
import { type SchemaName, schemaTexts } from '../../schemas/types.ts'
import { type Topic, topics } from '../../topics/index.ts'
import { identifier } from './words.ts'

export type Field = {
  readonly name: string
  /** As DuckDB writes it. */
  readonly type: string
  readonly doc: string
  /** Of a record that is always there; null for what is staged as one value. */
  readonly fields: readonly Field[] | null
  readonly staged: StagedType
  /** How the staged value becomes one of the type. */
  readonly made: 'as it is' | 'cast' | 'json'
}

export type Source =
  | { readonly kind: 'topic'; readonly name: string; readonly topic: Topic; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly name: string; readonly fields: readonly Field[] }

const field = (name: string, type: string, doc: string, rest: Partial<Field> = {}): Field => ({
  name,
  type,
  doc,
  fields: null,
  staged: 'VARCHAR',
  made: type === 'VARCHAR' ? 'as it is' : 'cast',
  ...rest,
})

/** Columns that every topic has beside those of its record, and that `*` leaves out but for the last two. */
export const pseudoColumns: readonly Field[] = [
  field('ROWTIME', 'TIMESTAMP', 'When the record was produced, UTC.'),
  field('ROWPARTITION', 'INTEGER', 'Its partition.', { staged: 'INTEGER', made: 'as it is' }),
  field('ROWOFFSET', 'BIGINT', 'Its offset.', { staged: 'DOUBLE' }),
  field('ROWKEY', 'VARCHAR', 'Its key.'),
  field('HEADERS', 'STRUCT("key" VARCHAR, "value" VARCHAR)[]', 'Its headers, in order.', { made: 'json' }),
  field('ROWERROR', 'VARCHAR', 'Why the record could not be decoded; null where it could.'),
  field('ROWBYTES', 'VARCHAR', 'First bytes in hex of what could not be decoded, or has no schema.'),
]

/** Shown by `*` too: what cannot be decoded must not look like a record of nothing. */
export const errorColumns: ReadonlySet<string> = new Set(['ROWERROR', 'ROWBYTES'])

type Avro =
  | string
  | readonly Avro[]
  | AvroRecord
  | { readonly type: Avro; readonly items?: Avro; readonly values?: Avro }
export type AvroField = { readonly name: string; readonly type: Avro; readonly doc?: string }
export type AvroRecord = { readonly type: 'record'; readonly name: string; readonly fields: readonly AvroField[] }

export const recordOf = (schema: SchemaName): AvroRecord => JSON.parse(schemaTexts[schema])

export const isRecord = (type: Avro): type is AvroRecord =>
  typeof type === 'object' && 'type' in type && type.type === 'record' && 'fields' in type

const scalars: Readonly<Record<string, Pick<Field, 'type' | 'staged' | 'made'>>> = {
  string: { type: 'VARCHAR', staged: 'VARCHAR', made: 'as it is' },
  bytes: { type: 'VARCHAR', staged: 'VARCHAR', made: 'as it is' },
  int: { type: 'INTEGER', staged: 'INTEGER', made: 'as it is' },
  long: { type: 'BIGINT', staged: 'DOUBLE', made: 'cast' },
  double: { type: 'DOUBLE', staged: 'DOUBLE', made: 'as it is' },
  float: { type: 'DOUBLE', staged: 'DOUBLE', made: 'as it is' },
  boolean: { type: 'BOOLEAN', staged: 'BOOLEAN', made: 'as it is' },
}

const structOf = (fields: readonly Field[]): string =>
  `STRUCT(${fields.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')})`

const isUnion = (type: Avro): type is readonly Avro[] => Array.isArray(type)

/** The field of a record; named types that were met before are known by their names. */
function fieldOf({ name, type, doc = '' }: AvroField, named: Map<string, Field>): Field {
  const made = typed(type, named)
  return { ...made, name, doc }
}

function typed(type: Avro, named: Map<string, Field>): Field {
  if (typeof type === 'string') {
    const scalar = scalars[type]
    if (scalar !== undefined) return field('', scalar.type, '', scalar)
    return named.get(type.replace(/^codelupe\./, '')) ?? field('', 'VARCHAR', '')
  }
  if (isUnion(type)) {
    const inner = typed(type.find((one) => one !== 'null') ?? 'string', named)
    // A record that may be missing is one value.
    return inner.fields === null ? inner : { ...inner, fields: null, staged: 'VARCHAR', made: 'json' }
  }
  if (isRecord(type)) {
    const fields = type.fields.map((inner) => fieldOf(inner, named))
    const made = field('', structOf(fields), '', { fields })
    named.set(type.name, made)
    return made
  }
  if ('items' in type && type.items !== undefined) return listed(`${typed(type.items, named).type}[]`)
  if ('values' in type && type.values !== undefined) return listed(`MAP(VARCHAR, ${typed(type.values, named).type})`)
  return 'symbols' in type || !('type' in type) ? field('', 'VARCHAR', '') : typed(type.type, named)
}

const listed = (type: string): Field => field('', type, '', { made: 'json' })

const tableTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  json: 'JSON',
  time: 'TIMESTAMP',
  bits: 'VARCHAR',
}

const sourceOfTopic = (topic: Topic): Source => {
  const fields = topic.schema === null ? [] : recordOf(topic.schema).fields
  const named = new Map<string, Field>()
  return { kind: 'topic', name: topic.name, topic, fields: fields.map((one) => fieldOf(one, named)) }
}

/** Everything that may stand after FROM: the topics, and the tables of the projections. */
export const sources = (): readonly Source[] => [
  ...topics.map(sourceOfTopic),
  ...projections.flatMap((projection) =>
    projection.tables.map(
      ({ name, columns }): Source => ({
        kind: 'table',
        name,
        fields: columns.map((column) => field(column.name, tableTypes[column.type], '')),
      }),
    ),
  ),
]

/** All columns of a source, those beside the record among them. */
export const columnsOf = (source: Source): readonly Field[] =>
  source.kind === 'topic' ? [...source.fields, ...pseudoColumns] : source.fields
