// Prometheus' files of rules and promtool's cases, one a group, as plain values; cli/gen writes them as YAML. An alert's links are made of
// two external labels (compose/prometheus/prometheus.yml): where Grafana is, and where the runbook is.
import { uidOf } from './dashboard.ts'
import { type Alert, isAlert, type RuleGroup } from './rule.ts'

const anchorOf = ({ alert }: Alert): string => alert.toLowerCase()

const annotationsOf = (
  rule: Alert,
  links: { readonly grafana: string; readonly runbook: string },
  summary: string,
) => ({
  summary,
  dashboard: `${links.grafana}/d/${uidOf(rule.dashboard)}`,
  runbook: `${links.runbook}#${anchorOf(rule)}`,
})

const templates = { grafana: '{{ $externalLabels.grafana }}', runbook: '{{ $externalLabels.runbook }}' }

/** A file of rules. */
export const rulesFile = ({ name, rules }: RuleGroup): object => ({
  groups: [
    {
      name,
      rules: rules.map((rule) =>
        isAlert(rule)
          ? {
              alert: rule.alert,
              expr: rule.expr,
              ...(rule.for === undefined ? {} : { for: rule.for }),
              labels: { severity: rule.severity },
              annotations: annotationsOf(rule, templates, rule.summary),
            }
          : rule,
      ),
    },
  ],
})

const links = { grafana: 'http://grafana', runbook: 'runbook.md' }
/** When an alert must not fire: short troubles of the quiet cases begin at ten minutes, and long ones last. */
const quietTimes = ['11m', '12m', '13m', '20m', '60m', '85m']

const inputOf = (series: Readonly<Record<string, string>>): readonly object[] =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }))

const silent = (names: readonly string[], times: readonly string[]): readonly object[] =>
  names.flatMap((alertname) => times.map((time) => ({ eval_time: time, alertname, exp_alerts: [] })))

/** Three cases an alert: it fires, it does not fire, and nothing fires where there is no data. */
export function casesFile({ name, rules }: RuleGroup): object {
  const alerts = rules.filter(isAlert)
  const dataless = alerts.filter(({ firesWithoutData }) => firesWithoutData !== true).map(({ alert }) => alert)
  const firing = alerts.map((rule) => ({
    name: `${rule.alert} fires`,
    interval: '1m',
    external_labels: links,
    input_series: inputOf(rule.fires.given),
    alert_rule_test: [
      {
        eval_time: rule.fires.at,
        alertname: rule.alert,
        exp_alerts: [
          {
            exp_labels: { ...rule.fires.labels, severity: rule.severity },
            exp_annotations: annotationsOf(rule, links, rule.fires.summary),
          },
        ],
      },
    ],
  }))
  const quiet = alerts.flatMap(({ alert, quiet, quietAt, fires }) =>
    quiet === null
      ? []
      : [
          {
            name: `${alert} does not fire`,
            interval: '1m',
            input_series: inputOf(quiet),
            alert_rule_test: silent([alert], quietAt ?? [...quietTimes, fires.at]),
          },
        ],
  )
  const none = { name: 'no data', interval: '1m', input_series: [], alert_rule_test: silent(dataless, ['90m']) }
  return { rule_files: [`../rules/${name}.yml`], evaluation_interval: '1m', tests: [none, ...firing, ...quiet] }
}
