// The supervisor with workers of a few lines: restarts, the watchdog, fenced ones, ends in time (I13).
// Mutants: restart a fenced worker at once, after one free look, or while nobody can be asked, or one that its breaker stopped; drop the watchdog's kill; drop the 'error' listener of a child; drop SIGTERM at the end;
// let the channel go (stdio without 'ipc'); count the silence of a worker while the supervisor itself stood still.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { exitCodeOf, fail } from '../../runtime/errors.ts'
import type { Taken } from '../../runtime/fenced.ts'
import {
  type Supervision,
  type SupervisorLimits,
  supervise,
  type WorkerSpec,
  type WorkerStatus,
} from '../../runtime/supervisor.ts'

const logFolder = mkdtempSync(join(tmpdir(), 'codelupe-supervisor-'))
afterAll(() => rmSync(logFolder, { recursive: true, force: true }))

const tick = "process.send({ kind: 'tick', rssBytes: 7, cpuMs: 8, metrics: [] })"
// It listens before its first tick, which is what the tests wait for.
const ticking = `process.on('SIGTERM', () => process.exit(130)); ${tick}; setInterval(() => ${tick}, 20)`

const quick: Partial<SupervisorLimits> = {
  restartWaitMsMin: 10,
  restartWaitMsMax: 40,
  shutdownMsMax: 400,
  watchMs: 20,
  startMsMax: 60_000,
}

type Started = Supervision & { readonly stop: () => Promise<void>; readonly written: WorkerStatus[][] }

function start(
  programs: Readonly<Record<string, string | WorkerSpec>>,
  bounds: Partial<SupervisorLimits> = {},
  taken?: Taken,
): Started {
  const controller = new AbortController()
  const written: WorkerStatus[][] = []
  const specs = Object.entries(programs).map(([name, program]) =>
    typeof program === 'string' ? { name, command: [process.execPath, '-e', program], env: process.env } : program,
  )
  const options = {
    logFolder,
    write: (workers: readonly WorkerStatus[]) => void written.push([...workers]),
    bounds: { ...quick, ...bounds },
    ...(taken === undefined ? {} : { taken }),
  }
  const supervision = supervise(specs, options, controller.signal)
  const stop = (): Promise<void> => {
    controller.abort()
    return supervision.done
  }
  onTestFinished(stop)
  return { ...supervision, stop, written }
}

async function until(
  supervision: Supervision,
  name: string,
  holds: (worker: WorkerStatus) => boolean,
): Promise<WorkerStatus> {
  for (;;) {
    const found = supervision.workers().find((worker) => worker.name === name)
    if (found !== undefined && holds(found)) return found
    await sleep(10)
  }
}

const isAlive = (pid: number): boolean => {
  const state = readText(`/proc/${pid}/stat`).split(') ')[1]?.[0]
  return state !== undefined && state !== 'Z'
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test('a worker that ends is started again, a fenced or stopped one is not, and the neighbour does not notice', async () => {
  const programs = { steady: ticking, failing: 'process.exit(1)', fenced: 'process.exit(5)' }
  const breaker = `process.exit(${exitCodeOf(fail('breaker.open', 'made up'))})`
  const supervision = start({ ...programs, breaker })
  const failing = await until(supervision, 'failing', ({ restarts }) => restarts >= 3)
  expect(failing.lastExit).toBe('1')
  const fenced = await until(supervision, 'fenced', ({ state }) => state === 'fenced')
  expect(fenced).toMatchObject({ pid: null, restarts: 0, lastExit: '5' })
  const stopped = await until(supervision, 'breaker', ({ state }) => state === 'stopped')
  expect(stopped).toMatchObject({ pid: null, restarts: 0, lastExit: '3' })
  const steady = await until(supervision, 'steady', ({ state }) => state === 'running')
  await until(supervision, 'failing', ({ restarts }) => restarts >= failing.restarts + 2)
  for (const name of ['fenced', 'breaker'])
    expect(supervision.workers().find((worker) => worker.name === name)).toMatchObject({ pid: null, restarts: 0 })
  expect(supervision.workers().find(({ name }) => name === 'steady')).toMatchObject({
    pid: steady.pid,
    restarts: 0,
    rssBytes: 7,
    cpuMs: 8,
  })
})

test('a fenced worker is started again once nobody holds its identity, and not before', async () => {
  const holders = [true, true, false, true, false, false]
  const asked: string[] = []
  const taken = async (worker: string): Promise<boolean> => {
    asked.push(worker)
    const held = holders.shift()
    // A question that cannot be answered says nothing of who holds it.
    if (held === undefined) throw new Error('no broker')
    return held
  }
  const supervision = start({ fenced: 'process.exit(5)' }, { fencedLookMs: 20 }, taken)
  const again = await until(supervision, 'fenced', ({ restarts }) => restarts === 1)
  expect([again.lastExit, asked]).toEqual(['5', Array.from({ length: 6 }, () => 'fenced')])
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(9))
  expect(supervision.workers()).toMatchObject([{ state: 'fenced', restarts: 1 }])
})

