// Processes whose clocks are an hour apart (faults.md: Kafka and schemas). Nothing is ordered by a clock: the verdicts are the
// same bytes, every file has its outcome, and lag is counted in records.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readSupervisor } from '../../cli/supervisor-state.ts'
import type { Decision } from '../../schemas/types.ts'
import { filesDecided } from '../../topics/index.ts'
import { configOf, flow, settled, streamOf, workersOf } from '../support/faults.ts'
import { eventsOf } from '../support/pipeline.ts'
import { scrape } from '../support/scrape.ts'
import { until } from '../support/waits.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

const hourMs = 3_600_000

/** Nobody is behind, says the supervisor, and nobody ever was by a negative number. */
async function expectLagsSane(stage: Stage): Promise<void> {
  const port = readSupervisor(configOf(stage.home))?.metricsPort ?? 0
  const lags = await until({
    what: 'a reading of the lag without any',
    home: stage.home,
    look: async () =>
      (await scrape(port)).filter(
        ({ name, labels }) => name.startsWith('kafka_consumergroup_lag') && labels.consumergroup !== 'codelupe.trainer',
      ),
    holds: (found) => found.length > 0 && found.every(({ value }) => value === 0),
    pollMs: 1_000,
  })
  expect(lags.length).toBeGreaterThan(6)
}
const [ahead, behind] = [
  ['quality', 'license', 'projector'],
  ['malicious', 'admission'],
]
const skewedWorkers = [...ahead, ...behind]

const skewed = {
  NODE_OPTIONS: `--import=${join(import.meta.dirname, 'skewed-clock.ts')}`,
  CODELUPE_TEST_SKEW: [
    ...ahead.map((name) => `${name}=${hourMs}`),
    ...[...behind, 'ingest'].map((name) => `${name}=-${hourMs}`),
  ].join(),
} as const

/** What was decided about a repository's files, by path: outcome and verdicts, without what names the repository. */
async function verdictsOf(stage: Stage, name: string): Promise<ReadonlyMap<string, string>> {
  const decisions = (await eventsOf<Decision>(await stage.connection(), filesDecided)).map(({ event }) => event)
  return new Map(
    decisions
      .filter(({ file }) => file.repository.name === name)
      .map(({ file, outcome, verdicts }) => [file.path, JSON.stringify([outcome, verdicts])]),
  )
}

async function anHourApart(stage: Stage) {
  const [right, wrong] = [stage.named('right-clocks'), stage.named('wrong-clocks')]
  await flow(await stage.connection(), streamOf(right, 200, 5))
  await settled(stage)
  await stage.restart(skewed)
  // Twice the same repository, by an ingest that is two hours behind the projector: the second goes on where the first ended.
  const cli = await stage.under(skewed)
  const folder = stage.folderOf(stage.named('from-the-past'), 100)
  const first = await cli.json('ingest', folder, '--json')
  expect(first).toMatchObject({ submitted: 100 })
  await flow(await stage.connection(), streamOf(wrong, 200, 5))
  const stream = await flowing(stage, 'wrong-beside')
  await stream.whole()
  expect(await cli.json('ingest', folder, '--json')).toMatchObject({ already: true })
  const healedAt = performance.now()
  await settled(stage)
  expect(await verdictsOf(stage, wrong)).toEqual(await verdictsOf(stage, right))
  expect(workersOf(stage.home).map(({ restarts }) => restarts)).toEqual(workersOf(stage.home).map(() => 0))
  for (const name of skewedWorkers)
    expect(readFileSync(join(stage.home, 'logs', `${name}.log`), 'utf8')).toContain('its clock is wrong by')
  await expectLagsSane(stage)
  return { strikes: skewedWorkers.length + 1, healedAt }
}

export const clockFaults: readonly Fault[] = [
  {
    name: 'clocks of the steps and of an ingest an hour ahead and an hour behind',

    strike: anHourApart,
    after: ({ restart }) => restart(),
  },
]
