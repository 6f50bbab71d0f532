// Prometheus' own programs for tests: the machine's, or Debian's from the cache, fetched once (30 MB, some seconds). A test
// that needs one fails where there is none: what only they can say is said by nobody else.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../embedded/ports.ts'
import { projectFolder } from '../../runtime/config.ts'
import { patienceMs } from './waits.ts'

export type Program = 'promtool' | 'amtool' | 'prometheus'

/** The path of a program of Prometheus. */
function programOf(name: Program): string {
  const here = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
  if (here !== '') return here
  const script = join(projectFolder, 'scripts', 'install-prometheus.sh')
  const { status, stdout, stderr } = spawnSync('sh', [script], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`expected ${name}: ${stderr}`)
  return join(stdout.trim(), name)
}

/** What a program says, and how it ends. */
export function ask(
  name: Program,
  args: readonly string[],
  input = '',
): { readonly status: number; readonly text: string } {
  const { status, stdout, stderr, error } = spawnSync(programOf(name), args, { input, encoding: 'utf8' })
  if (error !== undefined) throw error
  return { status: status ?? -1, text: `${stdout}${stderr}` }
}

export type RunningPrometheus = { readonly url: string; readonly stop: () => Promise<void> }

/** A Prometheus on loopback with this configuration, in a folder of its own, once it is ready. */
export async function startPrometheus(folder: string, config: string): Promise<RunningPrometheus> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'prometheus.yml'), config)
  const port = await freePort([])
  const url = `http://127.0.0.1:${port}`
  const flags = [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const child = spawn(programOf('prometheus'), flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  const text = { all: '' }
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text.all += part
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  const deadline = Date.now() + patienceMs
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`expected Prometheus to start, found: ${text.all}`)
    }
    await sleep(100)
  }
  return { url, stop }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/-/ready`).then(
    (answer) => answer.ok,
    () => false,
  )
