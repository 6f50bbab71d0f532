// I1, I12: a processor killed at any marked point of its commit leaves each file once in its output, in order.
// Mutants: produce outside the transaction (drop `producer.begin()`); drop `sendOffsets`; snapshot positions late.
import { describe, expect, test } from 'vitest'
import type { CrashPoint } from '../../runtime/crash-point.ts'
import type { Candidate, File } from '../../schemas/types.ts'
import { filesQuality, filesSubmitted } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSubmission } from '../support/pipeline.ts'

const pipelineOf = livePipeline()

const points: readonly CrashPoint[] = ['kafka.begun', 'kafka.produced', 'kafka.offsets-sent', 'kafka.committed']

describe('a processor killed at', () => {
  test.each(points)('%s loses nothing, doubles nothing, keeps the order', async (point) => {
    const pipeline = pipelineOf()
    await pipeline.submit(madeSubmission(point, 400))
    const killed = pipeline.spawn(['run', 'quality'], { CODELUPE_CRASH_AT: point })
    expect(await killed.ended).toBe('SIGKILL')
    await pipeline.drain(['quality'])
    const submitted = (await eventsOf<File>(pipeline.connection, filesSubmitted)).map(({ event, record }) => [
      record.partition,
      event.fileId,
    ])
    const judged = (await eventsOf<Candidate>(pipeline.connection, filesQuality)).map(({ event, record }) => [
      record.partition,
      event.file.fileId,
    ])
    expect(submitted.length).toBeGreaterThanOrEqual(360)
    expect(judged.toSorted(byPartition)).toEqual(submitted.toSorted(byPartition))
  })
})

// The sort is stable, so within a partition the order of reading stays.
const byPartition = ([a]: readonly unknown[], [b]: readonly unknown[]): number => Number(a) - Number(b)
