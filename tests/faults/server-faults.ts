// Faults of servers: a broker or a database that is killed or stands still while files flow.
import { setTimeout as sleep } from 'node:timers/promises'
import { serverPid, untilGone } from '../support/faults.ts'
import { flowing } from './flowing.ts'
import type { Fault, Stage } from './stage.ts'

/** Nobody types anything: the supervisor starts it again. */
const killed = (server: 'kafka' | 'postgres') => async (stage: Stage) => {
  const stream = await flowing(stage, `without-${server}`)
  const pid = serverPid(stage.home, server)
  process.kill(pid, 'SIGKILL')
  await untilGone(stage.home, [pid])
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

const still = (server: 'kafka' | 'postgres', ms: number) => async (stage: Stage) => {
  const stream = await flowing(stage, `still-${server}-${ms}`)
  const pid = serverPid(stage.home, server)
  process.kill(pid, 'SIGSTOP')
  await sleep(ms)
  process.kill(pid, 'SIGCONT')
  const healedAt = performance.now()
  await stream.whole()
  return { strikes: 1, healedAt }
}

export const serverFaults: readonly Fault[] = [
  { name: 'the broker killed and started again', quick: true, strike: killed('kafka') },
  { name: 'the database killed and started again', quick: true, strike: killed('postgres') },
  { name: 'a broker that stands still for 20 s', strike: still('kafka', 20_000) },
]
