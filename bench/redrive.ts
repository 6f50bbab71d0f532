// How fast dead letters go back to their step: made-up letters in the real topic, the real command, servers of its own. The
// second run finds them all handled: what looking costs.
import { createCodec } from '../runtime/codec.ts'
import { bury, deadLetterOf } from '../runtime/dead-letter.ts'
import { headersOf } from '../runtime/decide.ts'
import { type OutgoingRecord, openProducer } from '../runtime/kafka.ts'
import { writeTogether } from '../runtime/transaction.ts'
import { dlqByStep, filesSubmitted } from '../topics/index.ts'
import { madeFile } from './encoded-log.ts'
import { type Ended, type Home, openHome } from './home.ts'
import { round } from './report.ts'

const batchLetters = 1_000
/** About what a file of the corpus has, in bytes. */
const contentBytes = 4_000

export async function measureRedrive(
  letters: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const home = await openHome(signal)
  try {
    say(`burying ${letters} records`)
    const bytes = await buryMade(home, letters, signal)
    say('redriving')
    const plan = await home.command(['dlq', 'redrive', '--step', 'quality', '--json'])
    const first = await home.command(['dlq', 'redrive', '--step', 'quality', '--execute', '--json'])
    const second = await home.command(['dlq', 'redrive', '--step', 'quality', '--execute', '--json'])
    const [done, again] = [doneIn(first), doneIn(second)]
    if (done !== letters || again !== 0)
      throw new Error(`expected ${letters} redriven and then none, found ${done} and ${again}`)
    const work = Object(JSON.parse(first.stdout)).seconds
    return {
      letters,
      bytesPerLetter: Math.round(bytes / letters),
      lettersPerSecond: Math.round(letters / work),
      dryRun: costOf(plan),
      redrive: costOf(first),
      redriveAgain: costOf(second),
    }
  } finally {
    await home.stop()
  }
}

const doneIn = ({ stdout }: Ended): unknown => Object(JSON.parse(stdout)).done

/** The whole command, from the start of its process to its end. */
const costOf = ({ seconds, cpuSeconds, peakRssBytes }: Ended): Readonly<Record<string, number>> => ({
  seconds: round(seconds),
  cpuSeconds: round(cpuSeconds),
  peakMegabytes: round(peakRssBytes / 1e6, 0),
})

/** Resolves with the bytes of all values. */
async function buryMade({ connection }: Home, letters: number, signal: AbortSignal): Promise<number> {
  const { kafka, registry } = connection
  const id = await registry.idOf(filesSubmitted)
  const codec = createCodec()
  const producer = await openProducer(kafka, 'codelupe.bench.redrive')
  const total = { bytes: 0 }
  const letterOf = (index: number): OutgoingRecord => {
    const file = { ...madeFile(index), content: Buffer.alloc(contentBytes, `line ${index}\n`) }
    const subject = { fileId: file.fileId, submission: file.submission, ruleset: '', at: file.submittedAt }
    const value = codec.encode('File', id, file)
    total.bytes += value.length
    const record = {
      topic: filesSubmitted.name,
      partition: 0,
      offset: index,
      key: file.contentSha256,
      value,
      headers: headersOf('ingest', filesSubmitted, subject, ''),
      timestamp: file.submittedAt,
    }
    const context = { step: 'quality', ruleset: 'made up', topic: dlqByStep.quality, at: file.submittedAt }
    return deadLetterOf(bury(record, 'handle', new Error('made up')), context)
  }
  try {
    await producer.initTransactions()
    for (let from = 0; from < letters; from += batchLetters) {
      const count = Math.min(batchLetters, letters - from)
      await writeTogether(
        producer,
        Array.from({ length: count }, (_, index) => letterOf(from + index)),
        signal,
      )
    }
    return total.bytes
  } finally {
    await producer.close()
  }
}
