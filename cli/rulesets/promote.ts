// A promotion is one record in the log. Of two operators who promote at once one wins: the later one fences the earlier, or
// finds past its own fence that another promotion is in force than the one it has shown the difference to.
import { createHash } from 'node:crypto'
import { fail, hasCode } from '../../runtime/errors.ts'
import { openProducer } from '../../runtime/kafka.ts'
import { limits } from '../../runtime/limits.ts'
import { type Operation, operationRecord } from '../../runtime/operations.ts'
import { retry } from '../../runtime/retry.ts'
import { writeTogether } from '../../runtime/transaction.ts'
import type { Connection } from '../connect.ts'
import { type Promotion, type PromotionDetail, readPromotion } from './promotions.ts'

export const promotionTransactionalId = 'codelupe.rules'

export type PromotionAsk = {
  readonly connection: Connection
  /** `previous` is the promotion that the operator has seen in force. */
  readonly detail: PromotionDetail
  readonly counts: Readonly<Record<string, number>>
  readonly by: string
  readonly now: () => number
}

/** Puts a proposal in force. Throws `rules.promoted-meanwhile` where another one has been. */
export async function promote(ask: PromotionAsk, signal: AbortSignal): Promise<Promotion> {
  const { connection, detail } = ask
  const text = JSON.stringify(detail)
  if (Buffer.byteLength(text) > limits.resultBytesMax)
    throw fail(
      'proposal.invalid',
      `expected at most ${limits.resultBytesMax} bytes with all files that it names, found ${Buffer.byteLength(text)}: give large packs to the gates with --malicious-rules`,
    )
  const operation = operationOf(ask, text)
  const producer = await openProducer(connection.kafka, promotionTransactionalId)
  try {
    await retry(() => producer.initTransactions(), signal)
    const inForce = await readPromotion(connection, signal)
    if ((inForce?.operation ?? null) !== detail.previous) throw meanwhile(inForce)
    await writeTogether(producer, [await operationRecord(connection.registry, operation)], signal)
  } catch (error) {
    throw hasCode(error, 'kafka.fenced') ? meanwhile(null, error) : error
  } finally {
    await producer.close()
  }
  return { ...detail, operation: operation.operation, by: operation.by, at: operation.at }
}

function operationOf({ detail, counts, by, now }: PromotionAsk, text: string): Operation {
  const at = now()
  const id = createHash('sha256').update(`${at} ${text}`).digest('hex').slice(0, 12)
  return {
    operation: `promotion-${id}`,
    kind: 'promotion',
    state: 'done',
    by,
    at,
    about: `${detail.proposal.name} for new files`,
    from: [],
    to: [],
    counts,
    detail: text,
  }
}

const meanwhile = (inForce: Promotion | null, cause?: unknown): Error =>
  fail(
    'rules.promoted-meanwhile',
    inForce === null
      ? 'another operator is promoting at this moment'
      : `expected the rules that the difference was shown to, found ${inForce.proposal.name} in force, ${inForce.operation} by ${inForce.by}`,
    cause,
  )
