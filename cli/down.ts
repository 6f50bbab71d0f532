// Stops the pipeline, then the embedded servers. What was written stays.
import { endProcess } from '../embedded/process.ts'
import { stopServers } from '../embedded/servers.ts'
import { limits } from '../runtime/limits.ts'
import type { Context } from './command.ts'
import { endLeftWorkers, findSupervisor } from './supervisor-state.ts'

export async function down({ config, signal, terminal }: Context): Promise<undefined> {
  const supervisor = findSupervisor(config)
  if (supervisor !== null) {
    terminal.progress('stopping the pipeline')
    await endProcess(supervisor.process, 'SIGTERM', limits.shutdownMsMax + 2_000, signal)
  }
  await endLeftWorkers(config, signal)
  const stopped = await stopServers(config, signal)
  terminal.say(supervisor === null && !stopped ? 'nothing was running' : 'down')
}