test('a worker killed from outside is started again under another pid, and said so', async () => {
  const supervision = start({ one: ticking })
  const first = await until(supervision, 'one', ({ state }) => state === 'running')
  process.kill(first.pid ?? 0, 'SIGKILL')
  const second = await until(supervision, 'one', ({ state, restarts }) => state === 'running' && restarts === 1)
  expect(second.pid).not.toBe(first.pid)
  expect(second.lastExit).toBe('SIGKILL')
  // The file is written a moment after each change, the last of them perhaps not yet.
  const states = supervision.written.map(([worker]) => worker?.state)
  expect(states).toEqual(expect.arrayContaining(['starting', 'waiting']))
})

test('a loop that hangs is killed and started again; one that has yet to start is given its time', async () => {
  const hangs = `${tick}; setTimeout(() => { for (;;); }, 50)`
  const silent = 'setInterval(() => undefined, 1_000)'
  const supervision = start({ hangs, silent }, { tickMsMax: 700 })
  const hung = await until(supervision, 'hangs', ({ restarts }) => restarts >= 1)
  expect(hung.lastExit).toBe('SIGKILL')
  expect(supervision.workers().find(({ name }) => name === 'silent')).toMatchObject({ restarts: 0, state: 'starting' })
})

test('a start that never ends is ended, and a worker may have bounds of its own', async () => {
  const silent = 'setInterval(() => undefined, 1_000)'
  const patient = { name: 'patient', command: [process.execPath, '-e', silent], env: process.env, tickMsMax: 60_000 }
  const supervision = start({ silent, patient }, { tickMsMax: 100, startMsMax: 600 })
  await until(supervision, 'silent', ({ restarts }) => restarts >= 1)
  expect(supervision.workers().find(({ name }) => name === 'patient')).toMatchObject({ restarts: 0 })
})

test('a machine that stood still wakes up with the workers it had', async () => {
  const supervision = start({ one: ticking }, { tickMsMax: 600 })
  const before = await until(supervision, 'one', ({ state }) => state === 'running')
  process.kill(before.pid ?? 0, 'SIGSTOP')
  await sleep(100)
  const wakesAt = performance.now() + 1_500
  while (performance.now() < wakesAt);
  await sleep(60)
  process.kill(before.pid ?? 0, 'SIGCONT')
  await sleep(100)
  expect(supervision.workers()).toMatchObject([{ pid: before.pid, restarts: 0 }])
})

test('a program that cannot be started is tried again, and takes nobody with it', async () => {
  const absent = { name: 'absent', command: ['/no/such/program'], env: process.env }
  const supervision = start({ absent, one: ticking })
  const found = await until(supervision, 'absent', ({ restarts }) => restarts >= 2)
  expect(found.lastExit).toContain('ENOENT')
  await until(supervision, 'one', ({ state }) => state === 'running')
})

test('the end asks first, and kills what does not listen', async () => {
  const deaf = `process.on('SIGTERM', () => undefined); ${tick}; setInterval(() => ${tick}, 20)`
  const supervision = start({ listens: ticking, deaf, failing: 'process.exit(1)' })
  const running = await Promise.all(
    ['listens', 'deaf'].map((name) => until(supervision, name, ({ state }) => state === 'running')),
  )
  await supervision.stop()
  expect(running.map(({ pid }) => isAlive(pid ?? 0))).toEqual([false, false])
  const exits = new Map(supervision.workers().map(({ name, lastExit }) => [name, lastExit]))
  expect([exits.get('listens'), exits.get('deaf')]).toEqual(['130', 'SIGKILL'])
  const restarts = supervision.workers().map((worker) => worker.restarts)
  await sleep(100)
  expect(supervision.workers().map((worker) => worker.restarts)).toEqual(restarts)
})

test('a worker hears that its supervisor has gone', async () => {
  const program = `
    import { supervise } from ${JSON.stringify(join(import.meta.dirname, '../../runtime/supervisor.ts'))}
    const worker = "process.on('disconnect', () => process.exit(0)); setInterval(() => undefined, 1000)"
    const specs = [{ name: 'orphan', command: [process.execPath, '-e', worker], env: process.env }]
    const write = (workers) => console.log(workers[0].pid)
    supervise(specs, { logFolder: ${JSON.stringify(logFolder)}, write }, new AbortController().signal)`
  const { spawn } = await import('node:child_process')
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (text) => resolve(Number(String(text).split('\n')[0]))),
  )
  expect(isAlive(pid)).toBe(true)
  parent.kill('SIGKILL')
  while (isAlive(pid)) await sleep(20)
})
