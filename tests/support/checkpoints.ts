// A trainer's checkpoints on disk, as a test looks at them and as it damages them.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LivePipeline } from './pipeline.ts'

/** Of a model that is trained whole, and of one that is trained through LoRA. */
const weightsFiles = ['model.safetensors', 'adapter.safetensors'] as const

/** The file of a checkpoint's weights; a path to nothing where it has none. */
export const weightsFileOf = (folder: string, checkpoint: string): string => {
  const paths = weightsFiles.map((name) => join(folder, checkpoint, name))
  return paths.find((path) => existsSync(path)) ?? join(folder, checkpoint, weightsFiles[0])
}

export const checkpointsIn = (pipeline: LivePipeline): string => join(pipeline.config.home, 'trainer')

export const weightsOf = (folder: string, checkpoint: string): string =>
  createHash('sha256')
    .update(readFileSync(weightsFileOf(folder, checkpoint)))
    .digest('hex')

/** The checkpoints on disk that have weights. */
export const checkpointsOf = (pipeline: LivePipeline): readonly string[] =>
  readdirSync(checkpointsIn(pipeline)).filter((name) => existsSync(weightsFileOf(checkpointsIn(pipeline), name)))

/** What may happen to a file of a checkpoint. */
export const damages = ['flipped', 'cut', 'missing', 'pickled'] as const

/** Damages the weights of a checkpoint. */
export function damage(pipeline: LivePipeline, checkpoint: string, how: (typeof damages)[number]): void {
  const file = weightsFileOf(checkpointsIn(pipeline), checkpoint)
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  if (how === 'missing') rmSync(file)
  else if (how === 'cut') writeFileSync(file, bytes.subarray(0, middle))
  else if (how === 'pickled') writeFileSync(file, Buffer.from('\x80\x04cposix\nsystem\n(S"true"\ntR.', 'latin1'))
  else
    writeFileSync(file, Buffer.concat([bytes.subarray(0, middle), flipped(bytes, middle), bytes.subarray(middle + 1)]))
}

const flipped = (bytes: Buffer, at: number): Buffer => Buffer.from([(bytes[at] ?? 0) ^ 1])
