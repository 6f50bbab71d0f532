// Renders schemas/types.ts from schemas/*.avsc: TypeScript types with the field docs, and each record's whole schema
// with its named types inlined, which is what the codec reads and the registry stores.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Field = {
  readonly name: string
  readonly type: Schema
  readonly doc?: string
  readonly default?: unknown
  /** Ours: who writes may leave the field out, and gets the default. */
  readonly optional?: boolean
}
type Named = {
  readonly type: 'record' | 'enum'
  readonly name: string
  readonly namespace: string
  readonly doc: string
  readonly fields?: readonly Field[]
  readonly symbols?: readonly string[]
}
type Schema =
  | string
  | readonly Schema[]
  | Named
  | { readonly type: string; readonly items?: Schema; readonly values?: Schema }

const namespace = 'codelupe.'

const primitives: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  string: 'string',
}

/** Reads every named type of a folder of .avsc files, by its short name, in name order. */
export function readNamedTypes(folder: string): ReadonlyMap<string, Named> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.avsc'))
  const types = names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Named)
  return new Map(types.map((type) => [type.name, type]))
}

/** The whole schema of a named type: the first use of each other named type is written out, later ones by name. */
export function inline(name: string, types: ReadonlyMap<string, Named>): unknown {
  const seen = new Set<string>()
  const expand = (schema: Schema): unknown => {
    if (typeof schema === 'string') {
      const short = schema.startsWith(namespace) ? schema.slice(namespace.length) : undefined
      if (short === undefined || seen.has(short)) return schema
      const named = types.get(short)
      if (named === undefined) throw new Error(`schemas: ${schema} is used but schemas/${short}.avsc does not exist`)
      seen.add(short)
      return expand(named)
    }
    if (Array.isArray(schema)) return schema.map(expand)
    const record = schema as Named & { items?: Schema; values?: Schema }
    if (record.fields !== undefined) {
      return { ...record, fields: record.fields.map((field) => ({ ...field, type: expand(field.type) })) }
    }
    if (record.items !== undefined) return { ...record, items: expand(record.items) }
    if (record.values !== undefined) return { ...record, values: expand(record.values) }
    return record
  }
  return expand(`${namespace}${name}`)
}

function typeOf(schema: Schema): string {
  if (typeof schema === 'string') return primitives[schema] ?? schema.slice(namespace.length)
  if (Array.isArray(schema)) {
    return [...schema]
      .sort((a, b) => Number(a === 'null') - Number(b === 'null'))
      .map(typeOf)
      .join(' | ')
  }
  const complex = schema as { type: string; items?: Schema; values?: Schema }
  if (complex.items !== undefined) return `readonly ${typeOf(complex.items)}[]`
  if (complex.values !== undefined) return `Readonly<Record<string, ${typeOf(complex.values)}>>`
  return typeOf(complex.type)
}

function declaration(type: Named): string {
  const doc = `/** ${type.doc} */\n`
  if (type.symbols !== undefined) {
    return `${doc}export type ${type.name} = ${type.symbols.map((symbol) => `'${symbol}'`).join(' | ')}\n`
  }
  const fields = (type.fields ?? []).map(
    (field) =>
      `  /** ${field.doc} */\n  readonly ${field.name}${field.optional === true ? '?' : ''}: ${typeOf(field.type)}\n`,
  )
  return `${doc}export type ${type.name} = {\n${fields.join('')}}\n`
}

/** The text of schemas/types.ts. */
export function renderTypes(folder: string): string {
  const types = readNamedTypes(folder)
  const records = [...types.values()].filter((type) => type.type === 'record')
  const texts = records.map((type) => `  ${type.name}: ${JSON.stringify(JSON.stringify(inline(type.name, types)))},\n`)
  return [
    '// Generated from schemas/*.avsc by `npm run gen`. Do not edit.\n',
    ...[...types.values()].map(declaration),
    `/** Each record's whole Avro schema, as the registry stores it. */\nexport const schemaTexts = {\n${texts.join('')}} as const\n`,
    '/** The name of a record type. */\nexport type SchemaName = keyof typeof schemaTexts\n',
  ].join('\n')
}
