// Servers that are slow beneath a backlog, with the heap of 256 MiB that the supervisor gives its workers (I9, I14).
// Mutants: no tick while a commit lasts (runtime/loop.ts); a batch without a bound of its bytes and records
// (runtime/kafka-log.ts).
import { limitFaults } from './limit-faults.ts'
import { proxiedServers } from './proxied.ts'
import { openStage, strikeAll } from './stage.ts'

const { servers, now } = proxiedServers()
strikeAll(limitFaults(now), openStage({ servers }))
