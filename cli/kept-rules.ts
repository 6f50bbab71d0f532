// The rules that a supervisor's workers judge by: copies of what it read at its start. A worker that is started again reads
// the same rules, whatever has become of the user's files; those count from the next `up` on.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createProcessor } from '../processors/index.ts'
import type { Processor } from '../processors/processor.ts'
import type { Config } from '../runtime/config.ts'
import { type GateRules, type RuledGate, type RulesOptions, requireGateRules } from './gate-rules.ts'
import { findSupervisor } from './supervisor-state.ts'

/** What the supervisor's file says of its rules. */
export type RulesInUse = {
  /** Where they were read, as absolute paths. */
  readonly given: RulesOptions
  /** The copies. */
  readonly kept: RulesOptions
  readonly lines: readonly string[]
}

const folderOf = (config: Config, gate: RuledGate): string => join(config.home, 'run', 'rules', gate)

/** Writes the copies, in place of those of the last supervisor. Only a supervisor that has claimed the home may. */
export function keepRules(config: Config, { given, kept, lines }: GateRules): RulesInUse {
  const { malicious, secret } = kept
  for (const gate of ['malicious', 'secret'] as const) {
    const name = gate === 'malicious' ? malicious?.name : ''
    rmSync(folderOf(config, gate), { recursive: true, force: true })
    for (const { path, source } of kept[gate]?.files ?? []) {
      const file = join(folderOf(config, gate), name ?? '', path)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, source, { mode: 0o600 })
    }
  }
  return {
    given,
    kept: {
      ...(malicious === undefined ? {} : { maliciousRules: join(folderOf(config, 'malicious'), malicious.name) }),
      ...(secret === undefined ? {} : { secretRules: join(folderOf(config, 'secret'), secret.name) }),
    },
    lines,
  }
}

/** What the pipeline that runs here judges by, or null where none runs. */
export const rulesInUse = (config: Config): RulesInUse | null => findSupervisor(config)?.rules ?? null

/**
 * The secret gate that decides here what may be shown of content (I15): by the rules that are promoted, else by those of the
 * pipeline that runs, else by those of the settings; a rule that is switched off for samples still hides here. Rules that
 * cannot be read end the command: without them it would show what the gate hides.
 */
export async function secretInUse(
  config: Config,
  say: (line: string) => void,
  promoted: RulesOptions = {},
): Promise<Processor> {
  const { settings } = await requireGateRules(config, { ...rulesInUse(config)?.kept, ...promoted }, say, ['secret'])
  return createProcessor('secret', settings)
}
