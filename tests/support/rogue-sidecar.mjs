#!/usr/bin/env node
// A sidecar that answers wrongly, for tests of its client: it takes the arguments of the real one, says that it is ready, and
// answers a step as ROGUE asks: with a loss that is no number, without fields, with no JSON, never, or by ending.
import { createServer } from 'node:http'

const socket = process.argv[process.argv.indexOf('--socket') + 1]
const health = { status: 'ready', error: null, fence: 1, busy: null, step: 0, device: 'cpu', model: 'rogue', method: 'full' }
const stepped = {
  batchId: 'b', step: 1, trained: true, loss: 1, tokens: 1, slots: 1, rows: 1, gradNorm: 1, learningRate: 1, tokenizeMs: 1,
  computeMs: 1, peakMemoryBytes: 1, oomRetries: 0, device: 'cpu', samples: [],
}
const answers = {
  'a loss that is no number': () => JSON.stringify(stepped).replace('"loss":1', '"loss":NaN'),
  'a loss that is a text': () => JSON.stringify({ ...stepped, loss: '1' }),
  'fields that lack': () => JSON.stringify({ step: 1 }),
  'a list': () => '[]',
  'no JSON': () => '<html>',
  nothing: () => null,
  'its end': () => process.exit(3),
}
createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const body = request.url === '/health' ? JSON.stringify(health) : answers[process.env.ROGUE]()
    if (body !== null) response.end(body)
  })
}).listen(socket)
process.stdin.on('end', () => process.exit(0)).resume()
