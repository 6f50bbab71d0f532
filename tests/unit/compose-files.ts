// Reads compose/ for its tests: plain values, without a cast.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser } from '@prometheus-io/lezer-promql'
import { load } from 'js-yaml'
import { projectFolder } from '../../runtime/config.ts'

type Mapping = Readonly<Record<string, unknown>>

export const textOf = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')
export const yamlOf = (path: string): Mapping => mapping(load(textOf(path)))

export const mapping = (value: unknown): Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const texts = (value: unknown): readonly string[] => list(value).map(String)

/** Service -> what it says. */
export const services = (file: Mapping): readonly (readonly [name: string, service: Mapping])[] =>
  Object.entries(mapping(file.services)).map(([name, service]) => [name, mapping(service)])

type Query = {
  readonly faults: readonly string[]
  readonly metrics: readonly string[]
  readonly labels: readonly string[]
}

/** Parses PromQL with Prometheus' own grammar. */
export function parsePromql(expression: string): Query {
  const text = expression.replaceAll('$__rate_interval', '5m')
  const found = { faults: [] as string[], metrics: [] as string[], labels: [] as string[] }
  parser.parse(text).iterate({
    enter: (node) => {
      const here = text.slice(node.from, node.to)
      if (node.type.isError) found.faults.push(`${expression}: unexpected at ${node.from}: ${text.slice(node.from)}`)
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') found.metrics.push(here)
      if (node.name === 'LabelName') found.labels.push(here)
    },
  })
  return found
}
