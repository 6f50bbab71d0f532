// Dashboards, rules and Alertmanager's routes, without a pipeline: every query parses and names metrics and labels of the
// catalogue; Prometheus' own tools read the files, and run three cases an alert; the runbook has an entry for each of them.
// That panels and alerts see a pipeline that runs is in tests/integration/monitoring.test.ts.
// Mutants: an alert without its `for`; max of two supervisors becomes min; a threshold nearer to what is quiet; an objective's
// long window without the short, and the short without the long; the route of pages dropped; an entry of the runbook missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { receivers, unknownEffects } from '../../monitoring/alertmanager.ts'
import { alerts, ruleGroups } from '../../monitoring/alerts/index.ts'
import { uidOf } from '../../monitoring/dashboard.ts'
import { dashboards } from '../../monitoring/dashboards/index.ts'
import { isAlert } from '../../monitoring/rule.ts'
import { projectFolder, settings } from '../../runtime/config.ts'
import { type MetricEntry, metricCatalogue } from '../../runtime/metric-catalogue.ts'
import { ask } from '../support/prometheus.ts'
import { list, mapping, parsePromql, services, textOf, texts, yamlOf } from './compose-files.ts'

const catalogue: Readonly<Record<string, MetricEntry>> = metricCatalogue
const rules = ruleGroups.flatMap((group) => group.rules)
const folder = mkdtempSync(join(tmpdir(), 'codelupe-monitoring-'))
afterAll(() => rmSync(folder, { recursive: true }))

const gauge = (...labels: readonly string[]): MetricEntry => ({ type: 'gauge', help: '', labels })
/** What Prometheus adds itself, and what the rules record. */
const made: Readonly<Record<string, MetricEntry>> = {
  up: gauge(),
  ALERTS: gauge('alertname', 'alertstate', 'severity'),
  ...Object.fromEntries(rules.flatMap((rule) => (isAlert(rule) ? [] : [[rule.record, gauge('step')]]))),
}
const scrapeLabels = ['job', 'instance', 'le']

