// The pack of licence statements that counts, from this machine's disk: the one that a setting or a proposal names by its path,
// or the one that is promoted, by its version. A promotion carries no pack, which may be larger than any record: it says of
// which bytes it is, and whoever judges or reads evidence must have those, or stands still (ADR 0033).
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LicensePack } from '../identify/license-pack.ts'
import { packOf } from '../identify/license-pack-file.ts'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import { type RuleFault, readRuleText } from '../runtime/rule-file.ts'

/** The file that holds it, or what it was made from and the hash of what it holds. */
export type PackWanted = { readonly path: string } | { readonly version: string }

type PackConfig = Pick<Config, 'licensePack' | 'cache'>

/** `from` is who names it. */
export type PackFound = {
  readonly pack: LicensePack | null
  readonly fault: RuleFault | null
  readonly from: string
}

const expected = 'a pack as ./codelupe rules install scancode makes it'
const setting = 'CODELUPE_LICENSE_PACK'

/** Packs are installed here. */
export const packsFolder = (cache: string): string => join(cache, 'packs')

/** What is wanted stands before what is set; neither is no pack. */
export function readLicensePack(config: PackConfig, wanted: PackWanted | undefined): PackFound {
  if (wanted !== undefined && 'version' in wanted) return packOfVersion(config, wanted.version)
  const path = wanted?.path ?? config.licensePack
  const from = wanted === undefined ? setting : 'license.pack'
  if (path === undefined) return { pack: null, fault: null, from }
  const read = packIn(path)
  return 'rules' in read ? { pack: read, fault: null, from } : { pack: null, fault: read, from }
}

function packIn(path: string): LicensePack | RuleFault {
  const read = readRuleText(path, expected, limits.packBytesMax)
  if (read.kind === 'fault') return read.fault
  const pack = packOf(read.text)
  return typeof pack === 'string' ? { expected, found: `${pack} in ${path}` } : pack
}

/** The set one first: it is nearly always the one. */
function packOfVersion({ licensePack, cache }: PackConfig, version: string): PackFound {
  const from = 'the promoted license.pack'
  const folder = packsFolder(cache)
  const installed = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.pack'))
        .sort()
    : []
  const places = [...(licensePack === undefined ? [] : [licensePack]), ...installed.map((name) => join(folder, name))]
  const others: string[] = []
  for (const place of places) {
    const read = packIn(place)
    if ('rules' in read && read.version === version) return { pack: read, fault: null, from }
    others.push('rules' in read ? `${read.version} in ${place}` : read.found)
  }
  const found = others.length === 0 ? 'none' : others.join(', ')
  return {
    pack: null,
    fault: { expected: `the pack ${version} at ${setting} or in ${folder}: ./codelupe rules install scancode`, found },
    from,
  }
}
