// A local repository of another user: git's protection stays, and the error says whose it is and what to type.
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openSource } from '../../ingest/open.ts'
import { git, repositoryOf } from './git-fixtures.ts'
import { opened, optionsFor, outcomes, readWhole, signal, temporaryFolder } from './ingest-fixtures.ts'

/** In a process of its own: a shell, which git starts, takes back what only `seteuid` has given up. */
const kindAsUser = (uid: number, root: string, temporaryDirectory: string): string => {
  const program = `
    const { openSource } = await import(${JSON.stringify(join(import.meta.dirname, '../../ingest/open.ts'))})
    process.setuid(${uid})
    const options = { temporaryDirectory: ${JSON.stringify(temporaryDirectory)} }
    const source = await openSource(${JSON.stringify(root)}, options, new AbortController().signal)
    process.stdout.write(source.kind)
    await source.close()`
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
}

const isRoot = process.getuid?.() === 0
if (!isRoot) console.warn('SKIPPED, not passed: a repository of another user: only root gives a folder to another uid')

// Mutant: ownerRefusal gives null always.
test.skipIf(!isRoot)('a repository of another user is refused by name, and what the hint says works', async () => {
  const root = repositoryOf({ 'a.py': 'a = 1\n' })
  const bare = join(dirname(root), `${'long'.repeat(60)}`, `${'name'.repeat(60)}.git`)
  git(root, 'clone', '-q', '--bare', root, bare)
  const named = join(dirname(root), 'named')
  git(root, 'worktree', 'add', '-q', named)
  for (const folder of [root, bare]) execFileSync('chown', ['-R', '65534', folder])
  const found = (owner: string) => ({
    code: 'ingest.not-owner',
    detail: expect.stringMatching(new RegExp(`user who runs this, uid 0, found ${owner}`)),
  })
  const options = optionsFor()
  await expect(openSource(root, options, signal)).rejects.toMatchObject(found(`owner uid 65534 of ${root}/.git`))
  // Its path fills what is kept of git's message.
  await expect(openSource(bare, options, signal)).rejects.toMatchObject(found(`owner uid 65534 of ${bare}`))
  await expect(openSource(named, options, signal)).rejects.toMatchObject(found(`that ${named} names a folder`))
  expect(readdirSync(options.temporaryDirectory)).toEqual([])
  // What the hint says works.
  const copy = join(dirname(root), 'copy')
  execFileSync('cp', ['-r', root, copy])
  expect((await opened(copy)).kind).toBe('git')
  expect(outcomes(await readWhole(await opened(root, { as: 'directory' })))).toEqual({ 'a.py': 'file' })
  const temporaryDirectory = temporaryFolder()
  for (const folder of [temporaryDirectory, dirname(root)]) chmodSync(folder, 0o777)
  expect(kindAsUser(65_534, root, temporaryDirectory)).toBe('git')
})
