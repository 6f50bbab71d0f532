// The stages: how much each does, how long it judges and commits, what it says of files, what it buries.
import { type Dashboard, grown, lines, perSecond, stat } from '../dashboard.ts'

const rate = (metric: string): string => `rate(${metric}[$__rate_interval])`
const commitAt = (quantile: number): string =>
  `histogram_quantile(${quantile}, sum by (le, step) (${rate('codelupe_commit_seconds_bucket')}))`
const share = (part: string, whole: string, by: string): string =>
  `sum by (${by}) (${rate(part)}) / sum by (${by}) (${rate(whole)})`

export const stages: Dashboard = {
  id: 'stages',
  title: 'CodeLupe: stages',
  rows: [
    {
      title: 'Work',
      panels: [
        stat('Records a second', 'cps', perSecond('codelupe_records_total')),
        stat('Bytes a second', 'Bps', perSecond('codelupe_bytes_total')),
        stat(
          'Accepted of decided',
          'percentunit',
          'sum(increase(codelupe_verdicts_total{processor="admission",outcome="accept"}[1h])) / sum(increase(codelupe_verdicts_total{processor="admission"}[1h]))',
          'In an hour.',
        ),
        stat('Dead letters in an hour', 'short', 'sum(increase(codelupe_dead_letters_total[1h]))'),
        lines('Records', 'cps', [[perSecond('codelupe_records_total', 'step'), '{{step}}']]),
        lines('Records of a batch', 'short', [
          [share('codelupe_records_total', 'codelupe_batches_total', 'step'), '{{step}}'],
        ]),
        lines(
          'Share of time spent judging',
          'percentunit',
          [[perSecond('codelupe_judge_seconds_total', 'step'), '{{step}}']],
          'At 100 % a step does nothing else: start another of it.',
        ),
        lines('Time of judging a record', 's', [
          [share('codelupe_judge_seconds_total', 'codelupe_records_total', 'step'), '{{step}}'],
        ]),
      ],
    },
    {
      title: 'Verdicts',
      panels: [
        lines('Accepted', 'cps', [
          [perSecond('codelupe_verdicts_total{outcome="accept"}', 'processor'), '{{processor}}'],
        ]),
        lines('Rejected', 'cps', [
          [perSecond('codelupe_verdicts_total{outcome="reject"}', 'processor'), '{{processor}}'],
        ]),
        lines('Findings by class', 'cps', [
          [`topk(20, ${perSecond('codelupe_findings_total', 'processor, code')})`, '{{processor}} {{code}}'],
        ]),
        lines('What people say of findings', 'short', [
          [grown('codelupe_finding_reviews_total', 'processor, outcome'), '{{processor}} {{outcome}}'],
        ]),
      ],
    },
    {
      title: 'Commits',
      panels: [
        lines('Time of a commit', 's', [
          [commitAt(0.5), '{{step}} median'],
          [commitAt(0.99), '{{step}} 99 %'],
        ]),
        lines('Since the last commit', 's', [
          ['time() - max by (step) (codelupe_last_commit_timestamp_seconds)', '{{step}}'],
        ]),
        lines('Aborted transactions', 'short', [[grown('codelupe_aborts_total', 'step'), '{{step}}']]),
        lines('Changes of partitions', 'short', [
          [grown('codelupe_rebalances_total', 'step, outcome'), '{{step}} {{outcome}}'],
        ]),
        lines('Dead letters', 'short', [
          [grown('codelupe_dead_letters_total', 'step, outcome'), '{{step}} {{outcome}}'],
        ]),
        lines(
          'Share that is buried, of 5 minutes and of 6 hours',
          'percentunit',
          [
            ['step:codelupe_burials:ratio_rate5m', '{{step}} 5 min'],
            ['step:codelupe_burials:ratio_rate6h', '{{step}} 6 h'],
          ],
          'The objective is 0.1 % of 30 days.',
        ),
      ],
    },
  ],
}
