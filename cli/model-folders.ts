// What lies on disk of models: the bases that were fetched, and the checkpoints that the trainer keeps.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'

export type BaseModel = {
  readonly name: string
  readonly folder: string
  readonly bytes: number
  readonly what: string
}

export type CheckpointFolder = {
  readonly name: string
  readonly folder: string
  readonly bytes: number
  readonly lineage: string
  readonly step: number
}

/** Folders that hold a model: one is there under its name only once it is whole. */
export const basesIn = (folder: string): readonly BaseModel[] =>
  foldersIn(folder).flatMap((name) => {
    const path = join(folder, name)
    const config = jsonIn(join(path, 'config.json'))
    if (config === null) return []
    const what = jsonIn(join(path, 'codelupe.json'))?.what ?? config.model_type
    return [{ name, folder: path, bytes: bytesIn(path), what: typeof what === 'string' ? what : '' }]
  })

/** The folder of a model: given as a path, or by the name under which it was fetched. Throws `usage.invalid`. */
export function modelFolder(config: Pick<Config, 'cache'>, given: string): string {
  const fetched = join(modelsFolder(config), given)
  const found = [resolve(given), ...(given.includes('/') ? [] : [fetched])].find((folder) =>
    existsSync(join(folder, 'config.json')),
  )
  if (found !== undefined) return found
  throw fail(
    'usage.invalid',
    `expected --model as a Hugging Face folder, or the name of a fetched one, found ${JSON.stringify(given)}; ./codelupe models fetch smollm2 prepares one`,
  )
}

/** Where fetched models lie. */
export const modelsFolder = (config: Pick<Config, 'cache'>): string => join(config.cache, 'models')

/** Checkpoints whose manifest can be read, the last step first. */
export const checkpointsIn = (folder: string): readonly CheckpointFolder[] =>
  foldersIn(folder)
    .filter((name) => /^step-\d+-\d+(-\d+)?$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name)
      const manifest = jsonIn(join(path, 'manifest.json'))
      if (manifest === null || typeof manifest.lineage !== 'string' || typeof manifest.step !== 'number') return []
      return [{ name, folder: path, bytes: bytesIn(path), lineage: manifest.lineage, step: manifest.step }]
    })
    .toSorted((a, b) => b.step - a.step || (a.name < b.name ? 1 : -1))

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.tmp'))
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  )

function jsonIn(file: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
