// Small disks of their own in memory for folders that a test fills up. Mounting one needs root.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attempt } from '../../runtime/attempt.ts'

/** Mounts a disk of so many MiB; what it gives takes it away. */
export function mountDisk(folder: string, mebibytes: number): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'codelupe-faults', folder])
  return () => unmount(folder)
}

const unmount = (folder: string): void => void execFileSync('umount', ['--lazy', folder])

/** Takes the disks away that a test which was killed has left below a folder. */
export function unmountBelow(folder: string): void {
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [device, at = ''] = line.split(' ')
    if (device === 'codelupe-faults' && at.startsWith(`${folder}/`)) unmount(at)
  }
}

/** Writes until nothing is left but so many bytes; what it gives makes room again. */
export function fillDisk(folder: string, leftBytes = 0): () => void {
  const filler = join(folder, 'filler')
  const { bavail, bsize } = statfsSync(folder)
  const bytes = Buffer.alloc(Math.max(0, bavail * bsize - leftBytes))
  // Others write meanwhile: then it ends where the disk does.
  attempt(() => writeFileSync(filler, bytes))
  return () => rmSync(filler, { force: true })
}
