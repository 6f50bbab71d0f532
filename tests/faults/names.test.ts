// Names of the servers that nobody knows for a while, again and again, while connections break and workers start (faults.md:
// Postgres, cache, disk, process; I1, I14). The names are taken from the pipeline's processes by flapping-names.c.
// Mutants: take a name that is not known for an error of ours (`meaningOf` in runtime/postgres.ts; -193 in
// runtime/kafka-errors.ts; no broker left to ask in runtime/admin-answers.ts).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { flowing } from './flowing.ts'
import { running } from './members.ts'
import { proxiedServers, type Ways } from './proxied.ts'
import { openStage, type Stage, steps, strikeAll } from './stage.ts'

const { servers, now } = proxiedServers('localhost')
const folder = mkdtempSync(join(tmpdir(), 'codelupe-names-'))
const [library, unknown] = [join(folder, 'flapping-names.so'), join(folder, 'unknown')]

/** Nobody knows a name, and every connection that there was is broken; gives how often a name was asked for. */
async function namesUnknown({ kafka, postgres, registry }: Ways, ms: number): Promise<number> {
  writeFileSync(unknown, '')
  for (const way of [kafka, postgres, registry]) {
    way.weather({ kind: 'refuse' })
    way.weather({ kind: 'fair' })
  }
  await sleep(ms)
  const asked = statSync(unknown).size
  rmSync(unknown)
  return asked
}

/** What the workers ended with, a line each, as their logs have it: `codelupe: <message> [<code>]`. */
const endsIn = ({ home }: Stage): readonly string[] =>
  steps.flatMap((step) => readFileSync(join(home, 'logs', `${step}.log`), 'utf8').match(/^codelupe: .*$/gm) ?? [])

/**
 * Six times; in each a worker ends, and the next one starts where it knows no server. A name that nobody knows is a server that
 * is away, whoever asks for it: one that reads ends and is started again (docs/adr/0015), and says that it may help.
 */
async function flapping(stage: Stage) {
  const stream = await flowing(stage, 'names', 600, 20)
  const asked: number[] = []
  for (const step of steps) {
    process.kill((await running(stage, step)).pid, 'SIGKILL')
    asked.push(await namesUnknown(now(), 2_500))
    await sleep(1_000)
  }
  const healedAt = performance.now()
  await stream.whole()
  expect(Math.min(...asked)).toBeGreaterThan(0)
  expect(endsIn(stage).filter((said) => !/\[(kafka|postgres|registry)\.unavailable\]$/.test(said))).toEqual([])
  return { strikes: asked.reduce((sum, count) => sum + count, 0), healedAt }
}

const stage = openStage({
  servers: async () => {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'flapping-names.c'), '-ldl'])
    const own = await servers()
    const preloaded = { LD_PRELOAD: library, CODELUPE_TEST_NAMES_UNKNOWN: unknown }
    return {
      settings: { ...own.settings, ...preloaded },
      stop: async () => {
        await own.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
})
strikeAll([{ name: 'names of the servers unknown, again and again', strike: flapping }], stage)
