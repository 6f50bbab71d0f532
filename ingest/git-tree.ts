// The paths of a commit, as `git ls-tree -r -z -l` lists them: mode, type, object id, size, path.
import type { ChildProcess } from 'node:child_process'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { collect, endGit, escaped, exitOf } from './git-command.ts'
import { counter, type OnProgress } from './progress.ts'

export type TreeKind = 'file' | 'symlink' | 'submodule' | 'absent' | 'other'

export type TreeEntry = {
  readonly kind: TreeKind
  readonly object: string
  /** -1 where unknown. */
  readonly sizeBytes: number
  /** Path in Latin-1 form, one character a byte. */
  readonly path: string
}

export type Tree = { readonly entries: readonly TreeEntry[]; readonly cut: boolean }

/** Reads the listing to its end, or as far as `limits.pathsMax`. */
export async function readTree(child: ChildProcess, signal: AbortSignal, onProgress?: OnProgress): Promise<Tree> {
  const entries: TreeEntry[] = []
  const listing = counter(onProgress, { phase: 'listing', unit: 'paths', total: null })
  const exit = exitOf(child)
  const message = collect(child.stderr)
  child.stdin?.on('error', () => {}).end()
  let rest = ''
  try {
    for await (const chunk of child.stdout ?? []) {
      signal.throwIfAborted()
      const lines = (rest + chunk.toString('latin1')).split('\0')
      rest = lines.pop() ?? ''
      for (const line of lines) entries.push(treeEntry(line))
      listing.add(lines.length)
      if (entries.length > limits.pathsMax) {
        entries.length = limits.pathsMax
        listing.end()
        return { entries, cut: true }
      }
    }
    if ((await exit) !== 0) throw fail('ingest.git-failed', escaped(message()))
    listing.end()
    return { entries, cut: false }
  } finally {
    endGit(child)
  }
}

/** `<mode> SP <type> SP <object> SP+ <size, - or BAD> TAB <path>`; BAD is an object that the fetch left out. */
export function treeEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t')
  const [mode = '', type = '', object = '', size = ''] = line.slice(0, tab).split(/ +/)
  const sizeBytes = /^\d+$/.test(size) ? Number(size) : -1
  return { kind: kindOf(mode, type, sizeBytes), object, sizeBytes, path: line.slice(tab + 1) }
}

function kindOf(mode: string, type: string, sizeBytes: number): TreeKind {
  if (mode === '160000' || type === 'commit') return 'submodule'
  if (mode === '120000') return 'symlink'
  if (type !== 'blob' || !mode.startsWith('100')) return 'other'
  return sizeBytes < 0 ? 'absent' : 'file'
}
