// One pack of licence statements counts everywhere: for the gate, for ingest's evidence, and on every machine that follows a
// promotion. A promotion carries the pack's version, never the pack; what has other bytes is not taken for it.
// Mutants: take any pack that is installed; let the setting stand before the promotion; keep the pack's path in place of its
// version; stop gates that read no pack; read licence files without it; leave it out of the evidence's ruleset.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readGatesOf } from '../../cli/gate-rules.ts'
import { keptOf, pipelineOf, readOverlay, rulesetsOf, rulesUnder, unpackOverlay } from '../../cli/rulesets/overlay.ts'
import { createLicensePack, type LicensePack } from '../../identify/license-pack.ts'
import { packOf, packText } from '../../identify/license-pack-file.ts'
import { openSource } from '../../ingest/open.ts'
import { loadConfig } from '../../runtime/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-pack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const words = 'whoever has this work may do with it what pleases them and need not ask'
const textOf = (spdx: string): string =>
  packText({ name: 'desk', source: 'desk==1', attribution: 'Desk' }, [{ id: 'free', spdx, words }])
const versionOf = (text: string): string => {
  const pack = packOf(text)
  if (typeof pack === 'string') throw new Error(pack)
  return pack.version
}
const [promoted, other] = [textOf('0BSD'), textOf('GPL-3.0-only')]

/** A machine: packs that are installed there, and the one that its settings name. */
function machine(name: string, installed: readonly string[], set: string | null = null) {
  const home = join(folder, name)
  mkdirSync(join(home, 'cache', 'packs'), { recursive: true })
  installed.forEach((text, at) => {
    writeFileSync(join(home, 'cache', 'packs', `a${at}.pack`), text)
  })
  if (set !== null) writeFileSync(join(home, 'set.pack'), set)
  return loadConfig({
    CODELUPE_HOME: join(home, 'home'),
    CODELUPE_CACHE: join(home, 'cache'),
    ...(set === null ? {} : { CODELUPE_LICENSE_PACK: join(home, 'set.pack') }),
  })
}

const silent = (): undefined => undefined

const kept = async () => {
  const config = machine('here', [])
  writeFileSync(join(folder, 'mine.pack'), promoted)
  writeFileSync(join(folder, 'mine.toml'), '[license]\npack = "mine.pack"\n')
  const overlay = readOverlay(join(folder, 'mine.toml'))
  const rules = await rulesUnder(config, {}, overlay, silent)
  return { proposal: keptOf(overlay, rules), rulesets: rulesetsOf(pipelineOf(rules)) }
}

test('a promotion states the version of its pack, and every machine that has it judges by the same ruleset', async () => {
  const { proposal, rulesets } = await kept()
  expect(proposal).toEqual({
    name: 'mine',
    text: '[license]\npack = "mine.pack"\n',
    files: {},
    licensePack: versionOf(promoted),
  })
  const plain = rulesetsOf(pipelineOf(await rulesUnder(machine('plain', [promoted]), {}, null, silent)))
  expect(rulesets.license).not.toBe(plain.license)
  for (const config of [
    machine('installed', [other, promoted]),
    machine('set', [], promoted),
    machine('set otherwise', [other, promoted], other),
  ]) {
    const then = await rulesUnder(config, {}, unpackOverlay(config, proposal, 'promotion-1'), silent)
    expect(rulesetsOf(pipelineOf(then))).toEqual(rulesets)
    expect(then.lines.join()).toContain(`version ${versionOf(promoted).split(' ')[1]?.slice(0, 12)}`)
  }
})

test('a machine without the promoted pack stands still, and says which one is missing; gates that read none go on', async () => {
  const { proposal } = await kept()
  const config = machine('without', [other], other)
  const overlay = unpackOverlay(config, proposal, 'promotion-1')
  await expect(rulesUnder(config, {}, overlay, silent, readGatesOf('license'))).rejects.toMatchObject({
    code: 'rules.invalid',
    message: expect.stringContaining(versionOf(promoted)),
  })
  await expect(rulesUnder(config, {}, overlay, silent, readGatesOf('secret'))).resolves.toMatchObject({ lines: [] })
})

test('ingest reads a licence file by the pack that counts, and its evidence names it', async () => {
  const repository = join(folder, 'repository')
  mkdirSync(repository, { recursive: true })
  writeFileSync(join(repository, 'LICENSE'), `${words.replaceAll(' ', '\n')}.\n`)
  writeFileSync(join(repository, 'a.py'), 'print(1)\n')
  const evidenceUnder = async (licensePack?: LicensePack) => {
    const source = await openSource(
      repository,
      {
        as: 'directory',
        temporaryDirectory: folder,
        ...(licensePack === undefined ? {} : { licensePack: async () => licensePack }),
      },
      AbortSignal.timeout(60_000),
    )
    const files: { readonly path: string; readonly licenseEvidence: readonly { readonly spdx: string }[] }[] = []
    for await (const entry of source.entries(0, AbortSignal.timeout(60_000)))
      if (entry.kind === 'file') files.push(entry)
    await source.close()
    const own = files.find(({ path }) => path === 'a.py')?.licenseEvidence
    expect(own).toMatchObject(source.licenseEvidence)
    return source.licenseEvidence[0]
  }
  const pack = (version: string): LicensePack =>
    createLicensePack('desk', version, [{ id: 'free', spdx: '0BSD', words }])
  const without = await evidenceUnder()
  const under = await evidenceUnder(pack('1'))
  expect([without?.spdx, under?.spdx]).toEqual(['NOASSERTION', '0BSD'])
  expect(under?.confidence).toBe(0.95)
  const rulesets = [without, under, await evidenceUnder(pack('2'))].map((evidence) => evidence?.ruleset)
  expect(new Set(rulesets).size).toBe(3)
})
