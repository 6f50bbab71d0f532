// The servers of a machine killed, stopped, emptied or refused while files flow (faults.md: Kafka, Postgres; I1, I14).
// Mutants: bury what a registry without its store does not know (runtime/registry.ts); start no server again that has ended
// (cli/server-keeper.ts); drop the comparison in `advance` of runtime/postgres-sink.ts.
import { databaseFaults } from './database-faults.ts'
import { registryFaults } from './registry-faults.ts'
import { serverFaults } from './server-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll([...serverFaults, ...databaseFaults, ...registryFaults], openStage())
