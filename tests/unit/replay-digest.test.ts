// The digest of a replay says whether two are the same: every partition, key, byte and the order count, the frame does not.
// Mutants: leave the first partition out; hash the frame too; hash keys and values without where one ends.
import { expect, test } from 'vitest'
import { createDigest } from '../../cli/replay/digest.ts'

type Entry = { readonly partition: number; readonly key: string; readonly value: Buffer }

const frame = (id: number, text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 0, id]), Buffer.from(text)])
const entries: readonly Entry[] = [0, 1, 2].flatMap((partition) =>
  ['a', 'b'].map((key) => ({ partition, key: `${key}${partition}`, value: frame(1, `value of ${key}`) })),
)

function digestOf(all: readonly Entry[]): string {
  const digest = createDigest()
  for (const entry of all) digest.add(entry)
  return digest.result()
}

const whole = digestOf(entries)

test('it is of the records, not of how partitions were read together, nor of schema ids', () => {
  expect(whole).toMatch(/^[0-9a-f]{64}$/)
  expect(digestOf(entries.toSorted((a, b) => b.partition - a.partition))).toBe(whole)
  expect(digestOf(entries.map((entry) => ({ ...entry, value: frame(9, entry.value.subarray(5).toString()) })))).toBe(
    whole,
  )
})

test.each(entries.map((_, at) => at))('a change of record %i changes it', (at) => {
  const changed = (change: (entry: Entry) => Partial<Entry>): string =>
    digestOf(entries.map((entry, index) => (index === at ? { ...entry, ...change(entry) } : entry)))
  expect(changed(() => ({ key: 'other' }))).not.toBe(whole)
  expect(changed(() => ({ value: frame(1, 'other') }))).not.toBe(whole)
  expect(changed(({ partition }) => ({ partition: partition + 7 }))).not.toBe(whole)
  expect(digestOf(entries.filter((_, index) => index !== at))).not.toBe(whole)
})

test('order within a partition counts, and so does where a key ends', () => {
  expect(digestOf(entries.toReversed())).not.toBe(whole)
  const [one, other] = ['ab', 'a'].map((key) =>
    digestOf([{ partition: 0, key, value: frame(1, 'abc'.slice(key.length)) }]),
  )
  expect(one).not.toBe(other)
})
