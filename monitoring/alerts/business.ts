// Whether what comes out is worth the running: samples, and a model that learns.
import type { RuleGroup, Series } from '../rule.ts'

const admitted = (accept: string, reject: string): Series => ({
  'codelupe_verdicts_total{processor="admission",outcome="accept"}': accept,
  'codelupe_verdicts_total{processor="admission",outcome="reject"}': reject,
})
const accepted = 'codelupe_verdicts_total{processor="admission",outcome="accept"}'
const decided = 'codelupe_verdicts_total{processor="admission"}'
const share = (window: string): string => `sum(rate(${accepted}[${window}])) / sum(rate(${decided}[${window}]))`

export const business: RuleGroup = {
  name: 'business',
  rules: [
    {
      alert: 'NothingAccepted',
      severity: 'page',
      expr: `sum(increase(${decided}[30m])) > 200 unless sum(increase(${accepted}[30m])) > 0`,
      for: '5m',
      summary: 'Of {{ $value | printf "%.0f" }} files of the last half hour none was accepted',
      dashboard: 'stages',
      fires: {
        given: admitted('0x90', '0+10x90'),
        at: '60m',
        labels: {},
        summary: 'Of 300 files of the last half hour none was accepted',
      },
      quiet: admitted('0+1x90', '0+10x90'),
    },
    {
      alert: 'AcceptanceFell',
      severity: 'ticket',
      expr: `${share('1h')} < 0.5 * (${share('1d')}) and sum(increase(${decided}[1h])) > 200`,
      for: '15m',
      summary:
        '{{ $value | humanizePercentage }} of the files of the last hour were accepted, less than half of the day before',
      dashboard: 'stages',
      fires: {
        given: admitted('0+10x240 2400+1x100', '0+10x340'),
        at: '310m',
        labels: {},
        summary: '9.091% of the files of the last hour were accepted, less than half of the day before',
      },
      quiet: admitted('0+10x240 2400+6x100', '0+10x340'),
    },
    {
      alert: 'GateRejectsAll',
      severity: 'ticket',
      expr: 'sum by (processor) (increase(codelupe_verdicts_total{processor!="admission",outcome="reject"}[30m])) / sum by (processor) (increase(codelupe_verdicts_total{processor!="admission"}[30m]) > 0) > 0.95 and sum by (processor) (increase(codelupe_verdicts_total[30m])) > 200',
      for: '5m',
      summary: '{{ $labels.processor }} rejects {{ $value | humanizePercentage }} of what it judges',
      dashboard: 'stages',
      fires: {
        given: {
          'codelupe_verdicts_total{processor="license",outcome="accept"}': '0+1x90',
          'codelupe_verdicts_total{processor="license",outcome="reject"}': '0+39x90',
        },
        at: '60m',
        labels: { processor: 'license' },
        summary: 'license rejects 97.5% of what it judges',
      },
      quiet: {
        'codelupe_verdicts_total{processor="license",outcome="accept"}': '0+4x90',
        'codelupe_verdicts_total{processor="license",outcome="reject"}': '0+16x90',
      },
    },
    {
      alert: 'TrainingStands',
      severity: 'ticket',
      expr: `sum(increase(${accepted}[1h])) > 100 and sum(increase(codelupe_training_tokens_total[1h])) == 0`,
      for: '15m',
      summary: 'Samples come, and nothing was trained for an hour',
      dashboard: 'training',
      fires: {
        given: { [accepted]: '0+10x90', codelupe_training_tokens_total: '7x90' },
        at: '85m',
        labels: {},
        summary: 'Samples come, and nothing was trained for an hour',
      },
      quiet: { [accepted]: '0+600x90', codelupe_training_tokens_total: '0+50000x90' },
    },
    {
      alert: 'TrainingDiverges',
      severity: 'ticket',
      // No number is unlike itself.
      expr: 'max(codelupe_training_loss) > 2 * min(min_over_time(codelupe_training_loss[6h])) or max(codelupe_training_loss != codelupe_training_loss)',
      for: '15m',
      summary: 'The loss is {{ $value | printf "%.2f" }}, twice of what it was in the last six hours, or no number',
      dashboard: 'training',
      fires: {
        given: { codelupe_training_loss: '2x30 5x60' },
        at: '60m',
        labels: {},
        summary: 'The loss is 5.00, twice of what it was in the last six hours, or no number',
      },
      quiet: { codelupe_training_loss: '9-0.05x90' },
    },
  ],
}
