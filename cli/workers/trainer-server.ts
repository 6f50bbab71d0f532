// The trainer's own endpoints, on loopback only: /health, /metrics, /state, /models, and POST /train. Every answer but the
// metrics is JSON; what a web page could send here is refused.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Listening, listenAt } from '../../runtime/listening.ts'

export type TrainerEndpoints = {
  readonly health: () => Promise<{ readonly ready: boolean } & object>
  readonly metrics: () => Promise<string>
  readonly state: () => Promise<object>
  readonly models: () => Promise<object>
  /** Asks for training now, below the minimum of new samples too. */
  readonly train: () => object
}

const bounds = { headerBytesMax: 8_192, bodyBytesMax: 1_024, requestMsMax: 5_000, connectionsMax: 32 }

type Reply = { readonly status: number; readonly body: string | object; readonly headers?: Record<string, string> }
type Route = { readonly method: 'GET' | 'POST'; readonly reply: () => Promise<Reply> }

export async function serveTrainer(endpoints: TrainerEndpoints): Promise<Listening> {
  const routes = routesOf(endpoints)
  const server = createServer(
    {
      maxHeaderSize: bounds.headerBytesMax,
      headersTimeout: bounds.requestMsMax,
      requestTimeout: bounds.requestMsMax,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      answer(routes, request).then(
        (reply) => send(response, reply),
        (error: unknown) => send(response, { status: 503, body: { error: messageOf(error) } }),
      )
    },
  )
  server.maxConnections = bounds.connectionsMax
  return listenAt(server, '127.0.0.1', 0)
}

function routesOf(endpoints: TrainerEndpoints): ReadonlyMap<string, Route> {
  const json = (made: () => Promise<object>): Route => ({
    method: 'GET',
    reply: async () => ({ status: 200, body: await made() }),
  })
  return new Map<string, Route>([
    [
      '/health',
      {
        method: 'GET',
        reply: async () => {
          const body = await endpoints.health()
          return { status: body.ready ? 200 : 503, body }
        },
      },
    ],
    ['/metrics', { method: 'GET', reply: async () => ({ status: 200, body: await endpoints.metrics() }) }],
    ['/state', json(endpoints.state)],
    ['/models', json(endpoints.models)],
    ['/train', { method: 'POST', reply: async () => ({ status: 202, body: endpoints.train() }) }],
  ])
}

async function answer(routes: ReadonlyMap<string, Route>, request: IncomingMessage): Promise<Reply> {
  // A page in a browser sends an Origin, or, with a name of its own for this address, another Host.
  if (request.headers.origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
    return { status: 403, body: { error: 'expected a request from this machine, and from no web page' } }
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const route = routes.get(path)
  if (route === undefined) return { status: 404, body: { error: `expected ${[...routes.keys()].join(', ')}` } }
  const allowed = request.method === route.method || (request.method === 'HEAD' && route.method === 'GET')
  if (!allowed)
    return { status: 405, body: { error: `expected ${route.method} ${path}` }, headers: { allow: route.method } }
  if (!(await drained(request)))
    return {
      status: 413,
      body: { error: `expected at most ${bounds.bodyBytesMax} bytes` },
      headers: { connection: 'close' },
    }
  return route.reply()
}

/** Reads the body away; false where it is larger than any request here needs. */
async function drained(request: IncomingMessage): Promise<boolean> {
  if (Number(request.headers['content-length'] ?? 0) > bounds.bodyBytesMax) return false
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += Buffer.byteLength(chunk)
    if (bytes > bounds.bodyBytesMax) return false
  }
  return true
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = typeof body === 'string'
  const type = text ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers })
  response.end(text ? body : `${JSON.stringify(body)}\n`)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
