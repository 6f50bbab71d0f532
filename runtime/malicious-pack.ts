// Reads a folder of YARA rules into a pack for the malicious gate: compiled once, then scanned synchronously and in
// memory, so that the gate's judge stays pure. GuardDog's published rules and an in-house pack can be dropped in as is.
// A pack's version is the hash of its files, so a changed rule changes the gate's ruleset.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { basename, dirname, relative, resolve } from 'node:path'
import { compile, type RuleMatch, validate, type YaraX } from '@litko/yara-x'
import { attempt } from './attempt.ts'
import { limits } from './limits.ts'
import { type RuleFault, readRuleText } from './rule-file.ts'
import { rulePaths } from './rule-folder.ts'

/** A rule of a pack that held on a file, with what its metadata says. */
export type YaraHit = {
  readonly rule: string
  /** Path of the rule's file in the pack. */
  readonly file: string
  readonly severity: string | null
  readonly identifies: string | null
  readonly description: string | null
  /** Globs of the paths the rule is meant for; all where null. */
  readonly paths: readonly string[] | null
  readonly places: readonly { readonly offset: number; readonly length: number }[]
}

export type YaraPack = {
  readonly name: string
  /** sha256 of the rule files: their paths in the pack and their text. */
  readonly version: string
  /** What compiles and scans, with its version and bounds: another one may say something else of the same file. */
  readonly engine: string
  readonly rules: number
  readonly scan: (content: Buffer) => readonly YaraHit[]
}

/** A file of a pack as it is compiled: what it includes stands in it. */
export type RuleFile = { readonly path: string; readonly source: string }

/** `pack` is null where there is a fault; all of them are listed. */
export type PackRead = {
  readonly pack: YaraPack | null
  readonly files: readonly RuleFile[]
  readonly faults: readonly RuleFault[]
}

const { version: engineVersion }: { readonly version: string } = createRequire(import.meta.url)(
  '@litko/yara-x/package.json',
)
const engine = `@litko/yara-x ${engineVersion}, ${limits.packMatchesMax} matches of a string`

// A rule that reads a clock would say something else on replay; one that prints would print content (I5, I15). Included
// files are put in place below, from inside the pack only.
const compilerOptions = {
  enableIncludes: false,
  bannedModules: ['time', 'console'].map((name) => ({
    name,
    errorTitle: `the module ${name} may not be used: a verdict depends on the file alone`,
    errorMessage: '',
  })),
}

/** Compiles every `.yar` and `.yara` file under a folder. */
export function readMaliciousPack(directory: string): PackRead {
  const root = resolve(directory)
  const name = basename(root)
  const { paths, faults } = rulePaths(root)
  const badName = /^[\w.-]{1,100}$/.test(name)
    ? []
    : [fault('a folder with a name of letters, digits, `.`, `_` and `-`: it is part of rule ids', root)]
  const read = paths.map((path) => readRuleFile(path, root))
  const files = read.flatMap(({ file }) => (file === null ? [] : [file]))
  const wrong = [...badName, ...faults, ...read.flatMap((one) => one.faults), ...files.flatMap(faultsOf)]
  if (wrong.length > 0) return { pack: null, files, faults: wrong }
  const built = attempt(() => packOf(name, files))
  if (built.kind === 'failed')
    return { pack: null, files, faults: [fault('rules that compile together', built.reason)] }
  if (built.value.rules === 0) return { pack: null, files, faults: [fault('a rule', `none in the files of ${root}`)] }
  return { pack: built.value, files, faults: [] }
}

const fault = (expected: string, found: string): RuleFault => ({ expected, found })

