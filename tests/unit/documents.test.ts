// What README and runbook tell people to type exists, and every error that an operator can meet has its section.
// Mutants: the runbook takes back `--count 13`, as many as there are now; names no `--since` at `dlq ls`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { takenBack } from '../../cli/migrate.ts'
import { projectFolder, settings } from '../../runtime/config.ts'
import { errorCatalogue, exitCodes } from '../../runtime/errors.ts'
import { textOf } from './compose-files.ts'

const documents = ['README.md', 'docs/runbook.md']

test('every error has a section in the runbook, and every exit code a row', () => {
  const runbook = textOf('docs/runbook.md')
  const sections = [...runbook.matchAll(/^### ([a-z]+\.[a-z-]+)$/gm)].map(([, code = '']) => code)
  expect(sections.toSorted()).toEqual(Object.keys(errorCatalogue).toSorted())
  const rows = [...runbook.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)])
  expect(Object.fromEntries(rows)).toEqual(exitCodes)
})

const root = new Command('codelupe')
for (const register of commands) register({ root, action: () => async () => undefined })

/** The words of a command line, up to a comment, an operator or the closing quote. */
const wordsOf = (line: string): readonly string[] =>
  line
    .trim()
    .split(/\s{2,}| && | \||`|;|\)/)[0]
    ?.split(' ') ?? []

function faultsOf(words: readonly string[]): readonly string[] {
  const found = words.reduce<{ command: Command; at: number }>(
    ({ command, at }, word, index) => {
      const below = at === index ? command.commands.find((one) => one.name() === word) : undefined
      return below === undefined ? { command, at } : { command: below, at: index + 1 }
    },
    { command: root, at: 0 },
  )
  const next = words[found.at]
  const isWord = next !== undefined && /^[a-z]/.test(next)
  const takesNone = found.command.commands.length > 0 && found.command.registeredArguments.length === 0
  if (found.at === 0 || (isWord && takesNone)) return next?.startsWith('--') ? [] : [`no command ${words.join(' ')}`]
  return words
    .filter((word) => word.startsWith('--') && word !== '--help')
    .filter((word) => !found.command.options.some((option) => option.long === word.replace(/[.,:]$/, '')))
    .map((word) => `${words.join(' ')}: no option ${word}`)
}

test.each(documents)('every command in %s exists, with its options', (path) => {
  const lines = [...textOf(path).matchAll(/\.\/codelupe +([^\n]+)/g)].map(([, rest = '']) => wordsOf(rest))
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.flatMap(faultsOf)).toEqual([])
  expect(faultsOf(['dlq', 'shew'])).toEqual(['no command dlq shew'])
  expect(faultsOf(['stats'])).toEqual(['no command stats'])
  expect(faultsOf(['status', '--wach'])).toEqual(['status --wach: no option --wach'])
})

test.each(documents)('every setting and every link in %s exists', (path) => {
  const text = textOf(path)
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable))
  const named = [...text.matchAll(/\b(CODELUPE_[A-Z_]+|KAFKA_BROKERS|SCHEMA_REGISTRY_URL|DATABASE_URL)\b/g)].map(
    ([name]) => name,
  )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !known.has(name) && name !== 'CODELUPE_TRAIN_')).toEqual([])
  const folder = path.includes('/') ? 'docs/' : ''
  for (const [, target = ''] of text.matchAll(/\]\((?!http)([^)#]+)[^)]*\)/g))
    expect(textOf(folder + target).length, target).toBeGreaterThan(0)
})

test('whoever takes migrations back as a document says takes all of them back, also once there is one more', () => {
  const applied = readdirSync(join(projectFolder, 'migrations')).map((name) => name.replace(/\.sql$/, ''))
  const later = [...applied.toSorted(), '9999_one_more']
  const found = documents.flatMap((path) => [...textOf(path).matchAll(/\.\/codelupe +(migrate down[^\n]*)/g)])
  expect(found.length).toBeGreaterThanOrEqual(2)
  for (const [line, typed = ''] of found) {
    const words = wordsOf(typed)
    const at = words.indexOf('--count')
    const options = { all: words.includes('--all'), ...(at < 0 ? {} : { count: words[at + 1] ?? '' }) }
    expect(takenBack(later, options), line).toEqual(later.toReversed())
  }
})

test('the runbook names all that narrows the list of dead letters', () => {
  const [, told = ''] = /^\.\/codelupe dlq ls +(open ones.*)$/m.exec(textOf('docs/runbook.md')) ?? []
  const list = root.commands.find((one) => one.name() === 'dlq')?.commands.find((one) => one.name() === 'ls')
  const narrowing = list?.options
    .flatMap(({ long }) => long ?? [])
    .filter((long) => !['--limit', '--json'].includes(long))
  expect(told.match(/--\w+/g)?.toSorted()).toEqual(narrowing?.toSorted())
})
