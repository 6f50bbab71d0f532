// What each of librdkafka's errors means here: denied -> said, and nothing else; retriable -> call again; requires abort ->
// the batch is read again; fenced, fatal or unflagged -> the process ends, and positions make a restart safe.
import { CodelupeError, fail } from './errors.ts'

/** The fields of the client's errors that tell them apart. */
type ClientError = {
  readonly code?: number
  readonly message?: string
  readonly isFatal?: boolean
  readonly isRetriable?: boolean
  readonly isTxnRequiresAbort?: boolean
}

// librdkafka's numbers: negative ones are the client's own, positive ones the broker's.
const fencedCodes: ReadonlySet<number> = new Set([-144, 47, 82, 90])
const positionLostCodes: ReadonlySet<number> = new Set([-140, 1])
// No rights on a topic, a group, the cluster, a transactional id: asked again, the answer is the same.
const deniedCodes: ReadonlySet<number> = new Set([29, 30, 31, 53])
const fatal = -150
const ownTransientCodes = [-196, -195, -193, -192, -187, -185, -166, -137]
// A leader that has moved or is about to, epochs of which one side has not heard yet, a coordinator that loads.
const brokersTransientCodes = [5, 6, 7, 9, 13, 14, 15, 16, 51, 56, 74, 75, 78, 88]
const transientCodes: ReadonlySet<number> = new Set([...ownTransientCodes, ...brokersTransientCodes])

/** An error of the client as one of the catalogue. */
export function explainKafka(error: unknown, what: string): CodelupeError {
  if (error instanceof CodelupeError) return error
  const found = error as ClientError
  const code = Number(found.code)
  const detail = `${what}: ${found.message ?? String(error)} (code ${found.code ?? 'none'})`
  if (fencedCodes.has(code)) return fail('kafka.fenced', detail, error)
  // Before the abort that the client asks for: the batch would be read, and refused, for ever.
  if (deniedCodes.has(code)) return fail('kafka.denied', `expected the right to ${detail}`, error)
  if (found.isTxnRequiresAbort === true) return fail('kafka.aborted', detail, error)
  if (found.isRetriable === true) return fail('kafka.unavailable', detail, error)
  if (positionLostCodes.has(code)) return fail('kafka.position-lost', detail, error)
  if (found.isFatal !== true && transientCodes.has(code)) return fail('kafka.unavailable', detail, error)
  return fail('kafka.failed', detail, error)
}

const unknownPartition: ReadonlySet<number> = new Set([-190, 3])

/**
 * Of a question about partitions that are there: a broker that has just come back does not know all of them yet, and who ends
 * for that starts again and again while it learns.
 */
export const explainLook = (error: unknown, what: string): CodelupeError => {
  const explained = explainKafka(error, what)
  return unknownPartition.has(Number((error as ClientError).code))
    ? fail('kafka.unavailable', explained.detail, error)
    : explained
}

/**
 * The client says that a consumer failed for good, and not why. In the classic protocol there is one cause: another
 * process has joined the group under the same group.instance.id.
 */
export const explainConsume = (error: unknown, what: string): CodelupeError =>
  Number((error as ClientError).code) === fatal
    ? fail('kafka.fenced', 'expected to be the only member of this instance id, found that another has joined', error)
    : explainKafka(error, what)
