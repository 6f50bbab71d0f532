// Which dead letters of a step have been handled: a bit a letter, so that a million of them are some kilobytes.
import { createCodec } from '../../runtime/codec.ts'
import { readable } from '../../runtime/readable.ts'
import { rangesOf, readRanges } from '../../runtime/reader.ts'
import type { DeadLetterHandled } from '../../schemas/types.ts'
import { type BuryingStep, deadLettersHandled, dlqByStep } from '../../topics/index.ts'
import type { Connection } from '../connect.ts'

type Place = { readonly partition: number; readonly offset: number }

export type Handled = {
  readonly has: (letter: Place) => boolean
  readonly add: (letter: Place) => void
}

export function handledSet(): Handled {
  const partitions = new Map<number, Uint8Array>()
  return {
    has: ({ partition, offset }) => (((partitions.get(partition)?.[offset >> 3] ?? 0) >> (offset & 7)) & 1) === 1,
    add: ({ partition, offset }) => {
      const known = partitions.get(partition) ?? new Uint8Array(1_024)
      const bits = offset >> 3 < known.length ? known : grown(known, offset >> 3)
      partitions.set(partition, bits)
      bits[offset >> 3] = (bits[offset >> 3] ?? 0) | (1 << (offset & 7))
    },
  }
}

function grown(bits: Uint8Array, byte: number): Uint8Array {
  const more = new Uint8Array(2 * (byte + 1))
  more.set(bits)
  return more
}

/** Everything that was written by now, open transactions included once they have ended. */
export async function readHandled(
  { kafka, registry }: Connection,
  step: BuryingStep,
  signal: AbortSignal,
): Promise<Handled> {
  const read = readable<DeadLetterHandled>(registry, createCodec(), deadLettersHandled)
  const handled = handledSet()
  for await (const records of readRanges(kafka, await rangesOf(kafka, [deadLettersHandled.name], 'high'), signal)) {
    // What is no record of ours handles nothing; the projector buries it.
    const { found } = await read(records)
    for (const { event } of found) if (event.letter.topic === dlqByStep[step].name) handled.add(event.letter)
  }
  signal.throwIfAborted()
  return handled
}
