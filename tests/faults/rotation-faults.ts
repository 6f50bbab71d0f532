// Every process of a pipeline killed in rotation while twenty thousand files flow (faults.md: Kafka and schemas).
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { filesSubmitted } from '../../topics/index.ts'
import { supervisorPid, untilGone, untilWorker } from '../support/faults.ts'
import { type Followed, follow } from '../support/waits.ts'
import { type Fault, recordsIn, type Stage, steps, untilRecords } from './stage.ts'

const [files, kills] = [20_000, 32]
const targets = ['ingest', ...steps, 'supervisor'] as const

const runs = ({ child }: Followed): boolean => child.exitCode === null && child.signalCode === null

/** Kills it once it has a chunk in the log, and starts it again. */
async function killIngest(stage: Stage, ingest: Followed, folder: string): Promise<Followed> {
  const before = await recordsIn(stage, filesSubmitted)
  if (before < files) await untilRecords(stage, filesSubmitted, before + 1)
  ingest.child.kill('SIGKILL')
  await ingest.ended()
  return follow(stage.cli, 'ingest', folder)
}

export async function killSupervisor(stage: Stage): Promise<void> {
  const supervisor = supervisorPid(stage.home)
  process.kill(supervisor, 'SIGKILL')
  await untilGone(stage.home, [supervisor])
  await stage.up()
}

async function rotation(stage: Stage) {
  const folder = stage.folderOf(stage.named('rotation'), files)
  let ingest = follow(stage.cli, 'ingest', folder)
  let strikes = 0
  for (let turn = 0; strikes < kills; turn++) {
    const target = targets[turn % targets.length] ?? 'ingest'
    if (target === 'supervisor') await killSupervisor(stage)
    else if (target === 'ingest') {
      // Once all is submitted there is nothing left to kill.
      if (!runs(ingest)) continue
      ingest = await killIngest(stage, ingest, folder)
    } else {
      const { pid } = await untilWorker(stage.home, target, (worker) => worker.pid !== null)
      process.kill(pid, 'SIGKILL')
    }
    strikes++
    await sleep(500)
  }
  const healedAt = performance.now()
  await ingest.ended()
  const { code, out, err } = await stage.cli.run('ingest', folder, '--json')
  expect([code, code === 0 ? '' : err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({ found: files, submitted: files })
  return { strikes, healedAt }
}

export const rotationFaults: readonly Fault[] = [
  { name: 'every process killed in rotation, over 20,000 files', strike: rotation },
]
