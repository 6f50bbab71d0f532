// The figure of starting, with everything set up: a whole demo in a fresh home, then the servers and the pipeline again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { type Ended, runCommand } from './home.ts'
import { round } from './report.ts'

/** Seconds since the start of a command at which it told something: `[ 12.3 s] first accepted sample: ...`. */
export function toldAt(told: string, what: string): number {
  const line = told.split('\n').find((candidate) => candidate.includes(`] ${what}`))
  const seconds = /\[\s*([\d.]+) s\]/.exec(line ?? '')?.[1]
  if (seconds === undefined) throw new Error(`expected a line on ${what}, found: ${told}`)
  return Number(seconds)
}

/** Asks for a machine where `demo` has run before: set-up and downloads are no part of it. */
export async function measureStart(config: Config, say: (line: string) => void, signal: AbortSignal): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'codelupe-start-'))
  const own = { ...config, home }
  const run = (...args: readonly string[]): Promise<Ended> => runCommand(own, args, signal)
  try {
    say('a demo in a fresh home')
    const demo = await run('demo')
    await run('down')
    say('the second start of the same home')
    const second = await run('up', '--trainer=off')
    return {
      demo: {
        pipelineRunsSeconds: toldAt(demo.stderr, 'the pipeline runs'),
        firstAcceptedSampleSeconds: toldAt(demo.stderr, 'first accepted sample'),
        firstTrainingStepSeconds: toldAt(demo.stderr, 'first training step'),
        wholeCommandSeconds: round(demo.seconds, 1),
      },
      secondUpSeconds: round(second.seconds, 1),
    }
  } finally {
    await runCommand(own, ['down'], AbortSignal.timeout(60_000))
    rmSync(home, { recursive: true, force: true })
  }
}
