// What steps bury, and how they commit. How fast their budgets of errors burn is in objectives.ts.
import type { RuleGroup } from '../rule.ts'

const quality = { step: 'quality' }

export const steps: RuleGroup = {
  name: 'steps',
  rules: [
    {
      alert: 'DeadLetters',
      severity: 'ticket',
      expr: 'sum by (step, outcome) (increase(codelupe_dead_letters_total[15m])) > 0',
      summary: '{{ $labels.step }} has buried {{ $value | printf "%.0f" }} records ({{ $labels.outcome }})',
      dashboard: 'stages',
      fires: {
        given: { 'codelupe_dead_letters_total{step="quality",outcome="handle"}': '0+60x90' },
        at: '30m',
        labels: { ...quality, outcome: 'handle' },
        summary: 'quality has buried 900 records (handle)',
      },
      quiet: { 'codelupe_dead_letters_total{step="quality",outcome="handle"}': '3x90' },
    },
    {
      alert: 'ManyDeadLetters',
      severity: 'page',
      // The breaker stops a step at 20 %; this says so before.
      expr: 'sum by (step) (rate(codelupe_dead_letters_total[10m])) / sum by (step) (rate(codelupe_records_total[10m]) > 0) > 0.05',
      for: '5m',
      summary: '{{ $labels.step }} buries {{ $value | humanizePercentage }} of what it reads',
      dashboard: 'stages',
      fires: {
        given: {
          'codelupe_dead_letters_total{step="quality",outcome="handle"}': '0+60x90',
          'codelupe_records_total{step="quality"}': '0+600x90',
        },
        at: '30m',
        labels: quality,
        summary: 'quality buries 10% of what it reads',
      },
      quiet: {
        'codelupe_dead_letters_total{step="quality",outcome="handle"}': '0+20x90',
        'codelupe_records_total{step="quality"}': '0+600x90',
      },
    },
    {
      alert: 'CommitsSlow',
      severity: 'ticket',
      expr: 'histogram_quantile(0.99, sum by (step, le) (rate(codelupe_commit_seconds_bucket{step!="trainer"}[10m]))) > 5',
      for: '10m',
      summary: '{{ $labels.step }} commits in {{ $value | humanizeDuration }} (99th percentile)',
      dashboard: 'stages',
      fires: {
        given: {
          'codelupe_commit_seconds_bucket{step="quality",le="5"}': '0x90',
          'codelupe_commit_seconds_bucket{step="quality",le="10"}': '0+60x90',
          'codelupe_commit_seconds_bucket{step="quality",le="+Inf"}': '0+60x90',
        },
        at: '30m',
        labels: quality,
        summary: 'quality commits in 9.95s (99th percentile)',
      },
      quiet: {
        'codelupe_commit_seconds_bucket{step="quality",le="2.5"}': '0+60x90',
        'codelupe_commit_seconds_bucket{step="quality",le="5"}': '0+60x90',
        'codelupe_commit_seconds_bucket{step="quality",le="+Inf"}': '0+60x90',
        'codelupe_commit_seconds_bucket{step="trainer",le="5"}': '0x90',
        'codelupe_commit_seconds_bucket{step="trainer",le="+Inf"}': '0+60x90',
      },
    },
    {
      alert: 'ManyAborts',
      severity: 'ticket',
      expr: 'sum by (step) (increase(codelupe_aborts_total[15m])) > 10',
      summary: '{{ $labels.step }} has aborted {{ $value | printf "%.0f" }} transactions in 15 minutes',
      dashboard: 'stages',
      fires: {
        given: { 'codelupe_aborts_total{step="quality"}': '0+2x90' },
        at: '30m',
        labels: quality,
        summary: 'quality has aborted 30 transactions in 15 minutes',
      },
      quiet: { 'codelupe_aborts_total{step="quality"}': '0x10 3x80' },
    },
    {
      alert: 'ManyRebalances',
      severity: 'ticket',
      expr: 'sum by (step) (increase(codelupe_rebalances_total{outcome="revoke"}[15m])) > 10',
      summary: '{{ $labels.step }} has lost partitions {{ $value | printf "%.0f" }} times in 15 minutes',
      dashboard: 'stages',
      fires: {
        given: { 'codelupe_rebalances_total{step="quality",outcome="revoke"}': '0+2x90' },
        at: '30m',
        labels: quality,
        summary: 'quality has lost partitions 30 times in 15 minutes',
      },
      quiet: { 'codelupe_rebalances_total{step="quality",outcome="revoke"}': '0x10 3x80' },
    },
  ],
}
