// The processes and the machine: who runs, what it takes, which server answers.
import { type Dashboard, grown, lines, perSecond, stat } from '../dashboard.ts'

const server = (name: string): string => `max(codelupe_${name}_up)`

export const runtime: Dashboard = {
  id: 'runtime',
  title: 'CodeLupe: runtime',
  rows: [
    {
      title: 'Servers',
      panels: [
        stat('Kafka answers', 'bool_yes_no', server('kafka')),
        stat('Postgres answers', 'bool_yes_no', server('postgres')),
        stat('The registry answers', 'bool_yes_no', server('registry')),
        stat('Free of the disk', 'percentunit', 'min(codelupe_disk_free_bytes / codelupe_disk_size_bytes)'),
      ],
    },
    {
      title: 'Workers',
      panels: [
        lines('Ready', 'bool_yes_no', [['max by (step) (codelupe_worker_ready)', '{{step}}']]),
        lines('Running', 'bool_yes_no', [['max by (step) (codelupe_worker_up)', '{{step}}']]),
        lines('Started again', 'short', [[grown('codelupe_worker_restarts_total', 'step'), '{{step}}']]),
        lines('Since the loop last turned', 's', [
          ['time() - max by (step) (codelupe_worker_last_tick_timestamp_seconds)', '{{step}}'],
        ]),
        lines(
          'CPU',
          'percentunit',
          [[perSecond('codelupe_worker_cpu_seconds_total', 'step'), '{{step}}']],
          '100 % is one core.',
        ),
        lines('Memory', 'bytes', [['max by (step) (codelupe_worker_resident_bytes)', '{{step}}']]),
      ],
    },
    {
      title: 'Machine',
      panels: [
        lines('Disk', 'bytes', [
          ['min(codelupe_disk_free_bytes)', 'free'],
          ['min(codelupe_disk_size_bytes)', 'all'],
        ]),
        lines('What Prometheus reaches', 'bool_yes_no', [['up{job="codelupe"}', '{{instance}}']]),
      ],
    },
  ],
}
