// The way between a process and a server: a question arrives and is answered later, with anything between; or it is lost,
// or its answer is, and the process cannot tell which. What a dead process had sent may still arrive.
import type { Actor, Scheduler } from './scheduler.ts'

export type Network = {
  readonly scheduler: Scheduler
  /** Asks a server: `effect` happens there, at once and whole. */
  readonly ask: <Result>(
    actor: Actor,
    label: string,
    effect: () => Result,
    /** What the process makes of silence. */
    silence: (detail: string) => Error,
  ) => Promise<Result>
  /** Something inside the process that takes a turn. */
  readonly local: <Result>(actor: Actor, label: string, effect: () => Result) => Promise<Result>
  /** Whether a fault of this kind happens now; counted. Never after healing. */
  readonly faulty: (kind: string, share: number) => boolean
}

const latencyMsMax = 4
const silenceMsMax = 12_000

export function createNetwork(scheduler: Scheduler, faulty: Network['faulty'], lossShare: number): Network {
  const { random, later } = scheduler
  const local: Network['local'] = (actor, label, effect) =>
    new Promise((resolve, reject) => {
      later(actor, label, 0, () => settle(effect, resolve, reject))
    })
  const ask: Network['ask'] = (actor, label, effect, errorOf) =>
    new Promise((resolve, reject) => {
      const silence = (): void => {
        later(actor, `${label} unanswered`, random.below(silenceMsMax), () => reject(errorOf(`${label}: no answer`)))
      }
      if (faulty('lost question', lossShare)) return silence()
      const answered = !faulty('lost answer', lossShare)
      later(null, `${label} of ${actor.name} arrives`, random.below(latencyMsMax), () => {
        const outcome = outcomeOf(effect)
        if (!answered) return silence()
        later(actor, `${label} answered`, random.below(latencyMsMax), () => outcome(resolve, reject))
      })
    })
  return { scheduler, ask, local, faulty }
}

type Settle<Result> = (resolve: (result: Result) => void, reject: (error: unknown) => void) => void

function outcomeOf<Result>(effect: () => Result): Settle<Result> {
  try {
    const result = effect()
    return (resolve) => resolve(result)
  } catch (error) {
    return (_, reject) => reject(error)
  }
}

const settle = <Result>(
  effect: () => Result,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): void => outcomeOf(effect)(resolve, reject)
