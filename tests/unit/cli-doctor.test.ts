// Pure parts of doctor, topics, tap, migrate and models: what they say of what they were given.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createTerminal } from '../../cli/command.ts'
import { doctor, faultLines, metricsLines } from '../../cli/doctor.ts'
import { pipelineFaults } from '../../cli/doctor-checks.ts'
import { afterwards, takenBack } from '../../cli/migrate.ts'
import { basesIn, checkpointsIn, modelFolder } from '../../cli/model-folders.ts'
import { modelLines } from '../../cli/models.ts'
import { writeSupervisor } from '../../cli/supervisor-state.ts'
import { firstOf, startOf } from '../../cli/tap.ts'
import { topicLines, topicView } from '../../cli/topics.ts'
import { startTimeOf } from '../../embedded/process.ts'
import { loadConfig } from '../../runtime/config.ts'
import { filesSubmitted } from '../../topics/index.ts'
import { workerStatus } from '../support/worker-status.ts'

const own = { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0 }

test('a worker that is fenced or waits is a fault, one that was restarted a warning', () => {
  const workers = [
    workerStatus('quality'),
    workerStatus('secret', { state: 'waiting', restarts: 3, lastExit: 'SIGKILL' }),
    workerStatus('license', { state: 'fenced' }),
    workerStatus('admission', { restarts: 1, lastExit: '1' }),
  ]
  const faults = pipelineFaults({ process: own, metricsPort: null, workers })
  expect(faults.map(({ level, what }) => `${level} ${what}`)).toEqual([
    'fault secret',
    'fault license',
    'warning admission',
  ])
  expect(faults[0]?.found).toContain('SIGKILL')
})

test('the port of the metrics is that of the supervisor that runs', () => {
  expect(metricsLines({ process: own, metricsPort: 9_465, workers: [] })).toEqual(['metrics and /readyz on port 9465'])
  expect(metricsLines({ process: own, metricsPort: null, workers: [] })).toEqual([])
  expect(metricsLines(null)).toEqual([])
})

// Mutant: doctor gives diagnose no word of the wishes.
test.each([
  ['on', true],
  ['only', true],
  ['off', false],
] as const)('without Python, a supervisor that runs with --trainer %s is a fault: %s', async (trainer, isFault) => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-doctor-'))
  vi.stubEnv('PATH', folder)
  try {
    const config = loadConfig({ CODELUPE_HOME: folder, CODELUPE_CACHE: folder })
    const printed: string[] = []
    const terminal = { ...createTerminal(), out: (line: string) => printed.push(line) }
    writeSupervisor(config, { process: own, wishes: { trainer, model: null }, metricsPort: null }, [])
    await doctor({ config, terminal, signal: new AbortController().signal }, { json: true })
    const { faults }: { faults: readonly { what: string }[] } = JSON.parse(printed.join(''))
    const whats = faults.map(({ what }) => what)
    expect(whats).toContain('kafka')
    expect(whats.includes('Python')).toBe(isFault)
  } finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  }
})

test('a supervisor that was killed is a warning, none at all is nothing', () => {
  expect(pipelineFaults(null)).toEqual([])
  const dead = {
    process: { ...own, startTime: own.startTime + 1 },
    metricsPort: null,
    workers: [workerStatus('quality')],
  }
  expect(pipelineFaults(dead)).toMatchObject([{ level: 'warning', what: 'pipeline' }])
})

test('faults come before warnings, each with what to do, escaped', () => {
  const fault = { level: 'fault' as const, what: 'b', expected: 'x', found: '\u001b[2J', fix: 'do it' }
  expect(faultLines([{ ...fault, level: 'warning', what: 'a' }, fault])).toEqual([
    'fault: b',
    '  expected x, found \\u{1b}[2J',
    '  do: do it',
    'warning: a',
    '  expected x, found \\u{1b}[2J',
    '  do: do it',
  ])
})

