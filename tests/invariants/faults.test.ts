// The hardest faults once each, through the real command line: nothing is lost or doubled, and everything goes on by
// itself (I1, I13, I14). `npm run faults` has all of them, and their mutants.
// Mutants: start a fenced worker again while its twin lives; never end what a killed supervisor left.
import { memberFaults } from '../faults/member-faults.ts'
import { processFaults } from '../faults/process-faults.ts'
import { recordFaults } from '../faults/record-faults.ts'
import { registryFaults } from '../faults/registry-faults.ts'
import { serverFaults } from '../faults/server-faults.ts'
import { openStage, strikeAll } from '../faults/stage.ts'

const stage = openStage()
strikeAll(
  [...processFaults, ...memberFaults, ...serverFaults, ...recordFaults, ...registryFaults].filter(({ quick }) => quick),
  stage,
)
