// The way to each server is late, reset, silent or dishonest while files flow (faults.md: Means; I1, I14).
// A client that believes batches whose checksum is wrong (check.crcs of runtime/kafka.ts) stays green here: a flipped bit in
// a compressed batch is an error of its decompression first.
import { networkFaults } from './network-faults.ts'
import { proxiedServers } from './proxied.ts'
import { openStage, strikeAll } from './stage.ts'

const { servers, now } = proxiedServers()
strikeAll(networkFaults(now), openStage({ servers }))
