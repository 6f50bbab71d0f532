// Whether anything runs at all: supervisors, workers, servers, and the alerting itself.
import type { RuleGroup } from '../rule.ts'

const serverAway = (name: string): string => `max(codelupe_${name}_up) == 0`

export const health: RuleGroup = {
  name: 'health',
  rules: [
    {
      alert: 'NothingScraped',
      severity: 'page',
      // Without data no other alert can fire.
      expr: 'absent(up{job="codelupe"})',
      for: '5m',
      summary: 'Prometheus scrapes no process of CodeLupe',
      dashboard: 'runtime',
      fires: {
        given: { 'up{job="prometheus",instance="127.0.0.1:9090"}': '1x90' },
        at: '10m',
        labels: { job: 'codelupe' },
        summary: 'Prometheus scrapes no process of CodeLupe',
      },
      quiet: { 'up{job="codelupe",instance="pipeline:9464"}': '0x90' },
      firesWithoutData: true,
    },
    {
      alert: 'SupervisorSilent',
      severity: 'page',
      expr: 'up{job="codelupe"} == 0',
      for: '2m',
      summary: 'Nothing answers at {{ $labels.instance }}',
      dashboard: 'runtime',
      fires: {
        given: { 'up{job="codelupe",instance="pipeline:9464"}': '1x10 0x80' },
        at: '20m',
        labels: { job: 'codelupe', instance: 'pipeline:9464' },
        summary: 'Nothing answers at pipeline:9464',
      },
      // One scrape that fails is no outage.
      quiet: { 'up{job="codelupe",instance="pipeline:9464"}': '1x10 0 1x80' },
    },
    {
      alert: 'WorkerNotReady',
      severity: 'page',
      expr: 'max by (step) (codelupe_worker_ready) == 0',
      for: '3m',
      summary: '{{ $labels.step }} does not run, or its loop does not turn',
      dashboard: 'runtime',
      fires: {
        given: { 'codelupe_worker_ready{step="secret"}': '0x90' },
        at: '20m',
        labels: { step: 'secret' },
        summary: 'secret does not run, or its loop does not turn',
      },
      // A restart takes less than three minutes.
      quiet: { 'codelupe_worker_ready{step="secret"}': '1x10 0x2 1x80' },
    },
    {
      alert: 'WorkerRestarting',
      severity: 'page',
      expr: 'increase(codelupe_worker_restarts_total[15m]) > 3',
      summary: '{{ $labels.step }} was started {{ $value | printf "%.0f" }} times in 15 minutes',
      dashboard: 'runtime',
      fires: {
        given: { 'codelupe_worker_restarts_total{step="secret"}': '0+1x90' },
        at: '20m',
        labels: { step: 'secret' },
        summary: 'secret was started 15 times in 15 minutes',
      },
      quiet: { 'codelupe_worker_restarts_total{step="secret"}': '2x40 3x50' },
    },
    {
      alert: 'KafkaAway',
      severity: 'page',
      expr: serverAway('kafka'),
      for: '2m',
      summary: 'Kafka does not answer',
      dashboard: 'runtime',
      fires: { given: { codelupe_kafka_up: '1x10 0x80' }, at: '20m', labels: {}, summary: 'Kafka does not answer' },
      quiet: {
        'codelupe_kafka_up{instance="trainer:9464"}': '0x90',
        'codelupe_kafka_up{instance="pipeline:9464"}': '1x90',
      },
    },
    {
      alert: 'RegistryAway',
      severity: 'ticket',
      // Steps go on without it until they meet a schema that is new to them.
      expr: serverAway('registry'),
      for: '5m',
      summary: 'The schema registry does not answer',
      dashboard: 'runtime',
      fires: {
        given: { codelupe_registry_up: '1x10 0x80' },
        at: '20m',
        labels: {},
        summary: 'The schema registry does not answer',
      },
      quiet: { codelupe_registry_up: '1x10 0x4 1x80' },
    },
  ],
}

export const watchdog: RuleGroup = {
  name: 'watchdog',
  rules: [
    {
      alert: 'Watchdog',
      severity: 'info',
      // Always fires: whoever waits for it misses it when Prometheus, Alertmanager or the way out is dead.
      expr: 'vector(1)',
      summary: 'Alerting works',
      dashboard: 'overview',
      fires: { given: {}, at: '1m', labels: {}, summary: 'Alerting works' },
      quiet: null,
      firesWithoutData: true,
    },
  ],
}
