// The files that Grafana, Prometheus and Alertmanager read, from monitoring/.
import { dump } from 'js-yaml'
import { alertmanagerFile } from '../../monitoring/alertmanager.ts'
import { ruleGroups } from '../../monitoring/alerts/index.ts'
import { dashboards } from '../../monitoring/dashboards/index.ts'
import { renderDashboard } from '../../monitoring/grafana.ts'
import { casesFile, rulesFile } from '../../monitoring/prometheus.ts'

const yaml = (about: string, value: object): string =>
  `# ${about}\n# Generated from monitoring/ by \`npm run gen\`; do not edit.\n${dump(value, { lineWidth: 120, noRefs: true, quotingType: "'" })}`

const about = {
  rules: 'What is recorded, and what somebody has to look at: page = now, ticket = today, info.',
  cases: 'promtool test rules: each alert fires, does not fire, and none does without data.',
}

/** Path in compose/ -> text. */
export function renderMonitoring(): ReadonlyMap<string, string> {
  return new Map([
    ...dashboards.map((one): [string, string] => [`grafana/dashboards/${one.id}.json`, renderDashboard(one)]),
    ...ruleGroups.flatMap((group): readonly [string, string][] => [
      [`prometheus/rules/${group.name}.yml`, yaml(about.rules, rulesFile(group))],
      [`prometheus/tests/${group.name}.yml`, yaml(about.cases, casesFile(group))],
    ]),
    [
      'alertmanager/alertmanager.yml',
      yaml('Who is told of an alert; secrets are in files of their own.', alertmanagerFile()),
    ],
  ])
}
