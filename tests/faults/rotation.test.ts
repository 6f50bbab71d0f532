// kill -9 of every process in rotation over twenty thousand files, thirty kills at least (I1, I13, I14).
// Mutants: leave the offsets out of the transaction; move the projector's positions in a transaction of their own.
import { rotationFaults } from './rotation-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll(rotationFaults, openStage())
