// Questions to the client of runtime/kafka.ts as promises: each has an end, and an error of ours where it fails.
import type { LibrdKafkaError } from 'node-rdkafka'
import { fail } from './errors.ts'
import { explainKafka, explainLook } from './kafka-errors.ts'
import { limits } from './limits.ts'
import { retry } from './retry.ts'
import { isStuck, noteStuck } from './stuck.ts'
import { atMost, within } from './within.ts'

type Failure = LibrdKafkaError | null | undefined
type Done<Answer> = (error: Failure, answer: Answer) => void

/**
 * One question to the client as a promise: its error explained, its silence bounded. What it does not answer is not asked again:
 * the call is under way still, and no other of its kind is let in.
 */
export const ask = <Result>(
  what: string,
  start: (done: Done<Result>) => void,
  explain: (error: unknown, what: string) => Error = explainKafka,
  silenceMsMax: number = limits.kafkaSilenceMsMax,
): Promise<Result> => {
  const answer = new Promise<Result>((resolve, reject) => {
    try {
      start((error, result) => (error === null || error === undefined ? resolve(result) : reject(explain(error, what))))
    } catch (error) {
      reject(explain(error, what))
    }
  })
  const late = `${what}: expected the client's answer within ${silenceMsMax / 1000} s, found none`
  return within(silenceMsMax, answer, () => {
    noteStuck()
    return fail('kafka.failed', late)
  })
}

/**
 * Something that is only read, made of its answer by `make`. Asked again where a broker that has gone was asked: its successor is
 * known soon. `msMax` is what one attempt may take.
 */
export const look = <Answer, Result>(
  what: string,
  start: (done: Done<Answer>, msMax: number) => void,
  make: (what: string, answer: Answer) => Result,
): Promise<Result> =>
  retry(
    async () => make(what, await ask<Answer>(what, (done) => start(done, limits.kafkaLookMsMax), explainLook)),
    AbortSignal.timeout(limits.kafkaCallMsMax),
    limits.kafkaLooksMax,
  )

/** One call without a result. */
export const call = (
  what: string,
  start: (done: (error: Failure) => void) => void,
  silenceMsMax?: number,
): Promise<void> => ask<undefined>(what, (done) => start((error) => done(error, undefined)), explainKafka, silenceMsMax)

/** Ends a client. One that does not say goodbye is left to the end of the process, as is one that has not answered before. */
export const goodbye = async (start: (done: () => void) => void): Promise<void> => {
  if (!isStuck()) await atMost(limits.shutdownMsMax, new Promise<void>((resolve) => start(resolve)))
}
