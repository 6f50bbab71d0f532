// Makes the class archives that the embedded Java servers start from (embedded/class-archive.ts): starts each once in a
// home of its own, and asks it to end. Those that are there are left as they are.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { archiveFile, archivingFlags } from '../embedded/class-archive.ts'
import { findJava, javaLeast } from '../embedded/java.ts'
import { kafkaVersion } from '../embedded/kafka.ts'
import { endServers } from '../embedded/plans.ts'
import { registryVersion } from '../embedded/registry.ts'
import { serverNames } from '../embedded/server.ts'
import { start } from '../embedded/start.ts'
import { loadConfig } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'

// A JVM that writes its archive takes its time to end.
const endMsMax = 120_000

const { HOME, CODELUPE_CACHE, JAVA_HOME } = process.env
const given = Object.entries({ HOME, CODELUPE_CACHE, JAVA_HOME }).filter(([, value]) => value !== undefined)
const config = loadConfig(Object.fromEntries(given))
const archives = {
  kafka: archiveFile(config, 'kafka', kafkaVersion, findJava(config, javaLeast.kafka)),
  registry: archiveFile(config, 'registry', registryVersion, findJava(config, javaLeast.registry)),
} as const
const missing = Object.values(archives).filter((archive) => !existsSync(archive))

async function make(): Promise<void> {
  mkdirSync(dirname(archives.kafka), { recursive: true })
  const home = mkdtempSync(join(tmpdir(), 'codelupe-classes-'))
  // Postgres perhaps runs as another user than root.
  chmodSync(home, 0o755)
  const parts = { kafka: `${archives.kafka}.part`, registry: `${archives.registry}.part` }
  const own = { ...config, home }
  const forever = new AbortController().signal
  // A set-up that is interrupted leaves neither its servers nor their folder behind.
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
  try {
    const commandOf = (name: (typeof serverNames)[number]): readonly string[] =>
      name === 'postgres' ? [] : archivingFlags(parts[name])
    await start(
      own,
      { flags: commandOf, progress: console.log },
      AbortSignal.any([interrupted.signal, AbortSignal.timeout(endMsMax)]),
    )
    await endServers(own, serverNames, endMsMax, forever)
    for (const name of ['kafka', 'registry'] as const) renameSync(parts[name], archives[name])
  } finally {
    await endServers(own, serverNames, interrupted.signal.aborted ? limits.serverGiveUpMsMax : endMsMax, forever)
    rmSync(home, { recursive: true, force: true })
  }
}

if (missing.length > 0) await make()
