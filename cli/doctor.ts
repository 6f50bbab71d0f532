// Every fault of this machine, its set-up, its servers and its pipeline at once, each with what to type.
import { bytesByTopic, type TopicBytes } from '../embedded/disk.ts'
import { diagnose, type Fault } from '../embedded/doctor.ts'
import { lookForServers } from '../embedded/servers.ts'
import { shownConfig } from '../runtime/config.ts'
import { exitCodes } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { connectionTo } from './connect.ts'
import { pipelineFaults, rulesFaults, serverFaults } from './doctor-checks.ts'
import { jsonLine } from './json.ts'
import { rulesInUse } from './kept-rules.ts'
import { findSupervisor, readSupervisor, type SupervisorState } from './supervisor-state.ts'
import { bytesText, tableLines } from './table.ts'

export async function doctor(
  { config, signal, terminal }: Context,
  options: { readonly json?: boolean },
): Promise<number> {
  const supervisor = findSupervisor(config)
  // Who asked for a pipeline without a trainer lacks nothing.
  const machine = await diagnose(config, signal, supervisor?.wishes?.trainer !== 'off')
  const found = lookForServers(config)
  const connection = found === null ? null : connectionTo(config, found.addresses)
  // A server that does not answer is among the machine's faults already; what is in it cannot be asked then.
  const silent = new Set(machine.map(({ what }) => what))
  const servers = connection === null ? [] : await serverFaults(config, connection, (name) => !silent.has(name))
  const rules = await rulesFaults(config, rulesInUse(config))
  const faults = [
    ...machine,
    ...rules,
    ...servers,
    ...(connection === null ? [] : pipelineFaults(readSupervisor(config))),
  ]
  const disk = config.kafkaBrokers === undefined ? await bytesByTopic(config) : []
  const failed = faults.some(({ level }) => level === 'fault')
  if (options.json === true)
    terminal.out(
      jsonLine({
        faults,
        servers: serversWord(connection),
        metricsPort: supervisor?.metricsPort ?? null,
        disk,
        settings: shownConfig(config),
      }),
    )
  else {
    for (const line of [...faultLines(faults), ...metricsLines(supervisor), ...diskLines(disk)]) terminal.out(line)
    terminal.say(nextWord(faults.length, connection !== null))
  }
  return failed ? exitCodes.failed : exitCodes.done
}

const serversWord = (connection: object | null): string => (connection === null ? 'not running' : 'running')

const nextWord = (faults: number, running: boolean): string =>
  faults > 0
    ? `${faults} found`
    : running
      ? 'nothing wrong; next: ./codelupe status'
      : 'nothing wrong, and no servers run; next: ./codelupe up'

/** Faults first, then warnings; three lines each. */
export const faultLines = (faults: readonly Fault[]): readonly string[] =>
  faults
    .toSorted((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
    .flatMap(({ level, what, expected, found, fix }) => [
      `${level}: ${shown(what)}`,
      `  expected ${shown(expected)}, found ${shown(found)}`,
      `  do: ${shown(fix)}`,
    ])

/** The port that the supervisor took: another one than was set where that was taken. */
export const metricsLines = (running: SupervisorState | null): readonly string[] =>
  running === null || running.metricsPort === null ? [] : [`metrics and /readyz on port ${running.metricsPort}`]

function diskLines(disk: readonly TopicBytes[]): readonly string[] {
  if (disk.length === 0) return []
  const total = disk.reduce((sum, { bytes }) => sum + bytes, 0)
  const rows = disk.map(({ topic, bytes }) => [topic, bytesText(bytes)])
  return [`disk by topic, ${bytesText(total)} in all`, ...tableLines(['topic', 'disk'], rows)]
}
