// The real sidecar process on the CPU: real optimizer steps over real code, checkpoints, recovery, and its refusals.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { loadConfig } from '../../runtime/config.ts'
import type { TrainingText } from '../../trainer/protocol.ts'
import { connectSidecar, type Sidecar, type SidecarSettings, startSidecar } from '../../trainer/sidecar.ts'

const folder = join(import.meta.dirname, '..', '..')
const { signal } = new AbortController() // the tests' own time-outs end what hangs
const python = await sidecarPython(loadConfig(), () => {}, signal)
const root = mkdtempSync(join(tmpdir(), 'cl-sidecar-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const open: Sidecar[] = []
const start = async (settings: Partial<SidecarSettings> & { stateDir: string }): Promise<Sidecar> => {
  const sidecar = await startSidecar({ python, model: null, device: 'cpu', deterministic: true, ...settings }, signal)
  open.push(sidecar)
  return sidecar
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((sidecar) => sidecar.close()))
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
const weights = (stateDir: string, name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(stateDir, name, 'model.safetensors')))
    .digest('hex')

describe('the sidecar', () => {
  test('passes its own tests', async () => {
    const cwd = join(folder, 'trainer', 'sidecar')
    const args = ['-B', '-m', 'pytest', '-p', 'no:cacheprovider', '-W', 'ignore']
    const { stdout } = await promisify(execFile)(python, args, { cwd, signal }).catch((error: { stdout?: string }) => ({
      stdout: error.stdout ?? String(error),
    }))
    expect(stdout).toMatch(/\n\d{2,} passed in /)
  }, 600_000)

  test('trains: the loss falls, every sample is accounted for, and metrics count it', async () => {
    const sidecar = await start({ stateDir: join(root, 'a') })
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
  }, 240_000)

  test('a resumed lineage ends in the same bits as one that was never interrupted', async () => {
    const [one, two] = [join(root, 'one'), join(root, 'two')]
    const straight = await start({ stateDir: one })
    await straight.resume('fresh', signal)
    await train(straight, 0, 4)
    const whole = await straight.checkpoint(at(4), signal)
    await straight.close()

    const first = await start({ stateDir: two })
    await first.resume('fresh', signal)
    await train(first, 0, 2)
    const half = await first.checkpoint(at(2), signal)
    await train(first, 2, 3) // trained and never committed: lost with the process
    await first.close()
    const second = await start({ stateDir: two })
    const resumed = await second.resume(half, signal)
    expect([resumed.step, resumed.positions]).toEqual([2, [{ topic: 't', partition: 0, offset: 2 }]])
    await train(second, 2, 4)
    const rest = await second.checkpoint(at(4), signal)
    expect(weights(two, rest.name)).toBe(weights(one, whole.name))
    expect((await second.prune([rest.name], signal)).deleted).toEqual([half.name])
  }, 240_000)

  test('refuses what comes from a wrong place: step, fence, twin, second job, corrupt checkpoint', async () => {
    const stateDir = join(root, 'refusals')
    const sidecar = await start({ stateDir })
    await expect(train(sidecar, 0, 1)).rejects.toMatchObject({ reason: 'not-resumed' })
    await sidecar.resume('fresh', signal)
    await expect(train(sidecar, 3, 4)).rejects.toMatchObject({ reason: 'step-mismatch', facts: { actual: 0 } })
    const busy = await Promise.allSettled([train(sidecar, 0, 1), train(sidecar, 0, 1)])
    expect(busy.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(busy.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'busy' } })
    const saved = await sidecar.checkpoint(at(1), signal)
    writeFileSync(join(stateDir, saved.name, 'trainer.pt'), 'x', { flag: 'a' })
    await expect(sidecar.resume(saved, signal)).rejects.toMatchObject({
      reason: 'checkpoint-lost',
      code: 'trainer.checkpoint-corrupt',
    })
    await expect(startSidecar({ python, model: null, stateDir }, signal)).rejects.toMatchObject({
      code: 'sidecar.fenced',
    })
  }, 240_000)

  test('a call after its end says gone, and so does a start that cannot succeed', async () => {
    const sidecar = await start({ stateDir: join(root, 'gone') })
    await sidecar.close()
    await expect(sidecar.health(signal)).rejects.toMatchObject({ code: 'sidecar.gone' })
    await expect(start({ stateDir: join(root, 'bad'), options: ['--nonsense'] })).rejects.toMatchObject({
      code: 'sidecar.gone',
    })
    await expect(connectSidecar(join(root, 'nobody.sock'), signal)).rejects.toMatchObject({ reason: 'gone' })
  }, 240_000)
})
