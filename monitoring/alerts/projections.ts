// The tables: how far behind the log, and what the projector could not fold.
import type { RuleGroup } from '../rule.ts'

const behind = (values: string) => ({
  'codelupe_consumergroup_lag_seconds{consumergroup="codelupe.projector",topic="files.decided.v1",partition="0"}':
    values,
})

export const projections: RuleGroup = {
  name: 'projections',
  rules: [
    {
      alert: 'TablesBehind',
      severity: 'ticket',
      expr: 'max(codelupe_consumergroup_lag_seconds{consumergroup=~".*projector"}) > 300',
      for: '5m',
      summary: 'The tables are {{ $value | humanizeDuration }} behind the log',
      dashboard: 'postgres',
      fires: { given: behind('0+60x90'), at: '30m', labels: {}, summary: 'The tables are 30m 0s behind the log' },
      quiet: behind('200x90'),
    },
    {
      alert: 'ProjectorBuries',
      severity: 'ticket',
      // What it buries is missing from the tables until they are folded anew.
      expr: 'sum(increase(codelupe_dead_letters_total{step="projector"}[1h])) > 0',
      summary: '{{ $value | printf "%.0f" }} records are missing from the tables',
      dashboard: 'postgres',
      fires: {
        given: { 'codelupe_dead_letters_total{step="projector",outcome="handle"}': '0x70 6x20' },
        at: '75m',
        labels: {},
        summary: '6 records are missing from the tables',
      },
      quiet: {
        'codelupe_dead_letters_total{step="projector",outcome="handle"}': '3x90',
        'codelupe_dead_letters_total{step="quality",outcome="handle"}': '0+1x90',
      },
    },
  ],
}
