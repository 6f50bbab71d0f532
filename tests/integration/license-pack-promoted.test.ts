// A pack of licence statements that is promoted, on real servers: gates that have its bytes decide by it from then on, ingest reads
// licence files by it, and a gate without them says which are missing and decides nothing.
// Mutants: keep no version in the proposal (`licensePack` in cli/rulesets/overlay.ts); ingest reads without the pack in force
// (cli/rulesets/now.ts); a licence gate goes on without the promoted pack.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packText } from '../../identify/license-pack-file.ts'
import type { Decision } from '../../schemas/types.ts'
import { filesDecided } from '../../topics/index.ts'
import { livePipeline } from '../support/live.ts'
import { eventsOf, madeSource, madeSubmission, type Running, untilDrained } from '../support/pipeline.ts'
import { until } from '../support/waits.ts'

const pipelineOf = livePipeline()
const gates = ['quality', 'malicious', 'secret', 'license', 'admission'] as const
const folder = mkdtempSync(join(tmpdir(), 'codelupe-pack-promoted-'))
afterAll(() => rmSync(folder, { recursive: true }))

// No licence that the product knows has these words.
const words = 'this work is licensed to whoever has it who may do with it what pleases them and need not ask'
const pack = packText({ name: 'desk', source: 'desk==1', attribution: 'Desk' }, [{ id: 'free', spdx: '0BSD', words }])
const having = join(folder, 'cache')
const lacking = join(folder, 'empty')

/** A folder with a licence file, a file under it, and one that says the same in its own header. */
function repository(name: string, at: number): string {
  const root = join(folder, name)
  mkdirSync(join(root, 'src'), { recursive: true })
  mkdirSync(join(root, 'alone'))
  // Without the first line, which names a licence.
  const source = (index: number): string => madeSource(index).split('\n').slice(1).join('\n')
  writeFileSync(join(root, 'src', 'LICENSE'), `${words}.\n`)
  writeFileSync(join(root, 'src', 'under.js'), source(at))
  writeFileSync(join(root, 'alone', 'header.js'), `// ${words}.\n${source(at + 1)}`)
  return root
}

test('a promoted pack decides at the gates and at ingest, where its bytes are, and nowhere else', async () => {
  mkdirSync(join(having, 'packs'), { recursive: true })
  mkdirSync(lacking)
  writeFileSync(join(having, 'packs', 'desk.pack'), pack)
  writeFileSync(join(folder, 'desk.pack'), pack)
  const proposal = join(folder, 'with-pack.toml')
  writeFileSync(proposal, '[license]\npack = "desk.pack"\n')
  const pipeline = pipelineOf()
  const { connection, config } = pipeline
  const started = (step: string, cache = having): Running => pipeline.spawn(['run', step], { CODELUPE_CACHE: cache })
  const run = async (...args: readonly string[]): Promise<string> => {
    const ran = pipeline.spawn(args, { CODELUPE_CACHE: having })
    expect(await ran.ended, ran.output()).toBe('0')
    return ran.stdout()
  }
  const decided = async (repository: string) =>
    (await eventsOf<Decision>(connection, filesDecided))
      .filter(({ event }) => event.file.repository.name === repository)
      .map(({ event: { file, outcome, reason } }) => [file.path, outcome, reason])
      .toSorted()

  const running = gates.map((step) => started(step))
  await run('ingest', repository('before', 1))
  await untilDrained(connection, gates)
  expect((await decided('before')).filter(([path]) => String(path).endsWith('.js'))).toEqual([
    ['alone/header.js', 'rejected', 'license.none'],
    ['src/under.js', 'rejected', 'license.unknown'],
  ])

  // The header is known now; what a licence file says was fixed when the file was submitted.
  const promoted = JSON.parse(await run('rules', 'promote', proposal, '--execute', '--json'))
  expect(promoted.replay.difference.flips).toMatchObject({ gained: 1, lost: 0 })
  await run('ingest', repository('after', 3))
  await untilDrained(connection, gates)
  expect((await decided('after')).filter(([path]) => String(path).endsWith('.js'))).toEqual([
    ['alone/header.js', 'accepted', null],
    ['src/under.js', 'accepted', null],
  ])
  expect(await run('rules', 'show')).toContain('desk')

  // Another machine takes the gate over, and has other packs.
  const [license] = running.splice(3, 1)
  license?.child.kill('SIGTERM')
  await license?.ended
  const without = started('license', lacking)
  await pipeline.submit(madeSubmission('waits', 10))
  await until({
    what: 'what the gate says of the pack that it lacks',
    home: config.home,
    look: () => without.output(),
    holds: (output) => output.includes('rules.invalid'),
  })
  expect(without.output()).toContain('desk')
  expect(await decided('waits')).toEqual([])
  without.child.kill('SIGKILL')
  await without.ended
  running.push(started('license'))
  await untilDrained(connection, gates)
  expect((await decided('waits')).map(([, outcome]) => outcome)).toEqual(Array.from({ length: 9 }, () => 'accepted'))
})
