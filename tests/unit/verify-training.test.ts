// What the verifier says of redriven samples in a lineage: the whole story is none of its breaks; one that had not been
// buried, one that is used twice, one that is left out, and one that is buried without a letter are.
// Mutants: take every use of a redriven sample for one that ends a burial; carry no burials over to a fork; look for what is
// left out in samples.accepted.v1 alone; ask no letter of a second lineage; let the newest commit stand beyond its topic, or hold
// an older one against what the topic is now.
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { collectBreaks } from '../../cli/verify/breaks.ts'
import type { LogView } from '../../cli/verify/log.ts'
import { openSeen } from '../../cli/verify/seen.ts'
import { verifyTraining } from '../../cli/verify/training.ts'
import { redriveByStep, samplesAccepted, trainingSteps } from '../../topics/index.ts'

type Use = readonly [id: string, became: string, redriven?: number, reason?: string]

/** A commit that has read so many samples, and so many redrives; its parent is the one before it unless it is named. */
type Commit = {
  readonly read: number
  readonly redrives: number
  readonly uses: readonly Use[]
  readonly fork?: string
}

/** Every buried use has its letter, but `unwritten` of them. */
async function breaksOf(
  samples: readonly string[],
  redriven: readonly string[],
  commits: readonly Commit[],
  unwritten = 0,
  ranges: LogView['ranges'] = [],
) {
  const seen = openSeen(tmpdir())
  try {
    seen.run('CREATE TABLE sample (id TEXT PRIMARY KEY, partition INTEGER, offset INTEGER)')
    seen.run('CREATE TABLE redriven (step TEXT, partition INTEGER, offset INTEGER, file TEXT, submission TEXT)')
    seen.run('CREATE TABLE trainer_letter (id TEXT, redriven INTEGER, letters INTEGER, PRIMARY KEY (id, redriven))')
    const buried = commits.flatMap(({ uses }) => uses.filter(([, became]) => became === 'buried'))
    for (const [name, , at = -1] of buried.slice(unwritten))
      seen.change(
        'INSERT INTO trainer_letter VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET letters = letters + 1',
        `${name}@one`,
        at,
      )
    for (const [offset, name] of samples.entries())
      seen.change('INSERT INTO sample VALUES (?, 0, ?)', `${name}@one`, offset)
    for (const [offset, name] of redriven.entries())
      seen.change("INSERT INTO redriven VALUES ('trainer', 0, ?, ?, 'one')", offset, name)
    let lineage = 'main'
    const reads = commits.map(({ read, redrives, uses, fork }, offset) => {
      if (fork !== undefined) lineage = `main-${offset}`
      const event = {
        ...{ lineage, parentLineage: fork === undefined ? null : 'main', checkpoint: `c${offset}`, steps: [] },
        ...{ manifestSha256: `c${offset}`, parent: fork ?? (offset === 0 ? null : `c${offset - 1}`) },
        positions: [
          { topic: samplesAccepted.name, partition: 0, offset: read },
          { topic: redriveByStep.trainer.name, partition: 0, offset: redrives },
        ],
        samples: uses.map(([id, became, at = null, reason = null]) => ({
          ...{ sampleId: `${id}@one`, fileId: id, submission: 'one', became, reason, redriven: at },
        })),
      }
      const place = { topic: trainingSteps.name, partition: 0, offset }
      return { record: { ...place, key: '', value: Buffer.alloc(0), headers: [], timestamp: 0 }, event }
    })
    const breaks = collectBreaks()
    const source = {
      events: async function* () {
        yield reads
      },
    }
    await verifyTraining({ source, view: { committed: [], ranges, projected: [] }, seen, breaks })
    return breaks.counts()
  } finally {
    seen.close()
  }
}

const first: Commit = {
  read: 2,
  redrives: 0,
  uses: [
    ['a', 'buried'],
    ['b', 'trained'],
  ],
}
const trained: Commit = { read: 2, redrives: 1, uses: [['a', 'trained', 0]] }

test('buried, buried again and trained in the end is no break', async () => {
  const again: Commit = { read: 2, redrives: 1, uses: [['a', 'buried', 0]] }
  const last: Commit = { read: 2, redrives: 2, uses: [['a', 'trained', 1]] }
  expect(await breaksOf(['a', 'b'], ['a', 'a'], [first, again, last])).toEqual({})
})

test('trained without a burial, or twice, is doubled', async () => {
  const other: Commit = { read: 2, redrives: 1, uses: [['b', 'trained', 0]] }
  expect(await breaksOf(['a', 'b'], ['b'], [first, other])).toEqual({ 'training.doubled': 1 })
  const twice: Commit = { read: 2, redrives: 2, uses: [['a', 'trained', 1]] }
  expect(await breaksOf(['a', 'b'], ['a', 'a'], [first, trained, twice])).toEqual({ 'training.doubled': 1 })
  const left: Commit = { read: 2, redrives: 2, uses: [['a', 'skipped', 1, 'not-buried']] }
  expect(await breaksOf(['a', 'b'], ['a', 'a'], [first, trained, left])).toEqual({})
})

test('a fork may train what was buried before it, and what was redriven before it is read by itself', async () => {
  const fork: Commit = { ...trained, fork: 'c0' }
  expect(await breaksOf(['a', 'b'], ['a'], [first, trained, fork])).toEqual({})
  const early: Commit = { read: 0, redrives: 0, uses: [] }
  const own: Commit = {
    read: 2,
    redrives: 0,
    uses: [
      ['a', 'trained'],
      ['b', 'trained'],
    ],
    fork: 'c0',
  }
  const both: Commit = { read: 2, redrives: 1, uses: [['a', 'trained', 0]] }
  expect(await breaksOf(['a', 'b'], ['a'], [early, first, trained, own, both])).toEqual({ 'training.doubled': 1 })
})

test('a redriven sample below the positions without a word is left out; one that nobody sent is unknown', async () => {
  const silent: Commit = { read: 2, redrives: 1, uses: [] }
  expect(await breaksOf(['a', 'b'], ['a'], [first, silent])).toEqual({ 'training.left-out': 1 })
  expect(await breaksOf(['a', 'b'], [], [first, trained])).toEqual({ 'training.unknown': 1 })
})

test('each lineage that buries a sample has a letter of it', async () => {
  const early: Commit = { read: 0, redrives: 0, uses: [] }
  const fork: Commit = { ...first, fork: 'c0' }
  expect(await breaksOf(['a', 'b'], [], [early, first, fork])).toEqual({})
  expect(await breaksOf(['a', 'b'], [], [early, first, fork], 1)).toEqual({ 'burial.missing': 1 })
})

test('the newest commit stands at no position that nobody has written; an older one may be of a topic that was made anew', async () => {
  const ranges = (to: number) => [{ topic: samplesAccepted.name, partition: 0, from: 0, to }]
  const older: Commit = { read: 9, redrives: 0, uses: [['a', 'trained']] }
  const newer: Commit = { read: 2, redrives: 0, uses: [['b', 'trained']], fork: 'none' }
  expect(await breaksOf(['a', 'b'], [], [first], 0, ranges(2))).toEqual({})
  expect(await breaksOf(['a', 'b'], [], [first], 0, ranges(1))).toEqual({ 'position.beyond': 1 })
  expect(await breaksOf(['a', 'b'], [], [older, newer], 0, ranges(2))).not.toHaveProperty('position.beyond')
})
