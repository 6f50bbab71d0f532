// `--where`: an expression in CEL (the Common Expression Language), which can read a record and do nothing else. Names are
// held against the topic's schema before anything is read, so a mistyped field is an error and not an empty answer.
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { meant } from '../../processors/nearest.ts'
import { attempt } from '../../runtime/attempt.ts'
import { fail } from '../../runtime/errors.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { schemaTexts } from '../../schemas/types.ts'
import type { Topic } from '../../topics/index.ts'

/** What an expression says of a record; `unanswered` where it reads what the record has not. */
export type Answer = 'yes' | 'no' | 'unanswered'

export type Where = (record: LogRecord, event: unknown) => Answer

/** Of every record, beside the fields of its event. */
const ofRecord = {
  key: 'string',
  partition: 'int',
  offset: 'int',
  timestamp: 'google.protobuf.Timestamp',
  headers: 'map<string, string>',
} as const

/** Compiles an expression for the records of a topic. Throws `usage.invalid`. */
export function compileWhere(expression: string, topic: Topic): Where {
  const schema = topic.schema === null ? null : schemaOf(JSON.parse(schemaTexts[topic.schema]))
  const fields = schema?.kind === 'record' ? Object.keys(schema.fields) : []
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits: { maxAstNodes: 2_000, maxDepth: 64 } })
  for (const [name, type] of Object.entries(ofRecord)) environment.registerVariable(name, type)
  const own = fields.filter((name) => !(name in ofRecord))
  for (const name of own) environment.registerVariable(name, 'dyn')
  const refuse = (found: string): Error =>
    fail(
      'usage.invalid',
      `expected --where as a CEL expression over ${[...Object.keys(ofRecord), ...own].join(', ')}; ${found}`,
    )
  const parsed = attempt(() => environment.parse(expression))
  if (parsed.kind === 'failed') throw refuse(`found ${firstLine(parsed.reason)}`)
  const { unknown, read } = namesIn(parsed.value.ast, schema, [...Object.keys(ofRecord), ...own])
  if (unknown !== null) throw refuse(`found ${unknown}`)
  const checked = environment.check(expression)
  if (!checked.valid) throw refuse(`found ${firstLine(checked.error?.message ?? 'no expression')}`)
  if (checked.type !== 'bool' && checked.type !== 'dyn')
    throw refuse(`found one that gives ${checked.type}, not yes or no`)
  const evaluate = parsed.value
  return (record, event) => {
    const facts = plainFields(event, read)
    const { key, partition, offset, timestamp, headers } = record
    const context = {
      ...facts,
      key,
      partition: BigInt(partition),
      offset: BigInt(offset),
      timestamp: new Date(timestamp),
      headers: Object.fromEntries(headers),
    }
    const answered = attempt(() => evaluate(context))
    if (answered.kind === 'failed') return 'unanswered'
    return answered.value === true ? 'yes' : 'no'
  }
}

// A reader gives instances of its own classes; an expression reads plain values alone, and few of them.
const plainFields = (event: unknown, names: ReadonlySet<string>): object =>
  isObject(event)
    ? Object.fromEntries(
        Object.entries(event).flatMap(([name, value]) => (names.has(name) ? [[name, plain(value)]] : [])),
      )
    : {}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isObject(value) || Buffer.isBuffer(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

/** As much of an Avro schema as names ask for; `open` where any name may stand. */
type Shape =
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'open' | 'leaf' }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function schemaOf(schema: unknown, named: Map<string, Shape> = new Map()): Shape {
  if (Array.isArray(schema)) {
    const [only, ...more] = schema.filter((branch: unknown) => branch !== 'null')
    return more.length === 0 ? schemaOf(only, named) : { kind: 'open' }
  }
  if (typeof schema === 'string') return named.get(schema.split('.').at(-1) ?? '') ?? { kind: 'leaf' }
  if (!isObject(schema)) return { kind: 'open' }
  if (isObject(schema.type) || Array.isArray(schema.type)) return schemaOf(schema.type, named)
  if (schema.type !== 'record') return { kind: schema.type === 'map' || schema.type === 'array' ? 'open' : 'leaf' }
  const fields: Record<string, Shape> = {}
  const list = Array.isArray(schema.fields) ? schema.fields : []
  for (const field of list)
    if (isObject(field) && typeof field.name === 'string') fields[field.name] = schemaOf(field.type, named)
  const shape: Shape = { kind: 'record', fields }
  if (typeof schema.name === 'string') named.set(schema.name, shape)
  return shape
}

type Found = { readonly path: string; readonly shape: Shape }

type Names = {
  /** The first that the schema has not, with the one that was meant. */
  readonly unknown: string | null
  /** Fields of the event that are read. */
  readonly read: ReadonlySet<string>
}

/** The names of an expression; those that a macro binds are not the record's. */
function namesIn(ast: ASTNode, schema: Shape | null, variables: readonly string[]): Names {
  const state: { unknown: string | null; read: Set<string> } = { unknown: null, read: new Set() }
  const note = (name: string, known: readonly string[]): void => {
    state.unknown ??= `${name}${meant(name.split('.').at(-1) ?? name, known)}`
  }
  const visit = (node: unknown, bound: readonly string[]): Found | null => {
    if (Array.isArray(node)) for (const one of node) visit(one, bound)
    if (!isObject(node) || !('op' in node)) return null
    if (node.op === 'id' && typeof node.args === 'string') return identifier(node.args, bound)
    if (node.op === '.' && Array.isArray(node.args)) return member(visit(node.args[0], bound), String(node.args[1]))
    if (node.op === 'rcall' && Array.isArray(node.args)) {
      const [, receiver, given] = node.args
      visit(receiver, bound)
      const first: unknown = Array.isArray(given) ? given[0] : null
      const name =
        isObject(first) && first.op === 'id' && Array.isArray(given) && given.length > 1 ? [String(first.args)] : []
      visit(given, [...bound, ...name])
      return null
    }
    visit(node.args, bound)
    return null
  }
  const identifier = (name: string, bound: readonly string[]): Found | null => {
    if (bound.includes(name)) return null
    if (!variables.includes(name)) note(name, variables)
    state.read.add(name)
    const shape = schema?.kind === 'record' && !(name in ofRecord) ? schema.fields[name] : undefined
    return shape === undefined ? null : { path: name, shape }
  }
  const member = (of: Found | null, name: string): Found | null => {
    if (of === null || of.shape.kind !== 'record') return null
    const shape = of.shape.fields[name]
    const path = `${of.path}.${name}`
    if (shape === undefined) note(path, Object.keys(of.shape.fields))
    return shape === undefined ? null : { path, shape }
  }
  visit(ast, [])
  return state
}
