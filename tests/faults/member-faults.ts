// Faults of membership: members that stood still, were doubled, replaced, or come and go (faults.md: Kafka and schemas).
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { exitCodes } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import type { StepName } from '../../topics/index.ts'
import { flow, isGone, streamOf, untilWorker, workersOf } from '../support/faults.ts'
import { type Followed, follow, until } from '../support/waits.ts'
import { flowing } from './flowing.ts'
import { running, untilMembers } from './members.ts'
import { type Fault, ofRun, type Stage, steps } from './stage.ts'

/** Longer than the session of a group's member, shorter than the watchdog's patience. */
const stoppedMs = 13_000
/** Longer than that: whichever is first, the watchdog or whoever wakes them. */
const longMs = 30_000

/** One that was stopped for longer than its session comes back while another has its partitions. */
const stale =
  (of: readonly StepName[], ms = stoppedMs) =>
  async (stage: Stage) => {
    const others = of.map((step) => follow(stage.cli, 'run', step, '--instance', '1'))
    for (const [index, step] of of.entries()) await untilMembers(stage, step, 2, others.slice(index, index + 1))
    const flowing = flow(await stage.connection(), streamOf(stage.named(`stale-${of.join('-')}-${ms}`), 200, 20))
    const stopped = await Promise.all(of.map((step) => running(stage, step)))
    for (const { pid } of stopped) process.kill(pid, 'SIGSTOP')
    await sleep(ms)
    for (const { pid } of stopped) if (!isGone(pid)) process.kill(pid, 'SIGCONT')
    const healedAt = performance.now()
    await flowing
    return { strikes: of.length, healedAt, processes: others }
  }

// Until the session of the one that was fenced has run out, and two looks after that: whoever is there then is the twin.
const looksMs = limits.memberGoneMsMax + 2 * limits.fencedLookMs

/** A second process under the same identity: the first is fenced, and is started again once the second has ended. */
const twins = (of: readonly StepName[]): Pick<Fault, 'strike' | 'after'> => ({
  strike: async (stage) => {
    const firsts = await Promise.all(of.map((step) => running(stage, step)))
    const seconds = of.map((step) => follow(stage.cli, 'run', step))
    await flow(await stage.connection(), streamOf(stage.named(`twins-${of.join('-')}`), 30, 0))
    for (const [index, step] of of.entries()) {
      const { pid: first, restarts } = firsts[index] ?? { pid: 0, restarts: 0 }
      const fenced = await untilWorker(stage.home, step, ({ pid }) => pid !== first, seconds)
      expect(fenced).toMatchObject({ state: 'fenced', lastExit: '5', restarts })
    }
    // As long as the others live nobody starts them again, however often it is looked at.
    await sleep(looksMs)
    const states = workersOf(stage.home).filter(({ name }) => of.some((step) => step === name))
    expect(states.map(({ state, pid }) => [state, pid])).toEqual(of.map(() => ['fenced', null]))
    return { strikes: of.length, healedAt: performance.now(), processes: seconds }
  },
  after: async (stage) => {
    for (const step of of) await untilWorker(stage.home, step, ({ state }) => state === 'running')
  },
})

// A member that wakes up may ask to join before it hears that it was replaced, and replaces its successor in turn: heartbeats
// are 3 s apart, and both have heard of each other after two.
const heardMs = 6_000

/** One that is stopped is replaced under its own name; when it comes back, one of the two is fenced before it writes anything. */
const replaced = (sets: readonly [readonly StepName[], readonly StepName[]]): Pick<Fault, 'strike' | 'after'> => ({
  strike: async (stage) => {
    const of = ofRun(sets, stage.run)
    const stream = await flowing(stage, 'replaced')
    const firsts = await Promise.all(of.map((step) => running(stage, step)))
    for (const { pid } of firsts) process.kill(pid, 'SIGSTOP')
    const seconds = of.map((step) => follow(stage.cli, 'run', step))
    await sleep(stoppedMs)
    for (const { pid } of firsts) process.kill(pid, 'SIGCONT')
    const healedAt = performance.now()
    await sleep(heardMs)
    for (const [index, step] of of.entries()) await untilFenced(stage, step, firsts[index]?.pid, seconds[index])
    await stream.whole()
    return { strikes: of.length, healedAt, processes: seconds.filter(({ child }) => child.exitCode === null) }
  },
  after: async (stage) => {
    for (const step of ofRun(sets, stage.run)) await untilWorker(stage.home, step, ({ state }) => state === 'running')
  },
})

/** Waits until a worker, or the one that took its name, has ended; with 5, whichever it is. */
async function untilFenced(stage: Stage, step: StepName, first: number | undefined, second: Followed | undefined) {
  const { worker, code } = await until({
    what: `one of two ${step} to be fenced`,
    home: stage.home,
    look: () => ({
      worker: workersOf(stage.home).find(({ name }) => name === step),
      code: second?.child.exitCode ?? null,
    }),
    holds: (seen) => seen.code !== null || seen.worker?.pid !== first,
  })
  expect(code ?? Number(worker?.lastExit), `${step}: ${second?.written()}`).toBe(exitCodes.fenced)
}

const [stormSeconds, othersMax] = [60, 5]

/** Each second one of five more members of a step joins, or leaves: asked to, or killed. In five runs every step has had one. */
async function storm(stage: Stage) {
  const step = ofRun(['quality', 'malicious', 'secret', 'license', 'admission'], stage.run)
  const flowed = flow(await stage.connection(), streamOf(stage.named('storm'), 1_000, 60))
  const others = new Map<number, Followed>()
  for (let second = 0; second < stormSeconds; second++) {
    const instance = 1 + ((second * 2) % othersMax)
    const other = others.get(instance)
    if (other === undefined) {
      others.set(instance, follow(stage.cli, 'run', step, '--instance', String(instance)))
    } else {
      other.child.kill(second % 3 === 0 ? 'SIGKILL' : 'SIGTERM')
      await other.ended()
      others.delete(instance)
    }
    await sleep(1_000)
  }
  for (const { child } of others.values()) child.kill('SIGTERM')
  for (const { ended } of others.values()) await ended()
  const healedAt = performance.now()
  expect(await flowed).toMatchObject({ submitted: 1_000 })
  return { strikes: stormSeconds, healedAt }
}

export const memberFaults: readonly Fault[] = [
  { name: 'twins of quality and the projector', quick: true, ...twins(['quality', 'projector']) },
  { name: 'twins of all others', ...twins(['malicious', 'secret', 'license', 'admission']) },
  { name: 'stale members of quality and the projector', quick: true, strike: stale(['quality', 'projector']) },
  { name: 'stale members of license and admission', strike: stale(['license', 'admission']) },
  { name: 'stale members of every step, stopped for 30 s', strike: stale(steps, longMs) },
  {
    name: 'stopped members that were replaced under their names',
    ...replaced([
      ['quality', 'secret', 'projector'],
      ['malicious', 'license', 'admission'],
    ]),
  },
  { name: 'members join or leave each second for a minute', strike: storm },
]
