// Every committed position lies within what its topic holds, those of the projector too, which are not the broker's; each that
// does not is named with its place. tests/invariants/verify asks the same of real topics and of a real database.
// Mutants: look at the groups' positions alone; at the topics that the verifier reads alone; pass over a topic that is gone; let a
// position stand one above the end, or below the first offset that is kept; fold without the projector's positions, and say nothing.
import { expect, test } from 'vitest'
import { type Break, collectBreaks } from '../../cli/verify/breaks.ts'
import type { LogView } from '../../cli/verify/log.ts'
import { verifyPositions } from '../../cli/verify/positions.ts'
import { projectedIn } from '../../cli/verify/projected.ts'
import { filesQuality, filesSubmitted, repositoriesFetched } from '../../topics/index.ts'

const view: LogView = {
  committed: [
    { step: 'projector', topic: filesSubmitted.name, partition: 1, offset: 9 },
    { step: 'projector', topic: repositoriesFetched.name, partition: 0, offset: 3 },
    { step: 'malicious', topic: filesQuality.name, partition: 2, offset: 5 },
  ],
  ranges: [
    { topic: filesSubmitted.name, partition: 1, from: 0, to: 9 },
    { topic: filesQuality.name, partition: 2, from: 4, to: 7 },
    // What is stable of it: the projector may stand above.
    { topic: repositoriesFetched.name, partition: 0, from: 0, to: 2 },
  ],
  projected: [{ topic: repositoriesFetched.name, partition: 0, from: 0, to: 3 }],
}

function breaksOf(changed: LogView): readonly Break[] {
  const breaks = collectBreaks()
  expect(verifyPositions(changed, breaks)).toBe(3)
  return breaks.first()
}

const moved = (step: string, topic: string, offset: number): LogView => ({
  ...view,
  committed: view.committed.map((at) => (at.step === step && at.topic === topic ? { ...at, offset } : at)),
})

test('positions within their topics are none', () => {
  expect(breaksOf(view)).toEqual([])
})

test.each([
  ['malicious', filesQuality.name, 2, 8],
  ['malicious', filesQuality.name, 2, 3],
  ['projector', filesSubmitted.name, 1, 10],
  ['projector', repositoriesFetched.name, 0, 4],
] as const)('%s at %s/%i@%i is one, with its place', (step, topic, partition, offset) => {
  expect(breaksOf(moved(step, topic, offset))).toMatchObject([
    { kind: 'position.beyond', topic, partition, offset, detail: expect.stringContaining(`of ${step}`) },
  ])
})

test('a position in a topic that is gone is one, unless nothing was read there', () => {
  const gone = (from: LogView): LogView => ({ ...from, ranges: from.ranges.slice(1) })
  expect(breaksOf(gone(view))).toMatchObject([{ topic: filesSubmitted.name, partition: 1, offset: 9 }])
  expect(breaksOf(gone(moved('projector', filesSubmitted.name, 0)))).toEqual([])
})

test('a database that does not answer is said where nobody folds its tables, and is an error where somebody does', async () => {
  const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere'
  expect(await projectedIn(nowhere, false)).toEqual({ positions: [], unknown: expect.stringContaining('Postgres') })
  await expect(projectedIn(nowhere, true)).rejects.toMatchObject({ code: 'postgres.unavailable' })
})
