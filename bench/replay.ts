// The figures of replays, as commands on a history that the real pipeline has made: decided again from verdicts, judged anew
// from content, and a topic copied.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RulesetReplay } from '../cli/replay/ruleset-replay.ts'
import type { TopicReplay } from '../cli/replay/topic-replay.ts'
import { submit } from '../runtime/submission.ts'
import { madeSubmission } from '../tests/support/pipeline.ts'
import { filesDecided } from '../topics/index.ts'
import { untilSettled } from './flow.ts'
import { type Ended, type Home, openHome } from './home.ts'
import { megabytes, round } from './report.ts'

/** Loses some files, gains none: no content is needed. */
const stricter = '[quality.thresholds]\ncharacters.digits.languages.JavaScript = 0.17\n'

/** `files` are made-up JavaScript files of about 700 bytes, all accepted. */
export async function measureReplay(files: number, say: (line: string) => void, signal: AbortSignal): Promise<object> {
  const home = await openHome(signal)
  try {
    await makeHistory(home, files, say, signal)
    const proposal = join(home.config.home, 'stricter.toml')
    writeFileSync(proposal, stricter)
    say('deciding again')
    const again = await home.command(['replay', '--ruleset', proposal, '--json'])
    say('judging anew')
    const anew = await home.command(['replay', '--ruleset', proposal, '--anew', '--json'])
    say('copying')
    const copied = await home.command(['replay', filesDecided.name, '--into', 'bench.copied.v1', '--execute', '--json'])
    const { written }: TopicReplay = JSON.parse(copied.stdout)
    return {
      files,
      decidedAgain: figureOf(again),
      judgedAnew: figureOf(anew),
      copied: {
        records: written,
        recordsPerSecondWholeCommand: round(written / copied.seconds, 0),
        ...costsOf(copied),
      },
    }
  } finally {
    await home.stop()
  }
}

async function makeHistory(home: Home, files: number, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { connection } = home
  const ignored = { onProgress: () => undefined, passing: () => undefined }
  say(`submitting ${files} files`)
  // Every tenth path of a made submission is skipped.
  const source = madeSubmission('bench', Math.ceil((files * 10) / 9))
  const parts = { address: connection.kafka, registry: connection.registry, now: Date.now, ...ignored }
  const { submitted } = await submit(source, parts, false, signal)
  say('judging them')
  await home.startSteps()
  await untilSettled(home, submitted, say, signal)
  await home.stopSteps()
}

/** `filesPerSecond` is from the first read to the last commit; CPU is that of the whole command, its threads included. */
function figureOf(ran: Ended): object {
  const { difference, counts, digest, seconds }: RulesetReplay = JSON.parse(ran.stdout)
  const { files, flips } = difference
  return { files, flips, counts, digest, filesPerSecond: Math.round(files / seconds), ...costsOf(ran) }
}

const costsOf = ({ seconds, cpuSeconds, peakRssBytes }: Ended): object => ({
  secondsWholeCommand: round(seconds),
  cpuSecondsWholeCommand: round(cpuSeconds),
  peakRssMegabytes: round(megabytes(peakRssBytes), 1),
})
