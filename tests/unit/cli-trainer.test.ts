// The trainer's process around its loop: when it stops, what it says of itself, and its endpoints on loopback.
// Mutants: follow the ledger before it commits; take the Host header out of the check; read a body of any size.
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveTrainer } from '../../cli/workers/trainer-server.ts'
import { followLedger } from '../../cli/workers/trainer-state.ts'
import { stopper } from '../../cli/workers/trainer-stop.ts'
import type { TrainingCommit } from '../../schemas/types.ts'

const never = new AbortController().signal

const commitOf = (step: number, rest: Partial<TrainingCommit> = {}): TrainingCommit => ({
  lineage: 'main',
  parentLineage: null,
  fence: 1,
  checkpoint: `step-${step}-1`,
  manifestSha256: 'm',
  parent: null,
  model: 'tiny',
  steps: [{ step, loss: 8 - step, tokens: 100, slots: 128, computeMs: 1, waitMs: 1 }],
  positions: [{ topic: 'samples.accepted.v1', partition: 0, offset: step * 10 }],
  samples: [],
  device: 'cpu',
  checkpointMs: 1,
  ...rest,
})

function ledgerOf(history: readonly TrainingCommit[], commit: () => Promise<void>) {
  return {
    initialise: async () => undefined,
    history: async () => history,
    commit,
    close: async () => undefined,
  }
}

test('a run ends after enough steps, and counts only those that were made', () => {
  const stop = stopper(3, never)
  stop.stepped(1)
  stop.stepped(0)
  stop.stepped(1)
  expect(stop.signal.aborted).toBe(false)
  stop.stepped(1)
  expect(stop.signal.aborted).toBe(true)
  expect(stop.gone()).toBe(false)
})

test('a run with an end ends when nothing is left; one without waits on', () => {
  const bounded = stopper(Number.POSITIVE_INFINITY, never)
  expect(bounded.recordsMin(500)).toBe(1)
  bounded.idle(null)
  expect(bounded.signal.aborted).toBe(false)
  bounded.idle(0)
  expect(bounded.signal.aborted).toBe(true)
  const endless = stopper(undefined, never)
  endless.idle(0)
  expect(endless.signal.aborted).toBe(false)
})

test('asking lowers the minimum until everything has been trained on', () => {
  const stop = stopper(undefined, never)
  expect(stop.recordsMin(500)).toBe(500)
  stop.ask()
  expect([stop.recordsMin(500), stop.asked()]).toEqual([1, true])
  stop.idle(null)
  expect(stop.asked()).toBe(true)
  stop.idle(0)
  expect(stop.recordsMin(500)).toBe(500)
})

test('a sidecar that went away, and the signal of the process, end it', () => {
  const lost = stopper(undefined, never)
  lost.lost()
  expect([lost.signal.aborted, lost.gone()]).toEqual([true, true])
  const controller = new AbortController()
  const interrupted = stopper(5, controller.signal)
  controller.abort()
  expect([interrupted.signal.aborted, interrupted.gone()]).toEqual([true, false])
})

test('the follower knows the history, and a commit once it is made', async () => {
  const committed: number[] = []
  const state = { fails: true }
  const ledger = ledgerOf([commitOf(1), commitOf(2)], async () => {
    if (state.fails) throw new Error('refused')
  })
  const follower = followLedger(ledger, (steps) => committed.push(steps))
  await follower.ledger.history(never)
  expect(follower.commits().map(({ step }) => step)).toEqual([1, 2])
  await expect(follower.ledger.commit(commitOf(3), [], [], never)).rejects.toThrow('refused')
  expect([follower.commits().length, follower.own().commits]).toEqual([2, 0])
  state.fails = false
  await follower.ledger.commit(commitOf(3), [], [], never)
  await follower.ledger.commit(commitOf(3, { steps: [] }), [], [], never)
  expect(committed).toEqual([1, 0])
  expect(follower.own()).toEqual({ commits: 2, steps: 1, tokens: 100 })
  expect(follower.commits().at(-1)).toMatchObject({ step: 3, loss: 5, tokens: 0, checkpoint: 'step-3-1' })
})

let server: Awaited<ReturnType<typeof serveTrainer>>
const asked: string[] = []
beforeEach(async () => {
  asked.length = 0
  server = await serveTrainer({
    health: async () => ({ ready: asked.length === 0 }),
    metrics: async () => 'codelupe_x 1\n',
    state: async () => ({ step: 3 }),
    models: async () => {
      throw new Error('the sidecar does not answer')
    },
    train: () => {
      asked.push('train')
      return { asked: true }
    },
  })
})
afterEach(() => server.close())

const ask = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
  new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

test('every endpoint answers in its own way', async () => {
  expect(await ask('GET', '/health')).toMatchObject({ status: 200, text: '{"ready":true}\n' })
  expect(await ask('GET', '/state?x=1')).toMatchObject({ status: 200, type: 'application/json', text: '{"step":3}\n' })
  expect(await ask('GET', '/metrics')).toMatchObject({ status: 200, text: 'codelupe_x 1\n' })
  expect(await ask('POST', '/train')).toMatchObject({ status: 202, text: '{"asked":true}\n' })
  expect(await ask('GET', '/health')).toMatchObject({ status: 503 })
  expect(await ask('GET', '/models')).toMatchObject({ status: 503, text: '{"error":"the sidecar does not answer"}\n' })
})

test('other paths and methods are refused in JSON', async () => {
  expect(await ask('GET', '/')).toMatchObject({ status: 404, type: 'application/json' })
  expect(await ask('GET', '/train')).toMatchObject({ status: 405 })
  expect(await ask('DELETE', '/state')).toMatchObject({ status: 405 })
  expect(asked).toEqual([])
})

test('a web page cannot ask, whatever name it has for this address', async () => {
  expect(await ask('POST', '/train', { origin: 'http://example.com' })).toMatchObject({ status: 403 })
  expect(await ask('POST', '/train', { host: 'rebound.example.com' })).toMatchObject({ status: 403 })
  expect(asked).toEqual([])
})

test('large bodies and headers are refused', async () => {
  expect(await ask('POST', '/train', {}, 'x'.repeat(2_000))).toMatchObject({ status: 413 })
  expect(await ask('POST', '/train', { 'transfer-encoding': 'chunked' }, 'x'.repeat(2_000))).toMatchObject({
    status: 413,
  })
  expect(await ask('GET', '/state', { 'x-long': 'x'.repeat(20_000) })).toMatchObject({ status: 431 })
  expect(asked).toEqual([])
})

test('a request that never ends is given up', async () => {
  const socket = connect(server.port, '127.0.0.1')
  socket.write('GET /state HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  const reply = await new Promise<string>((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
  expect(reply).toContain('408')
}, 12_000)
