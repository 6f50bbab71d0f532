// Finds the files of a pack: a bounded walk, because a folder that was mistyped may be a whole disk. What is hidden is
// passed over, as in folders that Kubernetes mounts or git has written; a link to a file is followed.
import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { attempt } from './attempt.ts'
import { limits } from './limits.ts'
import { type RuleFault, statsOf } from './rule-file.ts'

export type Listed = { readonly paths: readonly string[]; readonly faults: readonly RuleFault[] }

const expected = 'a folder of YARA rules, .yar or .yara files'

/** The rule files in a folder and below it, in order of their paths. */
export function rulePaths(root: string, entriesMax: number = limits.packEntriesMax): Listed {
  const none = (found: string): Listed => ({ paths: [], faults: [{ expected, found }] })
  const stats = statsOf(root)
  if (typeof stats === 'string') return none(stats)
  if (!stats.isDirectory()) return none(`a file at ${root}`)
  const paths: string[] = []
  const faults: RuleFault[] = []
  const folders = [root]
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const at = folder
    const listed = attempt(() => readdirSync(at, { withFileTypes: true }))
    if (listed.kind === 'failed') {
      faults.push({ expected, found: listed.reason })
      continue
    }
    seen += listed.value.length
    if (seen > entriesMax) return none(`more than ${entriesMax} entries in ${root}`)
    for (const entry of listed.value.filter(({ name }) => !name.startsWith('.'))) {
      const path = join(folder, entry.name)
      const kind = kindOf(entry, path)
      if (kind === 'folder') folders.push(path)
      if (kind === 'rules') paths.push(path)
      // Rules behind it would be missing without a word.
      if (kind === 'linked folder')
        faults.push({ expected: 'rules in the pack itself', found: `a link to a folder at ${path}` })
    }
  }
  if (paths.length > limits.packFilesMax)
    return none(`${paths.length} files in ${root}, more than ${limits.packFilesMax}`)
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0)
  if (bytes > limits.packBytesMax) return none(`${bytes} bytes in ${root}, more than ${limits.packBytesMax}`)
  return paths.length + faults.length === 0 ? none(`none of them in ${root}`) : { paths: paths.sort(), faults }
}

function kindOf(entry: Dirent, path: string): 'folder' | 'linked folder' | 'rules' | 'other' {
  if (entry.isDirectory()) return 'folder'
  const target = entry.isSymbolicLink() ? statsOf(path) : null
  if (target !== null && typeof target !== 'string' && target.isDirectory()) return 'linked folder'
  return /\.yara?$/.test(entry.name) ? 'rules' : 'other'
}

function sizeOf(path: string): number {
  const stats = statsOf(path)
  return typeof stats === 'string' ? 0 : stats.size
}
