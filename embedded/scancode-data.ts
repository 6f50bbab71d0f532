// Fetches ScanCode's database of licence rules as PyPI has it, in the pinned version and with its hash, by Python's own
// client: its settings name the index or a mirror. The package is data; nothing of it is run.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { runChild } from './child.ts'
import { findPython } from './sidecar.ts'

const lockFile = join(projectFolder, 'embedded', 'scancode-data.lock')

/** The package with its version, as the lock pins it. */
export const scancodeData = (): string => readFileSync(lockFile, 'utf8').split(' ', 1)[0] ?? ''

/** Unpacks it into `folder`, which must exist; the folder that holds `rules` and `licenses`. Throws `rules.fetch-failed`. */
export async function fetchScancodeData(folder: string, signal: AbortSignal): Promise<string> {
  const python = await findPython(signal)
  const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--dest', folder]
  await run(python, [...download, '-r', lockFile], signal)
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? ''
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder], signal)
  return join(folder, 'licensedcode', 'data')
}

async function run(python: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const code = await runChild(python, args, signal)
  if (code !== 0)
    throw fail(
      'rules.fetch-failed',
      `expected ${python} ${args.slice(0, 3).join(' ')} to succeed, found exit ${code}; the reason is above`,
    )
}
