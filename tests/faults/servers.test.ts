// The servers of a machine killed, stopped, emptied or refused while files flow (faults.md: Kafka, Postgres; I1, I14).
// Mutants: bury what a registry without its store does not know (runtime/registry.ts); start no server again that has ended
// (cli/server-keeper.ts). Without the comparison in `advance` of runtime/postgres-sink.ts this stays green: `hasHappened` tells
// a commit that was cut off, and members.test.ts needs the comparison.
import { databaseFaults } from './database-faults.ts'
import { registryFaults } from './registry-faults.ts'
import { serverFaults } from './server-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll([...serverFaults, ...databaseFaults, ...registryFaults], openStage())
