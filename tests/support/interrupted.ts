// Somebody else's turn at the one moment that matters: the connection of a command during which something else happens once,
// when it has begun to read the log.
import type { Connection } from '../../cli/connect.ts'

export function interruptedBy(connection: Connection, once: () => Promise<unknown>): Connection {
  const state = { done: false }
  const { registry } = connection
  return {
    ...connection,
    registry: {
      ...registry,
      prepare: async (...asked) => {
        if (!state.done) {
          state.done = true
          await once()
        }
        return registry.prepare(...asked)
      },
    },
  }
}
