// Keeps the house: who may import whom, where an I/O library lives, what pure folders may not contain, and the names that
// persist. Each refusal tells the offender why and what to do (I2, I6, I11).
// Mutants: import 'pg' in processors/secret/index.ts; call Date.now() in projections/files.ts; rename a topic.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { reviewTransactionalId } from '../cli/findings/review.ts'
import { rebuildReader, schemaOf } from '../cli/rebuild/spares.ts'
import { redriveTransactionalId } from '../cli/redrive/run.ts'
import { replayTransactionalId } from '../cli/replay/writer.ts'
import { promotionTransactionalId } from '../cli/rulesets/promote.ts'
import { projections } from '../projections/index.ts'
import { operationTransactionalId } from '../runtime/operations.ts'
import { groupOf, transactionalIdOf } from '../runtime/stage.ts'
import { ingestTransactionalId } from '../runtime/submission.ts'
import { dlqByStep, shadowOf, stepNames, topics } from '../topics/index.ts'

const root = resolve(import.meta.dirname, '..')

/** Folder -> what it may import: folders of the house, then packages. `*` is everything. */
const rules: Readonly<Record<string, { readonly house: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  schemas: { house: [], packages: [] },
  topics: { house: ['schemas'], packages: [] },
  identify: {
    house: ['schemas'],
    packages: [/^node:(crypto|buffer|module)$/, /^linguist-/, /^spdx-/, /^@blueoak\//, /^js-yaml$/, /^smol-toml$/],
  },
  processors: {
    house: ['topics', 'schemas', 'identify', 'runtime/step.ts'],
    packages: [/^node:crypto$/, /^spdx-/, /^@blueoak\//, /^smol-toml$/, /^fastest-levenshtein$/],
  },
  projections: {
    house: ['processors/order.ts', 'topics', 'schemas', 'runtime/step.ts', 'runtime/sql.ts'],
    packages: [],
  },
  trainer: { house: ['topics', 'schemas', 'runtime/step.ts', 'runtime/errors.ts', 'runtime/limits.ts'], packages: [] },
  ingest: {
    house: ['schemas', 'identify', 'runtime/limits.ts', 'runtime/errors.ts'],
    packages: [/^node:/, /^yauzl$/, /^tar-stream$/],
  },
  runtime: { house: ['topics', 'schemas', 'runtime'], packages: [/^node:/, /^cockatiel$/] },
  evaluation: {
    house: ['processors', 'schemas', 'identify', 'ingest', 'runtime/limits.ts', 'runtime/errors.ts'],
    packages: [/^node:/, /^spdx-license-list/],
  },
  monitoring: {
    house: ['runtime/metric-catalogue.ts'],
    packages: [/^@grafana\/grafana-foundation-sdk\//],
  },
  embedded: {
    house: ['runtime/config.ts', 'runtime/limits.ts', 'runtime/errors.ts', 'runtime/kafka.ts'],
    packages: [/^node:/],
  },
  cli: { house: ['*'], packages: [/./] },
}

/** Packages that do I/O have one home each. */
const homes: Readonly<Record<string, string>> = {
  'node-rdkafka': 'runtime/kafka.ts',
  kafkajs: 'runtime/admin.ts',
  '@kafkajs/confluent-schema-registry': 'runtime/registry.ts',
  avsc: 'runtime/codec.ts',
  pg: 'runtime/postgres.ts',
  'pg-copy-streams': 'runtime/postgres.ts',
  'node-pg-migrate': 'runtime/migrations.ts',
  'prom-client': 'runtime/telemetry.ts',
  '@litko/yara-x': 'runtime/malicious-pack.ts',
  '@duckdb/node-api': 'runtime/duckdb.ts',
  '@opentelemetry/api': 'runtime/tracing.ts',
  '@opentelemetry/sdk-node': 'runtime/tracing-preload.ts',
  '@opentelemetry/instrumentation-kafkajs': 'runtime/tracing-preload.ts',
  '@opentelemetry/instrumentation-pg': 'runtime/tracing-preload.ts',
  'import-in-the-middle/register-hooks.mjs': 'runtime/tracing-preload.ts',
}

const pureFolders = ['schemas', 'topics', 'identify', 'processors', 'projections', 'monitoring']
const impure = /^(Date\.now|Math\.random|process\.\w+|await .*|new Promise)$/

/** Parsed, not searched: rules quote hostile code, imports and all, inside their strings. */
type Source = {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
  /** Property reads such as `process.env`, `new X` and awaits. */
  readonly uses: readonly string[]
}

const sources: readonly Source[] = Object.keys(rules).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(join(folder, name))),
)

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports: string[] = []
  const uses: string[] = []
  const visit = (node: ts.Node): void => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined
    // A type of a package is erased: it brings no library along.
    const erased = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    const target = named !== undefined && ts.isStringLiteral(named) ? named.text : undefined
    if (target !== undefined && !(erased && !target.startsWith('.'))) imports.push(target)
    if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText(tree))) {
      const first = node.arguments[0]
      if (first !== undefined && ts.isStringLiteral(first)) imports.push(first.text)
    }
    if (ts.isPropertyAccessExpression(node)) uses.push(node.getText(tree))
    if (ts.isNewExpression(node)) uses.push(`new ${node.expression.getText(tree)}`)
    if (ts.isAwaitExpression(node)) uses.push('await it')
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { path, text, imports, uses }
}

