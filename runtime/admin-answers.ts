// Questions to the control plane, each with an end, and what a failed one means here.
import { CodelupeError, fail } from './errors.ts'
import { limits } from './limits.ts'
import { within } from './within.ts'

// kafkajs says of each of the broker's errors whether asking again may help; of a lost connection in words alone, and of a
// topic that one of several brokers does not know yet, or of no broker that is left to ask, by stumbling over it.
const transient = /Broker not connected$|'high\.pop\(\.\.\.\)' as it is undefined|'topicMetadata' of .* as it is null/

/** The answer. Throws `kafka.unavailable` where asking again may help, `kafka.denied` or `kafka.failed` where it does not. */
export async function answered<Result>(question: () => Promise<Result>, brokers: string): Promise<Result> {
  try {
    const late = `expected an answer within ${limits.kafkaSilenceMsMax / 1000} s, found none`
    return await within(limits.kafkaSilenceMsMax, question(), () => fail('kafka.unavailable', late))
  } catch (error) {
    throw meaningOf(error, brokers)
  }
}

function meaningOf(error: unknown, brokers: string): CodelupeError {
  if (error instanceof CodelupeError) return error
  const causes = causesOf(error)
  const denied = causes.find((cause) => textIn(cause, 'type').endsWith('_AUTHORIZATION_FAILED'))
  if (denied !== undefined) return fail('kafka.denied', `expected the right to ask ${brokers}, ${found(denied)}`, error)
  // It gives up after a few attempts with an error that is not to be asked again, whatever those met.
  const unreachable = causes.some((cause) => textIn(cause, 'name').startsWith('KafkaJSConnection'))
  const asWhole = 'retriable' in Object(error) ? Object(error).retriable === true : transient.test(String(error))
  const away = unreachable || asWhole
  // The reason of the whole is often no more than that some part has failed.
  const reasons = [...new Set(causes.map(messageOf))].join(': ')
  return fail(away ? 'kafka.unavailable' : 'kafka.failed', `${brokers}: ${reasons}`, error)
}

/** Who asks for a connection is told of a refused login, and else that nobody is there. */
export const meaningOfConnect = (error: unknown, brokers: string): CodelupeError =>
  causesOf(error).some((cause) => textIn(cause, 'name') === 'KafkaJSSASLAuthenticationError')
    ? fail('kafka.refused', `expected ${brokers} to let us in, ${found(error)}`, error)
    : fail('kafka.unavailable', `expected a broker at ${brokers}, found none`, error)

const found = (error: unknown): string => `found: ${messageOf(error)}`

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const textIn = (error: unknown, name: 'type' | 'name'): string => String(Object(error)[name] ?? '')

/** An error and what it was made of: its cause, one a topic, one a partition. */
function causesOf(error: unknown, depth = 0): readonly unknown[] {
  if (depth > 4 || typeof error !== 'object' || error === null) return depth === 0 ? [error] : []
  const { cause, errors, partitions } = Object(error)
  const parts: readonly unknown[] = [
    cause,
    ...(Array.isArray(errors) ? errors : []),
    ...(Array.isArray(partitions) ? partitions.map((one) => Object(one).error) : []),
  ]
  return [error, ...parts.flatMap((part) => causesOf(part, depth + 1))]
}
