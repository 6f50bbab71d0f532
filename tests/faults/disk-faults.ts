// Faults of disks: each server's data, or the state of processes, on a small disk of its own that is full for a while
// (faults.md: Postgres, cache, disk, process). Whoever halts is started again once there is room, by nobody's hand.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { isGone, serverPid, supervisorPid } from '../support/faults.ts'
import { fillDisk } from '../support/small-disks.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** Full until the server has ended, or for some seconds where it bears that; nothing is lost in either case. */
const fullFor = (server: 'kafka' | 'postgres', folder: string, secondsMax: number) => async (stage: Stage) => {
  const stream = await flowing(stage, `full-${server}`, 1_500, 5)
  const pid = serverPid(stage.home, server)
  const free = fillDisk(join(stage.home, folder), 65_536)
  try {
    for (let second = 0; second < secondsMax && !isGone(pid); second++) await sleep(1_000)
  } finally {
    free()
  }
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

/** The folder of markers and of the supervisor's file. */
async function fullRunFolder(stage: Stage) {
  const stream = await flowing(stage, 'full-run', 200, 20)
  const supervisor = supervisorPid(stage.home)
  const free = fillDisk(join(stage.home, 'run'))
  try {
    await sleep(8_000)
    expect(isGone(supervisor)).toBe(false)
  } finally {
    free()
  }
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

export const diskFaults: readonly Fault[] = [
  { name: "the broker's disk full until it halts", strike: fullFor('kafka', 'kafka/data', 20) },
  { name: "the database's disk full for 20 s, or until it halts", strike: fullFor('postgres', 'postgres', 20) },
  { name: 'no room for markers and the state of processes for 8 s', strike: fullRunFolder },
]
