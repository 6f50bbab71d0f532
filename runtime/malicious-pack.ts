// Reads a folder of YARA rules into a pack for the malicious gate: compiled once, then scanned synchronously and in
// memory, so that the gate's judge stays pure. GuardDog's published rules and an in-house pack can be dropped in as is.
// A pack's version is the hash of its files, so a changed rule changes the gate's ruleset.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { compile, type RuleMatch, validate, type YaraX } from '@litko/yara-x'
import { fail } from './errors.ts'
import { limits } from './limits.ts'

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
  readonly version: string
  readonly rules: number
  readonly scan: (content: Buffer) => readonly YaraHit[]
}

type RuleFile = { readonly path: string; readonly source: string; readonly names: readonly string[] }

/** Compiles every `.yar` and `.yara` file under a folder. Throws `config.invalid`, with every fault, where one is wrong. */
export function loadMaliciousPack(directory: string): YaraPack {
  const files = ruleFiles(directory)
  const faults = files.flatMap(({ path, source }) =>
    validate(source).errors.map((error) => `${path}: ${firstLine(error.message)}`),
  )
  if (faults.length > 0) throw fail('config.invalid', `expected YARA rules, found: ${faults.slice(0, 20).join('; ')}`)
  const groups = withoutClashes(files)
  const scanners = groups.map((group) => {
    const scanner: YaraX = compile(group.map(({ source }) => source).join('\n'))
    scanner.setMaxMatchesPerPattern(limits.packMatchesMax)
    const fileOf = new Map(group.flatMap(({ path, names }) => names.map((name) => [name, path] as const)))
    return { scanner, fileOf }
  })
  return {
    name: basename(resolve(directory)),
    version: versionOf(files),
    rules: files.reduce((sum, { names }) => sum + names.length, 0),
    scan: (content) =>
      scanners
        .flatMap(({ scanner, fileOf }) => scanner.scan(content).map((match) => hitOf(match, fileOf)))
        .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  }
}

const key = (hit: YaraHit): string => `${hit.file} ${hit.rule}`

function ruleFiles(directory: string): readonly RuleFile[] {
  if (!existsSync(directory))
    throw fail('config.invalid', `expected a folder of YARA rules, found nothing at ${directory}`)
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.yara?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  if (paths.length === 0) throw fail('config.invalid', `expected .yar or .yara files, found none in ${directory}`)
  if (paths.length > limits.packFilesMax) {
    throw fail(
      'config.invalid',
      `expected at most ${limits.packFilesMax} rule files, found ${paths.length} in ${directory}`,
    )
  }
  return paths.map((path) => {
    const source = withIncludes(path, resolve(directory))
    return { path: relative(directory, path), source, names: ruleNames(source) }
  })
}

// Included text is put in place here, from inside the pack only, so that rules never read other files of the machine.
function withIncludes(path: string, root: string): string {
  return readFileSync(path, 'utf8').replace(/^[ \t]*include[ \t]+"([^"\n]+)"/gm, (_line, name: string) => {
    const included = resolve(dirname(path), name)
    if (!included.startsWith(`${root}/`) || !existsSync(included)) {
      throw fail(
        'config.invalid',
        `expected ${name}, which ${relative(root, path)} includes, in the pack; found nothing`,
      )
    }
    return readFileSync(included, 'utf8')
  })
}

const ruleNames = (source: string): readonly string[] =>
  [...source.matchAll(/^[ \t]*(?:(?:private|global)[ \t]+)*rule[ \t]+(\w+)/gm)].map((match) => match[1] ?? '')

// Two files may use one name; YARA wants names to be unique in what is compiled together.
function withoutClashes(files: readonly RuleFile[]): readonly (readonly RuleFile[])[] {
  const groups: { readonly files: RuleFile[]; readonly names: Set<string> }[] = []
  for (const file of files) {
    let group = groups.find(({ names }) => !file.names.some((name) => names.has(name)))
    if (group === undefined) {
      group = { files: [], names: new Set() }
      groups.push(group)
    }
    group.files.push(file)
    for (const name of file.names) group.names.add(name)
  }
  return groups.map((group) => group.files)
}

function versionOf(files: readonly RuleFile[]): string {
  const hash = createHash('sha256')
  for (const { path, source } of files) hash.update(`${path}\0${source}\0`)
  return hash.digest('hex')
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text

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
