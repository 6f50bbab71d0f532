// Fetching over https from a real git server on the loopback: what comes, what is refused, and what a server cannot do.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSource } from '../../ingest/open.ts'
import type { OpenProgress } from '../../ingest/progress.ts'
import type { SourceOptions } from '../../ingest/source.ts'
import { limits } from '../../runtime/limits.ts'
import { optionsFor, outcomes, readWhole, signal, temporaryFolder } from './ingest-fixtures.ts'

const run = (folder: string, program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function serve(answer: Answer): Promise<{ readonly origin: string; readonly options: SourceOptions }> {
  const folder = temporaryFolder()
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  run(
    folder,
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    'key',
    '-out',
    'cert',
    ...subject,
  )
  const files = { key: readFileSync(join(folder, 'key')), cert: readFileSync(join(folder, 'cert')) }
  const server = createServer(files, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => closed(server))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  const allowHosts = [`localhost:${address.port}`]
  const certificates = join(folder, 'cert')
  const options = optionsFor({ allowHosts, allowPrivateAddresses: true, certificates })
  return { origin: `https://localhost:${address.port}`, options }
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** The CGI program that git brings along. */
function backend(root: string): Answer {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost')
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    })
    request.pipe(child.stdin)
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('close', () => {
      const output = Buffer.concat(chunks)
      const end = output.indexOf('\r\n\r\n')
      for (const line of output.toString('latin1', 0, end).split('\r\n')) {
        const [name = '', value = ''] = line.split(': ')
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
        else response.setHeader(name, value)
      }
      response.end(output.subarray(end + 4))
    })
  }
}

function publish(): { readonly root: string; readonly commit: string } {
  const root = temporaryFolder()
  const work = join(root, 'work')
  mkdirSync(work)
  run(work, 'git', 'init', '-q', '-b', 'main')
  writeFileSync(join(work, 'a.py'), 'a = 1\n')
  writeFileSync(join(work, 'big.txt'), Buffer.alloc(limits.fileBytesMax + 1, 'a'))
  run(work, 'git', 'add', '-A')
  run(work, 'git', '-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '-m', 'first')
  run(root, 'git', 'clone', '-q', '--bare', 'work', 'owner/name.git')
  run(join(root, 'owner/name.git'), 'git', 'config', 'uploadpack.allowFilter', 'true')
  return { root, commit: run(work, 'git', 'rev-parse', 'HEAD') }
}

test('a repository is fetched over https, without the files that are too large', async () => {
  const { root, commit } = publish()
  const { origin, options } = await serve(backend(root))
  const fetched: OpenProgress[] = []
  const watched: SourceOptions = { ...options, onProgress: (found) => fetched.push(found) }
  const source = await openSource(`${origin}/owner/name.git`, watched, signal)
  onTestFinished(() => source.close())
  expect(source.repository).toEqual({
    host: 'localhost',
    owner: 'owner',
    name: 'name',
    url: `${origin}/owner/name`,
    commit,
    declaredLicense: null,
  })
  expect(source.submission).toBe(`localhost/owner/name@${commit}`)
  const entries = await readWhole(source)
  expect(outcomes(entries)).toEqual({ 'a.py': 'file', 'big.txt': 'file.too-large' })
  expect(entries[1]).toMatchObject({ sizeBytes: -1 })
  // A file, a tree and a commit.
  expect(fetched).toContainEqual({ phase: 'fetching', done: 3, total: 3, unit: 'objects' })
})

test('an unknown authority, a redirect, a missing repository and a wrong answer fail, and say so', async () => {
  const { root } = publish()
  const { origin, options } = await serve(backend(root))
  const { certificates: _, ...untrusting } = options
  const failed = { code: 'ingest.git-failed' }
  await expect(openSource(`${origin}/owner/name`, untrusting, signal)).rejects.toMatchObject(failed)
  await expect(openSource(`${origin}/owner/none`, options, signal)).rejects.toMatchObject(failed)
  const moved = await serve((_request, response) => response.writeHead(302, { location: `${origin}/owner/name` }).end())
  await expect(openSource(`${moved.origin}/owner/name`, moved.options, signal)).rejects.toMatchObject(failed)
  const page = await serve((_request, response) => response.end('<html>\u001b[2J log in</html>'))
  const none = { code: 'ingest.empty' }
  await expect(openSource(`${page.origin}/owner/name`, page.options, signal)).rejects.toMatchObject(none)
  const asked: (string | undefined)[] = []
  const shut = await serve((request, response) => {
    asked.push(request.headers.authorization)
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
  })
  await expect(openSource(`${shut.origin}/owner/name`, shut.options, signal)).rejects.toMatchObject(failed)
  expect(asked.every((header) => header === undefined)).toBe(true)
})

test('a server that never answers is left as soon as the user asks', async () => {
  const { origin, options } = await serve(() => {})
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error('enough')), 1_000)
  const started = performance.now()
  await expect(openSource(`${origin}/owner/name`, options, stop.signal)).rejects.toThrow('enough')
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('without leave, the same server is refused for its address', async () => {
  const { origin, options } = await serve(() => {})
  const refused = openSource(`${origin}/owner/name`, { ...options, allowPrivateAddresses: false }, signal)
  await expect(refused).rejects.toMatchObject({ code: 'ingest.host-refused' })
})
