// A database and its standby behind one address, by the product's own code: the one that serves can be killed, and the other
// takes over, with everything that was committed or without the newest of it.
import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { choosePorts } from '../../embedded/ports.ts'
import { databaseUrlOf, postgres } from '../../embedded/postgres.ts'
import {
  claimPostgresFolder,
  makePostgresFolder,
  postgresFolder,
  postgresOwner,
} from '../../embedded/postgres-place.ts'
import { endProcess, isAlive, type ProcessId, startDetached } from '../../embedded/process.ts'
import type { Config } from '../../runtime/config.ts'
import { openProxy } from './proxy.ts'
import { removeServers, temporaryConfig } from './servers.ts'
import { patienceMs } from './waits.ts'

export type DatabasePair = {
  /** Of whichever serves. */
  readonly databaseUrl: string
  readonly kill: () => Promise<void>
  /** The same one again, once it was killed. */
  readonly start: () => Promise<void>
  /** A standby that has everything from here on; a commit waits for it where it is `synchronous`. */
  readonly follow: (synchronous: boolean) => Promise<void>
  /** The standby hears of nothing more. */
  readonly fallBehind: () => Promise<void>
  /** The one that serves is killed, and its standby serves. */
  readonly failOver: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Node = {
  readonly config: Config
  readonly url: string
  readonly port: number
  readonly start: () => Promise<void>
  readonly kill: () => Promise<void>
}

const password = 'codelupe'

export async function startDatabasePair(): Promise<DatabasePair> {
  const nodes: readonly [Node, Node] = [await nodeOf(await temporaryConfig()), await nodeOf(await temporaryConfig())]
  const state = { serves: 0 }
  const serving = (): Node => nodes[state.serves === 0 ? 0 : 1]
  const standby = (): Node => nodes[state.serves === 0 ? 1 : 0]
  await serving().start()
  const proxy = await openProxy(() => serving().port)
  return {
    databaseUrl: databaseUrlOf({ postgres: proxy.port }, password),
    kill: () => serving().kill(),
    start: () => serving().start(),
    follow: async (synchronous) => {
      await standby().kill()
      await seed(serving(), standby())
      await standby().start()
      await told(serving(), `ALTER SYSTEM SET synchronous_standby_names = '${synchronous ? '*' : ''}'`)
      await untilStreaming(serving())
    },
    fallBehind: () => told(standby(), "ALTER SYSTEM SET primary_conninfo = ''"),
    failOver: async () => {
      await serving().kill()
      await asked(standby(), 'SELECT pg_promote()')
      state.serves = 1 - state.serves
    },
    stop: async () => {
      await proxy.close()
      for (const { config, kill } of nodes) {
        await kill()
        await removeServers(config)
      }
    },
  }
}

async function nodeOf(config: Config): Promise<Node> {
  const ports = await choosePorts(postgres.ports, {})
  const plan = postgres.plan(config, ports, password)
  mkdirSync(join(config.home, 'logs'), { recursive: true })
  const running: { id?: ProcessId } = {}
  return {
    config,
    url: databaseUrlOf(ports, password),
    port: ports.postgres ?? 0,
    kill: async () => {
      if (running.id !== undefined) await endProcess(running.id, 'SIGKILL', patienceMs, AbortSignal.timeout(patienceMs))
    },
    start: async () => {
      const signal = AbortSignal.timeout(patienceMs)
      await plan.prepare(signal)
      while (!(await plan.ready(signal))) {
        // What a killed server has left holds its memory for a moment: the next one ends at once and is started again.
        if (running.id === undefined || !isAlive(running.id)) running.id = startDetached(plan.command)
        signal.throwIfAborted()
        await sleep(100)
      }
    },
  }
}

/** Makes a standby's folder out of the one that serves, as pg_basebackup would, which npm's binaries are without. */
async function seed(from: Node, to: Node): Promise<void> {
  const [data, copy] = [postgres.marker(from.config), postgres.marker(to.config)]
  makePostgresFolder(to.config, postgresFolder(to.config))
  if (dirname(copy) !== join(to.config.home, 'postgres')) claimPostgresFolder(dirname(copy))
  rmSync(copy, { recursive: true, force: true })
  await within(from, async (session) => {
    await session.query("SELECT pg_backup_start('standby', fast => true)")
    // What vanishes meanwhile is in the log that the standby reads.
    await promisify(execFile)('sh', ['-c', 'cp -a "$1" "$2" || [ -s "$2/PG_VERSION" ]', 'copy', data, copy])
    const { rows } = await session.query('SELECT labelfile FROM pg_backup_stop()')
    writeFileSync(join(copy, 'backup_label'), String(rows[0]?.labelfile))
  })
  for (const name of ['postmaster.pid', 'pg_wal']) rmSync(join(copy, name), { recursive: true, force: true })
  mkdirSync(join(copy, 'pg_wal'), { mode: 0o700 })
  writeFileSync(join(copy, 'standby.signal'), '')
  const settings = { primary_conninfo: `${from.url}?application_name=standby`, synchronous_standby_names: '' }
  for (const [name, value] of Object.entries(settings))
    appendFileSync(join(copy, 'postgresql.auto.conf'), `${name} = '${value}'\n`)
  writeFileSync(join(dirname(copy), 'password'), password, { mode: 0o600 })
  const owner = postgresOwner()
  if (owner !== undefined) await promisify(execFile)('chown', ['-R', `${owner.uid}:${owner.gid}`, copy])
}

async function untilStreaming(node: Node): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs)
  const streaming = "SELECT 1 FROM pg_stat_replication WHERE application_name = 'standby' AND state = 'streaming'"
  while ((await asked(node, streaming)).length === 0) {
    signal.throwIfAborted()
    await sleep(100)
  }
}

async function told(node: Node, setting: string): Promise<void> {
  await within(node, async (session) => {
    await session.query(setting)
    await session.query('SELECT pg_reload_conf()')
  })
}

const asked = (node: Node, text: string): Promise<readonly unknown[]> =>
  within(node, async (session) => (await session.query(text)).rows)

async function within<Result>(node: Node, work: (session: pg.Client) => Promise<Result>): Promise<Result> {
  const session = new pg.Client({ connectionString: node.url, application_name: 'the suite' })
  await session.connect()
  try {
    return await work(session)
  } finally {
    await session.end()
  }
}
