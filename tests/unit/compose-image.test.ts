// The image of compose/Dockerfile without Docker: what it copies reaches the builder and is all that its commands import,
// and a command that needs more says so. scripts/test-compose.sh builds and runs it.
// Mutants: the patch taken out of Dockerfile.dockerignore; `COPY ingest` taken out; `bench` taken out of compose/bin/codelupe.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { projectFolder } from '../../runtime/config.ts'
import { mapping, textOf } from './compose-files.ts'

const dockerfile = textOf('compose/Dockerfile')
const copied = [...dockerfile.matchAll(/^COPY (?!--from)((?:--\S+ )*)(.+) \S+$/gm)].flatMap(([, , paths = '']) =>
  paths.split(' ').map((path) => path.replace(/\/$/, '')),
)
const folders = copied.filter((path) => /^[a-z]+$/.test(path))

test('what the image copies is there, and goes to the builder with nothing else', () => {
  expect(copied.length).toBeGreaterThan(14)
  expect(copied.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([])
  const lines = textOf('compose/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && line[0] !== '#')
  expect(lines[0]).toBe('*')
  const passes = lines.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
  expect(passes.toSorted()).toEqual([...new Set(copied)].toSorted())
  // What is kept back below them is what a machine leaves there, never a source.
  const keptBack = lines.slice(1).filter((line) => !line.startsWith('!'))
  for (const line of keptBack) expect(line).toMatch(/^\*\*\/(__pycache__|node_modules|\.\w+)$/)
})

/** What a file names, but for packages of which it takes types alone: paths in the project, and packages. */
const parsed = new Map<string, readonly string[]>()
function importsOf(path: string): readonly string[] {
  const known = parsed.get(path)
  if (known !== undefined) return known
  const found: string[] = []
  const tree = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined
    const erased = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    const called = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    const target = called ? node.arguments[0] : named
    if (target !== undefined && ts.isStringLiteral(target) && !erased) found.push(target.text)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  const names = found.map((name) => (name.startsWith('.') ? join(dirname(path), name) : name))
  parsed.set(path, names)
  return names
}

const packages = Object.keys(mapping(mapping(JSON.parse(textOf('package.json'))).dependencies))
const isHere = (name: string): boolean =>
  name.endsWith('.ts')
    ? folders.includes(name.split('/')[0] ?? '')
    : name.startsWith('node:') || packages.some((one) => name === one || name.startsWith(`${one}/`))

/** What a file needs that the image lacks, with all that it imports. */
function lackOf(path: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(path)) return []
  seen.add(path)
  return importsOf(path).flatMap((name) => {
    if (!isHere(name)) return [name]
    return name.endsWith('.ts') && name !== 'cli/commands.ts' ? lackOf(name, seen) : []
  })
}

const loaded = [...new Set(importsOf('cli/commands.ts'))].filter((name) => name.startsWith('cli/'))
const root = new Command('codelupe')
for (const register of commands) register({ root, action: () => async () => undefined })

const place = mkdtempSync(join(tmpdir(), 'codelupe-image-'))
afterAll(() => rmSync(place, { recursive: true }))

/** Types a command inside the image, where Node only prints what it was given. */
function type(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(place, 'node'), '#!/bin/sh\necho "$NODE_COMPILE_CACHE" "$@"\n', { mode: 0o755 })
  const given = { PATH: `${place}:/usr/bin:/bin`, CODELUPE_HOME: '/var/lib/codelupe', ...env }
  return spawnSync('sh', [join(projectFolder, 'compose/bin/codelupe'), ...words], { env: given, encoding: 'utf8' })
}

test('every command has what it imports in the image, or says that it is for a checkout', () => {
  expect(loaded.length).toBeGreaterThan(15)
  for (const start of ['cli/main.ts', 'runtime/tracing-preload.ts']) expect(lackOf(start), start).toEqual([])
  const lacking = loaded
    .filter((path) => lackOf(path).length > 0)
    .map((path) => path.slice('cli/'.length, -'.ts'.length))
  expect(lacking.toSorted()).toEqual(['bench', 'demo', 'gen'])
  const refused = root.commands.map((command) => command.name()).filter((name) => type([name]).status !== 0)
  expect(refused.toSorted()).toEqual([...lacking, 'down', 'up'].toSorted())
  for (const name of refused) {
    const { status, stdout, stderr } = type([name, '--trainer', 'off'])
    expect({ name, status, stdout }).toEqual({ name, status: 2, stdout: '' })
    expect(stderr).toContain(lacking.includes(name) ? 'it is for a checkout' : `docker compose ${name}`)
  }
})

test('the command line is started as in a checkout', () => {
  const flags = '--disable-warning=TimeoutNegativeWarning --disable-warning=ExperimentalWarning'
  for (const flag of flags.split(' ')) expect(textOf('codelupe')).toContain(flag)
  expect(type(['explain', 'a b']).stdout).toBe(`/var/lib/codelupe/compiled ${flags} /app/cli/main.ts explain a b\n`)
  const traced = type(['status'], { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }).stdout
  expect(traced).toContain(`${flags} --import /app/runtime/tracing-preload.ts /app/cli/main.ts status`)
})

test('what the documents type in a container exists there', () => {
  const typed = ['README.md', 'compose/compose.yaml', 'docs/runbook.md'].flatMap((path) =>
    [...textOf(path).matchAll(/docker compose [^\n`]*(?:\\\n *)?(?:exec \w+ codelupe|\bcli) ([a-z]+)/g)].map(
      ([, name = '']) => name,
    ),
  )
  expect(typed.length).toBeGreaterThan(5)
  const known = root.commands.map((command) => command.name())
  expect(typed.filter((name) => !known.includes(name) || type([name]).status !== 0)).toEqual([])
})
