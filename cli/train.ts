// Trains in the foreground until enough steps are made or nothing is left; says how training stands; asks a running
// trainer not to wait for more samples.
import { fail } from '../runtime/errors.ts'
import { groupOf } from '../runtime/stage.ts'
import { trainerInputs } from '../trainer/step.ts'
import { type Context, shown } from './command.ts'
import { connect, withClients } from './connect.ts'
import { jsonLine } from './json.ts'
import { modelFolder } from './model-folders.ts'
import { wholeOf } from './options.ts'
import { lagOf, offsetsOf } from './queries/observation.ts'
import { type Lineage, readLineages } from './queries/training.ts'
import { supervisedTrainer } from './supervisor-state.ts'
import { askTrainer, findTrainer } from './trainer-file.ts'
import { runTrainer, type TrainerResult } from './workers/trainer.ts'

export type TrainOptions = { readonly steps?: string; readonly model?: string; readonly json?: boolean }

export async function train(context: Context, options: TrainOptions): Promise<undefined> {
  const { config, signal, terminal } = context
  const stepsMax =
    options.steps === undefined ? Number.POSITIVE_INFINITY : wholeOf(options.steps, '--steps', 1, 1_000_000_000)
  const model = options.model === undefined ? {} : { model: modelFolder(config, options.model) }
  if (supervisedTrainer(config) !== null || findTrainer(config) !== null)
    throw fail(
      'usage.invalid',
      'expected no other trainer, found one that runs: ./codelupe train now asks it to train, ./codelupe down stops it',
    )
  const connection = await connect(config)
  const result = await runTrainer(context, connection, { ...model, stepsMax })
  signal.throwIfAborted()
  if (options.json === true) terminal.out(jsonLine(result))
  else terminal.out(resultLine(result))
  if (options.json !== true)
    terminal.say(result.lag > 0 ? 'next: ./codelupe train, for the rest' : 'next: ./codelupe models')
}

function resultLine({ steps, tokens, last, lag }: TrainerResult): string {
  if (last === null) return 'nothing to train on yet'
  const loss = last.loss === null ? '' : `, loss ${last.loss.toFixed(3)}`
  return `${steps} steps, ${tokens} tokens; now at step ${last.step}${loss}, checkpoint ${shown(last.checkpoint)}, ${lag} records left`
}

/** The running trainer's own word where one runs, and what projections know of every lineage. */
export async function trainStatus(context: Context, options: { readonly json?: boolean }): Promise<undefined> {
  const { config, signal, terminal } = context
  const connection = await connect(config)
  const running = findTrainer(config)
  const state = running === null ? null : await askTrainer(running, 'GET', '/state', signal)
  const { lineages, lag } = await withClients(connection, async ({ admin, database }) => {
    const names = trainerInputs.map(({ name }) => name)
    const committed = await admin.committed(groupOf('trainer'), names)
    const ends = await admin.ends(names)
    return {
      lineages: await readLineages(database),
      lag: lagOf(
        ends.map((end) => ({ ...end, offset: end.stable })),
        offsetsOf(committed),
      ),
    }
  })
  if (options.json === true) {
    terminal.out(jsonLine({ running: state, lineages, lag }))
    return
  }
  for (const line of statusLines(running !== null, lineages, lag)) terminal.out(line)
  terminal.say(running === null ? 'next: ./codelupe train --steps 20' : 'next: ./codelupe models')
}

function statusLines(running: boolean, lineages: readonly Lineage[], lag: number): readonly string[] {
  const [current] = lineages
  const head = `trainer     ${running ? 'running' : 'not running'}, ${lag} records to go`
  if (current === undefined) return [head, 'nothing has been trained yet']
  const { lineage, step, tokens, loss, checkpoint, device, model, trained, skipped } = current
  return [
    head,
    `lineage     ${shown(lineage)} of ${shown(model ?? '-')} on ${shown(device ?? '-')}`,
    `step        ${step}, loss ${loss?.toFixed(3) ?? '-'}, ${tokens} tokens`,
    `samples     ${trained} trained, ${skipped} skipped`,
    `checkpoint  ${shown(checkpoint ?? '-')}`,
  ]
}

/** Asks the running trainer to train on what is there, however few. */
export async function trainNow({ config, signal, terminal }: Context): Promise<undefined> {
  const running = findTrainer(config)
  if (running === null)
    throw fail('usage.invalid', 'expected a running trainer, found none: ./codelupe up, or ./codelupe train')
  await askTrainer(running, 'POST', '/train', signal)
  terminal.say('asked; next: ./codelupe train status')
}
