// Stops the pipeline, then the embedded servers. What was written stays.
import { stopServers } from '../embedded/servers.ts'
import type { Context } from './command.ts'
import { endLeftWorkers, endSupervisor, findSupervisor } from './supervisor-state.ts'

export async function down({ config, signal, terminal }: Context): Promise<undefined> {
  const supervisor = findSupervisor(config)
  if (supervisor !== null) {
    terminal.progress('stopping the pipeline')
    await endSupervisor(config, supervisor, signal)
  } else {
    await endLeftWorkers(config, signal)
  }
  const stopped = await stopServers(config, signal)
  terminal.say(supervisor === null && !stopped ? 'nothing was running' : 'down')
}
