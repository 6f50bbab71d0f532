// Mistakes around the trainer's sink that would lose a checkpoint or train a sample twice; each must be found.
import { hasCode } from '../../runtime/errors.ts'
import type { Sidecar } from '../../trainer/sidecar.ts'
import { isRefused } from '../../trainer/sidecar-error.ts'
import type { TrainerMutant } from './trainer-process.ts'

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
