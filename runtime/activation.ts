// From which positions a step has decided by which ruleset: written in the first transaction under it, so that the log says
// for every record what decided it, also where the change came with a restart. What other instances have written counts: a
// partition that changes hands under one ruleset is activated once.
import type { RulesetActivated } from '../schemas/types.ts'
import { rulesetsActivated } from '../topics/index.ts'
import { createCodec } from './codec.ts'
import { headersOf } from './decide.ts'
import type { Consumer, KafkaAddress, OutgoingRecord } from './kafka-clients.ts'
import type { Alongside } from './kafka-sink.ts'
import { readable } from './readable.ts'
import { rangesOf, readRanges } from './reader.ts'
import type { Registry } from './registry.ts'
import type { LogRecord, Partition, Position } from './step.ts'

/** The ruleset that decides from now on; `operation` is the promotion that asked for it, null where it came with a start. */
export type Active = { readonly ruleset: string; readonly operation: string | null }

/** `resumed` matters: another instance has perhaps decided a partition meanwhile, by other rules. */
export type Activations = Alongside & {
  /** Before a batch is decided by `active`: looks whether its transaction has to say so. */
  readonly prepare: (active: Active, records: readonly LogRecord[], signal: AbortSignal) => Promise<void>
}

export type ActivationParts = {
  readonly processor: string
  readonly instance: number
  readonly address: KafkaAddress
  readonly registry: Registry
  readonly consumer: Pick<Consumer, 'assignments' | 'committed'>
  readonly now: () => number
}

type Pending = { readonly event: RulesetActivated; readonly record: OutgoingRecord }

const keyOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`

export function createActivations(parts: ActivationParts): Activations {
  const { processor, consumer, registry } = parts
  const rulesets = new Map<string, string>()
  const state: { readTo: number; looked: boolean; pending: Pending | null } = {
    readTo: 0,
    looked: false,
    pending: null,
  }

  /** What has been written since the last look, by whichever instance. */
  const look = async (signal: AbortSignal): Promise<void> => {
    const read = readable<RulesetActivated>(registry, createCodec(), rulesetsActivated)
    const [whole] = await rangesOf(parts.address, [rulesetsActivated.name], 'high')
    if (whole === undefined) return
    const range = { ...whole, from: Math.max(whole.from, state.readTo) }
    for await (const records of readRanges(parts.address, [range], signal)) {
      for (const { event } of (await read(records)).found) if (event.processor === processor) note(event)
    }
    signal.throwIfAborted()
    state.readTo = whole.to
    state.looked = true
  }

  const note = ({ positions, ruleset }: RulesetActivated): void => {
    for (const position of positions) rulesets.set(keyOf(position), ruleset)
  }

  const isOther = (partition: Partition, { ruleset }: Active): boolean => rulesets.get(keyOf(partition)) !== ruleset

  return {
    prepare: async (active, records, signal) => {
      state.pending = null
      if (state.looked && !records.some((record) => isOther(record, active))) return
      await look(signal)
      const first = records.find((record) => isOther(record, active))
      if (first === undefined) return
      // Where nothing of the batch is committed yet, these are its first records, and the next of the other partitions.
      const own = consumer.assignments().filter((partition) => isOther(partition, active))
      const positions = await consumer.committed(own)
      const event = eventOf(parts, active, rulesets.get(keyOf(first)) ?? null, positions)
      state.pending = { event, record: await recordOf(parts, event) }
    },
    records: () => (state.pending === null ? [] : [state.pending.record]),
    committed: () => {
      if (state.pending !== null) note(state.pending.event)
      state.pending = null
    },
    resumed: () => {
      state.looked = false
    },
  }
}

function eventOf(
  { processor, instance, now }: ActivationParts,
  { ruleset, operation }: Active,
  previous: string | null,
  positions: readonly Position[],
): RulesetActivated {
  const sorted = positions.toSorted((a, b) =>
    a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
  )
  return { processor, ruleset, previous, instance, positions: sorted, operation, at: now() }
}

async function recordOf({ registry }: ActivationParts, event: RulesetActivated): Promise<OutgoingRecord> {
  const value = createCodec().encode('RulesetActivated', await registry.idOf(rulesetsActivated), event)
  const subject = { fileId: event.processor, submission: '', ruleset: event.ruleset, at: event.at }
  return {
    topic: rulesetsActivated.name,
    key: event.processor,
    value,
    headers: headersOf(event.processor, rulesetsActivated, subject, ''),
  }
}
