// A TCP proxy on loopback between the pipeline and one server, which can be slow, silent, broken or dishonest for a while.
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * slow: each chunk so much later; narrow: so many bytes a second through all connections together, and senders wait; refuse:
 * every connection is reset, new ones too; silent: bytes vanish and nobody hears of it, as where a cable was pulled; flip: one
 * bit of each large chunk is another one, in so many chunks.
 */
export type Weather =
  | { readonly kind: 'fair' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'narrow'; readonly bytesPerSecond: number }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'flip'; readonly oneIn: number }

export type TcpProxy = {
  readonly port: number
  readonly weather: (now: Weather) => void
  /** Bits flipped so far. */
  readonly flipped: () => number
  readonly close: () => Promise<void>
}

// Smaller chunks are requests without records: nothing in them is protected by a checksum of Kafka's.
const largeBytes = 4_096

export async function openProxy(targetPort: () => number, port = 0): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const state = { weather: { kind: 'fair' } as Weather, large: 0, flipped: 0 }

  const later = createQueue()
  const narrowed = { passedAt: 0 }
  // What waits here is one chunk a connection: the sender is paused, as TCP would pause it.
  const narrow = (chunk: Buffer, from: Socket, to: Socket, bytesPerSecond: number): void => {
    const now = performance.now()
    narrowed.passedAt = Math.max(now, narrowed.passedAt) + (chunk.length / bytesPerSecond) * 1_000
    from.pause()
    setTimeout(() => {
      to.write(chunk)
      from.resume()
    }, narrowed.passedAt - now)
  }

  const pass = (chunk: Buffer, from: Socket, to: Socket): void => {
    const { weather } = state
    if (weather.kind === 'silent') return
    if (weather.kind === 'flip' && chunk.length >= largeBytes && ++state.large % weather.oneIn === 0) {
      const at = chunk.length >> 1
      chunk.writeUInt8((chunk[at] ?? 0) ^ 0x10, at)
      state.flipped++
    }
    if (weather.kind === 'narrow') narrow(chunk, from, to, weather.bytesPerSecond)
    else later(chunk, to, weather.kind === 'slow' ? weather.ms : 0)
  }

  const server: Server = createServer((near) => {
    if (state.weather.kind === 'refuse') return near.resetAndDestroy()
    const far = connect({ host: '127.0.0.1', port: targetPort() })
    const pair = [near, far] as const
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      for (const socket of pair) socket.destroy()
    }
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => pass(chunk, from, to))
      from.once('error', end)
      from.once('close', () => (state.weather.kind === 'silent' ? undefined : end()))
    }
  })
  await new Promise<void>((done) => server.listen({ host: '127.0.0.1', port }, done))
  const address = server.address()
  const resetAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy()
    pairs.clear()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    weather: (now) => {
      // What has vanished leaves a hole in the stream: nobody may go on reading behind it.
      if (state.weather.kind === 'silent' || now.kind === 'refuse') resetAll()
      state.weather = now
    },
    flipped: () => state.flipped,
    close: async () => {
      resetAll()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Writes in the order of coming, also where the weather changes between two chunks. */
function createQueue(): (chunk: Buffer, to: Socket, waitMs: number) => void {
  const queues = new WeakMap<Socket, { readonly chunk: Buffer; readonly at: number }[]>()
  const arm = (to: Socket, queue: { readonly chunk: Buffer; readonly at: number }[]): void => {
    const [first] = queue
    if (first === undefined) return
    setTimeout(() => {
      queue.shift()
      to.write(first.chunk)
      arm(to, queue)
    }, first.at - performance.now())
  }
  return (chunk, to, waitMs) => {
    const queue = queues.get(to) ?? []
    queues.set(to, queue)
    if (waitMs === 0 && queue.length === 0) {
      to.write(chunk)
      return
    }
    queue.push({ chunk, at: performance.now() + waitMs })
    if (queue.length === 1) arm(to, queue)
  }
}
