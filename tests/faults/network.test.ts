// The way to each server is late, reset, silent or dishonest while files flow (faults.md: Means; I1, I14).
// Mutants: let the client believe batches whose checksum is wrong (check.crcs of runtime/kafka.ts).
import { startServers } from '../../embedded/servers.ts'
import { startCluster } from '../support/cluster.ts'
import { openProxy, type TcpProxy } from '../support/proxy.ts'
import { removeServers, temporaryConfig } from '../support/servers.ts'
import { networkFaults, type Ways } from './network-faults.ts'
import { type OwnServers, openStage, strikeAll } from './stage.ts'

const opened: { ways?: Ways } = {}
const waysNow = (): Ways => {
  if (opened.ways === undefined) throw new Error('expected proxies, found that they did not start')
  return opened.ways
}

/** The same address by way of a proxy. */
async function proxied(address: string): Promise<{ readonly proxy: TcpProxy; readonly url: string }> {
  const url = new URL(address)
  const port = Number(url.port)
  const proxy = await openProxy(() => port)
  return { proxy, url: address.replace(`:${port}`, `:${proxy.port}`) }
}

async function behindProxies(): Promise<OwnServers> {
  const told: { kafka?: TcpProxy } = {}
  const cluster = await startCluster({
    count: 1,
    advertised: async (port) => {
      told.kafka = await openProxy(() => port)
      return told.kafka.port
    },
  })
  const config = { ...(await temporaryConfig()), kafkaBrokers: cluster.addresses.split(',') }
  const addresses = await startServers(config, {}, AbortSignal.timeout(180_000))
  const [registry, postgres] = [await proxied(addresses.registryUrl), await proxied(addresses.databaseUrl)]
  if (told.kafka === undefined) throw new Error('expected a proxy of the broker')
  const ways = { kafka: told.kafka, registry: registry.proxy, postgres: postgres.proxy }
  opened.ways = ways
  return {
    settings: { KAFKA_BROKERS: cluster.addresses, SCHEMA_REGISTRY_URL: registry.url, DATABASE_URL: postgres.url },
    stop: async () => {
      await Promise.all(Object.values(ways).map(({ close }) => close()))
      await removeServers(config)
      await cluster.stop()
    },
  }
}

strikeAll(networkFaults(waysNow), openStage({ servers: behindProxies }))
