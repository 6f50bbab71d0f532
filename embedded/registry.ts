// The schema registry: Apicurio with its Confluent API, storing in the embedded Postgres so that schemas survive kill -9
// (its in-memory default forgets every schema at a restart, and with them how to read the log).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { archiveFile, archiveFlags } from './class-archive.ts'
import { findJava, javaLeast } from './java.ts'
import { logFile, type Ports, type ServerKind, type ServerPlan } from './server.ts'

export const registryVersion = '3.3.3'

/** The path below which Apicurio speaks the Confluent registry's language. */
export const registryPath = '/apis/ccompat/v7'

export const registry: ServerKind = {
  name: 'registry',
  ports: ['registry', 'registryManagement'],
  program: 'java',
  marker: (config) => `-Dcodelupe.home=${config.home}`,
  endWith: 'SIGTERM',
  plan,
}

function plan(config: Config, ports: Ports, password: string): ServerPlan {
  const java = findJava(config, javaLeast.registry)
  const jar = join(config.cache, `apicurio-${registryVersion}`, 'quarkus-run.jar')
  const archived = archiveFlags(archiveFile(config, 'registry', registryVersion, java))
  const flags = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...archived, registry.marker(config)]
  const env = environment(ports, password)
  return {
    prepare: async () => {
      if (!existsSync(jar))
        throw fail(
          'servers.failed',
          `expected the registry in ${jar}, found nothing there; sh scripts/setup.sh fetches it`,
        )
    },
    command: { file: java.program, args: [...flags, '-jar', jar], env, log: logFile(config, 'registry') },
    ready: (signal) => answersSubjects(ports.registry ?? 0, signal),
  }
}

/** Settings go by the environment, so that the password is in no command line. */
const environment = (ports: Ports, password: string): Readonly<Record<string, string>> => ({
  LANG: 'C.UTF-8',
  QUARKUS_HTTP_HOST: '127.0.0.1',
  QUARKUS_HTTP_PORT: String(ports.registry),
  QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
  QUARKUS_MANAGEMENT_PORT: String(ports.registryManagement),
  QUARKUS_LOG_LEVEL: 'WARN',
  APICURIO_STORAGE_SQL_KIND: 'postgresql',
  APICURIO_DATASOURCE_URL: `jdbc:postgresql://127.0.0.1:${ports.postgres}/registry`,
  APICURIO_DATASOURCE_USERNAME: 'codelupe',
  APICURIO_DATASOURCE_PASSWORD: password,
  APICURIO_DATASOURCE_JDBC_INITIAL_SIZE: '2',
  APICURIO_DATASOURCE_JDBC_MIN_SIZE: '2',
  APICURIO_DATASOURCE_JDBC_MAX_SIZE: '10',
})

async function answersSubjects(port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limits.serverAnswerMsMax)])
    const answer = await fetch(`http://127.0.0.1:${port}${registryPath}/subjects`, { signal: limited })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}
