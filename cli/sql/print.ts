// PRINT: records as they lie in the log, one JSON object a line, as `tap` shows them. FROM reads to the end of now; without it,
// what comes from now on.
import { createCodec } from '../../runtime/codec.ts'
import { fail } from '../../runtime/errors.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { jsonLine } from '../json.ts'
import { viewOf } from '../record-view.ts'
import type { SqlLog } from './log.ts'
import { meant } from './nearest.ts'
import { everything, type Pruned } from './prune.ts'
import type { Asked } from './select.ts'
import type { Statement } from './statement.ts'

type Print = Extract<Statement, { readonly kind: 'print' }>

export async function* print(asked: Asked, statement: Print): AsyncGenerator<readonly string[]> {
  const topics = asked.sources.flatMap((source) => (source.kind === 'topic' ? [source.topic] : []))
  const topic = topics.find(({ name }) => name.toLowerCase() === statement.topic.toLowerCase())
  if (topic === undefined)
    throw fail(
      'sql.invalid',
      `expected a topic, found ${statement.topic.slice(0, 200)}${meant(
        statement.topic.slice(0, 200),
        topics.map(({ name }) => name),
      )}`,
    )
  const { log, registry } = await asked.log()
  const secret = await asked.secret()
  const codec = createCodec()
  let left = statement.limit ?? Number.POSITIVE_INFINITY
  if (left === 0) return
  for await (const records of recordsOf(asked, statement, topic.name, log)) {
    const own = records.filter(({ partition }) => statement.partition === null || partition === statement.partition)
    await registry.prepare(codec, topic, own)
    const some = own.slice(0, left)
    left -= some.length
    yield some.map((record) => jsonLine(viewOf(topic, codec, record, secret)))
    if (left <= 0) return
  }
}

function recordsOf(
  { signal, say }: Asked,
  { start, partition }: Print,
  topic: string,
  log: SqlLog,
): AsyncIterable<readonly LogRecord[]> {
  if (start.kind === 'now') {
    say(`records of ${topic} from now on; Ctrl-C ends it, and FROM BEGINNING shows what is there`)
    return log.changes(topic, signal)
  }
  const pruned: Pruned = {
    partitions: partition === null ? null : new Set([partition]),
    offsets: start.kind === 'offset' ? { ...everything, from: start.offset } : everything,
    times: start.kind === 'time' ? { ...everything, from: start.at } : everything,
  }
  return log.bounded(topic, pruned, signal)
}
