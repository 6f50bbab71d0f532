// Grafana's overview, made from this table: is it moving, how fresh is it, what is refused, what is stuck. The names of
// metrics are checked against the catalogue by tests/unit/compose.test.ts, and by the compiler where they stand alone.

type Panel = {
  readonly title: string
  readonly kind: 'stat' | 'timeseries'
  /** Grafana's name of the unit. */
  readonly unit: string
  /** PromQL -> legend. */
  readonly queries: readonly (readonly [expression: string, legend: string])[]
}

const perSecond = (metric: string, by: string): string => `sum by (${by}) (rate(${metric}[$__rate_interval]))`
const commitAt = (quantile: number): string =>
  `histogram_quantile(${quantile}, sum by (le, step) (rate(codelupe_commit_seconds_bucket[$__rate_interval])))`

// Both supervisors read the lag of every group: the same number twice, so the larger is taken before sums.
// Other groups of the cluster are told of too; what is shown here is ours.
const ours = '{consumergroup=~"codelupe[.].+"}'
const lag = `max by (consumergroup, topic) (kafka_consumergroup_lag_sum${ours})`

export const panels: readonly Panel[] = [
  {
    title: 'Workers not ready',
    kind: 'stat',
    unit: 'none',
    queries: [['count(codelupe_worker_ready) - sum(codelupe_worker_ready)', 'not ready']],
  },
  { title: 'Records that wait', kind: 'stat', unit: 'short', queries: [[`sum(${lag})`, 'lag']] },
  {
    title: 'Oldest record that waits',
    kind: 'stat',
    unit: 's',
    queries: [[`max(codelupe_consumergroup_lag_seconds${ours})`, 'age']],
  },
  {
    title: 'Dead letters in an hour',
    kind: 'stat',
    unit: 'short',
    queries: [['sum(increase(codelupe_dead_letters_total[1h]))', 'buried']],
  },
  { title: 'Training step', kind: 'stat', unit: 'none', queries: [['max(codelupe_training_step)', 'step']] },
  { title: 'Loss', kind: 'stat', unit: 'none', queries: [['max(codelupe_training_loss)', 'nats a token']] },
  {
    title: 'Records by step',
    kind: 'timeseries',
    unit: 'ops',
    queries: [[perSecond('codelupe_records_total', 'step'), '{{step}}']],
  },
  {
    title: 'Bytes by step',
    kind: 'timeseries',
    unit: 'Bps',
    queries: [[perSecond('codelupe_bytes_total', 'step'), '{{step}}']],
  },
  {
    title: 'Verdicts',
    kind: 'timeseries',
    unit: 'ops',
    queries: [[perSecond('codelupe_verdicts_total', 'processor, outcome'), '{{processor}} {{outcome}}']],
  },
  {
    title: 'Findings, the ten most frequent classes',
    kind: 'timeseries',
    unit: 'ops',
    queries: [[`topk(10, ${perSecond('codelupe_findings_total', 'processor, code')})`, '{{processor}} {{code}}']],
  },
  {
    title: 'Records that wait, by group',
    kind: 'timeseries',
    unit: 'short',
    queries: [[`sum by (consumergroup) (${lag})`, '{{consumergroup}}']],
  },
  {
    title: 'Age of the oldest record, by group',
    kind: 'timeseries',
    unit: 's',
    queries: [[`max by (consumergroup) (codelupe_consumergroup_lag_seconds${ours})`, '{{consumergroup}}']],
  },
  {
    title: 'Time of a commit',
    kind: 'timeseries',
    unit: 's',
    queries: [
      [commitAt(0.5), '{{step}} median'],
      [commitAt(0.99), '{{step}} 99 %'],
    ],
  },
  {
    title: 'Aborted transactions, rebalances, restarts',
    kind: 'timeseries',
    unit: 'short',
    queries: [
      ['sum by (step) (increase(codelupe_aborts_total[$__rate_interval]))', '{{step}} aborted'],
      ['sum by (step) (increase(codelupe_rebalances_total[$__rate_interval]))', '{{step}} rebalanced'],
      ['sum by (step) (increase(codelupe_worker_restarts_total[$__rate_interval]))', '{{step}} restarted'],
    ],
  },
  {
    title: 'Dead letters by step and reason',
    kind: 'timeseries',
    unit: 'short',
    queries: [
      ['sum by (step, outcome) (increase(codelupe_dead_letters_total[$__rate_interval]))', '{{step}} {{outcome}}'],
    ],
  },
  {
    title: 'Held back by open transactions',
    kind: 'timeseries',
    unit: 'short',
    queries: [['sum by (topic) (max by (topic, partition) (codelupe_topic_unstable_offsets))', '{{topic}}']],
  },
  {
    title: 'CPU by worker',
    kind: 'timeseries',
    unit: 'percentunit',
    queries: [[perSecond('codelupe_worker_cpu_seconds_total', 'step'), '{{step}}']],
  },
  {
    title: 'Memory by worker',
    kind: 'timeseries',
    unit: 'bytes',
    queries: [['sum by (step) (codelupe_worker_resident_bytes)', '{{step}}']],
  },
  {
    title: 'Tokens trained',
    kind: 'timeseries',
    unit: 'ops',
    queries: [['sum(rate(codelupe_training_tokens_total[$__rate_interval]))', 'tokens a second']],
  },
  {
    title: 'Loss by time',
    kind: 'timeseries',
    unit: 'none',
    queries: [['max(codelupe_training_loss)', 'nats a token']],
  },
]

const columns = 24
const sizes = { stat: { w: 4, h: 4 }, timeseries: { w: 12, h: 8 } } as const

/** Left to right, then down. */
function placed(): readonly object[] {
  const at = { x: 0, y: 0 }
  return panels.map((panel, index) => {
    const { w, h } = sizes[panel.kind]
    const gridPos = { x: at.x, y: at.y, w, h }
    at.x += w
    if (at.x >= columns) Object.assign(at, { x: 0, y: at.y + h })
    return { id: index + 1, gridPos, ...panelJson(panel) }
  })
}

const datasource = { type: 'prometheus', uid: `\${datasource}` }

const panelJson = ({ title, kind, unit, queries }: Panel): object => ({
  title,
  type: kind,
  datasource,
  fieldConfig: { defaults: { unit, min: title === 'Loss by time' ? undefined : 0 }, overrides: [] },
  targets: queries.map(([expr, legendFormat], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource,
    expr,
    legendFormat,
  })),
})

/** compose/grafana/dashboards/overview.json. */
export function renderOverview(): string {
  const variable = { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }
  const dashboard = {
    uid: 'codelupe-overview',
    title: 'CodeLupe: overview',
    description: 'Generated from cli/gen/dashboards.ts by `npm run gen`; do not edit.',
    schemaVersion: 41,
    editable: false,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    timezone: 'browser',
    templating: { list: [variable] },
    panels: placed(),
  }
  return `${JSON.stringify(dashboard, null, 2)}\n`
}
