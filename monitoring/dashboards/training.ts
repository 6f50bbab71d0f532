// Training: whether it goes on, how well, and what waits for it.
import { type Dashboard, lines, type Panel, perSecond, stat } from '../dashboard.ts'
import { ageOf, lagOf } from '../lag-queries.ts'

const trainer = 'consumergroup=~".*trainer"'
const loss: Panel = {
  ...lines('Loss', 'none', [['max(codelupe_training_loss)', 'nats a token']]),
  free: true,
}

export const training: Dashboard = {
  id: 'training',
  title: 'CodeLupe: training',
  rows: [
    {
      title: 'The model',
      panels: [
        stat('Step', 'none', 'max(codelupe_training_step)'),
        stat('Loss, nats a token', 'none', 'max(codelupe_training_loss)'),
        stat('Tokens a second', 'cps', perSecond('codelupe_training_tokens_total')),
        stat('Tokens in a day', 'short', 'sum(increase(codelupe_training_tokens_total[1d]))'),
        loss,
        lines('Tokens', 'cps', [[perSecond('codelupe_training_tokens_total'), 'trained']]),
        lines('Step', 'none', [['max(codelupe_training_step)', 'step']]),
        lines('Memory of the trainer', 'bytes', [
          ['max(codelupe_worker_resident_bytes{step="trainer"})', 'without the sidecar'],
        ]),
      ],
    },
    {
      title: 'The samples',
      panels: [
        lines('Accepted', 'cps', [
          [perSecond('codelupe_verdicts_total{processor="admission",outcome="accept"}'), 'samples'],
        ]),
        lines(
          'Samples that wait',
          'short',
          [[lagOf('topic', trainer), '{{topic}}']],
          'They are trained on once enough have come.',
        ),
        lines('Age of the oldest sample that waits', 's', [[ageOf('topic', trainer), '{{topic}}']]),
        lines('Since the last checkpoint', 's', [
          ['time() - max(codelupe_last_commit_timestamp_seconds{step="trainer"})', 'age'],
        ]),
      ],
    },
  ],
}
