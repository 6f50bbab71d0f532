// Which commands go on where some of the embedded servers run and others do not: none is the user's to start, a registry alone
// stops nobody who does not ask it, Kafka or Postgres alone is a fault with its name.
// Mutants: take one that is missing for all; ask for the registry too; take a dead process for one that runs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../cli/connect.ts'
import { startTimeOf } from '../../embedded/process.ts'
import type { ServerName } from '../../embedded/server.ts'
import { findServers } from '../../embedded/servers.ts'
import { writeState } from '../../embedded/state.ts'
import { type Config, loadConfig } from '../../runtime/config.ts'

const ports = { kafka: 1, kafkaController: 2, registry: 3, registryManagement: 4, postgres: 5 }

/** A home whose state names this process for each server that lives, and one that has never been for the dead. */
function homeWith(living: readonly ServerName[], settings: Readonly<Record<string, string>> = {}): Config {
  const home = mkdtempSync(join(tmpdir(), 'codelupe-found-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const config = { ...loadConfig(settings), home }
  const own = { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0, log: '' }
  const running = (name: ServerName) => (living.includes(name) ? own : { ...own, startTime: own.startTime + 1 })
  const all = { kafka: running('kafka'), registry: running('registry'), postgres: running('postgres') }
  writeState(config, { ports, password: 'word', running: all })
  return config
}

test.each([
  [[], 'servers.absent', 'found none'],
  [['postgres', 'registry'], 'servers.ended', 'found no kafka'],
  [['kafka'], 'servers.ended', 'found no postgres'],
  [['registry'], 'servers.ended', 'found no kafka and no postgres'],
] as const)('of the servers only %j: %s, %s', async (living, code, words) => {
  const refused = connect(homeWith(living))
  await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(`${words}$`) })
})

test('without a registry, or with all, commands go on', async () => {
  const addresses = { kafkaBrokers: '127.0.0.1:1', registryUrl: expect.stringContaining('127.0.0.1:3') }
  expect((await connect(homeWith(['kafka', 'postgres']))).addresses).toMatchObject(addresses)
  expect((await connect(homeWith(['kafka', 'postgres', 'registry']))).addresses).toMatchObject(addresses)
  expect(await findServers(homeWith(['kafka', 'postgres']))).toBeNull()
})

test('servers that the environment names are not looked for', async () => {
  const given = {
    KAFKA_BROKERS: 'kafka:9092',
    SCHEMA_REGISTRY_URL: 'http://registry',
    DATABASE_URL: 'postgres://database/x',
  }
  expect((await connect(homeWith([], given))).addresses).toMatchObject({ kafkaBrokers: 'kafka:9092' })
  const broker = { KAFKA_BROKERS: 'kafka:9092' }
  expect((await connect(homeWith(['postgres'], broker))).addresses).toMatchObject({ kafkaBrokers: 'kafka:9092' })
  await expect(connect(homeWith(['registry'], broker))).rejects.toMatchObject({ code: 'servers.ended' })
})
