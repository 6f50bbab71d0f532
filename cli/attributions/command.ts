// Writes who is to be named for the accepted corpus, as its licences ask: to stdout, or into a file that is whole or not
// there. Everything up to the ends seen at the start, read from the log as `export` reads it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, fail } from '../../runtime/errors.ts'
import { type Context, shown } from '../command.ts'
import { connect } from '../connect.ts'
import { jsonLine } from '../json.ts'
import { secretInUse } from '../kept-rules.ts'
import { promotedFiles } from '../rulesets/now.ts'
import { openWholeFile } from '../whole-file.ts'
import { linesOfDocument } from './document.ts'
import { gather, type Unreadable } from './gather.ts'
import { openStore, type Store } from './store.ts'

export type AttributionsOptions = { readonly out?: string; readonly json?: boolean }

export async function attributions(context: Context, { out, json = false }: AttributionsOptions): Promise<number> {
  if (json && out === undefined)
    throw fail('usage.invalid', 'expected --out beside --json, found --json alone: the notices themselves are no JSON')
  const { config, terminal, signal } = context
  const connection = await connect(config)
  const file = out === undefined ? null : await openWholeFile(out, '--out')
  const folder = join(config.home, 'tmp')
  mkdirSync(folder, { recursive: true })
  const store = openStore(folder)
  try {
    const secret = await secretInUse(config, terminal.say, await promotedFiles(context, connection))
    const { unreadable, ranges } = await gather({ context, connection, store }, secret)
    if (file === null) for (const line of linesOfDocument(store, unreadable)) terminal.out(line)
    else await writeLines(file.write, linesOfDocument(store, unreadable), signal)
    await file?.finish()
    const positions = ranges.map(({ partition, from, to }) => ({ partition, from, to }))
    const written = { samples: store.samples(), repositories: store.repositoryCount(), unreadable, positions }
    if (json) terminal.out(jsonLine(written))
    else report(context, out, store, unreadable)
    return unreadable.length === 0 ? exitCodes.done : exitCodes.partial
  } catch (error) {
    await file?.drop()
    throw error
  } finally {
    store.close()
  }
}

/** Characters handed to the disk at a time. */
const chunkLength = 65_536

async function writeLines(
  write: (text: string) => Promise<void>,
  lines: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < chunkLength) continue
    signal.throwIfAborted()
    await write(chunk)
    chunk = ''
  }
  await write(chunk)
}

/** Talk where stdout is the document; else the outcome. */
function report({ terminal }: Context, out: string | undefined, store: Store, unreadable: readonly Unreadable[]): void {
  const tell = out === undefined ? terminal.say : terminal.out
  if (out !== undefined)
    tell(`notices for ${store.samples()} samples from ${store.repositoryCount()} repositories in ${shown(out)}`)
  for (const { topic, partition, offset, code } of unreadable)
    tell(`unreadable: ${topic}/${partition}@${offset} [${code}]`)
  if (store.samples() === 0) terminal.say('no samples; ./codelupe status shows what became of the files')
}