/** The entry of a metric; a histogram also has its parts. */
const entryOf = (name: string): MetricEntry | undefined => {
  const whole = catalogue[name.replace(/_(bucket|sum|count)$/, '')]
  return made[name] ?? catalogue[name] ?? (whole?.type === 'histogram' ? whole : undefined)
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

describe('queries', () => {
  test('that are wrong are found out', () => {
    expect(faultsOf('sum(rate(codelupe_records_total[5m])')).not.toEqual([])
    expect(faultsOf('codelupe_records')).toEqual(['codelupe_records is no metric'])
    expect(faultsOf('codelupe_worker_up{worker="a"}')).toEqual(['codelupe_worker_up{worker="a"} has no label worker'])
    expect(faultsOf('sum by (topic) (codelupe_worker_up)')).toHaveLength(1)
    expect(faultsOf('sum(codelupe_bytes_total)')).toHaveLength(1)
  })

  test('of every rule and panel parse, and name metrics and labels that the code has', () => {
    expect(rules.flatMap(({ expr }) => faultsOf(expr))).toEqual([])
    const panels = dashboards.flatMap(({ rows }) => rows.flatMap((row) => row.panels))
    expect(panels.flatMap(({ queries }) => queries.flatMap(([expression]) => faultsOf(expression)))).toEqual([])
    // A window of a panel follows its width; only what says its own time in its title has one of its own.
    for (const { title, help, queries } of panels)
      for (const [expression] of queries)
        if (/\[\d+[smhd]\]/.test(expression)) expect(`${title} ${help}`, expression).toMatch(/hour|day/)
  })

  test('show or watch every metric of the catalogue', () => {
    const used = new Set(
      [
        ...rules.map(({ expr }) => expr),
        ...dashboards.flatMap(({ rows }) =>
          rows.flatMap((row) => row.panels.flatMap(({ queries }) => queries.map(([one]) => one))),
        ),
      ]
        .flatMap((expression) => parsePromql(expression).metrics)
        .map((name) => name.replace(/_(bucket|sum|count)$/, (part) => (name in catalogue ? part : ''))),
    )
    const unused = Object.keys(catalogue).filter((name) => !used.has(name))
    // For dashboards of others, kafka_exporter's.
    expect(unused).toEqual([
      'kafka_broker_info',
      'kafka_consumergroup_current_offset_sum',
      'kafka_topic_partitions',
      'kafka_topic_partition_leader',
      'kafka_topic_partition_replicas',
      'kafka_topic_partition_in_sync_replica',
      'kafka_topic_partition_leader_is_preferred',
    ])
  })
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

describe('dashboards for Grafana', () => {
  const files = dashboards.map(({ id }) => mapping(JSON.parse(textOf(`compose/grafana/dashboards/${id}.json`))))
  const panelsOf = (file: Readonly<Record<string, unknown>>) => list(file.panels).map(mapping)

  test('choose their data source, and every panel has a unit and a place of its own', () => {
    for (const file of files) {
      const names = list(mapping(file.templating).list).map((one) => mapping(one).name)
      expect(names[0]).toBe('datasource')
      const places = panelsOf(file).map(({ gridPos }) => mapping(gridPos))
      const cells = places.flatMap(({ x, y, w, h }) =>
        Array.from({ length: Number(w) * Number(h) }, (_, index) => {
          const column = Number(x) + (index % Number(w))
          return column < 24 ? `${column},${Number(y) + Math.floor(index / Number(w))}` : 'outside'
        }),
      )
      expect(cells).not.toContain('outside')
      expect(new Set(cells).size, String(file.title)).toBe(cells.length)
      for (const panel of panelsOf(file).filter(({ type }) => type !== 'row')) {
        expect(mapping(mapping(panel.fieldConfig).defaults).unit, String(panel.title)).toMatch(/^[a-zA-Z_]+$/)
        expect(mapping(panel.datasource)).toEqual({ type: 'prometheus', uid: '${datasource}' })
        expect(list(panel.targets).length).toBeGreaterThan(0)
      }
      // What a query chooses by is a variable of its own dashboard.
      const chosen = [...JSON.stringify(file.panels).matchAll(/\$(\w+)/g)].map(([, name]) => name)
      expect(chosen.filter((name) => name !== '__rate_interval' && !names.includes(name))).toEqual([])
    }
  })

  test('have one address each, under which alerts link to them', () => {
    expect(files.map(({ uid }) => uid)).toEqual(dashboards.map(({ id }) => uidOf(id)))
    expect(new Set(files.map(({ uid }) => uid)).size).toBe(6)
  })
})

test('Prometheus scrapes what listens, reads the rules, and tells Alertmanager', () => {
  const compose = yamlOf('compose/compose.yaml')
  const file = yamlOf('compose/prometheus/prometheus.yml')
  const targets = list(file.scrape_configs)
    .map(mapping)
    .filter(({ job_name }) => job_name === 'codelupe')
    .flatMap(({ static_configs }) => list(static_configs).flatMap((one) => texts(mapping(one).targets)))
  const supervisors = services(compose)
    .filter(([, { command }]) => texts(command)[0] === 'supervise')
    .map(([name]) => `${name}:${settings.metricsPort.shown}`)
  expect(targets.toSorted()).toEqual(supervisors.toSorted())
  expect(textOf('compose/Dockerfile')).toMatch(new RegExp(`^EXPOSE ${settings.metricsPort.shown}$`, 'm'))
  const source = mapping(list(yamlOf('compose/grafana/provisioning/datasources/prometheus.yaml').datasources)[0])
  expect(source.url).toBe('http://prometheus:9090')
  expect(JSON.stringify(file.alerting)).toContain('alertmanager:9093')
  expect(services(compose).map(([name]) => name)).toContain('alertmanager')
  const path = join(projectFolder, 'compose', 'prometheus', 'prometheus.yml')
  expect(ask('promtool', ['check', 'config', '--syntax-only', path])).toMatchObject({ status: 0 })
})

describe('rules', () => {
  const files = (kind: 'rules' | 'tests'): readonly string[] =>
    ruleGroups.map(({ name }) => join(projectFolder, 'compose', 'prometheus', kind, `${name}.yml`))

  test('are what Prometheus reads, in groups of different names', () => {
    expect(new Set(ruleGroups.map(({ name }) => name)).size).toBe(ruleGroups.length)
    const { status, text } = ask('promtool', ['check', 'rules', ...files('rules')])
    expect([status, text.match(/SUCCESS/g)?.length], text).toEqual([0, ruleGroups.length])
  })

  // One run a group: what one says is short, and names the alert with what was expected and found.
  test.each(ruleGroups.map(({ name }) => name))(
    'of %s fire when they should, not otherwise, and not without data',
    (name) => {
      const path = join(projectFolder, 'compose', 'prometheus', 'tests', `${name}.yml`)
      expect(ask('promtool', ['test', 'rules', path])).toEqual({ status: 0, text: expect.stringContaining('SUCCESS') })
    },
  )

  test('have three cases an alert, and only what says that data is missing fires without', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
    expect(alerts.length).toBeGreaterThan(30)
    const always = alerts.filter(({ quiet, firesWithoutData }) => quiet === null || firesWithoutData)
    expect(always.map(({ alert }) => alert)).toEqual(['NothingScraped', 'Watchdog'])
    for (const { alert, fires, quiet } of alerts)
      expect(Object.keys({ ...fires.given, ...quiet }).length > 0, alert).toBe(alert !== 'Watchdog')
  })
})

test('the runbook has an entry for every alert: symptom, meaning, commands', () => {
  const text = textOf('docs/runbook.md')
  const from = text.indexOf('\n## Alerts\n')
  const to = text.indexOf('\n## ', from + 1)
  const entries = text.slice(from, to).split('\n### ').slice(1)
  expect(entries.map((entry) => entry.split('\n')[0]).toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted())
  for (const entry of entries) {
    const lines = entry.split('\n')
    expect(lines.filter((line) => /^(Symptom|Meaning): [A-Z`].{20,}/.test(line)).length, lines[0]).toBe(2)
    expect(entry, lines[0]).toMatch(/\n```\n(\.\/codelupe|curl|df|docker|psql|tail|top|SELECT|git) .+\n(.+\n)*```/)
  }
})

describe('Alertmanager', () => {
  // Debian's amtool is older than the image, and knows no file with a webhook's address.
  const config = join(folder, 'alertmanager.yml')
  const text = textOf('compose/alertmanager/alertmanager.yml')
  writeFileSync(config, text.replace(/url_file: (\/run\/secrets\/watchdog-url)/, 'url: http://127.0.0.1$1'))

  test('reads its file, which holds no secret and hides effects behind causes that exist', () => {
    expect(ask('amtool', ['check-config', config])).toMatchObject({ status: 0 })
    expect(unknownEffects()).toEqual([])
    expect(text).not.toMatch(/(_key|_url|url|token|password|credentials): /)
    const files = [...text.matchAll(/_file: (\S+)/g)].map(([, path]) => path)
    expect(new Set(files)).toEqual(
      new Set(['slack-url', 'pagerduty-key', 'watchdog-url'].map((name) => `/run/secrets/${name}`)),
    )
    expect(JSON.stringify(yamlOf('compose/compose.yaml'))).toContain(':/run/secrets:ro')
  })

  /** Where amtool says that an alert goes. */
  const routed = (alert: string, severity: string): string => {
    const { status, text } = ask('amtool', [
      'config',
      'routes',
      'test',
      `--config.file=${config}`,
      `alertname=${alert}`,
      `severity=${severity}`,
    ])
    expect(status, text).toBe(0)
    return text.split('\n').find((line) => line !== '' && !line.startsWith('Warning')) ?? ''
  }

  test('tells by severity, the watchdog by its name, and nobody is forgotten', () => {
    for (const severity of ['page', 'ticket', 'info'] as const) {
      expect(alerts.some((one) => one.severity === severity)).toBe(true)
      expect(routed('Any', severity)).toBe(receivers[severity])
      expect(routed('Watchdog', severity)).toBe(receivers.watchdog)
    }
    expect(routed('Any', 'huge')).toBe(receivers.ticket)
  })

  test('pages by PagerDuty and Slack', () => {
    const found = list(yamlOf('compose/alertmanager/alertmanager.yml').receivers).map(mapping)
    const kinds = (name: string) =>
      Object.keys(found.find((one) => one.name === name) ?? {}).filter((key) => key !== 'name')
    expect(kinds(receivers.page)).toEqual(['pagerduty_configs', 'slack_configs'])
    expect(kinds(receivers.ticket)).toEqual(['slack_configs'])
    expect(kinds(receivers.info)).toEqual(['slack_configs'])
  })
})
