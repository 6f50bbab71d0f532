// A range that a reader has not read and never will is in the log before the reader ends: found once, however often it is
// started again. `codelupe gaps accept` lets the reader go on behind it, in one transaction with the record that says so.
import { hash } from 'node:crypto'
import type { OperationRecorded } from '../schemas/types.ts'
import { operationsRecorded, type StepName } from '../topics/index.ts'
import { createCodec } from './codec.ts'
import type { KafkaAddress } from './kafka.ts'
import { limits } from './limits.ts'
import { type Operation, recordOperation } from './operations.ts'
import { readable } from './readable.ts'
import { rangesOf, readRanges } from './reader.ts'
import type { Registry } from './registry.ts'
import type { Gap, Lost } from './resumption.ts'

type Parts = { readonly address: KafkaAddress; readonly registry: Registry; readonly now: () => number }

/** Gaps of one step that were found at one start. */
export type FoundGaps = {
  readonly operation: string
  readonly step: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly gaps: readonly Gap[]
  readonly accepted: boolean
}

/** Writes what a step has lost, unless that is in the log already. */
export const gapRecorder =
  (step: StepName, parts: Parts): Lost =>
  async (gaps) => {
    const signal = AbortSignal.timeout(limits.kafkaCallMsMax)
    const operation = gapOperationId(step, gaps)
    const before = await readGaps(parts, signal)
    if (before.some((found) => found.operation === operation && !found.accepted)) return
    await recordOperation(gapOperation(step, operation, gaps, 'started', step, parts.now()), parts, signal)
  }

/** What a step has lost and somebody has accepted, oldest first: asked for at each start by a step whose positions are its own. */
export const acceptedGaps =
  (step: StepName, parts: Pick<Parts, 'address' | 'registry'>) =>
  async (signal: AbortSignal): Promise<readonly Gap[]> =>
    (await readGaps(parts, signal)).flatMap((found) => (found.step === step && found.accepted ? found.gaps : []))

/** One story of a gap: its id is what was lost, by whom, and how often before. */
const gapOperationId = (step: string, gaps: readonly Gap[]): string =>
  `gap-${step}-${hash('sha256', JSON.stringify(gaps)).slice(0, 16)}`

/** `started` when it was found, `done` once it was accepted. */
export const gapOperation = (
  step: string,
  operation: string,
  gaps: readonly Gap[],
  state: 'started' | 'done',
  by: string,
  at: number,
): Operation => ({
  operation,
  kind: 'gap',
  state,
  by,
  at,
  about: step,
  from: gaps.map(({ topic, partition, from }) => ({ topic, partition, offset: from })),
  to: gaps.map(({ topic, partition, to }) => ({ topic, partition, offset: to })),
  counts: { offsets: gaps.reduce((sum, { from, to }) => sum + to - from, 0) },
  detail: JSON.stringify(gaps.map(({ why }) => why)),
})

/** Every gap in the log, oldest first, with whether its last word is that it was accepted. */
export async function readGaps(
  { address, registry }: Pick<Parts, 'address' | 'registry'>,
  signal: AbortSignal,
): Promise<readonly FoundGaps[]> {
  const read = readable<OperationRecorded>(registry, createCodec(), operationsRecorded)
  const found = new Map<string, FoundGaps>()
  for await (const records of readRanges(address, await rangesOf(address, [operationsRecorded.name], 'high'), signal)) {
    for (const { event } of (await read(records)).found) {
      if (event.kind !== 'gap') continue
      const { operation, about: step, at, state } = event
      found.set(operation, { operation, step, at, gaps: gapsIn(event), accepted: state === 'done' })
    }
  }
  signal.throwIfAborted()
  return [...found.values()]
}

function gapsIn({ from, to, detail }: OperationRecorded): readonly Gap[] {
  const reasons: unknown = JSON.parse(detail ?? '[]')
  return from.map(({ topic, partition, offset }, index) => ({
    topic,
    partition,
    from: offset,
    to: to[index]?.offset ?? offset,
    why: Array.isArray(reasons) && reasons[index] === 'recreated' ? 'recreated' : 'expired',
  }))
}
