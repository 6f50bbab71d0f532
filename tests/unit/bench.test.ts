// The parts of the figures that compute: what training's numbers mean, and what a process is said to cost.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { measureGates } from '../../bench/gates.ts'
import { watchProcesses } from '../../bench/processes.ts'
import { toldAt } from '../../bench/start.ts'
import { figureOf } from '../../bench/train.ts'
import { judgedFile } from '../../processors/processor.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { fileOf } from '../support/made-files.ts'
import { madeSource } from '../support/pipeline.ts'

const stepOf = (step: number, tokens: number): TrainingCommit['steps'][number] => ({
  step,
  loss: 9 - step,
  tokens,
  slots: 1_000,
  computeMs: 750,
  waitMs: 250,
})

const commitOf = (...steps: TrainingCommit['steps'][number][]): TrainingCommit => ({
  lineage: 'first',
  parentLineage: null,
  fence: 1,
  checkpoint: 'step',
  manifestSha256: 'ab'.repeat(32),
  parent: null,
  model: 'tiny',
  steps,
  positions: [],
  samples: [],
  device: 'cpu',
  checkpointMs: 20,
})

test("training's figure leaves out the first step, which builds what later ones use", () => {
  const figure = figureOf([commitOf(stepOf(1, 10)), commitOf(stepOf(2, 800), stepOf(3, 900))])
  expect(figure).toMatchObject({
    steps: 3,
    stepsMeasured: 2,
    tokens: 1_700,
    tokensPerSecond: 850,
    tokensPerComputeSecond: 1_133.3,
    realTokensPerSlot: 0.85,
    waitShare: 0.25,
    lossFirst: 8,
    lossLast: 6,
  })
})

describe('what a process costs', () => {
  test('is its CPU and its most memory, also once it has ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codelupe-bench-'))
    const used = join(folder, 'used')
    const program = `const kept = Buffer.alloc(80e6, 1); const end = Date.now() + 700; while (Date.now() < end);
      require('node:fs').writeFileSync(${JSON.stringify(used)}, String(process.cpuUsage().user / 1e6 + kept[0] - 1)); setTimeout(() => {}, 300)`
    const child = spawn(process.execPath, ['-e', program])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const watch = watchProcesses(() => [{ name: 'busy', pids: [child.pid ?? 0] }], 50)
    await ended
    await sleep(60)
    watch.stop()
    expect(existsSync(used)).toBe(true)
    const cost = watch.costs().busy
    expect(cost?.cpuSeconds).toBeGreaterThan(Number(readFileSync(used, 'utf8')) * 0.7)
    expect(cost?.peakRssMegabytes).toBeGreaterThan(80)
    rmSync(folder, { recursive: true })
  })
})

test('the figure of the judges counts what reaches each gate, and what becomes of every file', () => {
  const files = Array.from({ length: 30 }, (_, index) => {
    const content = Buffer.from(index % 3 === 0 ? 'x = 1\n' : madeSource(index))
    return judgedFile({ ...fileOf(index, 1), content, language: 'JavaScript', sizeBytes: content.length }, content)
  })
  const figure = measureGates(files, 1, () => undefined)
  const rejected = Object.values(figure.rejections).reduce((sum, count) => sum + count, 0)
  expect(figure.together.files).toBe(30)
  expect(figure.accepted.files + rejected).toBe(30)
  expect(rejected).toBeGreaterThanOrEqual(10)
  expect(figure.alone.quality?.reached.files).toBe(30)
  expect(figure.alone.license?.reached.files).toBeLessThanOrEqual(20)
  expect(figure.alone.license?.all.files).toBe(30)
})

test('when a command told something is read from its own clock, and silence is an error', () => {
  const told = 'starting\n[  4.2 s] the pipeline runs\n[ 12.3 s] first accepted sample: a/b\n'
  expect(toldAt(told, 'first accepted sample')).toBe(12.3)
  expect(() => toldAt(told, 'first training step')).toThrow('expected a line on first training step')
})
