// A database that is away, replaced or strict while files flow (faults.md: Postgres; I1, I14). Rows and positions are lost
// together where a standby was behind, and are read from the log once more.
// Mutant: take 40001 for an error of ours (runtime/postgres.ts). Without the comparison in `advance` of runtime/postgres-sink.ts,
// or where a database that went back counts as another projector's doing, this stays green: whoever has lost a database starts
// again from the positions that the next one has.
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
