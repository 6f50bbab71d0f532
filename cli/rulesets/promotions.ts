// Promotions are in the log: whoever judges reads there what is in force, wherever it runs. The last one that was done counts.
import { createCodec } from '../../runtime/codec.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { OperationRecorded } from '../../schemas/types.ts'
import { operationsRecorded } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import type { KeptProposal } from './overlay.ts'

/** What a promotion's `detail` says. */
export type PromotionDetail = {
  readonly proposal: KeptProposal
  /** By processor, as the promoting command has made them. */
  readonly rulesets: Readonly<Record<string, string>>
  /** Processors whose ruleset it changes. */
  readonly changed: readonly string[]
  /** The promotion that was in force before. */
  readonly previous: string | null
}

export type Promotion = PromotionDetail & { readonly operation: string; readonly by: string; readonly at: number }

/** Every operation in the log, in its order, up to all that was written when it was asked. */
export async function readOperations(
  { kafka, registry }: Pick<Connection, 'kafka' | 'registry'>,
  signal: AbortSignal,
): Promise<readonly OperationRecorded[]> {
  const read = readable<OperationRecorded>(registry, createCodec(), operationsRecorded)
  const all: OperationRecorded[] = []
  const ranges = await rangesOf(kafka, [operationsRecorded.name], 'high')
  for await (const records of readRanges(kafka, ranges, signal)) {
    const { found } = await read(records)
    all.push(...found.map(({ event }) => event))
  }
  signal.throwIfAborted()
  return all
}

/** Promotions in their order. A record that says nothing of a proposal is nobody's promotion. */
export const promotionsIn = (operations: readonly OperationRecorded[]): readonly Promotion[] =>
  operations.flatMap(({ operation, kind, state, by, at, detail }) => {
    if (kind !== 'promotion' || state !== 'done' || detail === null) return []
    const said: unknown = JSON.parse(detail)
    return isDetail(said) ? [{ ...said, operation, by, at }] : []
  })

const isDetail = (said: unknown): said is PromotionDetail =>
  typeof said === 'object' &&
  said !== null &&
  'proposal' in said &&
  'rulesets' in said &&
  'changed' in said &&
  'previous' in said

/** The promotion in force, or null. */
export const readPromotion = async (
  connection: Pick<Connection, 'kafka' | 'registry'>,
  signal: AbortSignal,
): Promise<Promotion | null> => promotionsIn(await readOperations(connection, signal)).at(-1) ?? null
