// Members of a step that stand still, are doubled or replaced, come and go: fenced, and nothing of
// theirs is written twice (faults.md: Kafka and schemas; I1, I12, I14).
// Mutants: take a consumer's fatal error for an ordinary one; leave the offsets out of the transaction; drop the comparison
// in `advance` of runtime/postgres-sink.ts.
import { memberFaults } from './member-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll(memberFaults, openStage())
