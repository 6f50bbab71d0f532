// A sidecar that answers wrongly, never, or with its end: the client says which, and nothing of such an answer is believed.
// Mutants: believe a reply without looking at its fields; wait for an answer without an end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Sidecar, startSidecar } from '../../trainer/sidecar.ts'

const rogue = join(import.meta.dirname, '..', 'support', 'rogue-sidecar.mjs')

async function started(manner: string, callMsMax?: number): Promise<Sidecar> {
  const stateDir = mkdtempSync(join(tmpdir(), 'codelupe-rogue-'))
  vi.stubEnv('ROGUE', manner)
  const limit = callMsMax === undefined ? {} : { callMsMax }
  const sidecar = await startSidecar({ python: rogue, stateDir, model: null, ...limit }, new AbortController().signal)
  onTestFinished(async () => {
    await sidecar.close()
    rmSync(stateDir, { recursive: true })
  })
  return sidecar
}

const step = (sidecar: Sidecar, signal = new AbortController().signal) =>
  sidecar.step({ batchId: 'b', expectedStep: 0 }, [], signal)

test.each(['a loss that is no number', 'a loss that is a text', 'fields that lack', 'a list', 'no JSON'])(
  'an answer with %s is unreadable',
  async (manner) => {
    await expect(step(await started(manner))).rejects.toMatchObject({
      code: 'sidecar.failed',
      reason: 'unreadable-reply',
      retriable: false,
    })
  },
)

test('one that hangs is given up after the longest time of a call, and at once where the caller is told to stop', async () => {
  const sidecar = await started('nothing', 300)
  await expect(step(sidecar)).rejects.toMatchObject({ code: 'sidecar.failed', reason: 'timeout', retriable: false })
  const stop = new AbortController()
  const waiting = step(sidecar, stop.signal)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
})

test('one that ends in a call is gone, and says how', async () => {
  const sidecar = await started('its end')
  await expect(step(sidecar)).rejects.toMatchObject({ code: 'sidecar.gone', reason: 'gone' })
  expect(await sidecar.ended).toBe('exit code 3')
})
