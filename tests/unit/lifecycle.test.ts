// A process that was told to end is gone in time, also where its own thread hangs in a call that never comes back (I13); one in
// which nobody handled a rejection ends in the same way.
// Mutants: no thread beside it; one that keeps a process alive which has nothing more to do; say of a rejection, and go on.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'

const lifecycle = pathToFileURL(join(projectFolder, 'runtime', 'lifecycle.ts')).href

/** Starts a process with these lines and, once it is ready, tells it to end; says how it ended and after how long. */
async function told(lines: string, msMax: number): Promise<{ readonly ended: string; readonly ms: number }> {
  const { child, exited } = started(lines, msMax)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const startedAt = performance.now()
  child.kill('SIGTERM')
  return { ended: await exited, ms: performance.now() - startedAt }
}

/** The same of one that ends by itself, and what it has written. */
async function untold(lines: string, msMax: number): Promise<{ readonly ended: string; readonly written: string }> {
  const { child, exited } = started(lines, msMax)
  const [written, ended] = await Promise.all([text(child.stdout), exited])
  return { ended, written }
}

function started(lines: string, msMax: number) {
  const head = `import { shutdownSignal } from '${lifecycle}'; const end = () => process.exit(7)
    const { signal } = shutdownSignal(${msMax}, end, (reason) => console.log(String(reason))); const alive = setInterval(() => undefined, 1_000)`
  const program = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval']
  const child = spawn(process.execPath, [...program, `${head}\n${lines}\nconsole.log('ready')`], { stdio: 'pipe' })
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, by) => resolve(by ?? String(code)))
  })
  return { child, exited }
}

test('one whose thread hangs is killed', async () => {
  const hangs = `signal.addEventListener('abort', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))`
  expect((await told(hangs, 200)).ended).toBe('SIGKILL')
})

test('one that goes on working is ended by its own timer', async () => {
  expect((await told('', 200)).ended).toBe('7')
})

test('one that has nothing more to do ends at once, by itself', async () => {
  const { ended, ms } = await told(`signal.addEventListener('abort', () => clearInterval(alive))`, 30_000)
  expect(ended).toBe('0')
  expect(ms).toBeLessThan(20_000)
})

test('a rejection that nobody handled aborts, is said, and leaves time to end', async () => {
  const lines = `signal.addEventListener('abort', () => setTimeout(() => clearInterval(alive), 50))
    process.once('exit', (code) => process.stdout.write(String(signal.reason)))
    setTimeout(() => void Promise.reject(new Error('nobody awaits this')), 10)`
  const { ended, written } = await untold(lines, 30_000)
  expect(ended).toBe('0')
  expect(written).toContain('nobody awaits this')
  expect(written).toContain('Error: broken')
})
