// An ingest killed before or after a chunk's commit goes on where its last chunk committed: each path once, in order.
// Mutants: drop the progress record of a chunk; read the progress before initTransactions.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { File, RepositoryFetched, Skipped } from '../../schemas/types.ts'
import { filesSkipped, filesSubmitted, repositoriesFetched } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSource } from '../support/pipeline.ts'

const pipelineOf = livePipeline()
const folder = mkdtempSync(join(tmpdir(), 'codelupe-ingest-'))
afterAll(() => rmSync(folder, { recursive: true }))

const count = 2_500

function makeFolder(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (let index = 0; index < count; index++) {
    const binary = index % 50 === 0
    const content = binary
      ? Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(index)])
      : madeSource(index)
    writeFileSync(join(path, `${String(index).padStart(5, '0')}${binary ? '.bin' : '.js'}`), content)
  }
  return path
}

describe('an ingest killed at', () => {
  test.each(['ingest.produced:2', 'ingest.committed:2'])('%s submits each path once', async (point) => {
    const pipeline = pipelineOf()
    const name = point.replaceAll(/[.:]/g, '-')
    const path = makeFolder(name)
    const killed = pipeline.spawn(['ingest', path], { CODELUPE_CRASH_AT: point })
    expect(await killed.ended).toBe('SIGKILL')
    // A chunk ends after its time too: what a slow machine had committed is asked of the topics.
    const { connection } = pipeline
    const own = <Event extends File | Skipped | RepositoryFetched>(
      events: readonly { readonly event: Event }[],
    ): readonly Event[] => events.map(({ event }) => event).filter((event) => event.repository.name === name)
    const before =
      own(await eventsOf<File>(connection, filesSubmitted)).length +
      own(await eventsOf<Skipped>(connection, filesSkipped)).length
    expect(before).toBeGreaterThan(0)
    const second = pipeline.spawn(['ingest', path, '--json'])
    expect(await second.ended).toBe('0')
    expect(JSON.parse(second.stdout())).toMatchObject({
      already: false,
      resumedAt: before,
      found: count,
    })
    const third = pipeline.spawn(['ingest', path, '--json'])
    expect(await third.ended).toBe('0')
    expect(JSON.parse(third.stdout())).toMatchObject({ already: true })

    const submitted = own(await eventsOf<File>(connection, filesSubmitted))
    const skipped = own(await eventsOf<Skipped>(connection, filesSkipped))
    const fetched = own(await eventsOf<RepositoryFetched>(connection, repositoriesFetched))
    expect(new Set(submitted.map((file) => file.path)).size).toBe(submitted.length)
    expect([submitted.length, skipped.length]).toEqual([2_450, 50])
    expect(fetched).toHaveLength(1)
    expect(fetched[0]).toMatchObject({ found: count, submitted: 2_450, skipped: { 'file.binary': 50 } })
    expect(new Set(submitted.map((file) => file.submittedAt)).size).toBe(1)
  })
})
