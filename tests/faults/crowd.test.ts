// Neighbours of something large go on: none waits for more than what came before it, no process ends, memory is flat (I9, I14).
// Mutants: judge a batch without a tick and without an end (runtime/judging.ts).
import { crowdFaults } from './crowd-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll(crowdFaults, openStage())
