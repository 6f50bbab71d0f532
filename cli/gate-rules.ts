// The users' own rules for the gates, read from disk: a folder of YARA files, a file of gitleaks' rules, and the key of the
// hash in findings. The gates stay pure: they are given what was read here. Every fault is told, before anything runs.
import { createHash } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { Fault } from '../embedded/doctor.ts'
import type { LicensePack } from '../identify/license-pack.ts'
import type { GateSettings } from '../processors/index.ts'
import { rulesFromGitleaks, type UserRules } from '../processors/secret/gitleaks-toml.ts'
import { keyName } from '../processors/secret/redact.ts'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import type { PackRead, RuleFile } from '../runtime/malicious-pack.ts'
import { type RuleFault, readRuleText } from '../runtime/rule-file.ts'
import { type PackWanted, readLicensePack } from './license-pack.ts'

/** What may be typed; it stands before the settings. */
export type RulesOptions = {
  readonly maliciousRules?: string
  readonly secretRules?: string
  /** Never typed: what a proposal names, or what is promoted. */
  readonly licensePack?: PackWanted
}

export type RuledGate = 'malicious' | 'secret'

/** Gates whose settings are read from files. */
export type ReadGate = RuledGate | 'license'

/** What a step judges by of those. */
export const readGatesOf = (step: string): readonly ReadGate[] =>
  (['malicious', 'secret', 'license'] as const).filter((gate) => gate === step)

/** What was read of one source of rules. */
type Source<Rules> = {
  readonly rules: Rules | null
  /** What it is, in a line: equal lines are equal rules. */
  readonly line: string | null
  /** The files as they were read. */
  readonly files: readonly RuleFile[]
  readonly faults: readonly Fault[]
}

export type GateRules = {
  readonly settings: GateSettings
  readonly lines: readonly string[]
  /** Where they were read, typed or set, as absolute paths. */
  readonly given: RulesOptions
  /** Name and files of each source that was given: enough to read the same rules again. */
  readonly kept: Readonly<Partial<Record<RuledGate, { readonly name: string; readonly files: readonly RuleFile[] }>>>
  readonly faults: readonly Fault[]
}

type RulesConfig = Pick<
  Config,
  'maliciousRules' | 'secretRules' | 'licensePack' | 'secretHmacKey' | 'qualityScoreMin' | 'cache'
>

/** Reads what the given gates need; where there is a fault, the settings lack what is wrong. */
export async function readGateRules(
  config: RulesConfig,
  options: RulesOptions,
  gates: readonly ReadGate[] = ['malicious', 'secret', 'license'],
): Promise<GateRules> {
  const given = givenOf(config, options)
  const pack = gates.includes('malicious') ? await readPack(given.malicious) : nothing
  const toml = gates.includes('secret') ? readToml(given.secret) : nothing
  const statements = gates.includes('license') ? licenseSource(config, options.licensePack) : nothing
  const key = gates.includes('secret') ? config.secretHmacKey : undefined
  const keyLine = key === undefined ? null : `${keyWords} ${keyName(key).slice(0, 12)}`
  return {
    settings: {
      scoreMin: config.qualityScoreMin,
      packs: pack.rules?.pack == null ? [] : [pack.rules.pack],
      secret: { ...(key === undefined ? {} : { hmacKey: key }), userRules: toml.rules?.rules ?? [] },
      ...(statements.rules === null ? {} : { licensePack: statements.rules }),
    },
    lines: [pack.line, toml.line, keyLine, statements.line].filter((line) => line !== null),
    given: {
      ...(given.malicious === null ? {} : { maliciousRules: given.malicious.path }),
      ...(given.secret === null ? {} : { secretRules: given.secret.path }),
    },
    kept: {
      ...(given.malicious === null ? {} : { malicious: { name: basename(given.malicious.path), files: pack.files } }),
      ...(given.secret === null ? {} : { secret: { name: basename(given.secret.path), files: toml.files } }),
    },
    faults: [...pack.faults, ...toml.faults, ...statements.faults],
  }
}

const keyWords = 'secret: evidence key'
export const isKeyLine = (line: string): boolean => line.startsWith(keyWords)

/** The same, for what is about to start: throws `rules.invalid` with every fault, and says what is only doubtful. */
export async function requireGateRules(
  config: RulesConfig,
  options: RulesOptions,
  say: (line: string) => void,
  gates?: readonly ReadGate[],
): Promise<GateRules> {
  const rules = await readGateRules(config, options, gates)
  const told = (level: Fault['level']): readonly string[] =>
    rules.faults
      .filter((fault) => fault.level === level)
      .map(({ what, expected, found }) => `${what}: expected ${expected}, found ${found}`)
  const faults = told('fault')
  const more = faults.length > limits.ruleFaultsMax ? [`and ${faults.length - limits.ruleFaultsMax} more`] : []
  if (faults.length > 0) throw fail('rules.invalid', [...faults.slice(0, limits.ruleFaultsMax), ...more].join('; '))
  for (const line of told('warning')) say(`warning: ${line}`)
  return rules
}

