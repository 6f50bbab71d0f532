// A member whose session runs out in the middle of a rebalance joins again under another id, and its client keeps partitions that
// others have had meanwhile, and says so to nobody: what it read of them is never committed (docs/adr/0025; I1).
// Mutant: `IsMemberOfAssignment` of scripts/node-rdkafka.patch finds that all is well.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { choosePorts } from '../../embedded/ports.ts'
import type { Ports, ServerName } from '../../embedded/server.ts'
import { openAdmin } from '../../runtime/admin.ts'
import { openConsumer, openProducer } from '../../runtime/kafka.ts'
import type { Consumer, KafkaAddress, RebalanceEvent } from '../../runtime/kafka-clients.ts'
import type { Partition } from '../../runtime/step.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { openProxy, type TcpProxy } from '../support/proxy.ts'
import { startTestServers, type TestServers } from '../support/servers.ts'
import { patienceMs } from '../support/waits.ts'

const [topic, group] = ['test.case1.kept', 'test.case1']
const state: { servers?: TestServers; proxy?: TcpProxy } = {}

/** A second port of the broker's, whose clients are told the proxy's. */
const behindProxy =
  (port: number, told: number) =>
  (name: ServerName, ports: Ports): readonly string[] => {
    if (name !== 'kafka') return []
    const settings = [
      `listeners=PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController},PROXIED://127.0.0.1:${port}`,
      `advertised.listeners=PLAINTEXT://127.0.0.1:${ports.kafka},PROXIED://127.0.0.1:${told}`,
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT',
    ]
    return settings.flatMap((setting) => ['--override', setting])
  }

beforeAll(async () => {
  const { proxied = 0 } = await choosePorts(['proxied'], {})
  state.proxy = await openProxy(() => proxied)
  state.servers = await startTestServers({ kind: 'embedded', own: { more: behindProxy(proxied, state.proxy.port) } })
})
afterAll(async () => {
  await state.servers?.stop()
  await state.proxy?.close()
})

type Member = Consumer & { readonly events: RebalanceEvent[] }

/** A member that keeps what its group asks of it, for the test to answer. */
async function member(address: KafkaAddress, instance: string): Promise<Member> {
  const events: RebalanceEvent[] = []
  const consumer = await openConsumer(address, { group, instance, onRebalance: (event) => events.push(event) })
  consumer.subscribe([topic])
  return { ...consumer, events }
}

/** All consume, and who answers answers what it is asked, until it holds. */
const until = (members: readonly Member[], answering: readonly Member[], holds: () => boolean): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      for (const one of members) await one.consume(1).catch(() => [])
      for (const one of answering)
        for (let event = one.events.shift(); event !== undefined; event = one.events.shift())
          if (event.kind === 'revoke') one.incrementalUnassign(event.partitions)
          else one.incrementalAssign(event.partitions.map((partition) => ({ ...partition, offset: 0 })))
      return holds()
    },
    { timeout: patienceMs },
  )

const isAskedBack = ({ events }: Member): boolean => events.some(({ kind }) => kind === 'revoke')

const has = ({ assignments }: Member): readonly Partition[] => assignments()

test('positions of kept partitions are refused once the member is another one', async () => {
  const { servers, proxy } = state
  if (servers === undefined || proxy === undefined) throw new Error('expected servers')
  const direct: KafkaAddress = { brokers: servers.addresses.kafkaBrokers, properties: {} }
  const admin = await openAdmin(direct)
  await admin.provision([{ ...filesSubmitted, name: topic }], 4)
  await admin.close()
  const first = await member({ brokers: `127.0.0.1:${proxy.port}`, properties: {} }, 'one')
  await until([first], [first], () => has(first).length === 4)
  const second = await member(direct, 'two')
  const both = [first, second]
  await until([first], [], () => isAskedBack(first))
  // It gives half of them back and asks to join again, which nobody hears: its session runs out, and the other has all.
  proxy.weather({ kind: 'silent' })
  await until(both, both, () => has(second).length === 4)
  const kept = has(first)
  expect(kept).toHaveLength(2)
  proxy.weather({ kind: 'fair' })
  // It joins under another id, with what it has kept; that it is asked back comes only after that.
  await until(both, [second], () => isAskedBack(first))

  const producer = await openProducer(direct, 'test.case1.writer')
  await producer.initTransactions()
  await producer.begin()
  const positions = kept.map((partition) => ({ ...partition, offset: 0 }))
  await expect(producer.sendOffsets(positions, first)).rejects.toThrow('another member')
  await producer.close()
  await Promise.all(both.map(({ close }) => close()))
})
