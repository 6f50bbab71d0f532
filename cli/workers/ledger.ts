// The trainer's ledger in Kafka: training.steps.v1 is the truth about checkpoints; the group's positions only show lag.
import { createCodec } from '../../runtime/codec.ts'
import type { Passing } from '../../runtime/crash-point.ts'
import { deadLetterOf } from '../../runtime/dead-letter.ts'
import { encoder } from '../../runtime/decide.ts'
import { fail } from '../../runtime/errors.ts'
import { type Consumer, openProducer } from '../../runtime/kafka.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import { retry } from '../../runtime/retry.ts'
import { transactionalIdOf } from '../../runtime/stage.ts'
import type { Effect, LogRecord } from '../../runtime/step.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { dlqByStep, trainingSteps } from '../../topics/index.ts'
import type { TrainingLedger } from '../../trainer/index.ts'
import type { Connection } from '../connect.ts'
import { expiredOr } from './expired.ts'

/** Places that one line names. */
const placesSaid = 10

export type LedgerParts = {
  readonly connection: Connection
  readonly consumer: Consumer
  readonly observe: (commit: { readonly tokens: number; readonly loss: number | null; readonly step: number }) => void
  readonly now: () => number
  /** Says aloud what was passed over. */
  readonly say: (line: string) => void
  readonly passing: Passing
  readonly signal: AbortSignal
}

export async function openLedger(parts: LedgerParts): Promise<TrainingLedger> {
  const { connection, consumer, passing } = parts
  const { kafka, registry } = connection
  const codec = createCodec()
  const id = await retry(() => registry.idOf(trainingSteps), parts.signal, Number.POSITIVE_INFINITY)
  const encode = encoder('trainer', codec, new Map([[trainingSteps.name, id]]))
  const producer = await openProducer(kafka, transactionalIdOf('trainer', 0))
  // Commits in the log that this process has read or written.
  const known = { commits: 0 }
  const write: TrainingLedger['commit'] = async (event, burials, next, signal) => {
    const about = { fileId: event.checkpoint, submission: event.lineage, ruleset: event.manifestSha256, at: 0 }
    const effect: Effect = { kind: 'emit', topic: trainingSteps, key: event.lineage, event, subject: about }
    const { lineage } = event
    const context = { step: 'trainer', ruleset: '', topic: dlqByStep.trainer, at: parts.now(), lineage }
    await producer.begin()
    passing('kafka.begun')
    await producer.produce(
      [encode(effect, sourceOf(event)), ...burials.map((burial) => deadLetterOf(burial, context))],
      signal,
    )
    passing('kafka.produced')
    await retry(() => producer.sendOffsets(next, consumer), signal)
    passing('kafka.offsets-sent')
    await retry(() => {
      const answer = producer.commit()
      passing('kafka.committing')
      return answer
    }, signal)
    passing('kafka.committed')
  }
  return {
    initialise: (signal) => retry(() => producer.initTransactions(), signal),
    history: async (signal) => {
      const commits = await historyOf(connection, parts.say, signal)
      known.commits = commits.length
      return commits
    },
    commit: async (event, burials, next, signal) => {
      const begunAt = performance.now()
      const othersCommitted = async (): Promise<boolean> => {
        const since = (await historyOf(connection, parts.say, signal)).slice(known.commits)
        return since.some(({ manifestSha256 }) => manifestSha256 !== event.manifestSha256)
      }
      try {
        await write(event, burials, next, signal)
      } catch (error) {
        throw await expiredOr(error, { ageMs: performance.now() - begunAt, othersCommitted })
      }
      known.commits++
      const step = event.steps.at(-1)
      const tokens = event.steps.reduce((sum, one) => sum + one.tokens, 0)
      if (step !== undefined) parts.observe({ tokens, loss: step.loss, step: step.step })
    },
    close: () => producer.close(),
  }
}

/**
 * Every commit. What cannot be read and is no trainer's is passed over, and said each time; the projector buries it for the
 * record.
 */
async function historyOf(
  { kafka, registry }: Connection,
  say: LedgerParts['say'],
  signal: AbortSignal,
): Promise<readonly TrainingCommit[]> {
  const read = readable<TrainingCommit>(registry, createCodec(), trainingSteps)
  const commits: TrainingCommit[] = []
  const skipped: LogRecord[] = []
  for await (const records of readRanges(kafka, await rangesOf(kafka, [trainingSteps.name], 'high'), signal)) {
    const { found, unreadable } = await read(records)
    commits.push(...found.map(({ event }) => event))
    skipped.push(...unreadable)
  }
  requireForeign(skipped)
  const [first] = skipped
  if (first !== undefined) {
    const places = skipped.slice(0, placesSaid).map(({ partition, offset }) => `${partition}@${offset}`)
    const more = skipped.length > placesSaid ? ', ...' : ''
    say(`skipped ${skipped.length} records of ${first.topic} that are no commits: ${places.join(', ')}${more}`)
  }
  return commits
}

/** Throws where one of these is a trainer's own commit: what it trained would be trained once more. */
export function requireForeign(unreadable: readonly LogRecord[]): void {
  const own = unreadable.find(({ headers }) =>
    headers.some(([name, value]) => name === 'ce_source' && value === source),
  )
  if (own === undefined) return
  const where = `${own.topic} ${own.partition}@${own.offset}`
  throw fail('schema.undecodable', `expected the trainer's commit at ${where} to be readable, found that it is not`)
}

const source = 'codelupe/trainer'

/** A commit comes from many records: its trail starts with itself. */
const sourceOf = (event: TrainingCommit): LogRecord => ({
  topic: event.lineage,
  partition: 0,
  offset: event.steps.at(-1)?.step ?? 0,
  key: event.lineage,
  value: Buffer.alloc(0),
  headers: [],
  timestamp: 0,
})
