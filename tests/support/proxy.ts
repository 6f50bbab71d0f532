// A TCP proxy on loopback between the pipeline and one server, which can be slow, silent, broken or dishonest for a while.
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * refuse: every connection is reset, new ones too; silent: bytes vanish and nobody hears of it, as where a cable was pulled;
 * flip: one bit of each large chunk is another one, in so many chunks.
 */
export type Weather =
  | { readonly kind: 'fair' }
  | { readonly kind: 'slow'; readonly ms: number }
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

  const pass = (chunk: Buffer, to: Socket): void => {
    const { weather } = state
    if (weather.kind === 'silent') return
    if (weather.kind === 'flip' && chunk.length >= largeBytes && ++state.large % weather.oneIn === 0) {
      const at = chunk.length >> 1
      chunk.writeUInt8((chunk[at] ?? 0) ^ 0x10, at)
      state.flipped++
    }
    // Equal waits end in the order in which they began.
    if (weather.kind === 'slow') setTimeout(() => to.write(chunk), weather.ms)
    else to.write(chunk)
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
      from.on('data', (chunk) => pass(chunk, to))
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
