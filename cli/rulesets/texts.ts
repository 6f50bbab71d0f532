// Rulesets by name: what counts now, a proposal's file, or the hash of one that was published.
import { existsSync } from 'node:fs'
import { createCodec } from '../../runtime/codec.ts'
import { fail } from '../../runtime/errors.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { RulesetPublished } from '../../schemas/types.ts'
import { rulesetsPublished } from '../../topics/index.ts'
import type { Context } from '../command.ts'
import type { Connection } from '../connect.ts'
import { rulesNow, rulesThen } from './now.ts'
import { readOverlay } from './overlay.ts'

/** Texts by processor. */
export type Texts = ReadonlyMap<string, string>

/** Every ruleset in the log, in its order; `text` is null where it was too large for a record. */
export async function publishedRulesets(
  { kafka, registry }: Pick<Connection, 'kafka' | 'registry'>,
  signal: AbortSignal,
): Promise<readonly RulesetPublished[]> {
  const all: RulesetPublished[] = []
  const read = readable<RulesetPublished>(registry, createCodec(), rulesetsPublished)
  for await (const records of readRanges(kafka, await rangesOf(kafka, [rulesetsPublished.name], 'stable'), signal))
    all.push(...(await read(records)).found.map(({ event }) => event))
  signal.throwIfAborted()
  return all
}

const hashPattern = /^[0-9a-f]{6,64}$/

/** The rules that a word names. Throws `usage.invalid` where it names none, or more than one. */
export async function textsOf(context: Context, connection: Connection, word: string): Promise<Texts> {
  if (word === 'now') return byProcessor((await rulesNow(context, connection)).processors)
  if (hashPattern.test(word) && !existsSync(word)) return byHash(context, connection, word)
  return byProcessor((await rulesThen(context, readOverlay(word))).processors)
}

const byProcessor = (processors: readonly { readonly name: string; readonly rulesetText: string }[]): Texts =>
  new Map(processors.map(({ name, rulesetText }) => [name, rulesetText]))

async function byHash({ signal }: Context, connection: Connection, word: string): Promise<Texts> {
  const all = await publishedRulesets(connection, signal)
  const found = new Map(all.filter(({ ruleset }) => ruleset.startsWith(word)).map((one) => [one.ruleset, one]))
  const [one] = found.values()
  if (one === undefined || found.size > 1) {
    const known = all.map(({ processor, ruleset }) => `${processor} ${ruleset.slice(0, 12)}`)
    const what = found.size > 1 ? `${found.size} that begin with ${word}` : `no ${word}`
    throw fail(
      'usage.invalid',
      `expected now, a proposal's file, or one of ${[...new Set(known)].join(', ')}; found ${what}`,
    )
  }
  if (one.text === null)
    throw fail(
      'usage.invalid',
      `expected a ruleset whose text is in the log, found ${word}, which was too large for it`,
    )
  return new Map([[one.processor, one.text]])
}
