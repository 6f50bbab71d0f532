// The corpus as files in memory, as ingest makes them of the folder: identified, with licence evidence.

import { openSource } from '../ingest/open.ts'
import type { GateSettings } from '../processors/index.ts'
import { createPipeline, defaultGateSettings } from '../processors/index.ts'
import { type JudgedFile, judgedFile, type Processor } from '../processors/processor.ts'
import type { Corpus } from './corpus.ts'

export type CorpusFiles = {
  readonly files: readonly JudgedFile[]
  readonly bytes: number
  readonly skipped: Readonly<Record<string, number>>
}

/** At most about so many bytes, spread evenly over the corpus. */
export async function corpusFiles(corpus: Corpus, bytesMax: number, signal: AbortSignal): Promise<CorpusFiles> {
  const source = await openSource(
    corpus.folder,
    { as: 'directory', repository: 'local/bench/corpus', temporaryDirectory: corpus.folder },
    signal,
  )
  const share = Math.min(1, bytesMax / source.sizeBytes)
  const files: JudgedFile[] = []
  const skipped: Record<string, number> = {}
  let bytes = 0
  for await (const entry of source.entries(0, signal)) {
    if (Math.floor(entry.index * share) === Math.floor((entry.index - 1) * share)) continue
    if (entry.kind === 'skip') {
      skipped[entry.reason] = (skipped[entry.reason] ?? 0) + 1
      continue
    }
    const { kind: _, index: __, content, ...facts } = entry
    const { submission, repository } = source
    files.push(judgedFile({ ...facts, submission, repository, submittedAt: 0, content }, content))
    bytes += content.length
  }
  await source.close()
  return { files, bytes, skipped }
}

export const pipelineOf = (settings: GateSettings = defaultGateSettings): readonly Processor[] =>
  createPipeline(settings)