test('a topic with the lag of each of its readers', () => {
  const ends = [0, 1].map((partition) => ({ topic: filesSubmitted.name, partition, low: 10, stable: 30 }))
  const readers = [
    {
      step: 'quality',
      topic: filesSubmitted.name,
      positions: [{ topic: filesSubmitted.name, partition: 0, offset: 25 }],
    },
    { step: 'malicious', topic: 'files.quality.v1', positions: [] },
  ]
  const view = topicView(filesSubmitted, ends, readers, new Map([[filesSubmitted.name, 2_048]]))
  expect(view).toMatchObject({ present: true, partitions: 2, offsets: 40, bytes: 2_048, lag: { quality: 35 } })
  expect(topicLines([view])[1]).toContain('2.0 KiB')
  expect(topicView(filesSubmitted, [], [], null)).toMatchObject({ present: false, offsets: 0, bytes: null })
})

test('tap begins where it is told, within what is kept', () => {
  expect(startOf({})).toBe('beginning')
  expect(startOf({ follow: true })).toBe('end')
  expect(startOf({ from: '12', follow: true })).toBe(12)
  for (const wrong of ['', '-1', '1e3', 'start']) expect(() => startOf({ from: wrong })).toThrow('expected --from')
  const range = { topic: 't', partition: 0, from: 5, to: 9 }
  expect([firstOf(range, 'beginning'), firstOf(range, 'end')]).toEqual([5, 9])
  expect([2, 7, 99].map((start) => firstOf(range, start))).toEqual([5, 7, 9])
})

// Mutants: --all counts as one; --count is not held against --all; rows are said to come back although the positions stay.
test('going down names the last migrations, last first, and says whether their rows come back', () => {
  const applied = ['0001_positions', '0002_files', '0003_decisions']
  expect(takenBack(applied, {})).toEqual(['0003_decisions'])
  expect(takenBack(applied, { count: '2' })).toEqual(['0003_decisions', '0002_files'])
  expect(takenBack(applied, { count: '5' })).toEqual(applied.toReversed())
  expect(takenBack(applied, { all: true })).toEqual(applied.toReversed())
  expect(takenBack([], {})).toEqual([])
  expect(() => takenBack(applied, { all: true, count: '2' })).toThrow('expected --all or --count')
  expect(() => takenBack(applied, { count: '0' })).toThrow('expected --count')
  expect(afterwards(takenBack(applied, { all: true }))).toContain('reads the whole log again')
  const kept = afterwards(takenBack(applied, { count: '2' }))
  expect(kept).toContain('rows that went are not read again')
  expect(kept).toContain('./codelupe projections rebuild all')
})

test('models on disk: whole ones only, the newest checkpoint first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-models-'))
  const put = (name: string, file: string, text: string): void => {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, file), text)
  }
  try {
    put('step-9-1', 'manifest.json', '{"lineage":"main","step":9}')
    put('step-10-1', 'manifest.json', '{"lineage":"main","step":10}')
    put('step-11-1.tmp', 'manifest.json', '{"lineage":"main","step":11}')
    put('step-12-1', 'manifest.json', '{"lineage":')
    put('base', 'config.json', '{"model_type":"llama"}')
    put('other', 'readme', '')
    const checkpoints = checkpointsIn(folder)
    expect(checkpoints.map(({ name }) => name)).toEqual(['step-10-1', 'step-9-1'])
    const bases = basesIn(folder)
    expect(bases).toMatchObject([{ name: 'base', what: 'llama', bytes: 22 }])
    const lines = modelLines({
      lineages: null,
      checkpoints: checkpoints.map((one) => ({ ...one, committed: null })),
      bases,
    })
    expect(lines[0]).toContain('unknown while')
    expect(lines.join('\n')).toMatch(/step-10-1 +main +10/)
    expect(checkpointsIn(join(folder, 'nowhere'))).toEqual([])
    put('models/fetched', 'config.json', '{}')
    expect(modelFolder({ cache: folder }, 'fetched')).toBe(join(folder, 'models', 'fetched'))
    expect(modelFolder({ cache: folder }, join(folder, 'base'))).toBe(join(folder, 'base'))
    for (const wrong of ['nobody', '../models/fetched', join(folder, 'other')])
      expect(() => modelFolder({ cache: folder }, wrong)).toThrow('expected --model')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
