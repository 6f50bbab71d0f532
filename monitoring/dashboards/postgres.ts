// Postgres, which holds the tables, and the projector, which writes them.
import { type Dashboard, lines, perSecond, stat } from '../dashboard.ts'
import { ageOf, lagOf } from '../lag-queries.ts'

const projector = 'consumergroup=~".*projector"'
const commitAt = (quantile: number): string =>
  `histogram_quantile(${quantile}, sum by (le) (rate(codelupe_commit_seconds_bucket{step="projector"}[$__rate_interval])))`

export const postgres: Dashboard = {
  id: 'postgres',
  title: 'CodeLupe: Postgres',
  rows: [
    {
      title: 'The server',
      panels: [
        stat('Answers', 'bool_yes_no', 'max(codelupe_postgres_up)'),
        stat('Size', 'bytes', 'max(codelupe_postgres_size_bytes)'),
        stat(
          'Connections in use',
          'percentunit',
          'max(codelupe_postgres_connections / codelupe_postgres_connections_allowed)',
        ),
        stat('Oldest open transaction', 's', 'max(codelupe_postgres_transaction_seconds)'),
        lines('Transactions', 'cps', [[perSecond('codelupe_postgres_transactions_total', 'outcome'), '{{outcome}}']]),
        lines('Rows written', 'cps', [[perSecond('codelupe_postgres_rows_total', 'outcome'), '{{outcome}}']]),
        lines('Connections', 'none', [
          ['max(codelupe_postgres_connections)', 'open'],
          ['max(codelupe_postgres_connections_allowed)', 'allowed'],
        ]),
        lines('Blocks found in memory', 'percentunit', [
          [
            `${perSecond('codelupe_postgres_blocks_total{outcome="hit"}')} / ${perSecond('codelupe_postgres_blocks_total')}`,
            'share',
          ],
        ]),
        lines('Size of the database', 'bytes', [['max(codelupe_postgres_size_bytes)', 'size']]),
        lines('Age of the oldest open transaction', 's', [['max(codelupe_postgres_transaction_seconds)', 'age']]),
        lines('Deadlocks', 'short', [
          ['sum(increase(codelupe_postgres_deadlocks_total[$__rate_interval]))', 'deadlocks'],
        ]),
        lines('Transactions since the oldest unfrozen row', 'short', [
          ['max(codelupe_postgres_unfrozen_transactions)', 'transactions'],
        ]),
      ],
    },
    {
      title: 'The tables',
      panels: [
        lines('Behind the log', 's', [[ageOf('topic', projector), '{{topic}}']]),
        lines('Records to fold', 'short', [[lagOf('topic', projector), '{{topic}}']]),
        lines('Records folded', 'cps', [[perSecond('codelupe_records_total{step="projector"}'), 'folded']]),
        lines("Time of the projector's commit", 's', [
          [commitAt(0.5), 'median'],
          [commitAt(0.99), '99 %'],
        ]),
      ],
    },
  ],
}
