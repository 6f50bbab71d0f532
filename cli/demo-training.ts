// Training in the demo: by a trainer of its own, or, where the pipeline has one, by that: two would fence each other.
import { setTimeout as sleep } from 'node:timers/promises'
import { fail } from '../runtime/errors.ts'
import type { Context } from './command.ts'
import { type Connection, withClients } from './connect.ts'
import { firstAccepted } from './queries/demo.ts'
import { readLineages } from './queries/training.ts'
import { findSupervisor, supervisedTrainer } from './supervisor-state.ts'
import { askTrainer, findTrainer, type RunningTrainer } from './trainer-file.ts'
import { runTrainer } from './workers/trainer.ts'

// A trainer that ends so often while it is waited for will not make the steps.
const restartsMax = 3
const pollMs = 500

/** Whether the pipeline that runs here was asked to train. */
export const runsTrainer = ({ config }: Context): boolean => findSupervisor(config)?.wishes?.trainer === 'on'

/** Whether its trainer is to make the steps. Throws `usage.invalid` where it would, but has ended for good. */
export function sharesTrainer(context: Context, trainer: 'on' | 'off'): boolean {
  if (trainer === 'off' || !runsTrainer(context)) return false
  if (supervisedTrainer(context.config) !== null) return true
  throw fail(
    'usage.invalid',
    "expected the pipeline's trainer to run, found that it has ended: ./codelupe doctor says why; ./codelupe down first",
  )
}

/** Trains in this process as soon as there is a sample; the rest stays as lag. The step that was reached. */
export async function trainHere(
  context: Context,
  connection: Connection,
  steps: number,
  clock: () => string,
): Promise<number> {
  const { terminal, signal } = context
  await withClients(connection, ({ database }) => firstAccepted(database, signal))
  const said = { first: false }
  const quiet = { ...context, terminal: { ...terminal, say: () => undefined } }
  const onStep = (step: number, loss: number | null): void => {
    if (said.first) return
    said.first = true
    terminal.say(firstLine(clock, step, loss))
  }
  const result = await runTrainer(quiet, connection, { stepsMax: steps, onStep })
  terminal.say(`${clock()} ${result.steps} training steps, ${result.tokens} tokens, ${result.lag} samples left as lag`)
  return result.last?.step ?? 0
}

export type SharedTraining = {
  readonly context: Context
  readonly connection: Connection
  readonly steps: number
  readonly clock: () => string
  /** Whether every file has its outcome, so that no sample is still to come. */
  readonly fed: () => boolean
}

/** Asks the pipeline's trainer, and waits until projections show the steps or nothing is left. The step it reached. */
export async function waitForSteps({ context, connection, steps, clock, fed }: SharedTraining): Promise<number> {
  const { config, signal, terminal } = context
  terminal.say(`${clock()} the trainer of the pipeline that runs makes the steps`)
  const restartsAtFirst = supervisedTrainer(config)?.restarts ?? 0
  return withClients(connection, async ({ database }) => {
    const [first] = await readLineages(database)
    const state: { said: boolean; asked: RunningTrainer | null } = { said: false, asked: null }
    for (;;) {
      const worker = supervisedTrainer(config)
      if (worker === null || worker.restarts > restartsAtFirst + restartsMax)
        throw fail('sidecar.failed', "expected the pipeline's trainer to go on, found that it ended")
      const [now] = await readLineages(database)
      // Another model begins another lineage, with steps of its own.
      const made = (now?.step ?? 0) - (now?.lineage === first?.lineage ? (first?.step ?? 0) : 0)
      if (made > 0 && !state.said) terminal.say(firstLine(clock, now?.step ?? 0, now?.loss ?? null))
      state.said ||= made > 0
      const trainedTo = made >= steps ? (now?.step ?? 0) : await ask(state, findTrainer(config), fed(), signal)
      if (trainedTo !== null) {
        terminal.say(`${clock()} ${made} training steps by the pipeline's trainer, which goes on`)
        return trainedTo
      }
      await sleep(pollMs, undefined, { signal })
    }
  })
}

/** Lets it train on what is there, however few; where nothing is left of all that came, the step that it has reached. */
async function ask(
  state: { asked: RunningTrainer | null },
  running: RunningTrainer | null,
  fed: boolean,
  signal: AbortSignal,
): Promise<number | null> {
  if (running === null) return null
  if (!fed || state.asked?.process.pid !== running.process.pid) {
    await askTrainer(running, 'POST', '/train', signal)
    state.asked = fed ? running : null
    return null
  }
  const found = await askTrainer(running, 'GET', '/state', signal)
  return 'asked' in found && found.asked === false ? stepOf(found) : null
}

function stepOf(state: object): number {
  const last = 'last' in state ? state.last : null
  return typeof last === 'object' && last !== null && 'step' in last ? Number(last.step) : 0
}

const firstLine = (clock: () => string, step: number, loss: number | null): string =>
  `${clock()} first training step: step ${step}, loss ${loss?.toFixed(3) ?? '-'}`
