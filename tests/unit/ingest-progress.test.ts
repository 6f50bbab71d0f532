// How far opening has come is told with counts that rise and end at the total, for each kind of source; a server's words
// are never shown; the command line shows it on a terminal only.
// Mutants: no counter in walk.ts, in archive.ts' digest, or in git.ts' evidence; --quiet where progress is wanted; figures
// taken from any line; talk left in a failure's message; a line shown with --json; no limit on how many lines are shown.
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openingLine, openingWords } from '../../cli/opening.ts'
import { gitProgress } from '../../ingest/git-progress.ts'
import { openSource } from '../../ingest/open.ts'
import type { OpenPhase, OpenProgress } from '../../ingest/progress.ts'
import type { SourceOptions } from '../../ingest/source.ts'
import { projectFolder } from '../../runtime/config.ts'
import { limits } from '../../runtime/limits.ts'
import { withoutServers } from '../support/server-kind.ts'
import { fileWith, opened, optionsFor, signal, tarOf, temporaryFolder, zipOf } from './ingest-fixtures.ts'

const names = Array.from({ length: 40 }, (_, n) => `f${n}.py`)

function folderOf(count = names.length): string {
  const root = join(temporaryFolder(), 'project')
  mkdirSync(root)
  for (const name of names.slice(0, count)) writeFileSync(join(root, name), `${name} = 1\n`)
  writeFileSync(join(root, 'LICENSE'), 'MIT License\n')
  return root
}

