// Redrive, replays and rebuild killed at each of their marked points while files flow, and processes whose clocks are an hour
// apart (I1, I5, I8, I14).
// Mutants: what was handled in a transaction of its own (cli/redrive/run.ts); a replay that begins anew (cli/replay/); positions
// of a rebuild in a transaction of their own; the time of judging in a verdict.
import { clockFaults } from './clock-faults.ts'
import { commandFaults } from './command-faults.ts'
import { openStage, strikeAll } from './stage.ts'

strikeAll([...clockFaults, ...commandFaults], openStage())
