// Three brokers that keep everything three times, two of which must have it: leaders and coordinators move while files flow
// (faults.md: Kafka; I1, I14).
// Mutant: leave the offsets out of the transaction. (One copy only, acks 1, a transactional producer refuses.)
import { type Cluster, startCluster } from '../support/cluster.ts'
import { brokerFaults } from './broker-faults.ts'
import { openStage, strikeAll } from './stage.ts'

const started: { cluster?: Cluster } = {}
const clusterNow = (): Cluster => {
  if (started.cluster === undefined) throw new Error('expected a cluster, found that it did not start')
  return started.cluster
}

const stage = openStage({
  servers: async () => {
    const cluster = await startCluster({ count: 3 })
    started.cluster = cluster
    return { settings: { KAFKA_BROKERS: cluster.addresses }, stop: cluster.stop }
  },
})
strikeAll(brokerFaults(clusterNow), stage)
