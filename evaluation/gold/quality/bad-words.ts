// Words too long or too short on the mean: lists of identifiers without blanks, grids of single signs.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { capital, different, nouns, typeName, verbs } from './vocabulary.ts'

const longName = (random: Random, parts: number): string =>
  Array.from({ length: parts }, () => capital(random.pick(nouns))).join('')

const longWords = (random: Random): readonly GoldCase[] => [
  bad(
    'words-list-of-classes',
    'config/proguard-classes.pro',
    'words',
    different(random, 140, (from) => longName(from, 5)).join('\n'),
  ),
  bad(
    'words-mangled-symbols',
    'abi/symbols.map',
    'words',
    different(
      random,
      120,
      (from) => `_ZN${from.int(20)}${longName(from, 3)}${from.int(20)}${from.pick(verbs)}${longName(from, 2)}EPKcRKSs`,
    ).join('\n'),
  ),
  bad(
    'words-constants-of-keys',
    'src/keys.js',
    'words',
    `module.exports={
${different(random, 90, (from) => longName(from, 4))
  .map((name) => `${name}:"${random.text('alphanumeric', 32)}",`)
  .join('\n')}
};
`,
  ),
  bad(
    'words-tokens-in-python',
    'data/fingerprints.py',
    'words',
    `KNOWN=(
${lines(110, () => `"${random.text('alphanumeric', 44)}",`)}
)
`,
  ),
  bad(
    'words-german-compounds',
    'woerter/komposita.inc',
    'words',
    different(random, 150, (from) =>
      [
        'Donau',
        'Dampf',
        'Schiff',
        'Fahrt',
        'Gesellschaft',
        'Kapitän',
        'Mütze',
        'Versicherung',
        'Angestellten',
        'Verwaltung',
      ]
        .map((part) => ({ part, at: from.int(90) }))
        .sort((left, right) => left.at - right.at)
        .slice(0, 5)
        .map(({ part }) => part.toLowerCase())
        .join(''),
    ).join('\n'),
  ),
  bad(
    'words-selectors-without-blanks',
    'filters/cosmetic.css',
    'words',
    different(
      random,
      120,
      (from) => `${longName(from, 2)}>${longName(from, 2)}.${longName(from, 3)}{display:none}`,
    ).join('\n'),
  ),
]

const grid = (random: Random, rows: number, columns: number, signs: readonly string[]): string =>
  lines(rows, () => Array.from({ length: columns }, () => random.pick(signs)).join(' '))

const shortWords = (random: Random): readonly GoldCase[] => [
  bad(
    'words-maze',
    'mazes/large.pl',
    'words characters',
    grid(random.of('maze'), 40, 30, ['#', '#', '.', '.', '.', 'S', 'E']),
  ),
  bad(
    'words-word-search',
    'puzzles/search.rb',
    'words',
    `G = %w[
${grid(random.of('search'), 34, 24, [...'abcdefghiklmnoprstu'])}
]
`,
  ),
  bad(
    'words-automaton-of-signs',
    'rules/automaton.hs',
    'words',
    `r = words "
${grid(random.of('automaton'), 30, 28, ['a', 'b', '|', '>', '-', 'x'])}
"
`,
  ),
  bad(
    'words-chess-positions',
    'positions/openings.lua',
    'words',
    `return [[
${lines(
  8,
  () => `${grid(random.of(String(random.int(9000))), 8, 8, ['r', 'n', 'b', 'q', 'k', 'p', '.', '.', 'P', 'R'])}\n`,
)}
]]
`,
  ),
  bad(
    'words-stack-machine',
    'golf/sums.fs',
    'words characters',
    lines(30, () =>
      Array.from({ length: 20 }, () => random.pick(['+', '*', '-', '/', '!', '@', ':', ';', '.', 'r', 'i', 'j'])).join(
        ' ',
      ),
    ),
  ),
]

export const words = (random: Random): readonly GoldCase[] => [
  ...longWords(random.of('long')),
  ...shortWords(random.of('short')),
  bad(
    'words-hashed-classes',
    'src/generatedless/classes.scss',
    'words',
    different(
      random.of('hashed'),
      100,
      (from) => `.${typeName(from)}__${typeName(from)}--${from.text('alphanumeric', 8)},`,
    ).join('\n'),
  ),
]
