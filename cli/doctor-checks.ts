// What doctor asks of servers that run, and of the pipeline's processes. A question that cannot be asked is a fault too.
import type { Fault } from '../embedded/doctor.ts'
import { isAlive } from '../embedded/process.ts'
import type { ServerAddresses } from '../embedded/servers.ts'
import { type Admin, openAdmin } from '../runtime/admin.ts'
import type { Config } from '../runtime/config.ts'
import { CodelupeError } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { migrationStatus } from '../runtime/migrations.ts'
import { openDatabase } from '../runtime/postgres.ts'
import type { Registry } from '../runtime/registry.ts'
import { topics } from '../topics/index.ts'
import type { Connection } from './connect.ts'
import { isKeyLine, readGateRules } from './gate-rules.ts'
import type { RulesInUse } from './kept-rules.ts'
import { promotionFaults } from './rulesets/in-force-view.ts'
import { readPromotion } from './rulesets/promotions.ts'
import type { SupervisorState } from './supervisor-state.ts'

type Level = Fault['level']
const faultOf = (level: Level, what: string, expected: string, found: string, fix: string): Fault => ({
  level,
  what,
  expected,
  found,
  fix,
})

/** Topics, positions' retention, schemas and migrations; only of the servers that answer. */
export async function serverFaults(
  config: Config,
  connection: Connection,
  answers: (name: keyof ServerAddresses) => boolean,
): Promise<readonly Fault[]> {
  const checks = [
    answers('kafkaBrokers') ? asked('Kafka', () => brokerFaults(config, connection)) : [],
    answers('kafkaBrokers') && answers('registryUrl')
      ? asked('promotions', () => promotedFaults(config, connection))
      : [],
    answers('registryUrl') ? asked('schema registry', () => schemaFaults(connection.registry)) : [],
    answers('databaseUrl') ? asked('Postgres', () => databaseFaults(connection.databaseUrl)) : [],
  ]
  return (await Promise.all(checks)).flat()
}

const asked = (what: string, check: () => Promise<readonly Fault[]>): Promise<readonly Fault[]> =>
  check().catch((error: unknown) => [faultOfError(what, error)])

const faultOfError = (what: string, error: unknown): Fault =>
  faultOf(
    'fault',
    what,
    'an answer',
    error instanceof Error ? error.message : String(error),
    error instanceof CodelupeError ? error.hint : './codelupe down && ./codelupe up',
  )

async function brokerFaults(config: Config, { kafka }: Connection): Promise<readonly Fault[]> {
  const admin = await openAdmin(kafka)
  try {
    return [...(await topicFaults(admin)), ...(await retentionFaults(admin, config.kafkaBrokers === undefined))]
  } finally {
    await admin.close()
  }
}

const promotedFaults = async (config: Config, connection: Connection): Promise<readonly Fault[]> =>
  promotionFaults(config, await readPromotion(connection, AbortSignal.timeout(limits.kafkaCallMsMax)))

async function topicFaults(admin: Admin): Promise<readonly Fault[]> {
  const present = new Set(await admin.topicNames())
  const missing = topics.filter((topic) => !present.has(topic.name)).map((topic) => topic.name)
  if (missing.length === 0) return []
  return [
    faultOf('fault', 'topics', `${topics.length} topics`, `no ${missing.join(', ')}`, './codelupe topics provision'),
  ]
}

const minutesMax = '2147483647'

/** A broker that forgets the positions of a group that was stopped for long makes it unable to go on. */
async function retentionFaults(admin: Admin, embedded: boolean): Promise<readonly Fault[]> {
  const name = 'offsets.retention.minutes'
  const found = await admin.brokerSetting(name)
  if (found === minutesMax) return []
  const fix = embedded ? './codelupe down && ./codelupe up' : `set ${name}=${minutesMax} at the brokers`
  return [faultOf(embedded ? 'fault' : 'warning', name, minutesMax, found ?? 'none', fix)]
}

async function schemaFaults(registry: Registry): Promise<readonly Fault[]> {
  const found: Fault[] = []
  // One after another, as the registry is asked everywhere.
  for (const topic of topics) {
    const error = await registry.idOf(topic).then(
      () => null,
      (cause: unknown) => cause,
    )
    // One that does not answer is one fault, and asked once: each question to one that stands still takes 10 s.
    if (error instanceof CodelupeError && error.code === 'registry.unavailable') throw error
    if (error !== null) found.push(faultOfError(`schema of ${topic.name}`, error))
  }
  return found
}

async function databaseFaults(url: string): Promise<readonly Fault[]> {
  const database = openDatabase(url)
  try {
    const { pending, unknown } = await migrationStatus(database)
    return [
      ...(pending.length === 0
        ? []
        : [
            faultOf('fault', 'migrations', 'all of them run', `${pending.join(', ')} pending`, './codelupe migrate up'),
          ]),
      ...(unknown.length === 0
        ? []
        : [faultOf('fault', 'migrations', 'none of a newer version', unknown.join(', '), 'update CodeLupe')]),
    ]
  } finally {
    await database.close()
  }
}

/** The users' rules that the settings name; and whether the pipeline that runs judges by what is on disk now. */
export async function rulesFaults(config: Config, inUse: RulesInUse | null): Promise<readonly Fault[]> {
  const { faults } = await readGateRules(config, {})
  if (inUse === null) return faults
  const now = await readGateRules(config, inUse.given)
  const broken = now.faults.filter(({ level }) => level === 'fault').map(({ found }) => found)
  // The key may be set for the supervisor alone.
  const words = (lines: readonly string[]): string =>
    lines.filter((line) => config.secretHmacKey !== undefined || !isKeyLine(line)).join(', ') || 'none'
  const found = broken.length > 0 ? broken.join(', ') : words(now.lines)
  if (found === words(inUse.lines)) return faults
  const fix = './codelupe down, then up as before: rules are read when the pipeline starts'
  return [...faults, faultOf('warning', 'rules of the running pipeline', words(inUse.lines), found, fix)]
}

/** The supervisor and its workers; nobody having started one is no fault. */
export function pipelineFaults(state: SupervisorState | null): readonly Fault[] {
  if (state === null) return []
  if (!isAlive(state.process))
    return [faultOf('warning', 'pipeline', 'a running supervisor', 'none', './codelupe up, if it should run')]
  return state.workers.flatMap((worker) => {
    const log = `look at .codelupe/logs/${worker.name}.log`
    if (worker.state === 'fenced')
      return [
        faultOf('fault', worker.name, 'one process', 'another one took over', 'stop it, then ./codelupe down and up'),
      ]
    if (worker.state !== 'running' && worker.state !== 'starting')
      return [faultOf('fault', worker.name, 'a running process', `${worker.state}, last exit ${worker.lastExit}`, log)]
    return worker.restarts === 0
      ? []
      : [faultOf('warning', worker.name, 'no restarts', `${worker.restarts}, last exit ${worker.lastExit}`, log)]
  })
}
