// Decides what an argument is: an https address, a git repository, a directory or an archive.
import { type Stats, statSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fail } from '../runtime/errors.ts'
import { openArchive } from './archive.ts'
import { openDirectory } from './directory.ts'
import { openGitAddress, openGitPath } from './git.ts'
import type { Source, SourceKind, SourceOptions } from './source.ts'

/**
 * Opens whatever the argument names; close the source when done. The user's faults are errors of class `user`:
 * `ingest.path-missing`, `.empty`, `.unreadable`, `.not-git`, `.not-owner`, `.archive-broken`,
 * `.host-refused`, `.git-failed`.
 */
export async function openSource(argument: string, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  signal.throwIfAborted()
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(argument)) return openGitAddress(argument, options, signal)
  const found = statOf(argument)
  if (found === null && /^[\w.-]+@[\w.-]+:/.test(argument)) {
    throw fail('ingest.host-refused', 'expected an https address, found one for ssh')
  }
  if (found === null) throw fail('ingest.path-missing', `expected a directory, repository or archive at ${argument}`)
  const path = await realpath(resolve(argument))
  const kind = kindOf(path, found, options.as)
  if (kind === 'directory') return openDirectory(path, options, signal)
  return kind === 'git' ? openGitPath(path, options, signal) : openArchive(path, options, signal)
}

function kindOf(path: string, found: Stats, wanted: SourceKind | undefined): SourceKind {
  if (!found.isDirectory() && !found.isFile()) {
    throw fail('ingest.unreadable', `expected a directory or a file, found a pipe, socket or device at ${path}`)
  }
  const git = found.isDirectory() && isRepository(path)
  if (wanted === 'git' && !git) throw fail('ingest.not-git', `expected a repository, found none at ${path}`)
  if (wanted === 'archive' && !found.isFile()) {
    throw fail('ingest.archive-broken', `expected an archive, found a directory at ${path}`)
  }
  if (wanted === 'directory' && !found.isDirectory()) {
    throw fail('ingest.unreadable', `expected a directory, found a file at ${path}`)
  }
  return wanted ?? (git ? 'git' : found.isDirectory() ? 'directory' : 'archive')
}

/** A work tree has `.git`, a folder or a file; a bare repository has git's own three names. */
function isRepository(path: string): boolean {
  if (statOf(join(path, '.git')) !== null) return true
  const names = ['HEAD', 'objects', 'refs'].map((name) => statOf(join(path, name)))
  return names[0]?.isFile() === true && names[1]?.isDirectory() === true && names[2]?.isDirectory() === true
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch (cause) {
    throw fail('ingest.unreadable', `expected a path that can be read, found that ${path} cannot`, cause)
  }
}
