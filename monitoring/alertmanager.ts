// Who is told of an alert, by its severity: pages go to PagerDuty and Slack, the rest to Slack, and the watchdog to a service
// that misses it when it stays away. Keys and addresses are read from files, so that this file holds no secret.
import { alerts } from './alerts/index.ts'
import type { Severity } from './rule.ts'

/** Where the files with secrets are in the container; compose/alertmanager/secrets lies there. */
const secret = (name: string): string => `/run/secrets/${name}`

/** The receiver of each severity, and of the watchdog. */
export const receivers: Readonly<Record<Severity | 'watchdog', string>> = {
  page: 'pagerduty',
  ticket: 'slack-tickets',
  info: 'slack-info',
  watchdog: 'dead-mans-switch',
}

const title = '{{ if eq .Status "resolved" }}Over: {{ end }}{{ .CommonLabels.alertname }} ({{ .Alerts | len }})'
const each =
  '{{ range .Alerts }}{{ .Annotations.summary }} (<{{ .Annotations.dashboard }}|dashboard>, {{ .Annotations.runbook }})\n{{ end }}'

const slack = (channel: string, resolved: boolean): object => ({
  api_url_file: secret('slack-url'),
  channel,
  send_resolved: resolved,
  color:
    '{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "page" }}danger{{ else }}warning{{ end }}',
  title,
  text: each,
})

const pagerduty = {
  routing_key_file: secret('pagerduty-key'),
  send_resolved: true,
  severity: 'critical',
  description: '{{ .CommonLabels.alertname }}: {{ with index .Alerts 0 }}{{ .Annotations.summary }}{{ end }}',
  details: {
    firing: '{{ range .Alerts.Firing }}{{ .Annotations.summary }}\n{{ end }}',
    runbook: '{{ with index .Alerts 0 }}{{ .Annotations.runbook }}{{ end }}',
    dashboard: '{{ with index .Alerts 0 }}{{ .Annotations.dashboard }}{{ end }}',
  },
}

const equals = (label: string, value: string): string => `${label} = "${value}"`

/** What an alert makes needless to say: the effects of a cause that is told already. */
const effects: Readonly<Record<string, { readonly hides: readonly string[]; readonly equal?: readonly string[] }>> = {
  KafkaAway: {
    hides: [
      'NoProgress',
      'GroupWithoutMembers',
      'RecordsWaitLong',
      'WorkerNotReady',
      'LagUnread',
      'TablesBehind',
      'TrainingStands',
    ],
  },
  PostgresAway: { hides: ['TablesBehind', 'LagUnread'] },
  WorkerNotReady: { hides: ['WorkerRestarting'], equal: ['step'] },
  ManyDeadLetters: { hides: ['DeadLetters', 'BurialsBurnFast', 'BurialsBurnSlowly'], equal: ['step'] },
  BurialsBurnFast: { hides: ['BurialsBurnSlowly'], equal: ['step'] },
  SlowCommitsBurnFast: { hides: ['SlowCommitsBurnSlowly'], equal: ['step'] },
  NothingAccepted: { hides: ['AcceptanceFell'] },
}

/** Alertmanager's file, as plain values. */
export const alertmanagerFile = (): object => ({
  global: { resolve_timeout: '5m' },
  route: {
    receiver: receivers.ticket,
    group_by: ['alertname'],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '4h',
    routes: [
      {
        receiver: receivers.watchdog,
        matchers: [equals('alertname', 'Watchdog')],
        group_wait: '0s',
        group_interval: '1m',
        repeat_interval: '5m',
      },
      { receiver: receivers.page, matchers: [equals('severity', 'page')], group_wait: '10s', repeat_interval: '1h' },
      { receiver: receivers.ticket, matchers: [equals('severity', 'ticket')], repeat_interval: '1d' },
      { receiver: receivers.info, matchers: [equals('severity', 'info')], repeat_interval: '5d' },
    ],
  },
  inhibit_rules: Object.entries(effects).map(([cause, { hides, equal = [] }]) => ({
    source_matchers: [equals('alertname', cause)],
    target_matchers: [`alertname =~ "${hides.join('|')}"`],
    equal,
  })),
  receivers: [
    { name: receivers.page, pagerduty_configs: [pagerduty], slack_configs: [slack('#codelupe-pages', true)] },
    { name: receivers.ticket, slack_configs: [slack('#codelupe-tickets', true)] },
    { name: receivers.info, slack_configs: [slack('#codelupe-info', false)] },
    { name: receivers.watchdog, webhook_configs: [{ url_file: secret('watchdog-url'), send_resolved: false }] },
  ],
})

/** Names in the table of effects that are no alerts. */
export const unknownEffects = (): readonly string[] => {
  const known = new Set(alerts.map(({ alert }) => alert))
  return Object.entries(effects)
    .flatMap(([cause, { hides }]) => [cause, ...hides])
    .filter((name) => !known.has(name))
}
