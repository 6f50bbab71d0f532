// Makes cases of families: a variant is a whole file, or a piece of code put into an ordinary file of its language.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { hosts, tidied } from './hosts.ts'
import { filled } from './marks.ts'

export type Variant = {
  /** One case each; a piece gets another host in each. */
  readonly paths: readonly string[]
} & (
  | { readonly whole: string }
  | {
      readonly body: string
      readonly imports?: string
      /** What runs the body, in languages where statements stand only in functions. */
      readonly call?: string
    }
)

export type Family = {
  readonly family: string
  readonly positive: boolean
  readonly classes: readonly string[]
  readonly variants: readonly Variant[]
}

const bare = (line: string): string => line.replace(/[\s;'"]/g, '')

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** `host` with the piece at one of its places, and no mark of a place left. */
const planted = (host: string, piece: Exclude<Variant, { whole: string }>, random: Random): string => {
  const places = host.split('\n').filter((line) => line.trim() === '⟦here⟧').length
  const chosen = random.int(places)
  const known = new Set(host.split('\n').map(bare))
  let place = 0
  return host
    .split('\n')
    .flatMap((line) => {
      const indent = line.slice(0, line.length - line.trimStart().length)
      const indented = (text: string): readonly string[] =>
        text.split('\n').map((each) => (each === '' ? '' : indent + each))
      switch (line.trim()) {
        case '⟦imports⟧':
          return indented(piece.imports ?? '').filter((each) => each !== '' && !known.has(bare(each)))
        case '⟦call⟧':
          return piece.call === undefined ? [] : indented(piece.call)
        case '⟦here⟧':
          return place++ === chosen ? [...indented(piece.body), ''] : []
        default:
          return [line]
      }
    })
    .join('\n')
}

const indentUnits: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  py: [4, ['    ', '    ', '    ', '    ', '  ', '\t']],
  js: [2, ['  ', '  ', '  ', '    ', '\t']],
  ts: [2, ['  ', '  ', '    ']],
  php: [4, ['    ', '    ', '\t']],
  java: [4, ['    ', '    ', '  ', '\t']],
  cs: [4, ['    ', '    ', '\t']],
  ps1: [4, ['    ', '    ', '  ']],
}
const windowsLines = ['ps1', 'bat', 'cmd', 'vbs', 'cs']

/** The text in another writer's indentation and line ends. */
const restyled = (path: string, text: string, random: Random): string => {
  const [width, units] = indentUnits[extensionOf(path)] ?? [4, ['    ']]
  const unit = random.pick(units)
  const indented =
    unit === ' '.repeat(width)
      ? text
      : text.replace(/^ +/gm, (spaces) => unit.repeat(spaces.length / width) + ' '.repeat(spaces.length % width))
  return windowsLines.includes(extensionOf(path)) && random.int(3) === 0 ? indented.replaceAll('\n', '\r\n') : indented
}

const contentsOf = (variant: Variant, random: Random): readonly string[] => {
  if ('whole' in variant) return variant.paths.map(() => variant.whole)
  const [first = ''] = variant.paths
  const choice = random.shuffle(hosts[extensionOf(first)] ?? [])
  return variant.paths.map((_path, index) => {
    const host = choice[index % choice.length]
    if (host === undefined) throw new Error(`expected hosts for ${first}, found none`)
    return tidied(planted(host, variant, random), extensionOf(first))
  })
}

/** Java asks for a file by the package and the class that stand in it. */
const pathOf = (path: string, text: string): string => {
  const [, folder] = /^package ([\w.]+);$/m.exec(text) ?? []
  const [, name] = /^public (?:final )?class (\w+)/m.exec(text) ?? []
  return extensionOf(path) === 'java' && folder !== undefined && name !== undefined
    ? `src/main/java/${folder.replaceAll('.', '/')}/${name}.java`
    : path
}

const casesOfFamily = ({ family, positive, classes, variants }: Family, random: Random): readonly GoldCase[] =>
  variants.flatMap((variant, index) => {
    const own = random.of(`${family} ${index}`)
    const contents = contentsOf(variant, own)
    return variant.paths.map((path, at) => {
      const text = filled(contents[at] ?? '', own.of(path))
      return { family, path: pathOf(path, text), content: `${restyled(path, text, own)}\n`, positive, classes }
    })
  })

export const casesOf = (random: Random, families: readonly Family[]): readonly GoldCase[] =>
  families.flatMap((family) => casesOfFamily(family, random))
