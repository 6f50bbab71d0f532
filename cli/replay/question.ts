// What a topic replay was asked, as the log keeps it. The same question is the same replay until it has come to its end: one
// that was killed or stopped is gone on with, whatever the topic has got since, and whoever asks at the same time takes over.
import { createHash } from 'node:crypto'
import { fail } from '../../runtime/errors.ts'
import type { Range } from '../../runtime/reader.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import type { Topic } from '../../topics/index.ts'

type Question = {
  readonly from: Topic
  readonly into: string
  /** The range as it was typed. */
  readonly range: string
  /** The expression as it was typed; null: every record. */
  readonly where: { readonly text: string } | null
}

/** As an operation's `detail`. */
export const detailOf = ({ from, into, where, range }: Question): string =>
  JSON.stringify({ topic: from.name, into, where: where?.text ?? null, range })

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** One operator at a time asks one question: the name under which the later one fences the earlier. */
export const nameOf = (question: Question): string => hashOf(detailOf(question))

/** Id of a replay that begins: what is asked, and where the topic stands. */
const idOf = (question: Question, ranges: readonly Range[]): string =>
  hashOf(JSON.stringify([question.from.name, question.into, ranges, question.where?.text ?? null]))

/** A replay in the log, or the one that begins now. */
export type Chosen = {
  readonly replay: string
  readonly ranges: readonly Range[]
  /** What the log has of it, oldest first. */
  readonly earlier: readonly OperationRecorded[]
}

/** The replay of this id, else the one of the same question that has not come to its end, else a new one. */
export function choose(
  operations: readonly OperationRecorded[],
  question: Question,
  ranges: readonly Range[],
  id: string | null,
): Chosen {
  const replay = id ?? unfinished(operations, question) ?? idOf(question, ranges)
  const earlier = operations.filter(({ operation }) => operation === replay)
  return { replay, ranges: boundsOf(earlier, question, ranges), earlier }
}

function unfinished(operations: readonly OperationRecorded[], question: Question): string | null {
  const last = new Map<string, OperationRecorded>()
  const asked = detailOf(question)
  for (const one of operations) if (one.kind === 'replay' && one.detail === asked) last.set(one.operation, one)
  return [...last.values()].findLast(({ state }) => state !== 'done')?.operation ?? null
}

/** The bounds of an earlier run of the same id, which must have asked for the same. Throws `replay.differs`. */
function boundsOf(
  earlier: readonly OperationRecorded[],
  question: Question,
  ranges: readonly Range[],
): readonly Range[] {
  const [first] = earlier
  if (first === undefined) return ranges
  if (first.kind !== 'replay' || !isSame(first.detail, question))
    throw fail('replay.differs', `expected ${first.about}, found another question under the id ${first.operation}`)
  return first.from.map(({ topic, partition, offset }, at) => ({
    topic,
    partition,
    from: offset,
    to: first.to[at]?.offset ?? offset,
  }))
}

/** Who names an id goes on within its bounds, whatever range is typed. */
function isSame(detail: string | null, { from, into, where }: Question): boolean {
  const before: unknown = JSON.parse(detail ?? 'null')
  if (typeof before !== 'object' || before === null || !('topic' in before && 'into' in before && 'where' in before))
    return false
  return before.topic === from.name && before.into === into && before.where === (where?.text ?? null)
}
