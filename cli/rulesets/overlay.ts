// Rules in force, one clear order: what a promotion states stands before what is typed, and that before the environment and
// the defaults. A proposal states all that is to be promoted: what it leaves out comes from the others (docs/adr/0013).
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { createPipeline, type GateSettings } from '../../processors/index.ts'
import type { ProcessorName } from '../../processors/order.ts'
import type { Processor } from '../../processors/processor.ts'
import { type Proposal, parseProposal } from '../../processors/proposal.ts'
import type { Config } from '../../runtime/config.ts'
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import type { RuleFile } from '../../runtime/malicious-pack.ts'
import { readRuleText } from '../../runtime/rule-file.ts'
import { type ReadGate, type RuledGate, type RulesOptions, requireGateRules } from '../gate-rules.ts'

/** A proposal with the files that it names: whole in itself, as it is kept in the log. */
export type KeptProposal = {
  readonly name: string
  /** The TOML, as it was written. */
  readonly text: string
  readonly files: Readonly<Partial<Record<RuledGate, { readonly name: string; readonly files: readonly RuleFile[] }>>>
  /** The version of its pack of licence statements, which is larger than a record: every machine has it by itself. */
  readonly licensePack?: string
}

/** A proposal, and where its files lie on this machine, as absolute paths. */
export type Overlay = {
  readonly name: string
  readonly text: string
  readonly proposal: Proposal
  readonly paths: RulesOptions
}

/** What the gates would judge by. */
export type Rules = {
  readonly settings: GateSettings
  readonly lines: readonly string[]
  readonly kept: KeptProposal['files']
}

type Say = (line: string) => void

/** Reads a proposal from its file. Throws `proposal.invalid` with every fault. */
export function readOverlay(path: string): Overlay {
  const file = resolve(path)
  const read = readRuleText(file, 'a proposal in TOML')
  if (read.kind === 'fault')
    throw fail('proposal.invalid', `expected ${read.fault.expected}, found ${read.fault.found}`)
  if (Buffer.byteLength(read.text) > limits.proposalBytesMax)
    throw fail('proposal.invalid', `expected at most ${limits.proposalBytesMax} bytes in ${basename(file)}`)
  const proposal = proposalOf(read.text, basename(file))
  const { maliciousRules, secretRules, licensePack } = proposal
  const paths = {
    ...(maliciousRules === null ? {} : { maliciousRules: resolve(dirname(file), maliciousRules) }),
    ...(secretRules === null ? {} : { secretRules: resolve(dirname(file), secretRules) }),
    ...(licensePack === null ? {} : { licensePack: { path: resolve(dirname(file), licensePack) } }),
  }
  return { name: basename(file).replace(/\.toml$/, ''), text: read.text, proposal, paths }
}

function proposalOf(text: string, name: string): Proposal {
  const parsed = parseProposal(text)
  if (parsed.kind === 'read') return parsed.proposal
  const more = parsed.faults.length - limits.ruleFaultsMax
  const told = [...parsed.faults.slice(0, limits.ruleFaultsMax), ...(more > 0 ? [`and ${more} more`] : [])]
  throw fail('proposal.invalid', told.map((fault) => `${name}: ${fault}`).join('; '))
}

/** An overlay that states another text, with the files of the one before. Throws `proposal.invalid`. */
export function restated({ name, paths }: Pick<Overlay, 'name' | 'paths'>, text: string): Overlay {
  if (Buffer.byteLength(text) > limits.proposalBytesMax)
    throw fail('proposal.invalid', `expected at most ${limits.proposalBytesMax} bytes in ${name}`)
  return { name, text, proposal: proposalOf(text, name), paths }
}

/** A kept proposal as an overlay: its files are written below `run/rules`, under the operation that has promoted it. */
export function unpackOverlay(config: Config, kept: KeptProposal, operation: string): Overlay {
  const folder = join(config.home, 'run', 'rules', `promoted-${operation}`)
  const put = (gate: RuledGate): string | undefined => {
    const source = kept.files[gate]
    if (source === undefined) return undefined
    for (const { path, source: text } of source.files) {
      const file = join(folder, gate, gate === 'malicious' ? source.name : '', path)
      // Whatever the log says, nothing is written anywhere else.
      if (!file.startsWith(`${folder}/`))
        throw fail('proposal.invalid', `expected a path below ${kept.name}, found ${path}`)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      // Gates and commands unpack side by side: whoever reads finds the whole file.
      const part = join(folder, `${process.pid}.part`)
      writeFileSync(part, text, { mode: 0o600 })
      renameSync(part, file)
    }
    return join(folder, gate, source.name)
  }
  const [maliciousRules, secretRules] = [put('malicious'), put('secret')]
  const paths = {
    ...(maliciousRules === undefined ? {} : { maliciousRules }),
    ...(secretRules === undefined ? {} : { secretRules }),
    ...(kept.licensePack === undefined ? {} : { licensePack: { version: kept.licensePack } }),
  }
  return { name: kept.name, text: kept.text, proposal: proposalOf(kept.text, kept.name), paths }
}

/** Settings, typed options and an overlay as one. Throws `rules.invalid` where the files that they name cannot be used. */
export async function rulesUnder(
  config: Config,
  typed: RulesOptions,
  overlay: Overlay | null,
  say: Say,
  gates?: readonly ReadGate[],
): Promise<Rules> {
  const { settings, lines, kept } = await requireGateRules(config, { ...typed, ...overlay?.paths }, say, gates)
  if (overlay === null) return { settings, lines, kept }
  const { scoreMin, changes } = overlay.proposal
  return { settings: { ...settings, scoreMin: scoreMin ?? settings.scoreMin, changes }, lines, kept }
}

/** The overlay with the files that it names itself, for the log. */
export function keptOf({ name, text, paths }: Overlay, { kept, settings }: Rules): KeptProposal {
  const { malicious, secret } = kept
  return {
    name,
    text,
    files: {
      ...(paths.maliciousRules === undefined || malicious === undefined ? {} : { malicious }),
      ...(paths.secretRules === undefined || secret === undefined ? {} : { secret }),
    },
    ...(paths.licensePack === undefined || settings.licensePack === undefined
      ? {}
      : { licensePack: settings.licensePack.version }),
  }
}

export type Rulesets = Readonly<Record<ProcessorName, string>>

/** The ruleset of each processor. */
export const rulesetsOf = (processors: readonly Processor[]): Readonly<Record<string, string>> =>
  Object.fromEntries(processors.map(({ name, ruleset }) => [name, ruleset]))

export const pipelineOf = ({ settings }: Rules): readonly Processor[] => createPipeline(settings)
