// A file that is written beside its name and gets it when everything is there, so that one under its own name is whole.
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fail } from '../runtime/errors.ts'
import { partPrefix, removeLeft, writing } from './export-folder.ts'

export type WholeFile = {
  readonly write: (text: string) => Promise<void>
  /** Gives the file its name. */
  readonly finish: () => Promise<void>
  /** Removes what was written. */
  readonly drop: () => Promise<void>
}

/** Throws `usage.invalid` where something has that name, and `export.unwritable`, then and later, where it cannot be written. */
export async function openWholeFile(to: string, option: string): Promise<WholeFile> {
  const target = resolve(to)
  const part = `${partPrefix(target)}${process.pid}`
  if (await isThere(target)) throw fail('usage.invalid', `expected ${option} as a new file, found one at ${target}`)
  const handle = await writing(target, async () => {
    await mkdir(dirname(target), { recursive: true })
    await removeLeft(target)
    return await open(part, 'wx')
  })
  return {
    write: (text) => writing(target, () => handle.appendFile(text)),
    finish: () =>
      writing(target, async () => {
        await handle.sync()
        await handle.close()
        await rename(part, target)
      }),
    drop: async () => {
      await handle.close().then(undefined, () => undefined)
      await rm(part, { force: true })
    },
  }
}

const isThere = (target: string): Promise<boolean> =>
  stat(target).then(
    () => true,
    () => false,
  )
