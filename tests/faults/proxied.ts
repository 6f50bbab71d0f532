// Servers of a stage behind proxies: every word between the pipeline and them goes through one.
import { startServers } from '../../embedded/servers.ts'
import { startCluster } from '../support/cluster.ts'
import { openProxy, type TcpProxy } from '../support/proxy.ts'
import { removeServers, temporaryConfig } from '../support/servers.ts'
import type { OwnServers } from './stage.ts'

export type Ways = Readonly<Record<'kafka' | 'registry' | 'postgres', TcpProxy>>

/** Proxies, and the database without one, for who looks on. */
export type Proxied = Ways & { readonly databaseUrl: string }

/** The same address by way of a proxy on a host of this name. */
async function proxied(address: string, host: string): Promise<{ readonly proxy: TcpProxy; readonly url: string }> {
  const url = new URL(address)
  const port = Number(url.port)
  const proxy = await openProxy(() => port)
  return { proxy, url: address.replace(url.host, `${host}:${proxy.port}`) }
}

/** `servers` starts them for a stage; `now` gives the ways to them once they are there. Clients are told this host. */
export function proxiedServers(host = '127.0.0.1'): {
  readonly servers: () => Promise<OwnServers>
  readonly now: () => Proxied
} {
  const opened: { ways?: Proxied } = {}
  return {
    now: () => {
      if (opened.ways === undefined) throw new Error('expected proxies, found that they did not start')
      return opened.ways
    },
    servers: async () => {
      const told: { kafka?: TcpProxy } = {}
      const cluster = await startCluster({
        count: 1,
        advertised: async (port) => {
          told.kafka = await openProxy(() => port)
          return `${host}:${told.kafka.port}`
        },
      })
      const config = { ...(await temporaryConfig()), kafkaBrokers: cluster.addresses.split(',') }
      const addresses = await startServers(config, {}, AbortSignal.timeout(180_000))
      const registry = await proxied(addresses.registryUrl, host)
      const postgres = await proxied(addresses.databaseUrl, host)
      if (told.kafka === undefined) throw new Error('expected a proxy of the broker')
      const ways = { kafka: told.kafka, registry: registry.proxy, postgres: postgres.proxy }
      opened.ways = { ...ways, databaseUrl: addresses.databaseUrl }
      return {
        settings: { KAFKA_BROKERS: cluster.addresses, SCHEMA_REGISTRY_URL: registry.url, DATABASE_URL: postgres.url },
        stop: async () => {
          await Promise.all(Object.values(ways).map(({ close }) => close()))
          await removeServers(config)
          await cluster.stop()
        },
      }
    },
  }
}
