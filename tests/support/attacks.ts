// Whether a regular expression can be made to run away, by recheck. An attack costs up to seconds of processor time and finds
// the same each time: those that found nothing are kept in tests/contract/withstood, each by the hash of all that it depends
// on. A run attacks what is not kept, and of what is kept one in sixteen, so that a list that was not honestly made is found.
// CODELUPE_ATTACKS=new writes the lists with what is new and without what is gone; =all attacks everything and writes them.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, type Parameters } from 'recheck'
import recheck from 'recheck/package.json' with { type: 'json' }
import { afterAll } from 'vitest'

/** recheck counts steps, but gives its searches little time as well, and takes one that a busy machine cuts short for an attack. */
const patient: Parameters = {
  timeout: 60_000,
  seedingTimeout: 10_000,
  incubationTimeout: 10_000,
  attackTimeout: 30_000,
}

/** How long a test of one pattern may take, in milliseconds. */
export const patternMsMax = 120_000

const writing = process.env.CODELUPE_ATTACKS
/** First digits of the hashes that are attacked in each run. */
const again = '0'
/** How many patterns a list may lack before it is to be written anew. */
const lackedMax = 40

export type Attacks = {
  /** True where an attack was found: 'vulnerable' for bounded settings, anything but 'safe' for the patient ones. */
  readonly breaks: (source: string, flags: string, settings?: Parameters) => Promise<boolean>
}

/** The attacks of one test file, which fails where its list is not kept up. */
export function openAttacks(name: string): Attacks {
  const path = fileURLToPath(new URL(`../contract/withstood/${name}.txt`, import.meta.url))
  const kept = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [])
  const withstood = new Set<string>()
  let lacked = 0
  afterAll(() => {
    if (writing !== undefined) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${[...withstood].toSorted().join('\n')}\n`)
    } else if (lacked > lackedMax) {
      const command = `CODELUPE_ATTACKS=new npm test -- ${name}`
      throw new Error(
        `expected ${path} to have all patterns but ${lackedMax}, found that it lacks ${lacked}: ${command}`,
      )
    }
  })
  return {
    breaks: async (source, flags, settings = patient) => {
      const hash = createHash('sha256')
        .update(JSON.stringify([recheck.version, source, flags, settings]))
        .digest('hex')
      const isKept = kept.has(hash)
      if (!isKept) lacked++
      if (isKept && writing !== 'all' && !hash.startsWith(again)) {
        withstood.add(hash)
        return false
      }
      const { status } = await check(source, flags, settings)
      const broken = settings === patient ? status !== 'safe' : status === 'vulnerable'
      if (!broken) withstood.add(hash)
      return broken
    },
  }
}
