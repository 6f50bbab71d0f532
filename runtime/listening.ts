// An HTTP server that listens, and how it is ended: what is open then is closed, not waited for.
import type { Server } from 'node:http'

export type Listening = { readonly port: number; readonly close: () => Promise<void> }

/** Listens; where the port is taken, on another free one, which is said. 0 is any free one. */
export async function listenAt(server: Server, host: string, wanted: number): Promise<Listening> {
  return {
    port: await listen(server, host, wanted),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || port === 0) return reject(error)
      listen(server, host, 0).then(resolve, reject)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
