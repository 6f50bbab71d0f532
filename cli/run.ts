// One step as a process in the foreground.

import { fail } from '../runtime/errors.ts'
import { type StepName, stepNames } from '../topics/index.ts'
import type { Context } from './command.ts'
import { connect } from './connect.ts'
import { absoluteOptions, type RulesOptions, readGatesOf, requireGateRules } from './gate-rules.ts'
import { modelFolder } from './model-folders.ts'
import { wholeOf } from './options.ts'

export type RunOptions = RulesOptions & { readonly instance: string; readonly model?: string }

const stepOf = (name: string): StepName | undefined => stepNames.find((step) => step === name)

export async function run(context: Context, options: RunOptions, [name = '']: readonly string[]): Promise<undefined> {
  const step = stepOf(name)
  if (step === undefined) throw fail('usage.invalid', `expected a step (${stepNames.join(', ')}), found ${name}`)
  const instance = wholeOf(options.instance, '--instance', 0, 999)
  // Only what this step judges by, and before it looks for servers.
  await requireGateRules(context.config, options, context.terminal.say, readGatesOf(step))
  const connection = await connect(context.config)
  if (step === 'trainer') {
    const { runTrainer } = await import('./workers/trainer.ts')
    await runTrainer(
      context,
      connection,
      options.model === undefined ? {} : { model: modelFolder(context.config, options.model) },
    )
    return
  }
  if (step === 'projector') {
    const { runProjector } = await import('./workers/projector.ts')
    return runProjector(context, connection, instance)
  }
  const { runGate } = await import('./workers/gate.ts')
  return runGate(context, connection, step, instance, absoluteOptions(options))
}
