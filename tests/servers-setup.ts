// Around all test files with servers: names the run for the sets that they share, and ends those sets with it.
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeServers, setAt } from './support/servers.ts'
import { runVariable, setPrefix } from './support/shared-servers.ts'

export function setup(): () => Promise<void> {
  // The fault suite ends its servers in every way there is: there each file has its own.
  if (process.env.CODELUPE_FAULTS !== '1') process.env[runVariable] = String(process.pid)
  return async () => {
    const ours = readdirSync(tmpdir()).filter((name) => name.startsWith(`${setPrefix}${process.pid}-shared-`))
    await Promise.all(ours.map((name) => removeServers(setAt(join(tmpdir(), name)))))
  }
}
