// A trainer's checkpoints on disk, as a test looks at them and as it damages them.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LivePipeline } from './pipeline.ts'

const weightsFile = 'model.safetensors'

export const checkpointsIn = (pipeline: LivePipeline): string => join(pipeline.config.home, 'trainer')

export const weightsOf = (folder: string, checkpoint: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, checkpoint, weightsFile)))
    .digest('hex')

/** The checkpoints on disk that have weights. */
export const checkpointsOf = (pipeline: LivePipeline): readonly string[] =>
  readdirSync(checkpointsIn(pipeline)).filter((name) => existsSync(join(checkpointsIn(pipeline), name, weightsFile)))

/** What may happen to a file of a checkpoint. */
export const damages = ['flipped', 'cut', 'missing', 'pickled'] as const

/** Damages the weights of a checkpoint. */
export function damage(pipeline: LivePipeline, checkpoint: string, how: (typeof damages)[number]): void {
  const file = join(checkpointsIn(pipeline), checkpoint, weightsFile)
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  if (how === 'missing') rmSync(file)
  else if (how === 'cut') writeFileSync(file, bytes.subarray(0, middle))
  else if (how === 'pickled') writeFileSync(file, Buffer.from('\x80\x04cposix\nsystem\n(S"true"\ntR.', 'latin1'))
  else
    writeFileSync(file, Buffer.concat([bytes.subarray(0, middle), flipped(bytes, middle), bytes.subarray(middle + 1)]))
}

const flipped = (bytes: Buffer, at: number): Buffer => Buffer.from([(bytes[at] ?? 0) ^ 1])
