// Memory, processor and disk.
import type { RuleGroup } from '../rule.ts'

const disk = (free: string) => ({ codelupe_disk_free_bytes: free, codelupe_disk_size_bytes: '100000000000x500' })

export const resources: RuleGroup = {
  name: 'resources',
  rules: [
    {
      alert: 'WorkerMemory',
      severity: 'ticket',
      expr: 'codelupe_worker_resident_bytes > 600e6',
      for: '10m',
      summary: '{{ $labels.step }} holds {{ $value | humanize1024 }}B',
      dashboard: 'runtime',
      fires: {
        given: { 'codelupe_worker_resident_bytes{step="license"}': '900000000x90' },
        at: '20m',
        labels: { step: 'license' },
        summary: 'license holds 858.3MiB',
      },
      quiet: { 'codelupe_worker_resident_bytes{step="license"}': '300000000x90' },
    },
    {
      alert: 'WorkerBusy',
      severity: 'info',
      // A step is one core wide: where records wait as well, another of it helps.
      expr: 'sum by (step) (rate(codelupe_worker_cpu_seconds_total[30m])) > 0.95',
      for: '1h',
      summary: '{{ $labels.step }} takes {{ $value | humanizePercentage }} of a core since an hour',
      dashboard: 'runtime',
      fires: {
        given: { 'codelupe_worker_cpu_seconds_total{step="license"}': '0+60x120' },
        at: '110m',
        labels: { step: 'license' },
        summary: 'license takes 100% of a core since an hour',
      },
      quiet: { 'codelupe_worker_cpu_seconds_total{step="license"}': '0+40x120' },
    },
    {
      alert: 'DiskLow',
      severity: 'page',
      expr: 'min(codelupe_disk_free_bytes / codelupe_disk_size_bytes) < 0.05',
      for: '5m',
      summary: '{{ $value | humanizePercentage }} of the disk is left',
      dashboard: 'runtime',
      fires: { given: disk('4000000000x90'), at: '20m', labels: {}, summary: '4% of the disk is left' },
      quiet: disk('20000000000x90'),
    },
    {
      alert: 'DiskFills',
      severity: 'ticket',
      expr: 'min(codelupe_disk_free_bytes / codelupe_disk_size_bytes) < 0.5 and min(predict_linear(codelupe_disk_free_bytes[6h], 4 * 86400)) < 0',
      for: '1h',
      summary:
        'The disk, of which {{ $value | humanizePercentage }} is free, is full within four days if it goes on like this',
      dashboard: 'runtime',
      fires: {
        given: disk('40000000000-20000000x500'),
        at: '450m',
        labels: {},
        summary: 'The disk, of which 31% is free, is full within four days if it goes on like this',
      },
      quiet: disk('40000000000-1000000x500'),
    },
  ],
}
