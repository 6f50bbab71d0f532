// The real sidecar process on the CPU: real optimizer steps over real code, checkpoints, recovery, and its refusals.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { loadConfig } from '../../runtime/config.ts'
import type { TrainingText } from '../../trainer/protocol.ts'
import { connectSidecar, type Sidecar, type SidecarSettings, startSidecar } from '../../trainer/sidecar.ts'

const folder = join(import.meta.dirname, '..', '..')
const { signal } = new AbortController() // the tests' own time-outs end what hangs
const python = await sidecarPython(loadConfig(), () => {}, signal)
const root = mkdtempSync(join(tmpdir(), 'cl-sidecar-'))
const stateDir = join(root, 'state')
const settings: SidecarSettings = { python, model: null, device: 'cpu', deterministic: true, stateDir }

/** The running sidecar, or a new one where the last was closed: importing torch takes longer than all these tests. */
let last: Sidecar | undefined
const running = async (): Promise<Sidecar> => {
  const alive = last !== undefined && (await Promise.race([last.ended.then(() => false), sleep(50, true)]))
  if (last === undefined || !alive) last = await startSidecar(settings, signal)
  return last
}
afterAll(async () => {
  await last?.close()
  rmSync(root, { recursive: true, force: true })
})

/** This project's own sources, as a step's samples. */
const sources = ['runtime', 'trainer', 'processors', 'topics']
  .flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(name, file)),
  )
  .map(
    (path): TrainingText => ({
      sampleId: path,
      path,
      repository: 'local/-/codelupe',
      language: 'TypeScript',
      text: readFileSync(join(folder, path), 'utf8').slice(0, 6_000),
    }),
  )
const batch = (step: number) =>
  [0, 1].map((n) => {
    const text = sources[(step * 2 + n) % sources.length]
    if (text === undefined) throw new Error('no sources')
    return { ...text, sampleId: `${text.sampleId}#${step}` }
  })
const train = async (sidecar: Sidecar, from: number, to: number): Promise<number[]> => {
  const losses: number[] = []
  for (let step = from; step < to; step += 1) {
    const done = await sidecar.step({ batchId: `b${step}`, expectedStep: step }, batch(step), signal)
    losses.push(done.loss ?? Number.NaN)
  }
  return losses
}
const at = (step: number) => ({
  expectedStep: step,
  lineage: 'l',
  parent: null,
  positions: [{ topic: 't', partition: 0, offset: step }],
})
const weights = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(stateDir, name, 'model.safetensors')))
    .digest('hex')

describe('the sidecar', () => {
  test('trains: the loss falls, every sample is accounted for, and metrics count it', async () => {
    const sidecar = await running()
    expect((await sidecar.resume('fresh', signal)).step).toBe(0)
    const losses = await train(sidecar, 0, 20)
    const mean = (part: number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length
    expect(mean(losses.slice(-4))).toBeLessThan(mean(losses.slice(0, 4)) - 0.5)
    const last = await sidecar.step(
      { batchId: 'odd', expectedStep: 20 },
      [
        ...batch(20),
        { sampleId: 'short', path: 'x', repository: 'r', language: 'C', text: 'int' },
        { sampleId: 'surrogate', path: 'x', repository: 'r', language: 'C', text: '\ud800'.repeat(50) },
      ],
      signal,
    )
    expect(last.samples.map(({ became, reason }) => [became, reason])).toEqual([
      ['trained', null],
      ['trained', null],
      ['skipped', 'too-short'],
      ['buried', 'untokenizable'],
    ])
    expect(last.tokens).toBe(last.samples.reduce((sum, use) => sum + use.tokens, 0))
    expect(last.slots).toBeGreaterThanOrEqual(last.tokens)
    expect(await sidecar.metrics(signal)).toContain('codelupe_sidecar_steps_total 21')
    expect((await sidecar.generate({ prompt: 'const', maxNewTokens: 4, temperature: 0, seed: 0 }, signal)).step).toBe(
      21,
    )
  })

  test('a resumed lineage ends in the same bits as one that was never interrupted', async () => {
    const first = await running()
    await first.resume('fresh', signal)
    await train(first, 0, 4)
    const whole = await first.checkpoint(at(4), signal)
    await first.resume('fresh', signal)
    await train(first, 0, 2)
    const half = await first.checkpoint(at(2), signal)
    await train(first, 2, 3) // trained and never committed: lost with the process
    const expected = weights(whole.name)
    await first.close()
    const second = await running()
    expect(second.fence).toBe(first.fence + 1)
    const resumed = await second.resume(half, signal)
    expect([resumed.step, resumed.positions]).toEqual([2, [{ topic: 't', partition: 0, offset: 2 }]])
    await train(second, 2, 4)
    const rest = await second.checkpoint(at(4), signal)
    expect(weights(rest.name)).toBe(expected)
    expect((await second.prune([rest.name], signal)).deleted.toSorted()).toEqual([half.name, whole.name].toSorted())
  })

  test('refuses what comes from a wrong place: step, second job, corrupt checkpoint, twin', async () => {
    const sidecar = await running()
    await sidecar.resume('fresh', signal)
    await expect(train(sidecar, 3, 4)).rejects.toMatchObject({ reason: 'step-mismatch', facts: { actual: 0 } })
    const busy = await Promise.allSettled([train(sidecar, 0, 1), train(sidecar, 0, 1)])
    expect(busy.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(busy.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'busy' } })
    const saved = await sidecar.checkpoint(at(1), signal)
    writeFileSync(join(stateDir, saved.name, 'trainer.pt'), 'x', { flag: 'a' })
    const corrupt = { reason: 'checkpoint-lost', code: 'trainer.checkpoint-corrupt' }
    await expect(sidecar.resume(saved, signal)).rejects.toMatchObject(corrupt)
    await expect(train(sidecar, 1, 2)).rejects.toMatchObject({ reason: 'not-resumed' })
    await expect(startSidecar(settings, signal)).rejects.toMatchObject({ code: 'sidecar.fenced' })
    expect((await sidecar.health(signal)).status).toBe('ready')
  })

  test('a call after its end says gone, and so does a start that cannot succeed', async () => {
    const sidecar = await running()
    await sidecar.close()
    await expect(sidecar.health(signal)).rejects.toMatchObject({ code: 'sidecar.gone' })
    const wrong = { ...settings, stateDir: join(root, 'bad'), options: ['--nonsense'] }
    await expect(startSidecar(wrong, signal)).rejects.toThrow(/--nonsense/)
    await expect(startSidecar({ ...wrong, python: '/nowhere/python' }, signal)).rejects.toMatchObject({
      reason: 'gone',
    })
    await expect(connectSidecar(join(root, 'nobody.sock'), signal)).rejects.toMatchObject({ reason: 'gone' })
  })
})
