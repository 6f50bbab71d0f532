// A redriven sample is taken by a lineage that has buried it, once; every other lineage leaves it out, for it reads the sample
// itself. What a lineage has buried comes with a fork, as it was at the fork.
// Mutants: take every redriven sample; forget a burial at the first redrive, whatever came of it; take two records of one
// sample in one batch; look at the lineage of the last commit alone; look at commits of the parent behind the fork.
import { expect, test } from 'vitest'
import type { Outcome } from '../../runtime/step.ts'
import type { SampleUse, TrainingCommit } from '../../schemas/types.ts'
import { buriedAfter, buriedUpTo, onlyBuried } from '../../trainer/redriven.ts'
import type { TrainingEffect } from '../../trainer/step.ts'

const use = (sampleId: string, became: SampleUse['became'], redriven: number | null = null): SampleUse => ({
  ...{ sampleId, fileId: sampleId, submission: 'one', became, redriven },
  ...{ reason: null, step: null, tokens: 0 },
})

const commit = (
  lineage: string,
  name: string,
  parent: string | null,
  samples: readonly SampleUse[],
): TrainingCommit => ({
  ...{ lineage, parentLineage: null, fence: 1, checkpoint: name, manifestSha256: name, parent, model: '', steps: [] },
  ...{ positions: [], samples, device: 'cpu', checkpointMs: 0 },
})

const outcome = (sampleId: string, redriven: number | null): Outcome<TrainingEffect> => ({
  kind: 'effects',
  record: {
    topic: '',
    partition: 0,
    offset: redriven ?? 0,
    key: '',
    value: Buffer.alloc(0),
    headers: [],
    timestamp: 0,
  },
  effects: [
    {
      ...{ sampleId, fileId: sampleId, submission: 'one', redriven },
      use: { kind: 'train', text: { sampleId, path: '', repository: '', language: '', text: '' } },
    },
  ],
})

const taken = (buried: readonly string[], ...outcomes: readonly Outcome<TrainingEffect>[]): readonly string[] =>
  onlyBuried(outcomes, new Set(buried)).flatMap((one) =>
    one.kind === 'effects' ? one.effects.map((effect) => effect.use.kind) : [],
  )

test('only what the lineage has buried is taken once more, and of two records of it the first', () => {
  expect(taken(['a'], outcome('a', 0), outcome('b', 1), outcome('c', null))).toEqual(['train', 'skip', 'train'])
  expect(taken(['a'], outcome('a', 0), outcome('a', 1))).toEqual(['train', 'skip'])
})

test('a burial stands until a redrive of it is used otherwise', () => {
  const buried = buriedAfter(new Set(), [use('a', 'buried'), use('b', 'trained'), use('c', 'buried')])
  expect([...buried]).toEqual(['a', 'c'])
  expect([...buriedAfter(buried, [use('a', 'buried', 0), use('c', 'trained', 1)])]).toEqual(['a'])
  // Trained, and then a record of it that nobody can read: it is not taken once more for that.
  expect([...buriedAfter(new Set(), [use('a', 'trained'), use('a', 'buried', 0)])]).toEqual([])
})

test('a fork has what was buried before it, and nothing of what came behind it', () => {
  const history = [
    commit('main', 'one', null, [use('a', 'buried')]),
    commit('main', 'two', 'one', [use('b', 'buried')]),
    commit('main', 'three', 'two', [use('a', 'trained', 0), use('c', 'buried')]),
    commit('main-5', 'four', 'two', [use('c', 'trained')]),
    // Nothing was trained: the checkpoint is its parent's.
    commit('main-5', 'four', 'four', [use('b', 'skipped', 1)]),
    commit('of another base', 'five', null, [use('d', 'buried')]),
  ]
  const at = (index: number): readonly string[] => {
    const last = history[index]
    return last === undefined ? [] : [...buriedUpTo(history, last)]
  }
  expect([0, 1, 2, 3, 4, 5].map(at)).toEqual([['a'], ['a', 'b'], ['b', 'c'], ['a', 'b'], ['a'], ['d']])
})
