// Linguist's languages as look-up tables: by extension, file name, interpreter and alias. Built once from the data.
import { languages1 } from './linguist-data-languages-1.ts'
import { languages2 } from './linguist-data-languages-2.ts'
import { languages3 } from './linguist-data-languages-3.ts'
import { languages4 } from './linguist-data-languages-4.ts'

type Table = ReadonlyMap<string, readonly string[]>

/**
 * Where several languages share an extension and nothing in the text decides, the first of these wins: the common ones,
 * in the order of linguist's popularity list as far as it says anything about shared extensions.
 */
const popular: readonly string[] = [
  ...[
    'C',
    'C++',
    'C#',
    'CSS',
    'Go',
    'HTML',
    'Java',
    'JavaScript',
    'Kotlin',
    'Objective-C',
    'Perl',
    'PHP',
    'PowerShell',
  ],
  ...['Python', 'R', 'Ruby', 'Rust', 'Scala', 'Shell', 'SQL', 'Swift', 'TypeScript', 'Dart', 'Elixir', 'Erlang', 'F#'],
  ...['Fortran', 'Groovy', 'Haskell', 'Julia', 'Lua', 'MATLAB', 'OCaml', 'Verilog', 'VHDL', 'Markdown', 'JSON', 'YAML'],
  ...['XML', 'TeX', 'Text', 'Assembly', 'Unix Assembly', 'Pascal', 'Common Lisp', 'Scheme', 'D', 'M4', 'Nim', 'Zig'],
]

const byExtension = new Map<string, string[]>()
const byFileName = new Map<string, string[]>()
const byInterpreter = new Map<string, string[]>()
const byAlias = new Map<string, string[]>()
const rankOf = new Map(popular.map((name, index) => [name, index]))
const primary = new Map<string, string>()

const add = (table: Map<string, string[]>, key: string, name: string): void => {
  const names = table.get(key)
  if (names === undefined) table.set(key, [name])
  else names.push(name)
}

for (const row of [...languages1, ...languages2, ...languages3, ...languages4]) {
  const [name = '', , extensions = '', fileNames = '', interpreters = '', aliases = ''] = row.split('|')
  const words = (list: string): readonly string[] => (list === '' ? [] : list.split(','))
  for (const extension of words(extensions)) add(byExtension, extension.toLowerCase(), name)
  for (const fileName of words(fileNames)) add(byFileName, fileName, name)
  for (const interpreter of words(interpreters)) add(byInterpreter, interpreter, name)
  for (const alias of [name.toLowerCase(), ...words(aliases)]) add(byAlias, alias, name)
  primary.set(name, words(extensions)[0]?.toLowerCase() ?? '')
}

export const languagesByExtension: Table = byExtension
export const languagesByFileName: Table = byFileName
export const languagesByInterpreter: Table = byInterpreter
/** By alias and by name in lower case, as editors' mode lines give them. */
export const languagesByAlias: Table = byAlias

/** The likeliest of several languages: popular ones first, then the one whose first extension it is, then by name. */
export function likeliest(candidates: readonly string[], extension: string): string {
  const rank = (name: string): number => rankOf.get(name) ?? (primary.get(name) === extension ? 1_000 : 2_000)
  const ranked = [...candidates].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return ranked[0] ?? 'unknown'
}
