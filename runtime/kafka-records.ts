// What the client of runtime/kafka.ts read, as records.
import type { Message } from 'node-rdkafka'
import type { Headers, LogRecord } from './step.ts'

/** Headers of a message: a repeated name stays repeated. The patched client gives pairs, where the published one has objects. */
const pairsOf = (message: Message): Headers => {
  const headers: readonly unknown[] = message.headers ?? []
  return headers.filter(isPair)
}

const isPair = (header: unknown): header is Headers[number] => Array.isArray(header)

export const recordOf = (message: Message): LogRecord => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  key: message.key === null || message.key === undefined ? '' : message.key.toString(),
  value: message.value ?? Buffer.alloc(0),
  headers: pairsOf(message),
  timestamp: message.timestamp ?? 0,
})
