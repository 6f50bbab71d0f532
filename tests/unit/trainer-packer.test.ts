// The packer: the same batches from the same log, however the log arrived, with every record in exactly one of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Lane, packBatch, type Waiting } from '../../trainer/packer.ts'

const lane = (partition: number, sizes: readonly number[], more: Partial<Lane<Waiting>> = {}): Lane<Waiting> => ({
  topic: 'samples',
  partition,
  position: 0,
  end: sizes.length,
  readTo: sizes.length,
  items: sizes.map((bytes, offset) => ({ offset, bytes })),
  ...more,
})
const wide = { bytes: 1_000_000, records: 1_000 }
const offsets = (packed: ReturnType<typeof packBatch<Waiting>>): readonly number[] =>
  packed.kind === 'batch' ? packed.items.map(({ offset }) => offset) : []

describe('packBatch', () => {
  test('takes one record a partition in turn, in index order whatever the order given', () => {
    const named = (partition: number, count: number): Lane<Waiting & { name: string }> => ({
      ...lane(partition, []),
      end: count,
      readTo: count,
      items: Array.from({ length: count }, (_, offset) => ({ offset, bytes: 1, name: `${partition}.${offset}` })),
    })
    const packed = packBatch([named(2, 1), named(0, 3), named(1, 2)], wide)
    expect(packed.kind === 'batch' && packed.items.map(({ name }) => name)).toEqual([
      '0.0',
      '1.0',
      '2.0',
      '0.1',
      '1.1',
      '0.2',
    ])
    expect(packed).toMatchObject({ closedBy: 'end', next: [{ offset: 3 }, { offset: 2 }, { offset: 1 }] })
  })

  test('begins at another partition as the positions move on', () => {
    const at = (position: number) =>
      lane(0, [], { position, end: position + 1, readTo: position + 1, items: [{ offset: position, bytes: 10 }] })
    const other = lane(1, [20])
    const first = (position: number) => {
      const packed = packBatch([at(position), other], { bytes: 1, records: 9 })
      return packed.kind === 'batch' && packed.items[0]?.bytes
    }
    expect([first(4), first(5)]).toEqual([10, 20])
  })

  test('closes before the record that would go over the bytes, and takes a first record of any size', () => {
    expect(packBatch([lane(0, [60, 50, 1])], { bytes: 100, records: 9 })).toMatchObject({
      closedBy: 'full',
      items: [{ offset: 0 }],
      next: [{ partition: 0, offset: 1 }],
    })
    expect(offsets(packBatch([lane(0, [500, 1])], { bytes: 100, records: 9 }))).toEqual([0])
    expect(offsets(packBatch([lane(0, [60, 40, 1])], { bytes: 100, records: 9 }))).toEqual([0, 1])
  })

  test('closes after the most records, so that records without text cannot make it endless', () => {
    expect(packBatch([lane(0, [0, 0, 0, 0])], { bytes: 9, records: 3 })).toMatchObject({
      closedBy: 'full',
      next: [{ offset: 3 }],
    })
  })

  test('says which partition must be read on rather than letting the speed of reading decide', () => {
    const slow = lane(1, [5], { end: 4, readTo: 1 })
    expect(packBatch([lane(0, [5, 5, 5, 5]), slow], wide)).toEqual({ kind: 'unread', topic: 'samples', partition: 1 })
    expect(packBatch([lane(0, [5, 5, 5, 5]), slow], { bytes: 12, records: 9 })).toMatchObject({ kind: 'batch' })
  })

  test('leaves records after the captured end for a later batch, and ends at that end past markers', () => {
    const packed = packBatch([lane(0, [1, 1, 1], { end: 2 }), lane(1, [], { end: 3, readTo: 3 })], wide)
    expect(packed).toMatchObject({ closedBy: 'end', next: [{ offset: 2 }, { offset: 3 }] })
    expect(offsets(packed)).toEqual([0, 1])
  })

  test('has nothing to pack from nothing', () => {
    expect(packBatch([], wide)).toEqual({ kind: 'batch', items: [], next: [], closedBy: 'end' })
    expect(packBatch([lane(0, [])], wide)).toMatchObject({ items: [], next: [{ offset: 0 }] })
  })
})

describe('over a whole closed log', () => {
  type Record = Waiting & { readonly id: string }
  const log = fc.array(
    fc.array(fc.record({ bytes: fc.nat(300), gap: fc.integer({ min: 1, max: 3 }) }), { maxLength: 30 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  const placed = (partitions: readonly (readonly { bytes: number; gap: number }[])[]): Record[][] =>
    partitions.map((records, partition) => {
      let offset = 0
      return records.map(({ bytes, gap }) => {
        offset += gap
        return { offset: offset - 1, bytes, id: `${partition}.${offset - 1}` }
      })
    })

  /** All batches, reading at most `window` records of a partition ahead, and more only of the one that is asked for. */
  const drain = (partitions: Record[][], bytes: number, window: number): string[][] => {
    const ends = partitions.map((records) => (records.at(-1)?.offset ?? -1) + 2) // a marker follows the last record
    const positions = partitions.map(() => 0)
    const batches: string[][] = []
    while (positions.some((position, partition) => position < (ends[partition] ?? 0))) {
      const seen = partitions.map(() => window)
      for (;;) {
        const packed = packBatch(
          partitions.map((records, partition) => laneOf(records, partition, seen[partition] ?? 0)),
          { bytes, records: 50 },
        )
        if (packed.kind === 'unread') {
          seen[packed.partition] = (seen[packed.partition] ?? 0) + window
          continue
        }
        batches.push(packed.items.map(({ id }) => id))
        for (const { partition, offset } of packed.next) positions[partition] = offset
        break
      }
    }
    return batches
    function laneOf(records: Record[], partition: number, count: number): Lane<Record> {
      const position = positions[partition] ?? 0
      const ahead = records.filter(({ offset }) => offset >= position)
      const items = ahead.slice(0, count)
      const end = ends[partition] ?? 0
      return {
        topic: 'samples',
        partition,
        position,
        end,
        items,
        readTo: items.length < ahead.length ? (items.at(-1)?.offset ?? -1) + 1 : end,
      }
    }
  }

  test('the batches are the same however far ahead was read, and hold every record once, in order', () => {
    fc.assert(
      fc.property(
        log,
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 9 }),
        (partitions, bytes, window) => {
          const records = placed(partitions)
          const batches = drain(records, bytes, 100)
          expect(drain(records, bytes, window)).toEqual(batches)
          for (const [partition, expected] of records.entries()) {
            const taken = batches.flat().filter((id) => id.startsWith(`${partition}.`))
            expect(taken).toEqual(expected.map(({ id }) => id))
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
