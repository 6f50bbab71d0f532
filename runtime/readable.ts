// What records say to a reader that is no step, and so buries nothing: their events, and which of them have none.
// A record put by hand is nobody's state, and must not stop who looks for their own. The steps that read its topic bury
// it (I3). An unavailable registry still throws: then nothing is known of any record.
import type { Topic } from '../topics/index.ts'
import type { Codec } from './codec.ts'
import { decider } from './decide.ts'
import type { Registry } from './registry.ts'
import type { LogRecord } from './step.ts'

export type Readable<Event> = {
  /** In the order of the records. */
  readonly found: readonly { readonly record: LogRecord; readonly event: Event }[]
  readonly unreadable: readonly LogRecord[]
}

/** Decodes records of one topic. Throws `registry.unavailable` where the topic's own schema does not resolve. */
export function readable<Event>(
  registry: Registry,
  codec: Codec,
  topic: Topic,
): (records: readonly LogRecord[]) => Promise<Readable<Event>> {
  const decide = decider({ name: 'read', inputs: [topic], handle: (event: Event) => [event] }, codec, (event) => event)
  return async (records) => {
    await registry.prepare(codec, topic, records)
    const outcomes = records.map(decide)
    return {
      found: outcomes.flatMap((outcome) =>
        outcome.kind === 'effects' ? outcome.effects.map((event) => ({ record: outcome.record, event })) : [],
      ),
      unreadable: outcomes.flatMap((outcome) => (outcome.kind === 'burial' ? [outcome.record] : [])),
    }
  }
}
