// The figure of memory: a backlog of many small files waits in the log while nothing runs, then every step starts at once;
// and what it costs to verify all of it afterwards.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verification } from '../cli/verify.ts'
import type { SubmissionResult } from '../runtime/submission.ts'
import type { Corpus } from './corpus.ts'
import { corpusFiles } from './corpus-files.ts'
import { requireConserved, untilSettled } from './flow.ts'
import { openHome } from './home.ts'
import { watchProcesses } from './processes.ts'
import { megabytes, round } from './report.ts'

const pieceBytes = 2_000
const filesEach = 1_000

export async function measureBacklog(
  corpus: Corpus,
  count: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<object> {
  const home = await openHome(signal)
  try {
    const folder = join(home.config.home, 'backlog')
    say(`writing ${count} small files`)
    await writePieces(corpus, folder, count, signal)
    const run = await home.command(['ingest', folder, '--repository', 'local/bench/backlog', '--json'])
    const result: SubmissionResult = JSON.parse(run.stdout)
    say(`${result.submitted} files wait after ${round(run.seconds, 1)} s; starting the steps`)
    const watch = watchProcesses(home.steps)
    const startedAt = performance.now()
    await home.startSteps()
    const { status, settledAt } = await untilSettled(home, result.submitted, say, signal)
    const costs = watch.costs()
    watch.stop()
    requireConserved(status, result.submitted)
    await home.stopSteps()
    say('verifying')
    const verified = await home.command(['verify', '--json'])
    const { records, breaks }: Verification = JSON.parse(verified.stdout)
    const peaks = {
      ...costs,
      ingest: { cpuSeconds: round(run.cpuSeconds), peakRssMegabytes: round(megabytes(run.peakRssBytes), 1) },
    }
    return {
      files: result.submitted,
      megabytes: round(megabytes(result.submittedBytes)),
      secondsToNoLag: round((settledAt - startedAt) / 1_000),
      filesPerSecond: round((result.submitted * 1_000) / (settledAt - startedAt), 1),
      conservation: status.conservation,
      peakRssMegabytesMax: Math.max(...Object.values(peaks).map(({ peakRssMegabytes }) => peakRssMegabytes)),
      processes: peaks,
      verify: {
        records,
        breaks: breaks.total,
        seconds: round(verified.seconds, 1),
        recordsPerSecond: Math.round(records / verified.seconds),
        peakRssMegabytes: round(megabytes(verified.peakRssBytes), 1),
      },
    }
  } finally {
    await home.stop()
  }
}

/** Pieces of the corpus' own files, cut at line ends, each with a number of its own so that no two are equal. */
async function writePieces(corpus: Corpus, folder: string, count: number, signal: AbortSignal): Promise<void> {
  const { files } = await corpusFiles(corpus, (count * pieceBytes) / 2, signal)
  let written = 0
  for (let turn = 0; written < count; turn++) {
    for (const { path, content } of files) {
      const extension = /\.\w+$/.exec(path)?.[0] ?? ''
      for (let from = 0; from < content.length && written < count; ) {
        const end = content.indexOf(10, Math.min(content.length, from + pieceBytes))
        const to = end < 0 ? content.length : end + 1
        const directory = join(folder, String(Math.floor(written / filesEach)))
        if (written % filesEach === 0) mkdirSync(directory, { recursive: true })
        const head = Buffer.from(`// SPDX-License-Identifier: MIT\n// ${turn} ${written}\n`)
        writeFileSync(join(directory, `${written}${extension}`), Buffer.concat([head, content.subarray(from, to)]))
        written++
        from = to
      }
    }
  }
}
