// Postgres as a server. How often it is asked is in runtime/limits.ts (lagPollMs).
import type { RuleGroup } from '../rule.ts'

export const database: RuleGroup = {
  name: 'database',
  rules: [
    {
      alert: 'PostgresAway',
      severity: 'page',
      expr: 'max(codelupe_postgres_up) == 0',
      for: '2m',
      summary: 'Postgres does not answer',
      dashboard: 'postgres',
      fires: {
        given: { codelupe_postgres_up: '1x10 0x80' },
        at: '20m',
        labels: {},
        summary: 'Postgres does not answer',
      },
      quiet: { codelupe_postgres_up: '1x10 0 1x80' },
    },
    {
      alert: 'PostgresConnections',
      severity: 'ticket',
      expr: 'max(codelupe_postgres_connections / codelupe_postgres_connections_allowed) > 0.8',
      for: '10m',
      summary: '{{ $value | humanizePercentage }} of the connections that Postgres takes are open',
      dashboard: 'postgres',
      fires: {
        given: { codelupe_postgres_connections: '54x90', codelupe_postgres_connections_allowed: '60x90' },
        at: '30m',
        labels: {},
        summary: '90% of the connections that Postgres takes are open',
      },
      quiet: { codelupe_postgres_connections: '40x90', codelupe_postgres_connections_allowed: '60x90' },
    },
    {
      alert: 'PostgresTransactionOpen',
      severity: 'ticket',
      // While it is open no row that was deleted since is cleaned away, and rebuilt tables wait for it.
      expr: 'max(codelupe_postgres_transaction_seconds) > 900',
      for: '5m',
      summary: 'A transaction is open for {{ $value | humanizeDuration }}',
      dashboard: 'postgres',
      fires: {
        given: { codelupe_postgres_transaction_seconds: '0+60x90' },
        at: '30m',
        labels: {},
        summary: 'A transaction is open for 30m 0s',
      },
      quiet: { codelupe_postgres_transaction_seconds: '0 600 30x90' },
    },
    {
      alert: 'PostgresDeadlocks',
      severity: 'ticket',
      expr: 'sum(increase(codelupe_postgres_deadlocks_total[15m])) > 2',
      summary: '{{ $value | printf "%.0f" }} deadlocks in 15 minutes',
      dashboard: 'postgres',
      fires: {
        given: { codelupe_postgres_deadlocks_total: '0+1x90' },
        at: '30m',
        labels: {},
        summary: '15 deadlocks in 15 minutes',
      },
      quiet: { codelupe_postgres_deadlocks_total: '5x90' },
    },
    {
      alert: 'PostgresUnfrozen',
      severity: 'ticket',
      // Half of what is left before the server stops writing; it freezes by itself from two hundred million on.
      expr: 'max(codelupe_postgres_unfrozen_transactions) > 1e9',
      for: '10m',
      summary: '{{ $value | humanize }} transactions since the oldest row that is not frozen',
      dashboard: 'postgres',
      fires: {
        given: { codelupe_postgres_unfrozen_transactions: '1200000000x90' },
        at: '30m',
        labels: {},
        summary: '1.2G transactions since the oldest row that is not frozen',
      },
      quiet: { codelupe_postgres_unfrozen_transactions: '300000000x90' },
    },
  ],
}
