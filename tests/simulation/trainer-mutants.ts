// Mistakes around the trainer's sink that would lose a checkpoint or train a sample twice; each must be found.
import { fail, hasCode } from '../../runtime/errors.ts'
import { isRedrive } from '../../topics/index.ts'
import type { Sidecar } from '../../trainer/sidecar.ts'
import { isRefused } from '../../trainer/sidecar-error.ts'
import type { Place, Standing } from '../../trainer/standing.ts'
import type { TrainerMutant } from './trainer-process.ts'

/** A sidecar that trains on top of whatever it has done, and never says that it is elsewhere. */
function lenient(inner: Sidecar): Sidecar {
  const follow =
    <Request extends { readonly expectedStep: number }, Rest extends readonly unknown[], Reply>(
      call: (request: Request, ...rest: Rest) => Promise<Reply>,
    ) =>
    async (request: Request, ...rest: Rest): Promise<Reply> => {
      try {
        return await call(request, ...rest)
      } catch (error) {
        if (!isRefused(error, 'step-mismatch') || error.facts.actual === undefined) throw error
        return call({ ...request, expectedStep: error.facts.actual }, ...rest)
      }
    }
  return { ...inner, step: follow(inner.step), checkpoint: follow(inner.checkpoint) }
}

/** Aborts what failed, and asks for the whole commit once more: what is right for the gates. */
const madeAgain: TrainerMutant['ledger'] = (inner, producer) => ({
  ...inner,
  commit: async (event, burials, next, signal) => {
    try {
      await inner.commit(event, burials, next, signal)
    } catch (error) {
      if (!hasCode(error, 'kafka.aborted') && !hasCode(error, 'kafka.unavailable')) throw error
      await producer.abort()
      throw fail('kafka.unavailable', 'aborted, to be made again', error)
    }
  },
})

/** Keeps the place that a failed commit began from, and passes its error on as it is. */
function forgetful(): Standing {
  const state: { place: Place | null } = { place: null }
  return {
    recovered: (place) => {
      state.place = place
    },
    goOn: async (work) => {
      if (state.place !== null) state.place = await work(state.place)
    },
  }
}

/** Not even these break a promise: the sink alone, by what it stands on, lets nothing be trained on top of a step. */
export const harmlessTrainers: readonly TrainerMutant[] = [
  {
    name: 'a commit asked for again, and a sidecar that checks no step (trainer)',
    sidecar: lenient,
    ledger: madeAgain,
  },
]

/** Asks again after silence; where the sidecar says that it is a step ahead, from there. */
function retriedStep(inner: Sidecar): Sidecar {
  const step: Sidecar['step'] = async (request, texts, signal) => {
    try {
      return await inner.step(request, texts, signal)
    } catch (error) {
      if (isRefused(error, 'step-mismatch') && error.facts.actual !== undefined)
        return inner.step({ ...request, expectedStep: error.facts.actual }, texts, signal)
      if (isRefused(error, 'timeout')) return step(request, texts, signal)
      throw error
    }
  }
  return { ...inner, step }
}

export const trainerMutants: readonly TrainerMutant[] = [
  {
    name: 'positions of the redrives left out of the event (trainer)',
    operator: (inner) => inner,
    ledger: (inner) => ({
      ...inner,
      commit: (event, burials, next, signal) => {
        const positions = event.positions.filter(({ topic }) => !isRedrive(topic))
        return inner.commit({ ...event, positions }, burials, next, signal)
      },
    }),
  },
  {
    name: 'a step without an answer is not noted (trainer)',
    marker: (inner) => ({ ...inner, note: () => undefined }),
  },
  {
    name: 'a whole batch buried for the one that ended the sidecar (trainer)',
    marker: (inner) => ({
      ...inner,
      plan: (records) => {
        const plan = inner.plan(records)
        return plan.single ? { ...plan, single: false, crashed: records } : plan
      },
    }),
  },
  {
    name: 'samples tried one by one, and the model left where that led to (trainer)',
    sidecar: (inner) => {
      const state: { resumed: ReturnType<Sidecar['resume']> | null } = { resumed: null }
      return {
        ...inner,
        resume: (from, signal) => {
          state.resumed ??= inner.resume(from, signal)
          return state.resumed
        },
      }
    },
  },
  {
    name: 'orphan deleted early: before the commit that makes it one (trainer)',
    sidecar: (inner) => ({
      ...inner,
      checkpoint: async (at, signal) => {
        const made = await inner.checkpoint(at, signal)
        await inner.prune([made.name], signal)
        return made
      },
    }),
  },
  {
    name: 'a step retried on top of a step (trainer)',
    sidecar: retriedStep,
  },
  {
    name: 'a commit made again on top of its step: the sink keeps its place (trainer)',
    sidecar: lenient,
    ledger: madeAgain,
    standing: forgetful,
  },
  {
    name: 'history read before the predecessor is fenced (trainer)',
    ledger: (inner) => {
      const state = { initialised: false }
      return {
        ...inner,
        initialise: async () => undefined,
        commit: async (event, burials, next, signal) => {
          if (!state.initialised) await inner.initialise(signal)
          state.initialised = true
          await inner.commit(event, burials, next, signal)
        },
      }
    },
  },
  {
    name: 'fence ignored: a transactional id of its own for each start (trainer)',
    ownId: true,
  },
  {
    name: 'an aborted commit is taken for one that was made (trainer)',
    ledger: (inner) => ({
      ...inner,
      commit: async (event, burials, next, signal) => {
        try {
          await inner.commit(event, burials, next, signal)
        } catch (error) {
          if (!hasCode(error, 'kafka.aborted')) throw error
        }
      },
    }),
  },
]
