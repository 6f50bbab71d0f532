// A database that is away, replaced or strict while files flow (faults.md: Postgres; I1, I14). Rows and positions are lost
// together where a standby was behind, and are read from the log once more.
// Mutants: move positions from wherever they stand (`advance` in runtime/postgres-sink.ts); take a database that went back for
// one that another projector moved on (there too); take 40001 for an error of ours (runtime/postgres.ts).
import { type DatabasePair, startDatabasePair } from '../support/standby.ts'
import { failoverFaults } from './failover-faults.ts'
import { openStage, strikeAll } from './stage.ts'

const started: { pair?: DatabasePair } = {}
const pairNow = (): DatabasePair => {
  if (started.pair === undefined) throw new Error('expected a pair of databases, found that it did not start')
  return started.pair
}

const stage = openStage({
  servers: async () => {
    const pair = await startDatabasePair()
    started.pair = pair
    return { settings: { DATABASE_URL: pair.databaseUrl }, stop: pair.stop }
  },
})
strikeAll(failoverFaults(pairNow), stage)
