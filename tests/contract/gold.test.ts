// The gold corpus is what it says it is, and no gate gets worse on it: figures of both halves are printed, and one that falls
// below evaluation/floors.json fails. `./codelupe gen --gold` writes the floors and the table of docs/evaluation.md anew: a
// floor that went down needs a reason in the commit.
// Mutants: switch a rule of a gate off; accept everything; label a case by what a rule says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { knownClasses } from '../../evaluation/classes.ts'
import floors from '../../evaluation/floors.json' with { type: 'json' }
import { goldCases } from '../../evaluation/gold/index.ts'
import { type GoldFigures, goldFiguresOf, percent, renderGoldTable } from '../../evaluation/gold-figures.ts'
import type { LabelledCase } from '../../evaluation/labelled.ts'
import { createProcessor, defaultGateSettings } from '../../processors/index.ts'
import { order } from '../../processors/order.ts'
import { projectFolder } from '../../runtime/config.ts'

const halves = ['train', 'test'] as const
const judged: GoldFigures[] = []

describe.each(order.map(({ name }) => name))('%s', (name) => {
  const gate = createProcessor(name, defaultGateSettings)
  const cases = goldCases(name)

  test('has at least 300 cases, of classes that are known, the same each time', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300)
    const known = new Set(knownClasses(name, gate.rules))
    expect([...new Set(cases.flatMap(({ classes }) => classes))].filter((one) => !known.has(one))).toEqual([])
    expect(cases.filter(({ classes }) => classes.length === 0)).toEqual([])
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    const bytes = (all: readonly LabelledCase[]): string => all.map(({ id, content }) => `${id} ${content}`).join('\0')
    expect(bytes(goldCases(name)) === bytes(cases)).toBe(true)
  })

  test('has both labels in both halves, and no idea in two of them', () => {
    for (const half of halves)
      for (const positive of [true, false])
        expect(cases.filter((one) => one.half === half && one.positive === positive).length).toBeGreaterThan(60)
    const families = Map.groupBy(cases, ({ id }) => id.replace(/-\d+$/, ''))
    expect([...families].filter(([, own]) => new Set(own.map(({ half }) => half)).size > 1)).toEqual([])
  })

  test('is judged as well as before', () => {
    for (const half of halves) {
      const figures = goldFiguresOf(name, half)
      judged.push(figures)
      const shares = Object.entries(figures.shares)
      console.log(
        `gold ${name} ${half}: ${figures.files} files, ${shares.map(([what, share]) => `${what} ${percent(share)}`).join(', ')}`,
      )
      expect(figures.skipped, 'files that ingest would not have submitted').toBeLessThan(figures.files / 50)
      for (const [what, floor] of Object.entries(floors[name][half]))
        expect(figures.shares[what], `${what} of ${name} on the half ${half}`).toBeGreaterThanOrEqual(floor)
    }
  })
})

test('the table of docs/evaluation.md has these figures', () => {
  const docs = readFileSync(join(projectFolder, 'docs', 'evaluation.md'), 'utf8')
  expect(docs, './codelupe gen --gold writes it').toContain(renderGoldTable(judged))
})
