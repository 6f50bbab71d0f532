// docs/reference: one page a table of the code. What is written here cannot differ from what runs.
import { createPipeline, defaultGateSettings } from '../../processors/index.ts'
import { provenanceOf } from '../../processors/provenance.ts'
import { projections } from '../../projections/index.ts'
import { settings } from '../../runtime/config.ts'
import { errorCatalogue } from '../../runtime/errors.ts'
import { metricCatalogue } from '../../runtime/metric-catalogue.ts'
import { topics } from '../../topics/index.ts'
import { topologyMermaid, topologyText } from '../../topics/topology.ts'
import { edges } from '../topology.ts'
import { readNamedTypes } from './schemas.ts'

const head = (title: string, source: string): string =>
  `# ${title}\n\nGenerated from ${source} by \`npm run gen\`; do not edit.\n\n`

const cell = (text: unknown): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')

function table(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]): string => `| ${cells.map(cell).join(' | ')} |\n`
  return line(columns) + line(columns.map(() => '---')) + rows.map(line).join('')
}

/** Page name -> text. */
export function renderReference(schemaFolder: string, limitLines: string): ReadonlyMap<string, string> {
  return new Map([
    ['topics.md', topicsPage()],
    ['schemas.md', schemasPage(schemaFolder)],
    ['rules.md', rulesPage()],
    ['projections.md', projectionsPage()],
    ['configuration.md', configurationPage()],
    ['errors.md', errorsPage()],
    ['metrics.md', metricsPage()],
    ['limits.md', limitsPage(limitLines)],
  ])
}

function topicsPage(): string {
  const rows = topics.map((topic) => [
    `\`${topic.name}\``,
    topic.schema ?? 'what was buried',
    topic.key,
    topic.partitions,
    topic.retention,
    topic.messageBytesMax,
  ])
  return (
    head('Topics', 'topics/index.ts and the steps') +
    table(['topic', 'record', 'key', 'partitions', 'kept', 'largest batch, bytes'], rows) +
    `\n\`\`\`text\n${topologyText(edges())}\n\`\`\`\n\n\`\`\`mermaid\n${topologyMermaid(edges())}\n\`\`\`\n`
  )
}

function schemasPage(folder: string): string {
  const sections = [...readNamedTypes(folder).values()].map((type) => {
    const rows = (type.fields ?? []).map((field) => [
      `\`${field.name}\``,
      `\`${JSON.stringify(field.type).replaceAll('"', '')}\``,
      field.doc ?? '',
    ])
    const body =
      type.symbols === undefined ? table(['field', 'type', 'meaning'], rows) : `One of ${type.symbols.join(', ')}.\n`
    return `## ${type.name}\n\n${type.doc}\n\n${body}`
  })
  return head('Records', 'schemas/*.avsc') + sections.join('\n')
}

function rulesPage(): string {
  const sections = createPipeline(defaultGateSettings).map((processor) => {
    const rows = processor.rules.map((rule) => {
      const { source = '', added = '' } = provenanceOf(processor.name, rule) ?? {}
      return [`\`${rule.id}\``, rule.group, rule.severity, rule.why, source, added]
    })
    return `## ${processor.name}\n\n${rows.length} rules, ruleset \`${processor.ruleset}\`.\n\n${table(['rule', 'group', 'severity', 'why', 'source', 'engine'], rows)}`
  })
  const own =
    "The product's own; [own-rules.md](../own-rules.md) says how to add yours. `engine`: the number of the gate's engine, as " +
    'rulesets name it, that a rule came with. `./codelupe rules show <rule>` has what each matches and misses.\n\n'
  return head('Rules', 'processors/*/rules.ts') + own + sections.join('\n')
}

const projectionsPage = (): string =>
  head('Projections', 'projections/*.ts') +
  table(
    ['projection', 'reads', 'tables and views', 'columns'],
    projections.map(({ name, inputs, tables }) => [
      name,
      inputs.join(', '),
      tables.map((one) => one.name).join(', '),
      tables.map((one) => one.columns.map((column) => column.name).join(' ')).join('; '),
    ]),
  )

const configurationPage = (): string =>
  head('Configuration', 'runtime/config.ts') +
  table(
    ['variable', 'default', 'meaning'],
    Object.values(settings).map((setting) => [
      `\`${setting.variable}\`${setting.secret ? ` or \`${setting.variable}_FILE\`` : ''}`,
      'shown' in setting ? setting.shown : '(unset)',
      setting.doc,
    ]),
  )

const errorsPage = (): string =>
  head('Errors', 'runtime/errors.ts') +
  table(
    ['code', 'class', 'message', 'what to do'],
    Object.entries(errorCatalogue).map(([code, entry]) => [`\`${code}\``, entry.class, entry.message, entry.hint]),
  )

const metricsPage = (): string =>
  head('Metrics', 'runtime/metric-catalogue.ts') +
  table(
    ['metric', 'type', 'labels', 'meaning'],
    Object.entries(metricCatalogue).map(([name, metric]) => [
      `\`${name}\``,
      metric.type,
      metric.labels.join(', ') || '-',
      metric.help,
    ]),
  )

// The docstrings are the documentation: the table's own source is read, one comment over one or more lines of values.
function limitsPage(source: string): string {
  const rows: (readonly string[])[] = []
  let doc = ''
  for (const line of source.split('\n')) {
    const comment = /^\s*\/\*\*\s?(.*?)\s*(\*\/)?$/.exec(line) ?? /^\s*\*\s(.*?)\s*(\*\/)?$/.exec(line)
    const value = /^\s{2}(\w+): (.+),$/.exec(line)
    if (comment !== null && value === null)
      doc = line.includes('/**') ? (comment[1] ?? '') : `${doc} ${comment[1] ?? ''}`
    if (value !== null) rows.push([`\`${value[1]}\``, `\`${value[2]}\``, doc])
  }
  return head('Limits', 'runtime/limits.ts') + table(['limit', 'value', 'meaning'], rows)
}
