// Training through LoRA without any network: a base that the sidecar's Python makes of random weights, and a pipeline whose
// trainers train an adapter of it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { sidecarPython } from '../../embedded/sidecar.ts'
import { projectFolder } from '../../runtime/config.ts'
import type { LivePipeline } from './pipeline.ts'
import { patienceMs } from './waits.ts'

const program = join(projectFolder, 'trainer', 'sidecar', 'tests', 'tiny_base.py')

/** The same base each time; its folder is in the home of the pipeline. */
export async function makeBase({ config }: LivePipeline): Promise<string> {
  const folder = join(config.home, 'tiny-base')
  execFileSync(await sidecarPython(config, () => undefined, AbortSignal.timeout(patienceMs)), [program, folder])
  return folder
}

/** The same pipeline; its trainers train an adapter of this base. */
export const trainingAdapters = (pipeline: LivePipeline, base: string): LivePipeline => ({
  ...pipeline,
  spawn: (args, env) => pipeline.spawn(isTrainer(args) ? [...args, '--model', base] : args, env),
})

const isTrainer = ([command, step]: readonly string[]): boolean =>
  command === 'train' || (command === 'run' && step === 'trainer')
