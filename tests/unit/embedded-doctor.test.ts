// doctor's look at the machine: all faults at once, each with what was expected, what was found and what to type.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { diagnose } from '../../embedded/doctor.ts'
import { choosePorts } from '../../embedded/ports.ts'
import { loadConfig } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal

test('an empty cache, no Maven and no Python: every one is listed, none hides another', async () => {
  vi.stubEnv('PATH', folder)
  try {
    const faults = await diagnose(loadConfig({ CODELUPE_HOME: folder, CODELUPE_CACHE: folder }), never)
    const whats = faults.map((fault) => fault.what)
    expect(whats).toEqual(expect.arrayContaining(['kafka', 'registry', 'Maven', 'Python']))
    for (const fault of faults) {
      expect(fault.expected, fault.what).not.toBe('')
      expect(fault.found, fault.what).not.toBe('')
      expect(fault.fix, fault.what).not.toBe('')
    }
  } finally {
    vi.unstubAllEnvs()
  }
})

test('given addresses that do not answer are named with their variable; those that do are not', async () => {
  const { open, shut } = await choosePorts(['open', 'shut'], {})
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((done) => server.listen({ host: '127.0.0.1', port: open ?? 0 }, done))
  const given = {
    CODELUPE_HOME: folder,
    KAFKA_BROKERS: `127.0.0.1:${open},127.0.0.1:${shut}`,
    SCHEMA_REGISTRY_URL: `http://127.0.0.1:${shut}`,
    DATABASE_URL: `postgres://ada:hidden@127.0.0.1:${shut}/codelupe`,
  }
  const faults = await diagnose({ ...loadConfig(), ...loadConfig(given), cache: loadConfig().cache }, never)
  await new Promise((done) => server.close(done))
  const addresses = faults.filter((fault) => fault.fix.includes('correct'))
  expect(addresses.map((fault) => fault.fix)).toEqual([
    'start that server, or correct KAFKA_BROKERS',
    'start that server, or correct SCHEMA_REGISTRY_URL',
    'start that server, or correct DATABASE_URL',
  ])
  expect(JSON.stringify(faults)).not.toContain('hidden')
})
