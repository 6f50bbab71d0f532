// One run over the dead letters of a step: each open one goes back to the step, or is dropped, in one transaction with the
// record that says so. The handled ones are read past the own fence, so twice is once, and a run that was killed goes on.
import { type Codec, createCodec } from '../../runtime/codec.ts'
import type { Passing } from '../../runtime/crash-point.ts'
import { headersOf } from '../../runtime/decide.ts'
import { fail, hasCode } from '../../runtime/errors.ts'
import { openProducer } from '../../runtime/kafka.ts'
import type { OutgoingRecord, Producer } from '../../runtime/kafka-clients.ts'
import { limits } from '../../runtime/limits.ts'
import { type OperationState, operationRecord } from '../../runtime/operations.ts'
import { headerIn, redrivenHeaders, storyOf } from '../../runtime/redriven.ts'
import type { Registry } from '../../runtime/registry.ts'
import { retry } from '../../runtime/retry.ts'
import type { LogRecord, Position } from '../../runtime/step.ts'
import { trailTo } from '../../runtime/trail.ts'
import { writeTogether } from '../../runtime/transaction.ts'
import type { DeadLetterHandled } from '../../schemas/types.ts'
import { fromHeader } from '../../topics/header-text.ts'
import { type BuryingStep, deadLettersHandled, redriveByStep } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'
import { letterIdText } from '../dead-letter-id.ts'
import { type Handled, readHandled } from './handled.ts'
import { type How, letterRanges, readLetters, type Selection, standingOf } from './letters.ts'

/** One operator at a time works on the dead letters of a step: the later one fences the earlier. */
export const redriveTransactionalId = (step: string): string => `codelupe.redrive.${step}`

export type RunParts = WorkParts & { readonly connection: Connection }

export type WorkParts = {
  /** Id of this run: its records share it. */
  readonly operation: string
  readonly by: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly passing: Passing
  readonly onProgress: (done: number) => void
  /** Letters of one transaction. */
  readonly lettersMax?: number
}

export type RunResult = {
  readonly step: BuryingStep
  /** Null where there was nothing to do: then nothing was written. */
  readonly operation: string | null
  readonly done: number
  /** Letters that have failed too often to be sent unasked. */
  readonly tried: number
  /** Letters that were too large to be kept whole. */
  readonly cut: number
}

/** What a run asks of the log and the registry. */
export type LetterLog = {
  readonly producer: Producer
  /** The letters handled so far: all that was written by now, open transactions included once they have ended. */
  readonly handled: () => Promise<Handled>
  /** The letters that are there now. */
  readonly letters: () => AsyncIterable<readonly LogRecord[]>
  readonly registry: Pick<Registry, 'idOf'>
  readonly codec: Codec
}

/** Rejects with `redrive.fenced` where another operator has taken over; what was committed by then stays. */
export async function runOver(
  how: How,
  step: BuryingStep,
  selection: Selection,
  parts: RunParts,
  signal: AbortSignal,
): Promise<RunResult> {
  const { connection } = parts
  const log: LetterLog = {
    producer: await openProducer(connection.kafka, redriveTransactionalId(step)),
    handled: () => readHandled(connection, step, signal),
    letters: async function* () {
      yield* readLetters(connection, await letterRanges(connection, step, selection), signal)
    },
    registry: connection.registry,
    codec: createCodec(),
  }
  return workThrough(how, step, selection, parts, log, signal)
}

/** The run over any log: tests/simulation has one whose every answer a seed decides. */
export async function workThrough(
  how: How,
  step: BuryingStep,
  selection: Selection,
  parts: WorkParts,
  log: LetterLog,
  signal: AbortSignal,
): Promise<RunResult> {
  const { producer } = log
  const work = await openWork(how, step, parts, log)
  try {
    await retry(() => producer.initTransactions(), signal)
    parts.passing('redrive.fenced')
    const handled = await log.handled()
    const counts = { tried: 0, cut: 0 }
    for await (const records of log.letters()) {
      for (const letter of records) {
        const standing = standingOf(how, letter, selection, handled)
        if (standing === 'tried' || standing === 'cut') counts[standing]++
        if (standing === 'open') await work.take(letter)
      }
    }
    const done = await work.finish(signal.aborted ? 'stopped' : 'done')
    signal.throwIfAborted()
    return { step, operation: done === 0 ? null : parts.operation, done, ...counts }
  } catch (error) {
    if (!hasCode(error, 'kafka.fenced')) throw error
    const said = `expected to be alone with the dead letters of ${step}, found that another operator has begun`
    throw fail('redrive.fenced', `${said}; ${work.done()} were ${how} by then`, error)
  } finally {
    await producer.close()
  }
}

