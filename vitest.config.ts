// Two groups: tests without servers run side by side; those with real servers after them, three files at a time, each with
// servers that no other has meanwhile: a file waits for sessions and time-outs most of its time. Servers that are given are everybody's, and
// the fault suite measures how long recovery takes: those run one file at a time.
import { defineConfig } from 'vitest/config'
import { closingLine } from './tests/reporter.ts'
import { SlowFirst } from './tests/sequencer.ts'

const sources = [
  'topics',
  'identify',
  'processors',
  'projections',
  'trainer',
  'ingest',
  'runtime',
  'embedded',
  'monitoring',
  'cli',
]

const { CODELUPE_FAULTS: faults, CODELUPE_TEST_SERVERS: servers, KAFKA_BROKERS: given } = process.env
const alone = [faults, servers, given].some((value) => value !== undefined)

export default defineConfig({
  test: {
    reporters: ['default', closingLine],
    sequence: { sequencer: SlowFirst },
    coverage: {
      provider: 'v8',
      include: [...sources.map((folder) => `${folder}/**/*.ts`), 'evaluation/*.ts'],
      reporter: ['text-summary', 'lcovonly'],
      reportOnFailure: true,
      thresholds: { lines: 80 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['tests/*.test.ts', 'tests/{unit,contract,simulation}/**/*.test.ts'],
          // No test is a stopwatch: hostile text takes a calm machine a second, and a busy one many.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          // tests/faults is the fault suite, by `npm run faults`: it kills every process of a pipeline for minutes.
          include: [
            faults === '1' ? 'tests/faults/**/*.test.ts' : 'tests/{integration,invariants,e2e,containers}/**/*.test.ts',
          ],
          maxWorkers: alone ? 1 : 3,
          globalSetup: 'tests/servers-setup.ts',
          // No stopwatch either: what a test waits for has an end of its own, with a message (tests/support/waits.ts).
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
