// The embedded servers for real: started, found again, killed, started again with their data, stopped; and what happens
// when the command that starts them is interrupted, killed, or run twice at once.
import { spawn } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, test as base, beforeAll, expect } from 'vitest'
import { diagnose } from '../../embedded/doctor.ts'
import { kinds, processesOf, runningOf } from '../../embedded/plans.ts'
import { findByMarker } from '../../embedded/process.ts'
import { serverNames } from '../../embedded/server.ts'
import { findServers, type ServerAddresses, startServers, stopServers } from '../../embedded/servers.ts'
import { openAdmin } from '../../runtime/admin.ts'
import type { Config } from '../../runtime/config.ts'
import { openDatabase } from '../../runtime/postgres.ts'
import { isEmbedded, removeServers, temporaryConfig } from '../support/servers.ts'

const test = base.skipIf(!(await isEmbedded('servers are killed and started again')))

let config: Config
let addresses: ServerAddresses
const never = new AbortController().signal
const pids = (): readonly (number | undefined)[] => serverNames.map((name) => runningOf(config, name)?.pid)
const processes = (): readonly number[] => serverNames.flatMap((name) => processesOf(config, name).map((id) => id.pid))
const query = async (text: string): Promise<unknown> => {
  const database = openDatabase(addresses.databaseUrl)
  try {
    return (await database.query({ text })).rows
  } finally {
    await database.close()
  }
}
const registry = async (path: string, body?: unknown): Promise<unknown> => {
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' }
  const post = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(`${addresses.registryUrl}${path}`, post)).json()
}

beforeAll(async () => {
  config = await temporaryConfig()
  addresses = await startServers(config, {}, never)
})
afterAll(() => removeServers(config))

test('all three serve, on loopback, and the state is for its owner only', async () => {
  expect(addresses.kafkaBrokers).toMatch(/^127\.0\.0\.1:\d+$/)
  expect(new URL(addresses.databaseUrl).hostname).toBe('127.0.0.1')
  expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await registry('/subjects')).toEqual([])
  expect(statSync(join(config.home, 'servers.json')).mode & 0o077).toBe(0)
  expect(await diagnose(config, never)).toEqual([])
})

test('the broker never forgets positions and creates no topic by itself', async () => {
  const admin = await openAdmin({ brokers: addresses.kafkaBrokers, properties: {} })
  try {
    expect(await admin.brokerSetting('offsets.retention.minutes')).toBe('2147483647')
    expect(await admin.brokerSetting('transactional.id.expiration.ms')).toBe('2147483647')
    expect(await admin.brokerSetting('auto.create.topics.enable')).toBe('false')
    expect(await admin.brokerSetting('group.min.session.timeout.ms')).toBe('1000')
  } finally {
    await admin.close()
  }
})

test('a second start takes the running servers as they are; they are found by any command', async () => {
  const before = pids()
  expect(await startServers(config, {}, never)).toEqual(addresses)
  expect(pids()).toEqual(before)
  expect(await findServers(config)).toEqual(addresses)
})

test('kill -9 of all, and a start: the same addresses, with rows and schemas', async () => {
  await query('CREATE TABLE kept (n INT)')
  await query('INSERT INTO kept VALUES (42)')
  const schema = '{"type":"record","name":"Kept","fields":[]}'
  await registry('/subjects/kept-value/versions', { schema })
  for (const pid of processes()) process.kill(pid, 'SIGKILL')
  await expect.poll(() => findServers(config)).toBeNull()
  expect(await startServers(config, {}, never)).toEqual(addresses)
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 42 }])
  expect(await registry('/subjects')).toEqual(['kept-value'])
})

test('one dead server is started again, the others stay', async () => {
  const [kafka, schemas, database] = pids()
  process.kill(kafka ?? 0, 'SIGKILL')
  await startServers(config, {}, never)
  const after = pids()
  expect(after[0]).not.toBe(kafka)
  expect(after.slice(1)).toEqual([schemas, database])
})

test('servers that no state file knows are doctor’s finding, and ended by the next start', async () => {
  const orphans = processes()
  rmSync(join(config.home, 'servers.json'))
  const faults = await diagnose(config, never)
  expect(faults.map((fault) => fault.what).sort()).toEqual(['kafka', 'postgres', 'registry'])
  addresses = await startServers(config, {}, never)
  expect(processes()).toHaveLength(3)
  expect(processes().filter((pid) => orphans.includes(pid))).toEqual([])
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 42 }])
})

test('stop ends all cleanly; then there is nothing to find or stop; two starts at once share one set', async () => {
  expect(await stopServers(config, never)).toBe(true)
  expect(processes()).toEqual([])
  const data = kinds.postgres.marker(config)
  expect(existsSync(join(data, 'PG_VERSION'))).toBe(true)
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false)
  expect(await findServers(config)).toBeNull()
  expect(await stopServers(config, never)).toBe(false)
  const [one, two] = await Promise.all([startServers(config, {}, never), startServers(config, {}, never)])
  expect(one).toEqual(two)
  expect(processes()).toHaveLength(3)
})

test('an interrupted start ends what it had started, within seconds', async () => {
  await stopServers(config, never)
  const interrupt = new AbortController()
  const start = startServers(config, {}, interrupt.signal)
  await expect.poll(() => processes().length, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0)
  const begun = performance.now()
  interrupt.abort()
  await expect(start).rejects.toThrow()
  expect(performance.now() - begun).toBeLessThan(4_000)
  expect(processes()).toEqual([])
})

test('a start that is killed half-way: the next one finds or ends what it left', async () => {
  const module = join(import.meta.dirname, '../../embedded/servers.ts')
  const settings = JSON.stringify(config)
  const program = `import(${JSON.stringify(module)}).then(({ startServers }) =>
    startServers(${settings}, {}, new AbortController().signal))`
  const command = spawn(process.execPath, ['-e', program], { stdio: 'ignore' })
  await expect
    .poll(() => findByMarker('java', kinds.kafka.marker(config)).length, { timeout: 20_000, interval: 10 })
    .toBe(1)
  command.kill('SIGKILL')
  await wait(50)
  addresses = await startServers(config, {}, never)
  expect(processes()).toHaveLength(3)
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 42 }])
})

test('a server that cannot start is told with the end of its log, and the others are ended', async () => {
  await stopServers(config, never)
  const broken = { ...config, javaHome: undefined, cache: join(config.home, 'no-cache') }
  await expect(startServers(broken, {}, never)).rejects.toThrow(/expected .* found nothing there/)
  expect(processes()).toEqual([])
})
