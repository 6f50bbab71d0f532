// The first look: is it moving, how fresh is it, what is rejected, what is stuck.
import { type Dashboard, grown, lines, perSecond, stat } from '../dashboard.ts'
import { ageOf, lagOf, ourTopics } from '../lag-queries.ts'

export const overview: Dashboard = {
  id: 'overview',
  title: 'CodeLupe: overview',
  rows: [
    {
      title: 'Is it moving?',
      panels: [
        stat('Files decided a second', 'cps', perSecond('codelupe_verdicts_total{processor="admission"}')),
        stat('Workers not ready', 'none', 'count(codelupe_worker_ready) - sum(codelupe_worker_ready)'),
        stat('Records that wait', 'short', `sum(${lagOf('consumergroup', 'consumergroup!~".*trainer"')})`),
        stat('Training step', 'none', 'max(codelupe_training_step)'),
        lines('Records by step', 'cps', [[perSecond('codelupe_records_total', 'step'), '{{step}}']]),
        lines('Bytes by step', 'Bps', [[perSecond('codelupe_bytes_total', 'step'), '{{step}}']]),
      ],
    },
    {
      title: 'How fresh is it?',
      panels: [
        stat('Oldest record that waits', 's', `max(${ageOf('consumergroup', 'consumergroup!~".*trainer"')})`),
        stat('Tables are behind the log', 's', `max(${ageOf('consumergroup', 'consumergroup=~".*projector"')})`),
        stat('Lag was read', 's', 'time() - max(codelupe_lag_poll_timestamp_seconds)', 'Seconds since then.'),
        stat('Oldest commit of a step', 's', 'time() - min(codelupe_last_commit_timestamp_seconds)'),
        lines('Age of the oldest record', 's', [[ageOf('consumergroup'), '{{consumergroup}}']]),
        lines('Records that wait, by group', 'short', [[lagOf('consumergroup'), '{{consumergroup}}']]),
      ],
    },
    {
      title: 'What is rejected?',
      panels: [
        lines('Verdicts', 'cps', [
          [perSecond('codelupe_verdicts_total', 'processor, outcome'), '{{processor}} {{outcome}}'],
        ]),
        lines('Findings, the ten most frequent classes', 'cps', [
          [`topk(10, ${perSecond('codelupe_findings_total', 'processor, code')})`, '{{processor}} {{code}}'],
        ]),
      ],
    },
    {
      title: 'What is stuck?',
      panels: [
        lines('Dead letters by step and reason', 'short', [
          [grown('codelupe_dead_letters_total', 'step, outcome'), '{{step}} {{outcome}}'],
        ]),
        lines('Held back by open transactions', 'short', [
          [`sum by (topic) (max by (topic, partition) (codelupe_topic_unstable_offsets{${ourTopics}}))`, '{{topic}}'],
        ]),
        lines(
          'Alerts',
          'none',
          [['sum by (severity) (ALERTS{alertstate="firing"})', '{{severity}}']],
          'Those that fire; the watchdog always does.',
        ),
      ],
    },
  ],
}
