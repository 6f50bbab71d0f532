// Labelled sets as folders: every file below `positive` is one, every file below `negative` is not. Where the first folder
// below either is called like a class of the gate, it is the class; of others it is asked whether they were meant to be one.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isEvidencePath } from '../ingest/identification.ts'
import { meant } from '../processors/nearest.ts'
import { limits } from '../runtime/limits.ts'
import type { LabelledCase } from './labelled.ts'

const sides = ['positive', 'negative'] as const

/** Whether a folder is laid out so. */
export const isLabelledFolder = (folder: string): boolean => sides.some((side) => existsSync(join(folder, side)))

/** A folder below a side that is no class of the gate: part of its files' paths, unless it was meant to be a class. */
export type Unclassed = {
  readonly folder: string
  /** `, did you mean x?`, or nothing. */
  readonly meant: string
  /** Whether other folders of the side are classes, so that this one should be. */
  readonly among: boolean
}

export function unclassedFolders(folder: string, classes: readonly string[]): readonly Unclassed[] {
  const known = new Set(classes)
  return sides.flatMap((side) => {
    const names = foldersIn(join(folder, side))
    const among = names.some((name) => known.has(name))
    return names
      .filter((name) => !known.has(name))
      .map((name) => ({ folder: `${side}/${name}`, meant: meant(name, classes), among }))
  })
}

const foldersIn = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : []

/** Every case of it, sorted by path. `classes` are the words that may be used as such. */
export function readFolder(folder: string, classes: readonly string[]): readonly LabelledCase[] {
  const known = new Set(classes)
  return sides.flatMap((side) => (existsSync(join(folder, side)) ? readSide(join(folder, side), side, known) : []))
}

function readSide(root: string, side: (typeof sides)[number], known: ReadonlySet<string>): readonly LabelledCase[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
  // Licence files and manifests speak for the files around and below them, and are cases like any other.
  const evidence = paths.filter(
    (path) => isEvidencePath(path) && statSync(join(root, path)).size <= limits.fileBytesMax,
  )
  const beside = Object.fromEntries(evidence.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
  return paths.map((path) => {
    const [first = ''] = path.split('/')
    return {
      id: `${side}/${path}`,
      path,
      content: readFileSync(join(root, path)),
      positive: side === 'positive',
      classes: known.has(first) ? [first] : [],
      expression: null,
      beside,
      half: null,
    }
  })
}
