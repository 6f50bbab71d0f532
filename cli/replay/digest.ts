// The digest of a replay: sha256 over key and value without the frame, by partition in offset order. Two replays of one
// history by the same rules have the same.
import { createHash, type Hash } from 'node:crypto'

const frameBytes = 5

export type LogDigest = {
  readonly add: (record: { readonly partition: number; readonly key: string; readonly value: Buffer }) => void
  /** In hex; of what was added so far. */
  readonly result: () => string
}

export function createDigest(): LogDigest {
  const partitions = new Map<number, Hash>()
  return {
    add: ({ partition, key, value }) => {
      const hash = partitions.get(partition) ?? createHash('sha256')
      partitions.set(partition, hash)
      // The length parts a key from its value: without it two pairs could run together to the same bytes.
      hash.update(`${key.length}:${key}:${value.length - frameBytes}:`)
      hash.update(value.subarray(frameBytes))
    },
    result: () => {
      const whole = createHash('sha256')
      for (const [partition, hash] of [...partitions].sort(([a], [b]) => a - b))
        whole.update(`${partition}:${hash.copy().digest('hex')}\n`)
      return whole.digest('hex')
    },
  }
}
