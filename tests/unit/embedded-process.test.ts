// Processes that outlive their starter: known again by pid and start time, or by their command line; ended for certain.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { endProcess, findByMarker, isAlive, startDetached, startTimeOf } from '../../embedded/process.ts'
import { limits } from '../../runtime/limits.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-process-'))
afterAll(() => rmSync(folder, { recursive: true }))
const never = new AbortController().signal
const log = join(folder, 'out.log')
const script = (text: string, marker: string) => ({ file: process.execPath, args: ['-e', text, marker], env: {}, log })
const idle = 'setInterval(() => {}, 1000)'

const until = async (met: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !met(); tries++) await wait(20)
  expect(met()).toBe(true)
}

test('a started process is alive, is found by its marker, and ends when asked', async () => {
  const marker = join(folder, 'one')
  const id = startDetached(script(idle, marker))
  expect(isAlive(id)).toBe(true)
  await until(() => findByMarker('node', marker).length === 1)
  expect(findByMarker('node', marker)).toEqual([id])
  expect(findByMarker('postgres', marker)).toEqual([])
  expect(findByMarker('node', join(folder, 'on'))).toEqual([])
  expect(await endProcess(id, 'SIGTERM', 5_000, never)).toBe(true)
  expect(isAlive(id)).toBe(false)
})

test('another process with the same pid is not taken for ours, and not ended', async () => {
  const id = startDetached(script(idle, 'two'))
  const former = { pid: id.pid, startTime: id.startTime - 1 }
  expect(isAlive(former)).toBe(false)
  expect(await endProcess(former, 'SIGKILL', 100, never)).toBe(true)
  expect(isAlive(id)).toBe(true)
  await endProcess(id, 'SIGKILL', 5_000, never)
})

test('a process that ignores the request is killed when the time is up, or at once when the caller gives up', async () => {
  const deaf = `process.on('SIGTERM', () => {}); console.log('deaf'); ${idle}`
  const first = startDetached(script(deaf, 'three'))
  await until(() => readFileSync(log, 'utf8').includes('deaf'))
  expect(await endProcess(first, 'SIGTERM', 300, never)).toBe(false)
  expect(isAlive(first)).toBe(false)
  const second = startDetached(script(deaf, 'four'))
  const begun = performance.now()
  await endProcess(second, 'SIGTERM', 60_000, AbortSignal.abort())
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(isAlive(second)).toBe(false)
})

test('it lives on when its starter is killed', async () => {
  const program = join(folder, 'starter.ts')
  const module = join(import.meta.dirname, '../../embedded/process.ts')
  const orphan = join(folder, 'orphan')
  writeFileSync(
    program,
    `import { startDetached } from ${JSON.stringify(module)}
     startDetached(${JSON.stringify(script(idle, orphan))})
     process.kill(process.pid, 'SIGKILL')`,
  )
  const starter = spawn(process.execPath, [program], { stdio: 'ignore' })
  await new Promise((done) => starter.once('exit', done))
  await until(() => findByMarker('node', orphan).length === 1)
  for (const id of findByMarker('node', orphan)) await endProcess(id, 'SIGKILL', 5_000, never)
  expect(findByMarker('node', orphan)).toEqual([])
})

test('a program that is not there is an error, not a crash of the caller', () => {
  expect(() => startDetached({ file: join(folder, 'absent'), args: [], env: {}, log })).toThrow('could not be started')
  expect(startTimeOf(2 ** 30)).toBeUndefined()
})

test('a long log is moved aside at the next start', async () => {
  const long = join(folder, 'long.log')
  writeFileSync(long, Buffer.alloc(limits.serverLogBytesMax + 1, 'x'))
  const id = startDetached({ ...script(idle, 'five'), log: long })
  expect(readFileSync(`${long}.1`).length).toBe(limits.serverLogBytesMax + 1)
  expect(readFileSync(long, 'utf8').length).toBeLessThan(1_000)
  await endProcess(id, 'SIGKILL', 5_000, never)
})
