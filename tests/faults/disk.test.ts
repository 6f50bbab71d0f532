// Disks that are full for a while: data of the broker, of the database and of our own processes on small ones in memory
// (faults.md: Postgres, cache, disk, process; I1, I13, I14). Mounting one needs root.
// Mutants: start no server again that has ended (cli/server-keeper.ts).
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { mountDisk } from '../support/small-disks.ts'
import { diskFaults } from './disk-faults.ts'
import { openStage, strikeAll } from './stage.ts'

/** MiB that each folder of the home has for itself. */
const disks = { 'kafka/data': 160, postgres: 320, run: 2 } as const

function mountDisks(home: string): () => void {
  // Postgres runs as a user of its own, and keeps its data here if that user may pass.
  chmodSync(home, 0o755)
  const undo = Object.entries(disks).map(([name, mebibytes]) => mountDisk(join(home, name), mebibytes))
  return () => {
    for (const unmount of undo) unmount()
  }
}

strikeAll(diskFaults, openStage({ prepare: mountDisks }))