const folderOf = (path: string): string => path.split('/')[0] ?? ''
const targetOf = (source: Source, name: string): string => relative(root, resolve(root, dirname(source.path), name))

function offences(source: Source): readonly string[] {
  const rule = rules[folderOf(source.path)]
  if (rule === undefined) return [`${source.path} is in no folder of the house`]
  return source.imports.flatMap((name) => {
    const home = homes[name]
    if (home !== undefined && home !== source.path && !cliOnly(source))
      return [`${source.path} imports ${name}, which lives in ${home} alone: ask that file for what you need`]
    if (!name.startsWith('.')) {
      return home !== undefined ||
        rule.packages.some((allowed) => allowed.test(name)) ||
        exceptions[source.path]?.includes(name)
        ? []
        : [
            `${source.path} may not import ${name}: ${folderOf(source.path)}/ takes ${rule.packages.join(', ') || 'no packages'}`,
          ]
    }
    const target = targetOf(source, name)
    const allowed = [folderOf(source.path), ...rule.house].some(
      (house) => house === '*' || target === house || target.startsWith(`${house}/`),
    )
    if (!allowed)
      return [
        `${source.path} may not import ${target}: ${folderOf(source.path)}/ imports ${rule.house.join(', ') || 'nothing'}`,
      ]
    return peers(source.path, target)
      ? [`${source.path} imports its peer ${target}: move what both need one folder up`]
      : []
  })
}

const cliOnly = (source: Source): boolean => exceptions[source.path] !== undefined

/** Files that may do what their folder may not, each for a reason that its first lines give. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'trainer/sidecar.ts': [
    'node:http',
    'node:child_process',
    'node:crypto',
    'node:fs',
    'node:os',
    'node:path',
    'node:timers/promises',
  ],
  'runtime/migrations.ts': ['node-pg-migrate', 'pg'],
  'runtime/avro-types.ts': ['avsc'],
}

function peers(from: string, to: string): boolean {
  const [folder, own, ...more] = from.split('/')
  const [other, peer, ...rest] = to.split('/')
  return folder === 'processors' && other === folder && more.length > 0 && rest.length > 0 && own !== peer
}

describe('the house', () => {
  test('has sources in every folder it has rules for', () => {
    expect(new Set(sources.map((source) => folderOf(source.path)))).toEqual(new Set(Object.keys(rules)))
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(200)
  })

  test('is imported downwards only', () => {
    expect(sources.flatMap(offences)).toEqual([])
  })

  test('keeps pure folders pure', () => {
    const pure = sources.filter((source) => pureFolders.includes(folderOf(source.path)))
    expect(
      pure.flatMap(({ path, uses }) => uses.filter((use) => impure.test(use)).map((use) => `${path}: ${use}`)),
    ).toEqual([])
  })

  test('reads the environment in runtime/config.ts alone', () => {
    const readers = sources.filter((source) => source.uses.includes('process.env')).map((source) => source.path)
    expect(readers.filter((path) => folderOf(path) !== 'cli')).toEqual(['runtime/config.ts'])
  })

  test('has no file over 250 lines but generated ones and tables of data', () => {
    const long = sources
      .filter((source) => source.text.split('\n').length > 251 && !isData(source))
      .map((source) => source.path)
    expect(long).toEqual([])
  })
})

const isData = ({ path, text }: Source): boolean =>
  text.startsWith('// Generated') ||
  /(^|\/)(rules|capabilities|families|gold)[/.-]|-data|-rules|errors\.ts$|limits\.ts$|config\.ts$|commands\.ts$/.test(
    path,
  )

test('names that persist never change, and new ones are written down by hand (I6)', () => {
  const written = readFileSync(join(root, 'tests', 'names.txt'), 'utf8')
    .trimEnd()
    .split('\n')
  const used = [
    ...[...topics, shadowOf('<id>')].map((topic) => `topic ${topic.name}`),
    ...stepNames.map((step) => `group ${groupOf(step)}`),
    ...Object.keys(dlqByStep)
      .flatMap((name) => stepNames.filter((step) => step === name))
      .map((step) => `transactional-id ${transactionalIdOf(step, 0)}`),
    `transactional-id ${ingestTransactionalId('<submission>')}`,
    `transactional-id ${operationTransactionalId('<operation>')}`,
    `transactional-id ${replayTransactionalId('<replay>')}`,
    `transactional-id ${redriveTransactionalId('<step>')}`,
    `transactional-id ${promotionTransactionalId}`,
    `transactional-id ${reviewTransactionalId}`,
    ...projections.flatMap((projection) => projection.tables.map((table) => `table ${table.name}`)),
    'reader projector',
    `reader ${rebuildReader}`,
    `schema ${schemaOf('<number>')}`,
  ]
  expect(used.toSorted()).toEqual(written.toSorted())
})
