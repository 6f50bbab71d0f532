// Where a starting trainer goes on: the newest committed checkpoint that verifies, in its lineage; one that is lost opens a
// new lineage, loudly; another base model has lineages of its own.
// Mutants: take the last commit whatever its base; forget the checkpoints of the other base.
import { expect, test } from 'vitest'
import type { TrainingCommit } from '../../schemas/types.ts'
import type { Resumed, ResumeFrom } from '../../trainer/protocol.ts'
import { recover } from '../../trainer/recovery.ts'
import { SidecarError } from '../../trainer/sidecar-error.ts'

const never = new AbortController().signal

const commitOf = (lineage: string, step: number, fence = 1): TrainingCommit => ({
  lineage,
  parentLineage: null,
  fence,
  checkpoint: `step-${step}-${fence}`,
  manifestSha256: `sha ${step} ${fence}`,
  parent: null,
  model: lineage,
  steps: [],
  positions: [{ topic: 'samples.accepted.v1', partition: 0, offset: step }],
  samples: [],
  device: 'cpu',
  checkpointMs: 0,
})

/** A sidecar that refuses what is named, and says what it was asked. */
function sidecarWith(refusals: Readonly<Record<string, 'checkpoint-lost' | 'base-mismatch'>>) {
  const asked: string[] = []
  const resume = async (from: ResumeFrom): Promise<Resumed> => {
    const name = from === 'fresh' ? 'fresh' : from.name
    asked.push(name)
    const refusal = refusals[name]
    if (refusal !== undefined) throw new SidecarError(refusal, name, {})
    const step = Number(/^step-(\d+)/.exec(name)?.[1] ?? 0)
    return {
      name,
      manifestSha256: null,
      lineage: null,
      parent: null,
      positions: [],
      step,
      device: 'cpu',
      model: '',
      ms: 0,
    }
  }
  return { fence: 9, resume, asked }
}

async function recovered(history: readonly TrainingCommit[], refusals: Parameters<typeof sidecarWith>[0] = {}) {
  const sidecar = sidecarWith(refusals)
  const said: string[] = []
  const found = await recover(sidecar, history, (line) => said.push(line), never)
  return { ...found, said, asked: sidecar.asked }
}

test('the first trainer starts lineage main', async () => {
  expect(await recovered([])).toMatchObject({
    head: { lineage: 'main', parentLineage: null, step: 0, checkpoint: null },
    positions: [],
    asked: ['fresh'],
    said: [],
  })
})

test('the last commit is gone on from, at its positions', async () => {
  const history = [1, 2, 3, 4, 5, 6].map((step) => commitOf('main', step))
  expect(await recovered(history)).toMatchObject({
    head: { lineage: 'main', step: 6, checkpoint: { name: 'step-6-1' } },
    positions: [{ offset: 6 }],
    kept: ['step-3-1', 'step-4-1', 'step-5-1', 'step-6-1'],
    others: [],
    said: [],
  })
})

test('a lost checkpoint opens a new lineage from the one before it, and says so', async () => {
  const history = [commitOf('main', 1), commitOf('main', 2)]
  const found = await recovered(history, { 'step-2-1': 'checkpoint-lost' })
  expect(found).toMatchObject({
    head: { lineage: 'main-9', parentLineage: 'main', step: 1, checkpoint: { name: 'step-1-1' } },
    positions: [{ offset: 1 }],
  })
  expect(found.said).toHaveLength(2)
})

test('with all of them lost the log is read again from its beginning, in a new lineage', async () => {
  const found = await recovered([commitOf('main', 1)], { 'step-1-1': 'checkpoint-lost' })
  expect(found).toMatchObject({ head: { lineage: 'main-9', parentLineage: 'main', step: 0 }, positions: [] })
  expect(found.said.at(-1)).toContain('beginning of the log')
})

test('another base starts a lineage of its own, and keeps the newest checkpoint of the former', async () => {
  const history = [commitOf('main', 1), commitOf('main', 2)]
  const found = await recovered(history, { 'step-1-1': 'base-mismatch', 'step-2-1': 'base-mismatch' })
  expect(found).toMatchObject({
    head: { lineage: 'lineage-9', parentLineage: null, step: 0, checkpoint: null },
    positions: [],
    kept: [],
    others: ['step-2-1'],
    asked: ['step-2-1', 'fresh'],
  })
})

test('the former base goes on in its own lineage, where it was', async () => {
  const history = [commitOf('main', 1), commitOf('main', 2), commitOf('lineage-2', 1, 2), commitOf('lineage-2', 2, 2)]
  expect(await recovered(history, { 'step-1-2': 'base-mismatch', 'step-2-2': 'base-mismatch' })).toMatchObject({
    head: { lineage: 'main', step: 2, checkpoint: { name: 'step-2-1' } },
    positions: [{ offset: 2 }],
    kept: ['step-1-1', 'step-2-1'],
    others: ['step-2-2'],
    said: [],
  })
})

test('any other refusal ends the trainer', async () => {
  const failing = { fence: 1, resume: () => Promise.reject(new SidecarError('internal', 'no', {})) }
  await expect(recover(failing, [commitOf('main', 1)], () => undefined, never)).rejects.toThrow('internal')
})
