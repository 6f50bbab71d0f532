// Prometheus and Grafana in compose/: they scrape what listens, and every query parses and names metrics and labels of the
// catalogue. That alerts fire, and only then, is in compose/prometheus/alerts.test.yml, which scripts/check-compose.sh runs.
import { expect, test } from 'vitest'
import { panels, renderOverview } from '../../cli/gen/dashboards.ts'
import { settings } from '../../runtime/config.ts'
import { type MetricEntry, metricCatalogue } from '../../runtime/metric-catalogue.ts'
import { list, mapping, parsePromql, services, textOf, texts, yamlOf } from './compose-files.ts'

const catalogue: Readonly<Record<string, MetricEntry>> = metricCatalogue
const compose = yamlOf('compose/compose.yaml')
const alerts = list(yamlOf('compose/prometheus/alerts.yml').groups).flatMap((group) =>
  list(mapping(group).rules).map(mapping),
)

/** What Prometheus adds itself. */
const scraped: Readonly<Record<string, MetricEntry>> = { up: { type: 'gauge', help: '', labels: [] } }
const scrapeLabels = ['job', 'instance', 'le']

/** The entry of a metric; a histogram also has its parts. */
const entryOf = (name: string): MetricEntry | undefined => {
  const whole = catalogue[name.replace(/_(bucket|sum|count)$/, '')]
  return scraped[name] ?? catalogue[name] ?? (whole?.type === 'histogram' ? whole : undefined)
}

function faultsOf(expression: string): readonly string[] {
  const { faults, metrics, labels } = parsePromql(expression)
  const known = metrics.flatMap((name) => entryOf(name)?.labels ?? [])
  return [
    ...faults,
    ...metrics.filter((name) => entryOf(name) === undefined).map((name) => `${name} is no metric`),
    ...labels
      .filter((label) => ![...known, ...scrapeLabels].includes(label))
      .map((label) => `${expression} has no label ${label}`),
    // A counter is read by how it changes; its value says only how long the process has lived.
    ...metrics
      .filter((name) => name.endsWith('_total') && !new RegExp(`(rate|increase)\\(${name}\\b`).test(expression))
      .map((name) => `${name} is read without rate or increase`),
  ]
}

test('queries that are wrong are found out', () => {
  expect(faultsOf('sum(rate(codelupe_records_total[5m])')).not.toEqual([])
  expect(faultsOf('codelupe_records')).toEqual(['codelupe_records is no metric'])
  expect(faultsOf('codelupe_worker_up{worker="a"}')).toEqual(['codelupe_worker_up{worker="a"} has no label worker'])
  expect(faultsOf('sum by (topic) (codelupe_worker_up)')).toHaveLength(1)
  expect(faultsOf('sum(codelupe_bytes_total)')).toHaveLength(1)
})

test('Prometheus scrapes what listens', () => {
  const jobs = list(yamlOf('compose/prometheus/prometheus.yml').scrape_configs).map(mapping)
  const targets = jobs
    .filter(({ job_name }) => job_name === 'codelupe')
    .flatMap(({ static_configs }) => list(static_configs).flatMap((one) => texts(mapping(one).targets)))
  const supervisors = services(compose)
    .filter(([, { command }]) => texts(command)[0] === 'supervise')
    .map(([name]) => `${name}:${settings.metricsPort.shown}`)
  expect(targets.toSorted()).toEqual(supervisors.toSorted())
  expect(textOf('compose/Dockerfile')).toMatch(new RegExp(`^EXPOSE ${settings.metricsPort.shown}$`, 'm'))
  const source = mapping(list(yamlOf('compose/grafana/provisioning/datasources/prometheus.yaml').datasources)[0])
  expect(source.url).toBe('http://prometheus:9090')
})

test('every alert asks for metrics that exist, has a severity, and a section in the runbook', () => {
  expect(alerts.length).toBeGreaterThan(10)
  expect(alerts.flatMap(({ expr }) => faultsOf(String(expr)))).toEqual([])
  const anchors = [...textOf('docs/runbook.md').matchAll(/^#{2,3} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  )
  for (const { alert, labels, annotations } of alerts) {
    expect(['page', 'ticket', 'info'], String(alert)).toContain(mapping(labels).severity)
    const [file, anchor] = String(mapping(annotations).runbook).split('#')
    expect(file).toBe('docs/runbook.md')
    expect(anchors, String(alert)).toContain(anchor)
  }
})

test('every alert has a case that fires and one that does not', () => {
  const cases = list(yamlOf('compose/prometheus/alerts.test.yml').tests).flatMap((one) =>
    list(mapping(one).alert_rule_test).map((rule) => mapping(rule)),
  )
  const names = (fires: boolean) =>
    new Set(cases.filter(({ exp_alerts }) => list(exp_alerts).length > 0 === fires).map(({ alertname }) => alertname))
  const expected = alerts.map(({ alert }) => alert)
  expect([...names(true)].toSorted()).toEqual(expected.toSorted())
  expect([...names(false)].toSorted()).toEqual(expected.filter((name) => name !== 'Watchdog').toSorted())
})

// Dashboard 7589 of grafana.com, as kafka_exporter's repository has it: its variables, then its panels.
const stock = [
  'kafka_consumergroup_current_offset{job=~"$job"}',
  'kafka_topic_partition_current_offset{instance="$instance",topic!="__consumer_offsets",topic!="--kafka"}',
  'sum(rate(kafka_topic_partition_current_offset{instance="$instance", topic=~"$topic"}[1m])) by (topic)',
  'sum(kafka_consumergroup_lag{instance="$instance",topic=~"$topic"}) by (consumergroup, topic)',
  'sum(delta(kafka_topic_partition_current_offset{instance=~"$instance", topic=~"$topic"}[5m])/5) by (topic)',
  'sum(delta(kafka_consumergroup_current_offset{instance=~"$instance",topic=~"$topic"}[5m])/5) by (consumergroup, topic)',
  'sum by(topic) (kafka_topic_partitions{instance="$instance",topic=~"$topic"})',
]

test("kafka_exporter's own dashboard asks for metrics and labels that exist", () => {
  expect(stock.flatMap(faultsOf)).toEqual([])
})

test('every panel of the overview asks for metrics that exist', () => {
  expect(panels.flatMap(({ queries }) => queries.flatMap(([expression]) => faultsOf(expression)))).toEqual([])
  const shown = new Set(panels.flatMap(({ queries }) => queries.flatMap(([one]) => parsePromql(one).metrics)))
  expect(shown.size).toBeGreaterThan(15)
  expect(textOf('compose/grafana/dashboards/overview.json')).toBe(renderOverview())
  // No panel lies on another.
  const places = list(mapping(JSON.parse(renderOverview())).panels).map((panel) => mapping(mapping(panel).gridPos))
  const cells = places.flatMap(({ x, y, w, h }) =>
    Array.from({ length: Number(w) * Number(h) }, (_, index) => {
      const column = Number(x) + (index % Number(w))
      return column < 24 ? `${column},${Number(y) + Math.floor(index / Number(w))}` : 'outside'
    }),
  )
  expect(cells).not.toContain('outside')
  expect(new Set(cells).size).toBe(cells.length)
})
