// The main job in one command: sets up, starts everything, sends real code through, trains, shows what happened and what
// to type next. It may be run again: what was submitted is not submitted twice.
import { join } from 'node:path'
import { demoPackages, writeDemoInput } from '../demo/input.ts'
import { sidecarPython } from '../embedded/sidecar.ts'
import { openSource } from '../ingest/open.ts'
import { projectFolder } from '../runtime/config.ts'
import type { Database } from '../runtime/postgres.ts'
import type { Context } from './command.ts'
import { type Connection, withClients } from './connect.ts'
import { demoStory } from './demo-story.ts'
import { runsTrainer, sharesTrainer, trainHere, waitForSteps } from './demo-training.ts'
import { submitSource, waitFor } from './ingest.ts'
import { trainerOf, wholeOf } from './options.ts'
import { firstAccepted } from './queries/demo.ts'
import { licensePackNow } from './rulesets/now.ts'
import { type PipelineOptions, requireRoom, requireRules, sayRules, startPipeline, startReady } from './up.ts'

export type DemoOptions = PipelineOptions & { readonly steps: string }

export async function demo(context: Context, options: DemoOptions): Promise<undefined> {
  const { config, terminal, signal } = context
  const trainer = trainerOf(options)
  const steps = wholeOf(options.steps, '--steps', 1, 10_000)
  const shared = sharesTrainer(context, trainer)
  requireRoom(context, { trainer: shared ? 'off' : trainer, model: null })
  const rules = await requireRules(context, options)
  const clock = stopwatch()
  // The sidecar's packages are fetched first, where they are missing: everything after it is quick.
  if (trainer === 'on') await sidecarPython(config, terminal.say, signal)
  const connection = await startReady(context)
  // A pipeline that trains goes on so: this run's steps are made by its trainer.
  if (!runsTrainer(context)) await startPipeline(context, { ...options, trainer: 'off' })
  sayRules(context, rules)
  terminal.say(`${clock()} the pipeline runs`)
  const fed = { whole: false }
  const flow = withClients(connection, ({ database }) => feed(context, connection, database, clock)).then(() => {
    fed.whole = true
  })
  const training: Promise<number> =
    trainer === 'off'
      ? Promise.resolve(0)
      : shared
        ? waitForSteps({ context, connection, steps, clock, fed: () => fed.whole })
        : trainHere(context, connection, steps, clock)
  const [trainedTo] = await Promise.all([training, flow])
  await demoStory(context, connection, trainedTo)
}

/** Ingests every repository of the demo and waits until each file has its outcome. */
async function feed(context: Context, connection: Connection, database: Database, clock: () => string): Promise<void> {
  const { config, terminal } = context
  const own = writeDemoInput(join(config.home, 'demo'))
  const folders = [...own, ...demoPackages.map((name) => join(projectFolder, 'node_modules', name))]
  const submissions: string[] = []
  const pack = await licensePackNow(context, connection)
  const licensePack = async () => pack
  for (const folder of folders) {
    const source = await openSource(
      folder,
      { temporaryDirectory: join(config.home, 'tmp'), as: 'directory', licensePack },
      context.signal,
    )
    try {
      const result = await submitSource(context, connection, source, false)
      submissions.push(result.submission)
      const how = result.already
        ? 'was there before'
        : `${result.submitted} files submitted, ${result.found - result.submitted} skipped`
      terminal.say(`${clock()} ${result.submission.split('@')[0]}: ${how}`)
      if (submissions.length === 1) await announce(context, database, clock)
    } finally {
      await source.close()
    }
  }
  for (const submission of submissions) await waitFor(context, connection, submission)
  terminal.say(`${clock()} every file has an outcome`)
}

async function announce({ terminal, signal }: Context, database: Database, clock: () => string): Promise<void> {
  const sample = await firstAccepted(database, signal)
  terminal.say(`${clock()} first accepted sample: ${sample}`)
}

const stopwatch = (): (() => string) => {
  const startedAt = performance.now()
  return () => `[${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s]`
}
