// Whose a local repository is. Git refuses one of another user: its owner could have changed what git reads there. That
// stays so; only what is said of it is ours, for git's own advice (safe.directory in the settings of the machine) is a
// setting that the hardened git never reads.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type CodelupeError, fail } from '../runtime/errors.ts'

/** `ingest.not-owner` where that is why git refused the repository at `path`; null where it is not. */
export async function ownerRefusal(path: string, message: string): Promise<CodelupeError | null> {
  const own = process.geteuid?.()
  const expected = `expected a repository of the user who runs this, uid ${own}`
  for (const place of [join(path, '.git'), path]) {
    const owner = await ownerOf(place)
    if (owner === null) continue
    if (owner !== own) return fail('ingest.not-owner', `${expected}, found owner uid ${owner} of ${place}`)
    break
  }
  // A `.git` that is a file names another folder, and that one is another user's.
  const refused = /dubious ownership|safe\.directory/.test(message)
  return refused ? fail('ingest.not-owner', `${expected}, found that ${path} names a folder of another user`) : null
}

/** A uid; null where nothing is there. */
const ownerOf = (place: string): Promise<number | null> =>
  stat(place).then(
    ({ uid }) => uid,
    () => null,
  )
