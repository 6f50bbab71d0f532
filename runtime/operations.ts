// What operators do with the log is in the log: a replay, a rebuild, a promotion, a lost range. Each record is written whole
// or not at all, under a transactional id of the operation's own: two commands never fence each other here.
import type { OperationRecorded } from '../schemas/types.ts'
import { operationsRecorded } from '../topics/index.ts'
import { type Codec, createCodec } from './codec.ts'
import { headersOf } from './decide.ts'
import { type KafkaAddress, type OutgoingRecord, openProducer } from './kafka.ts'
import type { Registry } from './registry.ts'
import { retry } from './retry.ts'
import { writeTogether } from './transaction.ts'

/** What may be done; the closed list of `kind`. */
export type OperationKind =
  | 'replay'
  | 'ruleset-replay'
  | 'promotion'
  | 'rebuild'
  | 'swap'
  | 'rollback'
  | 'redrive'
  | 'drop'
  | 'trim'
  | 'gap'
  | 'pipeline'

export type OperationState = 'started' | 'done' | 'failed' | 'stopped'

export type Operation = OperationRecorded & { readonly kind: OperationKind; readonly state: OperationState }

type Parts = { readonly address: KafkaAddress; readonly registry: Registry }

/** The record of an operation, for who writes it in a transaction with something else. */
export async function operationRecord(
  registry: Pick<Registry, 'idOf'>,
  operation: Operation,
  codec: Codec = createCodec(),
): Promise<OutgoingRecord> {
  const value = codec.encode('OperationRecorded', await registry.idOf(operationsRecorded), operation)
  const subject = { fileId: operation.operation, submission: '', ruleset: operation.state, at: operation.at }
  const headers = headersOf(operation.kind, operationsRecorded, subject, '')
  return { topic: operationsRecorded.name, key: operation.operation, value, headers }
}

export const operationTransactionalId = (operation: string): string => `codelupe.operation.${operation}`

/** Writes what an operation has come to, by itself. Rejects where the log does not take it. */
export async function recordOperation(operation: Operation, parts: Parts, signal: AbortSignal): Promise<void> {
  const record = await operationRecord(parts.registry, operation)
  const producer = await openProducer(parts.address, operationTransactionalId(operation.operation))
  try {
    await retry(() => producer.initTransactions(), signal)
    await writeTogether(producer, [record], signal)
  } finally {
    await producer.close()
  }
}
