// Which records make the next batch: a pure function of where each partition stands and of what is in the log, never of
// how fast records arrived (exactly-once training needs the same batch again after a crash).
//
// The rule. One record a partition in turn, in index order, beginning at the partition whose index is the sum of all
// positions modulo the number of partitions, so that no partition is always first. Partitions of all inputs count alike. A partition that has reached the end
// captured for this batch is passed over. The batch closes before the first record that would take it over its bytes
// (a batch takes its first record whatever its size), after `recordsMax` records, or when every partition is at its end.
// Tokens are counted by the sidecar only; here a token is estimated as `bytesPerToken` bytes.

/** One record that waits: where it stands and how many bytes of text it would send (0 for one that is not trained). */
export type Waiting = { readonly offset: number; readonly bytes: number }

/** One partition of an input. */
export type Lane<Item extends Waiting> = {
  readonly topic: string
  readonly partition: number
  /** Where the batch starts in it. */
  readonly position: number
  /** The stable end captured when the batch began; records at or after it belong to a later batch. */
  readonly end: number
  /** Everything before this offset has been read. */
  readonly readTo: number
  /** The records read at or after `position`, in order. */
  readonly items: readonly Item[]
}

export type Bounds = { readonly bytes: number; readonly records: number }

export type Packed<Item extends Waiting> =
  /** A batch, in order, and where each partition goes on after it. */
  | {
      readonly kind: 'batch'
      readonly items: readonly Item[]
      readonly next: readonly (Place & { readonly offset: number })[]
      /** full: cut by its bounds; end: every partition was at its captured end. */
      readonly closedBy: 'full' | 'end'
    }
  /** The log has more before the end that must be read first. */
  | ({ readonly kind: 'unread' } & Place)

type Place = { readonly topic: string; readonly partition: number }

/** Bytes of a batch for a budget of tokens: about what a token of source code takes in the committed vocabulary. */
export const bytesPerToken = 3

/** The next batch, or the partition that has to be read on before it is known. */
export function packBatch<Item extends Waiting>(given: readonly Lane<Item>[], bounds: Bounds): Packed<Item> {
  const lanes = given.toSorted(inTurn).map((lane) => ({ lane, taken: 0 }))
  const first = lanes.length === 0 ? 0 : lanes.reduce((sum, { lane }) => sum + lane.position, 0) % lanes.length
  const turn = [...lanes.slice(first), ...lanes.slice(0, first)]
  const items: Item[] = []
  let bytes = 0
  const close = (closedBy: 'full' | 'end'): Packed<Item> => ({
    kind: 'batch',
    items,
    next: lanes.map(({ lane, taken }) => ({ ...placeOf(lane), offset: positionAfter(lane, taken) })),
    closedBy,
  })
  for (;;) {
    const before = items.length
    for (const entry of turn) {
      const item = entry.lane.items[entry.taken]
      if (item === undefined || item.offset >= entry.lane.end) {
        if (item === undefined && entry.lane.readTo < entry.lane.end) return { kind: 'unread', ...placeOf(entry.lane) }
        continue
      }
      if (items.length > 0 && bytes + item.bytes > bounds.bytes) return close('full')
      items.push(item)
      bytes += item.bytes
      entry.taken += 1
      if (items.length === bounds.records) return close('full')
    }
    if (items.length === before) return close('end')
  }
}

const placeOf = ({ topic, partition }: Place): Place => ({ topic, partition })

const inTurn = (a: Place, b: Place): number => a.partition - b.partition || (a.topic < b.topic ? -1 : 1)

/** After the last record taken; at the captured end once nothing before it is left (markers lie between). */
function positionAfter(lane: Lane<Waiting>, taken: number): number {
  const left = lane.items[taken]
  const drained = left === undefined ? lane.readTo >= lane.end : left.offset >= lane.end
  if (drained) return Math.max(lane.position, lane.end)
  const last = taken > 0 ? lane.items[taken - 1] : undefined
  return last === undefined ? lane.position : last.offset + 1
}
