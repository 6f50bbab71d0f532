// Installs rules that others keep, as a pack of the licence gate: fetched in a pinned version, compiled once, and kept in
// the cache as one file that is whole or not there. A setting names it; nothing judges by it before.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchScancodeData, scancodeData } from '../embedded/scancode-data.ts'
import { packText } from '../identify/license-pack-file.ts'
import { type DataFile, scancodeRules } from '../identify/scancode-rules.ts'
import { fail } from '../runtime/errors.ts'
import type { Context } from './command.ts'
import { packsFolder } from './license-pack.ts'

const packs: readonly string[] = ['scancode']

const attribution =
  'Copyright (c) nexB Inc. and others, CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/legalcode; from https://github.com/nexB/scancode-toolkit; changed: words only, expressions in SPDX ids, notices and texts of 16 words and more'

export async function installRules(
  { config, signal, terminal }: Context,
  _: object,
  [name = '']: readonly string[],
): Promise<undefined> {
  if (!packs.includes(name))
    throw fail('usage.invalid', `expected a pack (${packs.join(', ')}), found ${JSON.stringify(name)}`)
  const source = scancodeData()
  const folder = packsFolder(config.cache)
  mkdirSync(folder, { recursive: true })
  const part = mkdtempSync(join(folder, '.part-'))
  try {
    const data = await fetchScancodeData(part, signal)
    const rules = scancodeRules(filesIn(join(data, 'licenses')), filesIn(join(data, 'rules')))
    const written = join(part, 'pack')
    writeFileSync(written, packText({ name, source, attribution }, rules))
    const to = join(folder, `${source.replace('==', '-')}.pack`)
    renameSync(written, to)
    terminal.out(to)
    terminal.say(`${rules.length} rules of ${source}, by ${attribution.split(';', 1)[0]}`)
    terminal.say(`next: CODELUPE_LICENSE_PACK=${to} ./codelupe up`)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

function* filesIn(folder: string): Iterable<DataFile> {
  for (const name of readdirSync(folder).sort()) yield { name, text: readFileSync(join(folder, name), 'utf8') }
}
