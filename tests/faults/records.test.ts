// Files whose judging ends the process, and bytes that are no record: buried, with their neighbours unharmed (I3, I9, I14).
// Mutants: note no batch before judging; believe an array's count (runtime/avro-types.ts); bury a value whole, however large
// (runtime/dead-letter.ts); look at a result's value alone (runtime/decide.ts).
import { recordFaults } from './record-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll(recordFaults, openStage())
