// Two groups: tests without servers run side by side; those with real servers by themselves, one file at a time, because a
// broker, a registry, a database and a trainer on two cores would otherwise wait for each other.
import { defineConfig } from 'vitest/config'
import { closingLine } from './tests/reporter.ts'

const sources = ['topics', 'identify', 'processors', 'projections', 'trainer', 'ingest', 'runtime', 'embedded', 'cli']

export default defineConfig({
  test: {
    reporters: ['default', closingLine],
    coverage: {
      provider: 'v8',
      include: sources.map((folder) => `${folder}/**/*.ts`),
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
            process.env.CODELUPE_FAULTS === '1'
              ? 'tests/faults/**/*.test.ts'
              : 'tests/{integration,invariants,e2e,containers}/**/*.test.ts',
          ],
          maxWorkers: 1,
          // No stopwatch either: what a test waits for has an end of its own, with a message (tests/support/waits.ts).
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
