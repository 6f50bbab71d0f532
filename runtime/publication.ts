// A processor's ruleset is in the log before any verdict under it: whoever reads a verdict can look up what it judged by.
// Written by the step itself, past its own fence; once, for what is there already is read first.
import type { RulesetPublished } from '../schemas/types.ts'
import { rulesetsPublished } from '../topics/index.ts'
import { createCodec } from './codec.ts'
import { headersOf } from './decide.ts'
import type { KafkaAddress, Producer } from './kafka.ts'
import { limits } from './limits.ts'
import { readable } from './readable.ts'
import { rangesOf, readRanges } from './reader.ts'
import type { Registry } from './registry.ts'
import { writeTogether } from './transaction.ts'

export type Publication = { readonly processor: string; readonly ruleset: string; readonly text: string }

type Parts = { readonly address: KafkaAddress; readonly registry: Registry; readonly now: () => number }

/** Publishes a ruleset unless it has been; `producer` has initialised its transactions. */
export async function publish(
  { processor, ruleset, text }: Publication,
  producer: Producer,
  parts: Parts,
  signal: AbortSignal,
): Promise<void> {
  if (await isPublished(processor, ruleset, parts, signal)) return
  const event: RulesetPublished = { processor, ruleset, text: fits(text) ? text : null }
  const value = createCodec().encode('RulesetPublished', await parts.registry.idOf(rulesetsPublished), event)
  const subject = { fileId: processor, submission: '', ruleset, at: parts.now() }
  const headers = headersOf(processor, rulesetsPublished, subject, '')
  await writeTogether(producer, [{ topic: rulesetsPublished.name, key: processor, value, headers }], signal)
}

const fits = (text: string): boolean => Buffer.byteLength(text) <= limits.resultBytesMax

async function isPublished(processor: string, ruleset: string, parts: Parts, signal: AbortSignal): Promise<boolean> {
  const read = readable<RulesetPublished>(parts.registry, createCodec(), rulesetsPublished)
  const ranges = await rangesOf(parts.address, [rulesetsPublished.name], 'high')
  for await (const records of readRanges(parts.address, ranges, signal)) {
    const { found } = await read(records)
    if (found.some(({ event }) => event.processor === processor && event.ruleset === ruleset)) return true
  }
  signal.throwIfAborted()
  return false
}
