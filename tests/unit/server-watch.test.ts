// Whether a server is away, told from a single answer that is late; and questions that only a server which serves answers.
// Mutants: one unanswered question is away (serverUnansweredMax 1); no bound around a question; no server is away before
// its first question; registryAnswers takes any status.
import { createServer as createHttp } from 'node:http'
import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { brokerAnswers } from '../../runtime/admin.ts'
import { registryAnswers } from '../../runtime/registry.ts'
import { watchServers } from '../../runtime/server-watch.ts'

test('a server is away until it answers, and after two questions in a row without an answer', async () => {
  const script = ['answers', 'refuses', 'answers', 'hangs', 'refuses', 'answers', 'hangs', 'hangs', 'answers'] as const
  const seen: string[] = []
  const stop = new AbortController()
  const ask = async (): Promise<void> => {
    seen.push(watch.states().map(({ state }) => state)[0] ?? 'none')
    const does = script[seen.length - 1]
    if (does === undefined) return stop.abort()
    if (does === 'hangs') await new Promise(() => undefined)
    if (does === 'refuses') throw new Error('refused')
  }
  // The first question comes once the watch is there to be asked.
  const later = (): Promise<void> => Promise.resolve().then(ask)
  const watch = watchServers([{ name: 'kafka', critical: true, ask: later }], 20, stop.signal)
  await watch.done
  expect(seen).toEqual(['away', 'ok', 'ok', 'ok', 'ok', 'away', 'ok', 'ok', 'away', 'ok'])
  expect(watch.states()).toEqual([{ name: 'kafka', critical: true, state: 'ok' }])
})

test('a server that stands still hides no other one', async () => {
  const stop = new AbortController()
  const still = { name: 'kafka' as const, critical: true, ask: () => new Promise<void>(() => undefined) }
  const asked = Promise.withResolvers<void>()
  const other = { name: 'postgres' as const, critical: true, ask: async () => asked.resolve() }
  const watch = watchServers([still, other], 20, stop.signal)
  await asked.promise
  await Promise.resolve()
  stop.abort()
  await watch.done
  expect(watch.states().map(({ state }) => state)).toEqual(['away', 'ok'])
})

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen({ host: '127.0.0.1', port: 0 }, done))
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : expect.fail('no port')
}

test('an open port is not yet a broker that answers', async () => {
  const port = await portOf(createServer((socket) => setTimeout(() => socket.destroy(), 2_000)))
  const startedAt = performance.now()
  const asked = brokerAnswers({ brokers: `127.0.0.1:${port},127.0.0.1:1`, properties: {} }, 300)
  await expect(asked).rejects.toMatchObject({ code: 'kafka.unavailable' })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('a registry answers with a schema of ours, and is told the password in no address', async () => {
  const found: { status: number; asked: unknown[] } = { status: 200, asked: [] }
  const port = await portOf(
    createHttp(({ url, headers }, response) => {
      found.asked.push(url, headers.authorization)
      if (found.status !== 0) response.writeHead(found.status).end('[1]')
      else setTimeout(() => response.destroy(), 1_000)
    }),
  )
  const ask = () => registryAnswers(`http://ada:se%40cret@127.0.0.1:${port}/apis/ccompat/v7/`, 300)
  await ask()
  const basic = `Basic ${Buffer.from('ada:se@cret').toString('base64')}`
  expect(found.asked).toEqual(['/apis/ccompat/v7/subjects/files.submitted.v1-value/versions', basic])
  for (const status of [404, 500, 0]) {
    found.status = status
    const error: unknown = await ask().catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'registry.unavailable' })
    expect(String(error)).not.toContain('cret')
  }
})
