// Reads the log twice: the samples, then what was submitted, for the licence and NOTICE files that samples rest on. Those
// are shown as any content that was not released is: with what the secret gate redacts, or not at all (I15).
import type { Processor } from '../../processors/processor.ts'
import { createCodec } from '../../runtime/codec.ts'
import { decider } from '../../runtime/decide.ts'
import { type Range, rangesOf } from '../../runtime/reader.ts'
import type { File, Sample } from '../../schemas/types.ts'
import { filesSubmitted, samplesAccepted, type Topic } from '../../topics/index.ts'
import type { Context } from '../command.ts'
import type { Connection } from '../connect.ts'
import { redactContent } from '../redaction.ts'
import { inOrder } from '../tap.ts'
import { attributionOf, isNoticeFile } from './attribution.ts'
import type { Found, Store } from './store.ts'

/** A record that is there and cannot be read. */
export type Unreadable = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly code: string
}

type Source = { readonly context: Context; readonly connection: Connection; readonly store: Store }

/** Fills the store from the log up to the ends seen now; what could not be read, and the positions read. */
export async function gather(
  source: Source,
  secret: Processor,
): Promise<{ readonly unreadable: readonly Unreadable[]; readonly ranges: readonly Range[] }> {
  const { connection, store } = source
  const ranges = await rangesOf(connection.kafka, [samplesAccepted.name], 'stable')
  const unreadable = await readAll(source, samplesAccepted, ranges, (sample: Sample) =>
    store.add(attributionOf(sample)),
  )
  if (store.samples() === 0) return { unreadable, ranges }
  const submitted = await rangesOf(connection.kafka, [filesSubmitted.name], 'stable')
  const unread = await readAll(source, filesSubmitted, submitted, (file: File) => keepText(store, secret, file))
  return { unreadable: [...unreadable, ...unread], ranges }
}

async function readAll<Event>(
  { context, connection }: Source,
  topic: Topic,
  ranges: readonly Range[],
  take: (event: Event) => void,
): Promise<readonly Unreadable[]> {
  const { signal, terminal } = context
  const { kafka, registry } = connection
  const codec = createCodec()
  const handle = (event: Event): readonly [] => {
    take(event)
    return []
  }
  const decide = decider({ name: 'attributions', inputs: [topic], handle }, codec, (none) => none)
  const unreadable: Unreadable[] = []
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  let seen = 0
  for await (const records of inOrder(kafka, ranges, signal)) {
    await registry.prepare(codec, topic, records)
    for (const record of records) {
      const outcome = decide(record)
      const { partition, offset } = record
      if (outcome.kind === 'burial') unreadable.push({ topic: topic.name, partition, offset, code: outcome.code })
    }
    seen += records.length
    terminal.progress(`${topic.name}: ${seen} of ${total} records`)
  }
  signal.throwIfAborted()
  return unreadable
}

function keepText(store: Store, secret: Processor, file: File): void {
  const { submission, path, content, contentSha256 } = file
  if (content === null) return
  if (store.wantsText(contentSha256) && store.textOf(contentSha256) === null)
    store.addText(contentSha256, textOf(secret, file, content))
  if (isNoticeFile(path) && store.hasSampleIn(submission, path.slice(0, path.lastIndexOf('/') + 1)))
    store.addNotice(submission, path, textOf(secret, file, content))
}

function textOf(secret: Processor, file: File, content: Buffer): Found {
  const redacted = redactContent(secret, file, content)
  return redacted.kind === 'text' ? { text: redacted.text, withheld: null } : { text: null, withheld: redacted.reason }
}