function packOf(name: string, files: readonly RuleFile[]): YaraPack {
  const scanners = withoutClashes(files).map((group) => {
    const scanner: YaraX = compile(group.map(({ source }) => source).join('\n'), compilerOptions)
    scanner.setMaxMatchesPerPattern(limits.packMatchesMax)
    const fileOf = new Map(group.flatMap(({ path, source }) => ruleNames(source).map((rule) => [rule, path] as const)))
    return { scanner, fileOf }
  })
  return {
    name,
    version: versionOf(files),
    engine,
    rules: files.reduce((sum, { source }) => sum + ruleNames(source).length, 0),
    scan: (content) =>
      scanners
        .flatMap(({ scanner, fileOf }) => scanner.scan(content).map((match) => hitOf(match, fileOf)))
        .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  }
}

const key = (hit: YaraHit): string => `${hit.file} ${hit.rule}`

type FileRead = { readonly file: RuleFile | null; readonly faults: readonly RuleFault[] }

function readRuleFile(path: string, root: string): FileRead {
  const read = readRuleText(path, 'a file of YARA rules')
  if (read.kind === 'fault') return { file: null, faults: [read.fault] }
  const faults: RuleFault[] = []
  const source = read.text.replace(/^[ \t]*include[ \t]+"([^"\n]+)"/gm, (_line, name: string) => {
    const included = resolve(dirname(path), name)
    const expected = `${name}, which ${relative(root, path)} includes, in the pack`
    const text = included.startsWith(`${root}/`) ? readRuleText(included, expected) : null
    if (text?.kind === 'text') return text.text
    faults.push(text?.fault ?? fault(expected, 'a path out of it'))
    return ''
  })
  return { file: { path: relative(root, path), source }, faults }
}

// The first line of an error says what, the second where.
const faultsOf = ({ path, source }: RuleFile): readonly RuleFault[] =>
  validate(source, compilerOptions).errors.map(({ message }) => {
    const what = message.split('\n', 1)[0]?.replace(/^error\[\w+\]: /, '') ?? message
    const line = /--> line:(\d+)/.exec(message)?.[1]
    return fault('a YARA rule', `${path}${line === undefined ? '' : `, line ${line}`}: ${what}`)
  })

const ruleNames = (source: string): readonly string[] =>
  [...source.matchAll(/(?:^|\})[ \t]*(?:(?:private|global)[ \t]+)*rule[ \t]+(\w+)/gm)].map((match) => match[1] ?? '')

type Group = { readonly files: RuleFile[]; readonly names: Set<string>; readonly isOpen: boolean }

// Two files may use one name; YARA wants names to be unique in what is compiled together. A global rule speaks for its
// own file, and compiled with others it would switch them off too.
function withoutClashes(files: readonly RuleFile[]): readonly (readonly RuleFile[])[] {
  const groups: Group[] = []
  for (const file of files) {
    const names = ruleNames(file.source)
    const isOpen = !/^[ \t]*(?:private[ \t]+)?global\b/m.test(file.source)
    const fitting = isOpen
      ? groups.find((group) => group.isOpen && !names.some((name) => group.names.has(name)))
      : undefined
    const group = fitting ?? { files: [], names: new Set<string>(), isOpen }
    if (fitting === undefined) groups.push(group)
    group.files.push(file)
    for (const name of names) group.names.add(name)
  }
  return groups.map((group) => group.files)
}

function versionOf(files: readonly RuleFile[]): string {
  const hash = createHash('sha256')
  for (const { path, source } of files) hash.update(`${path}\0${source}\0`)
  return hash.digest('hex')
}

function hitOf(match: RuleMatch, fileOf: ReadonlyMap<string, string>): YaraHit {
  const meta = new Map<string, unknown>(Object.entries(match.meta))
  const text = (name: string): string | null => {
    const value = meta.get(name)
    return value === undefined ? null : String(value)
  }
  return {
    rule: match.ruleIdentifier,
    file: fileOf.get(match.ruleIdentifier) ?? '',
    severity: text('severity'),
    identifies: text('identifies'),
    description: text('description'),
    paths: text('path_include')?.split(',') ?? null,
    places: match.matches
      .map(({ offset, length }) => ({ offset, length }))
      .sort((a, b) => a.offset - b.offset || a.length - b.length),
  }
}
