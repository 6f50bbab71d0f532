// The registry's credentials reach the registry and nobody else: no error that may be printed or logged holds them (I15).
// Mutants: give the client the URL as it is; print `url` in explain or requireSubject; let the plain reader take a registry
// that lost its store for one that never knew the id.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCodec } from '../../runtime/codec.ts'
import { openRegistry, type Registry } from '../../runtime/registry.ts'
import { addressOf } from '../../runtime/setting.ts'
import { filesSubmitted } from '../../topics/index.ts'

const user = 'ada'
const password = 'canary p@ss:word'
const basic = Buffer.from(`${user}:${password}`).toString('base64')
const secrets = [password, encodeURIComponent(password), basic]

const asked: { status: number; readonly authorization: Set<string | undefined>; readonly paths: Set<string> } = {
  status: 500,
  authorization: new Set(),
  paths: new Set(),
}
const server: Server = createServer((request, response) => {
  asked.authorization.add(request.headers.authorization)
  asked.paths.add(request.url ?? '')
  response.writeHead(asked.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error_code: asked.status, message: 'no' }))
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const portOf = (): number => (server.address() as AddressInfo).port
const urlAt = (port: number): string => `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/apis/`

const record = {
  topic: filesSubmitted.name,
  partition: 0,
  offset: 0,
  key: 'k',
  value: Buffer.from([0, 0, 0, 0, 9, 1]),
  headers: [],
  timestamp: 0,
}

const errorsOf = async (registry: Registry): Promise<readonly unknown[]> => {
  const calls = [
    registry.idOf(filesSubmitted),
    registry.register(filesSubmitted),
    registry.prepare(createCodec(), filesSubmitted, [record]),
    registry.plainReader().prepare([record]),
  ]
  return (await Promise.allSettled(calls)).map((call) => (call.status === 'rejected' ? call.reason : 'none'))
}

/** Everything a log or a terminal could make of an error, its causes too. */
function printedOf(error: unknown): string {
  const own = error instanceof Error ? [error.stack, error.message, JSON.stringify({ ...error })] : [String(error)]
  const cause = error instanceof Error && error.cause !== undefined ? printedOf(error.cause) : ''
  return [...own, inspect(error, { depth: null, showHidden: true }), cause].join('\n')
}

test.each([401, 404, 409, 422, 500, 'refused'])(
  'no error of a registry that says %s holds its password',
  async (says) => {
    asked.status = typeof says === 'number' ? says : 500
    asked.authorization.clear()
    const errors = await errorsOf(openRegistry(urlAt(says === 'refused' ? 1 : portOf())))
    expect(errors).toHaveLength(4)
    for (const error of errors) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^registry\./) })
      const printed = printedOf(error)
      expect(secrets.filter((secret) => printed.includes(secret))).toEqual([])
    }
    if (says === 'refused') return
    expect([...asked.authorization]).toEqual([`Basic ${basic}`])
    expect([...asked.paths].every((path) => path.startsWith('/apis/s') || path.startsWith('/apis/c'))).toBe(true)
  },
)

test('a registry without credentials is asked without any', async () => {
  asked.authorization.clear()
  await errorsOf(openRegistry(`http://127.0.0.1:${portOf()}`))
  expect([...asked.authorization]).toEqual([undefined])
})

test('an address as it is printed has neither credentials nor a path', () => {
  expect(addressOf('https://ada:canary@registry:8081/apis/ccompat?token=canary')).toBe('https://registry:8081')
  expect(addressOf('postgres://ada:canary@db:5432/codelupe')).toBe('postgres://db:5432')
})
