// kill -9 of the projector, again and again, wherever it happens to be: the rows are those of a run that nobody disturbed
// (I1). Mutant: commit the rows in one transaction and the positions in another, and counts come out too high.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projections } from '../../projections/index.ts'
import { randomOf } from '../support/made-files.ts'
import { makeLog } from '../support/pipeline-log.ts'
import { startPostgres, type TestServer } from '../support/postgres.ts'
import { allRows, interleave, migratedDatabase, project } from '../support/project.ts'

const files = 700
const child = join(import.meta.dirname, '..', 'support', 'projector-child.ts')
const tables = ['positions', ...projections.flatMap((projection) => projection.tables.map((table) => table.name))]

let server: TestServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop())

/** Runs the projector until it has said `commits` times that it committed, and kills it a moment later; true at the end. */
async function runAndKill(url: string, commits: number, waitMs: number): Promise<boolean> {
  const running = spawn(process.execPath, [child, url, String(files)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(running, 'exit')
  let said = 0
  let done = false
  for await (const line of createInterface({ input: running.stdout })) {
    done ||= line === 'done'
    if (++said === commits) setTimeout(() => running.kill('SIGKILL'), waitMs)
  }
  await exited
  return done
}

test('20 kills leave the rows of an undisturbed run', async () => {
  const undisturbed = await migratedDatabase(server, 'undisturbed')
  const killed = await migratedDatabase(server, 'killed')
  const log = makeLog({ files })
  await project(undisturbed.database, interleave(log.partitions, 11))
  const random = randomOf(3)
  let kills = 0
  while (!(await runAndKill(killed.url, kills < 20 ? 1 + Math.floor(random() * 3) : 10_000, random() * 12))) kills++
  expect(kills).toBeGreaterThanOrEqual(20)
  expect(await allRows(killed.database, tables)).toEqual(await allRows(undisturbed.database, tables))
  await killed.database.close()
  await undisturbed.database.close()
}, 180_000)