type Work = {
  readonly take: (letter: LogRecord) => Promise<void>
  /** Commits what is left; resolves with how many were handled in all. */
  readonly finish: (state: OperationState) => Promise<number>
  readonly done: () => number
}

type Chunk = { readonly records: OutgoingRecord[]; letters: number; bytes: number }

/** Gathers letters, and commits them in transactions that are short: an open one holds back every reader. */
async function openWork(how: How, step: BuryingStep, parts: WorkParts, log: LetterLog): Promise<Work> {
  const { producer, registry, codec } = log
  const id = await registry.idOf(deadLettersHandled)
  const lettersMax = parts.lettersMax ?? limits.redriveLettersMax
  let chunk: Chunk = { records: [], letters: 0, bytes: 0 }
  const state = { done: 0 }
  const said = (what: OperationState): Promise<OutgoingRecord> =>
    operationRecord(
      registry,
      {
        operation: parts.operation,
        kind: how === 'redriven' ? 'redrive' : 'drop',
        state: what,
        by: parts.by,
        at: parts.now(),
        about: `dead letters of ${step}`,
        from: [],
        to: [],
        counts: { [how]: state.done },
        detail: null,
      },
      codec,
    )
  // Work already begun is finished, also after Ctrl-C: only reading stops.
  const write = (records: readonly OutgoingRecord[]): Promise<void> =>
    writeTogether(producer, records, AbortSignal.timeout(limits.kafkaCallMsMax), {
      produced: () => parts.passing('redrive.produced'),
      committed: () => parts.passing('redrive.committed'),
    })
  const commit = async (): Promise<void> => {
    const first = state.done === 0 ? [await said('started')] : []
    await write([...first, ...chunk.records])
    state.done += chunk.letters
    chunk = { records: [], letters: 0, bytes: 0 }
    parts.onProgress(state.done)
  }
  return {
    done: () => state.done,
    take: async (letter) => {
      const event = handledEvent(how, step, letter, parts)
      const subject = { fileId: event.letterId, submission: '', ruleset: how, at: event.record.at }
      chunk.records.push({
        topic: deadLettersHandled.name,
        key: event.letterId,
        value: codec.encode('DeadLetterHandled', id, event.record),
        headers: headersOf('dlq', deadLettersHandled, subject, ''),
      })
      if (how === 'redriven') chunk.records.push(redrivenRecord(step, letter))
      chunk.letters++
      chunk.bytes += letter.value.length
      if (chunk.letters >= lettersMax || chunk.bytes >= limits.redriveBytesMax) await commit()
    },
    finish: async (last) => {
      if (chunk.letters > 0) await commit()
      if (state.done > 0) await write([await said(last)])
      return state.done
    },
  }
}

const redrivenRecord = (step: BuryingStep, letter: LogRecord): OutgoingRecord => ({
  topic: redriveByStep[step].name,
  key: letter.key,
  value: letter.value,
  headers: redrivenHeaders(letter),
})

function handledEvent(
  how: How,
  step: BuryingStep,
  letter: LogRecord,
  { operation, by, now }: WorkParts,
): { readonly letterId: string; readonly record: DeadLetterHandled } {
  const story = storyOf(letter)
  return {
    letterId: letterIdText(step, letter.topic, letter.partition, letter.offset),
    record: {
      step,
      letter: placeOf(letter),
      original: placeOf(story.original),
      code: headerIn(letter, 'dlq.code'),
      how,
      attempt: how === 'redriven' ? story.attempt + 1 : story.attempt,
      operation,
      by,
      at: now(),
      fileId: headerIn(letter, 'ce_subject') || null,
      submission: fromHeader(headerIn(letter, 'x-submission')) || null,
      trail: trailTo(story.trail, story.read),
    },
  }
}

const placeOf = ({ topic, partition, offset }: Position): Position => ({ topic, partition, offset })