/** What was typed, as another process with another folder must be given it. */
export const absoluteOptions = ({ maliciousRules, secretRules }: RulesOptions): RulesOptions => ({
  ...(maliciousRules ? { maliciousRules: resolve(maliciousRules) } : {}),
  ...(secretRules ? { secretRules: resolve(secretRules) } : {}),
})

export const rulesFlags = ({ maliciousRules, secretRules }: RulesOptions): readonly string[] => [
  ...(maliciousRules === undefined ? [] : [`--malicious-rules=${maliciousRules}`]),
  ...(secretRules === undefined ? [] : [`--secret-rules=${secretRules}`]),
]

/** Where rules were named, and the path; an empty one is an option whose value was lost on its way. */
type Given = { readonly from: string; readonly path: string }

function givenOf(config: RulesConfig, options: RulesOptions): Readonly<Record<RuledGate, Given | null>> {
  const given = (option: string | undefined, flag: string, set: string | undefined, variable: string): Given | null => {
    if (option !== undefined) return { from: flag, path: option === '' ? '' : resolve(option) }
    return set === undefined ? null : { from: variable, path: set }
  }
  return {
    malicious: given(options.maliciousRules, '--malicious-rules', config.maliciousRules, 'CODELUPE_MALICIOUS_RULES'),
    secret: given(options.secretRules, '--secret-rules', config.secretRules, 'CODELUPE_SECRET_RULES'),
  }
}

const nothing = { rules: null, line: null, files: [], faults: [] } as const

const faultOf = (from: string, { expected, found }: RuleFault, level: Fault['level'] = 'fault'): Fault => ({
  level,
  what: from,
  expected,
  found,
  fix: `mend it, or leave ${from} out; then ./codelupe down and up`,
})

const empty: RuleFault = { expected: 'a path', found: 'an empty text' }

async function readPack(given: Given | null): Promise<Source<PackRead>> {
  if (given === null) return nothing
  const { from, path } = given
  const wrong = (fault: RuleFault): Source<PackRead> => ({ ...nothing, faults: [faultOf(from, fault)] })
  if (path === '') return wrong(empty)
  // Loaded only where it is used: a native library, which is not made for every machine that the rest runs on.
  const library = await import('../runtime/malicious-pack.ts').catch((error: unknown) => causeOf(error))
  if (typeof library === 'string')
    return wrong({
      expected: `the package @litko/yara-x to load on ${process.platform}-${process.arch}`,
      found: library,
    })
  const rules = library.readMaliciousPack(path)
  const { pack, files } = rules
  return {
    rules,
    line:
      pack === null
        ? null
        : `malicious: pack ${pack.name}, ${counted(pack.rules)}, version ${pack.version.slice(0, 12)}`,
    files,
    faults: rules.faults.map((fault) => faultOf(from, fault)),
  }
}

function readToml(given: Given | null): Source<UserRules> {
  if (given === null) return nothing
  const { from, path } = given
  if (path === '') return { ...nothing, faults: [faultOf(from, empty)] }
  const read = readRuleText(path, "a file of rules in gitleaks' TOML format")
  if (read.kind === 'fault') return { ...nothing, faults: [faultOf(from, read.fault)] }
  const file = basename(path)
  const version = createHash('sha256').update(read.text).digest('hex')
  const rules = rulesFromGitleaks(read.text, { file, version })
  const place = (id: string, line: number, column?: number): string =>
    `${file}, line ${line}${column === undefined ? '' : `, column ${column}`}${id === '' ? '' : `, rule ${id}`}`
  const refused = rules.refused.map(({ id, reason, line, column }) => ({
    expected: "rules in gitleaks' TOML format that can be taken over",
    found: `${place(id, line, column)}: ${reason}`,
  }))
  const doubtful = rules.doubtful.map(({ id, line }) => ({
    expected: 'a keyword that stands in the regex: matches are looked for round keywords only',
    found: `${place(id.replace(/^user\./, ''), line)}: none that does`,
  }))
  return {
    rules,
    line: `secret: file ${file}, ${counted(rules.rules.length)}, version ${version.slice(0, 12)}`,
    files: [{ path: file, source: read.text }],
    faults: [
      ...refused.map((fault) => faultOf(from, fault)),
      ...doubtful.map((fault) => faultOf(from, fault, 'warning')),
    ],
  }
}

function licenseSource(config: RulesConfig, wanted: PackWanted | undefined): Source<LicensePack> {
  const { pack, fault, from } = readLicensePack(config, wanted)
  if (fault !== null) return { ...nothing, faults: [faultOf(from, fault)] }
  if (pack === null) return nothing
  const [source = '', hash = ''] = pack.version.split(' ')
  const line = `license: pack ${pack.name}, ${counted(pack.rules)} of ${source}, version ${hash.slice(0, 12)}`
  return { rules: pack, line, files: [], faults: [] }
}

const counted = (rules: number): string => (rules === 1 ? '1 rule' : `${rules} rules`)

const causeOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
