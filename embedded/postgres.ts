// One Postgres 18 from the npm package's binaries, with a database for projections and one for the registry.
// Started without that package's own wrapper, which ties the server to the life of the process that starts it.
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { makePostgresFolder, type Owner, postgresBinaries, postgresFolder, postgresOwner } from './postgres-place.ts'
import { ask, logFile, type Ports, type ServerKind, type ServerPlan } from './server.ts'

export const databaseUrlOf = (ports: Ports, password: string): string =>
  `postgres://codelupe:${password}@127.0.0.1:${ports.postgres}/codelupe`

export const postgres: ServerKind = {
  name: 'postgres',
  ports: ['postgres'],
  program: 'postgres',
  marker: (config) => join(postgresFolder(config), 'data'),
  endWith: 'SIGINT',
  plan,
}

function plan(config: Config, ports: Ports, password: string): ServerPlan {
  const folder = postgresFolder(config)
  const data = postgres.marker(config)
  const owner = postgresOwner()
  const binaries = postgresBinaries()
  const place: Place = { folder, data, binaries, owner }
  const args = ['-D', data, '-p', String(ports.postgres), ...settings.flatMap((setting) => ['-c', setting])]
  return {
    prepare: async (signal) => {
      makePostgresFolder(config, folder)
      if (!existsSync(data)) await initialise(place, signal)
      await setPassword(place, password, signal)
    },
    command: {
      file: join(binaries, 'postgres'),
      args,
      env: environment,
      log: logFile(config, 'postgres'),
      user: owner,
    },
    ready: (signal) => answersLogin(ports.postgres ?? 0, signal),
  }
}

const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'max_wal_size=2GB']

type Place = {
  readonly folder: string
  readonly data: string
  readonly binaries: string
  readonly owner?: Owner | undefined
}

const environment = { LANG: 'C.UTF-8', TZ: 'UTC' }

/** Makes the data folder beside its final name and renames it last, so that a killed start leaves nothing half-made. */
async function initialise(place: Place, signal: AbortSignal): Promise<void> {
  const part = `${place.data}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true, mode: 0o700 })
  if (place.owner !== undefined) chownSync(part, place.owner.uid, place.owner.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = ['--username=codelupe', '--auth=scram-sha-256', '--no-instructions', ...locale]
  const secret = join(part, '..', `password-${randomUUID()}`)
  // initdb wants a password for this kind of login; the real one is set right afterwards.
  writeFileSync(secret, randomUUID(), { mode: 0o600 })
  if (place.owner !== undefined) chownSync(secret, place.owner.uid, place.owner.gid)
  try {
    const how = { signal, timeout: limits.serverStartMsMax, env: environment, cwd: '/', ...place.owner }
    await promisify(execFile)(
      join(place.binaries, 'initdb'),
      [`--pgdata=${part}`, `--pwfile=${secret}`, ...options],
      how,
    )
  } finally {
    rmSync(secret, { force: true })
  }
  await single({ ...place, data: part }, ['CREATE DATABASE codelupe', 'CREATE DATABASE registry'], signal)
  renameSync(part, place.data)
}

/** The password is written beside the data, so that it is set again only when our state and the data disagree. */
async function setPassword(place: Place, password: string, signal: AbortSignal): Promise<void> {
  const stamp = join(place.folder, 'password')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === password) return
  await single(place, [`ALTER ROLE codelupe PASSWORD '${password}'`], signal)
  writeFileSync(stamp, password, { mode: 0o600 })
}

/** Runs statements in single-user mode: no network, no login, no other process. */
async function single(place: Place, statements: readonly string[], signal: AbortSignal): Promise<void> {
  const args = ['--single', '-D', place.data, 'postgres']
  const server = spawn(join(place.binaries, 'postgres'), args, { env: environment, cwd: '/', signal, ...place.owner })
  server.stdin.on('error', () => undefined)
  server.stdin.end(`${statements.join('\n')}\n`)
  const failed = new Promise<number>((done) => {
    server.once('error', () => done(1))
    server.once('exit', (code) => done(code ?? 1))
  })
  const [errors, code] = await Promise.all([text(server.stderr), failed, text(server.stdout)])
  signal.throwIfAborted()
  // Single-user mode ends with 0 even when a statement failed.
  if (code !== 0 || /(ERROR|FATAL|PANIC):/.test(errors))
    throw fail(
      'servers.failed',
      `expected Postgres to run ${statements.length} statements, found: ${errors.trim().slice(-500)}`,
    )
}

/** Sends a login without a password: the server asks for one (R) when it serves, and refuses (E) while it starts. */
async function answersLogin(port: number, signal: AbortSignal): Promise<boolean> {
  const body = Buffer.from('user\0codelupe\0database\0codelupe\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(0x0003_0000, 4) // protocol 3.0
  const answer = await ask(port, Buffer.concat([head, body]), signal)
  return answer?.[0] === 'R'.charCodeAt(0)
}
