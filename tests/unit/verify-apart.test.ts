// What the verifier of the log shares with what it verifies is this list, as the runbook says; a mistake in what is shared
// could hide a loss. The fold of the tables shares the projections on purpose, and is left out.
// Mutants: take storyOf of runtime/redriven.ts in cli/verify/flow.ts; notBuried of trainer/redriven.ts in cli/verify/training.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'
import * as topics from '../../topics/index.ts'
import { textOf } from './compose-files.ts'

/** File -> the values that it gives. Of topics/index.ts whatever is no function: names, and what flows there. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'processors/order.ts': ['order', 'stageEdges'],
  'runtime/reader.ts': ['rangesOf', 'readRanges'],
  'runtime/limits.ts': ['limits'],
  'runtime/errors.ts': ['CodelupeError'],
  'cli/connect.ts': ['withDatabase'],
  'cli/observe.ts': ['observeWith'],
  'cli/queries/observation.ts': ['offsetsOf'],
}

/** The tables are folded anew by what folds them. */
const fold = ['fold.ts', 'fold-log.ts', 'fold-ranges.ts', 'scratch-schema.ts', 'table-digest.ts']

const folder = join(projectFolder, 'cli', 'verify')

/** Each value that a file imports from outside the folder, as `file value`. */
function importsOf(name: string): readonly string[] {
  const tree = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true)
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const clause = statement.importClause
    const path = relative(projectFolder, resolve(folder, statement.moduleSpecifier.text))
    if (!statement.moduleSpecifier.text.startsWith('../')) return []
    if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return []
    if (clause?.namedBindings === undefined || !ts.isNamedImports(clause.namedBindings)) return [`${path} all of it`]
    return clause.namedBindings.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map((one) => `${path} ${one.name.text}`)
  })
}

test('the verifier of the log takes nothing but this from what it verifies', () => {
  const data = Object.entries(topics).flatMap(([name, value]) => (typeof value === 'function' ? [] : [name]))
  const known = new Set([
    ...data.map((name) => `topics/index.ts ${name}`),
    ...Object.entries(shared).flatMap(([path, values]) => values.map((value) => `${path} ${value}`)),
  ])
  const files = readdirSync(folder).filter((name) => !fold.includes(name))
  const taken = new Map(files.map((name) => [name, importsOf(name)]))
  expect(
    [...taken].flatMap(([name, values]) => values.filter((one) => !known.has(one)).map((one) => `${name}: ${one}`)),
  ).toEqual([])
  const used = new Set([...taken.values()].flat())
  expect([...known].filter((one) => !one.startsWith('topics/') && !used.has(one))).toEqual([])
})

test('the runbook names what is shared', () => {
  const [told = ''] = /^What it shares with what it verifies[\s\S]*?\n\n/m.exec(textOf('docs/runbook.md')) ?? []
  for (const path of ['runtime/reader.ts', 'cli/observe.ts', 'topics/', 'processors/order.ts'])
    expect(told).toContain(`\`${path}\``)
})