/** Of 40 files and a licence, or of none. */
function repository(root = folderOf()): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c']
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...identity, 'commit', '-q', '--allow-empty', '-m', 'first'],
  ])
    execFileSync('git', ['-C', root, ...args], { env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' } })
  return root
}

/** Opens a source and gives what was told, phase by phase, after looking that no count falls. */
async function told(argument: string, more: Partial<SourceOptions> = {}) {
  const found: OpenProgress[] = []
  const source = await opened(argument, { ...more, onProgress: (each) => found.push(each) })
  const byPhase = Map.groupBy(found, ({ phase }) => phase)
  for (const reports of byPhase.values()) {
    expect(reports.map(({ done }) => done)).toEqual(reports.map(({ done }) => done).toSorted((a, b) => a - b))
  }
  return { source, phases: [...byPhase.keys()], of: (phase: OpenPhase) => byPhase.get(phase) ?? [] }
}

const whole = (total: number, unit: OpenProgress['unit']) => ({ done: total, total, unit })

test('a directory is listed and read, each to its end', async () => {
  const { source, phases, of } = await told(folderOf())
  expect(phases).toEqual(['listing', 'reading'])
  expect(of('listing').at(-1)).toMatchObject(whole(source.count, 'paths'))
  expect(of('reading').map(({ done }) => done)).toEqual(Array.from({ length: source.count + 1 }, (_, n) => n))
  expect(of('reading').at(-1)).toMatchObject(whole(source.count, 'paths'))
})

const entries = names.map((name) => ({ name, content: Buffer.alloc(20_000, name) }))

test.each([
  ['tar', tarOf(entries)],
  ['tar.gz', gzipSync(tarOf(entries))],
  ['zip', zipOf(entries.map((entry) => ({ ...entry, method: 0 })))],
])('a %s is hashed to its last byte and listed to its last path', async (format, bytes) => {
  const path = fileWith(`a.${format}`, bytes)
  const { source, phases, of } = await told(path)
  expect(phases).toEqual(['hashing', 'listing'])
  expect(of('hashing').at(-1)).toMatchObject(whole(statSync(path).size, 'bytes'))
  if (format !== 'tar.gz') expect(of('hashing').length).toBeGreaterThan(3)
  expect(source.count).toBe(names.length)
  expect(of('listing').map(({ done }) => done)).toContain(7)
  expect(of('listing').at(-1)).toMatchObject(whole(names.length, 'paths'))
})

test('a git repository is fetched object by object, listed, and its evidence is read', async () => {
  const { source, phases, of } = await told(repository())
  expect(phases.filter((phase) => phase !== 'packing')).toEqual(['fetching', 'counting', 'listing', 'reading'])
  // 41 files, a tree and a commit.
  expect(of('fetching').at(-1)).toMatchObject(whole(43, 'objects'))
  expect(of('fetching').length).toBeGreaterThan(20)
  expect(of('counting').at(-1)).toMatchObject(whole(43, 'objects'))
  expect(of('listing').at(-1)).toMatchObject(whole(source.count, 'paths'))
  expect(of('reading')).toEqual([0, 1].map((done) => ({ phase: 'reading', done, total: 1, unit: 'files' })))
})

test('a clone that fails says the same words with progress as without', async () => {
  const root = repository()
  const objects = join(root, '.git', 'objects')
  execFileSync('sh', ['-c', 'rm -rf "$1"/??', 'sh', objects])
  // Two processes speak, in either order.
  const wordsOf = async (more: Partial<SourceOptions>): Promise<readonly string[]> => {
    const failed = await openSource(root, optionsFor(more), signal).catch((error: unknown) => error)
    const message = failed instanceof Error ? failed.message : 'no error'
    return message.split(/ *fatal: /).toSorted()
  }
  const quiet = await wordsOf({})
  expect(quiet.length).toBeGreaterThan(1)
  expect(await wordsOf({ onProgress: () => undefined })).toEqual(quiet)
})

test('from the words of a server only figures are taken, and only such as can be', () => {
  const found: OpenProgress[] = []
  const isTalk = gitProgress((each) => found.push(each))
  const lines = [
    'Receiving objects:  50% (5/10), 1.00 MiB | 2.00 MiB/s\u001b[2J evil\r',
    'Receiving objects:  40% (4/10)\r',
    'Receiving objects: 110% (11/10)\r',
    'Receiving objects: 100% (9999999999999999999/9999999999999999999)\r',
    'Receiving objects: 100% (-1/-1)\r',
    'remote: Receiving objects: 100% (10/10)\n',
    'remote: \u001b]0;owned\u0007Counting objects: 100% (3/3), done.\n',
    'remote: constructor: 100% (3/3)\n',
    'remote: Compressing objects: 100% (3/3), done.        \n',
    'Resolving deltas: 100% (0/0), done.\n',
  ]
  expect(lines.map((line) => isTalk(line))).toEqual([true, true, true, true, true, false, false, false, true, true])
  expect(found).toEqual([
    { phase: 'fetching', done: 5, total: 10, unit: 'objects' },
    { phase: 'packing', done: 3, total: 3, unit: 'objects' },
    { phase: 'resolving', done: 0, total: 0, unit: 'deltas' },
  ])
  expect(isTalk('fatal: repository not found\n')).toBe(false)
})

test('a line is shown when a phase begins, and then at most once in its time', () => {
  const clock = { ms: 0 }
  const shown: string[] = []
  const tell = openingLine(
    (line) => shown.push(line),
    () => clock.ms,
  )
  for (let done = 0; done <= 1_000; done += 1) {
    clock.ms += 1
    tell({ phase: 'reading', done, total: 1_000, unit: 'paths' })
  }
  tell({ phase: 'hashing', done: 0, total: 2_500_000, unit: 'bytes' })
  expect(shown[0]).toBe('reading 0 of 1000 paths')
  expect(shown.at(-1)).toBe('hashing 0.0 of 2.5 MB')
  expect(shown.length).toBe(2 + 1_000 / limits.progressMsMin)
  expect(openingWords({ phase: 'fetching', done: 0, total: null, unit: 'objects' })).toBe('fetching objects')
  expect(openingWords({ phase: 'listing', done: 12, total: null, unit: 'paths' })).toBe('listing 12 paths')
})

/** Runs ingest with its talk on a terminal, or into a pipe; its servers are given, so that it gets to the opening. */
async function ingestShows(place: 'terminal' | 'pipe', ...args: readonly string[]): Promise<string> {
  const env = {
    ...withoutServers(process.env),
    CODELUPE_HOME: temporaryFolder(),
    KAFKA_BROKERS: '127.0.0.1:9',
    SCHEMA_REGISTRY_URL: 'http://127.0.0.1:9',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
  }
  const words = [process.execPath, join(projectFolder, 'cli', 'main.ts'), 'ingest', ...args]
  const quoted = words.map((word) => `'${word}'`).join(' ')
  const [program, given] =
    place === 'terminal' ? ['script', ['-q', '-e', '-c', quoted, '/dev/null']] : ['sh', ['-c', `${quoted} 2>&1`]]
  return new Promise((resolve) => {
    execFile(program, given, { env, encoding: 'utf8' }, (_error, out, err) => resolve(`${out}${err}`))
  })
}

test('ingest shows it on a terminal, and neither in a pipe nor beside JSON', async () => {
  // A commit without files: all there is to do is to open it.
  const root = repository(temporaryFolder())
  const [onTerminal, inPipe, besideJson] = await Promise.all([
    ingestShows('terminal', root),
    ingestShows('pipe', root),
    ingestShows('terminal', root, '--json'),
  ])
  for (const words of ['fetching objects', 'fetching 1 of 2 objects', 'listing paths'])
    expect(onTerminal).toContain(`\r\u001b[K${words}`)
  for (const output of [onTerminal, inPipe, besideJson]) expect(output).toContain('[ingest.empty]')
  for (const quiet of [inPipe, besideJson]) expect(quiet).not.toMatch(/fetching|listing/)
  expect(inPipe).not.toContain('\u001b')
})
