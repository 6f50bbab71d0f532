// How the bytes of a record become values: without copies, without believing counts that the bytes cannot back (I9), and
// without a look into what is passed on. Subclasses of avsc's types, by their methods that it calls itself (pinned to 5.7.9).
import avro from 'avsc'

/** What avsc's reader of bytes offers its subclasses (pinned to avsc 5.7.9). */
type Tap = {
  readonly buf: Buffer
  pos: number
  readLong: () => number
  readString: () => string
  skipString: () => void
  writeFixed: (bytes: Buffer) => void
}

class SliceType extends avro.types.BytesType {
  // Not avsc's own reader, which copies: the slice keeps the record's buffer alive for as long as it is held.
  _read(tap: Tap): Buffer {
    const length = tap.readLong()
    if (length < 0) throw new Error('negative length of bytes')
    const start = tap.pos
    tap.pos += length
    return tap.buf.subarray(start, tap.pos)
  }
}

const doubleBytes = 8

/** The signals of a verdict as they came, to be written again as they are. */
class EncodedSignals {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

type Reads = { readonly _read: (tap: Tap) => unknown; readonly _skip: (tap: Tap) => void }

/** Calls `entry` for each entry of an array or a map. A made-up count would be believed until memory ends: ours take a byte. */
function eachEntry(tap: Tap, entry: () => void): void {
  for (let count = tap.readLong(); count !== 0; count = tap.readLong()) {
    // A negative count says how many bytes the block has.
    if (count < 0) tap.readLong()
    let left = Math.abs(count)
    if (left > tap.buf.length - tap.pos) throw new Error('more entries than bytes')
    for (; left > 0; left--) entry()
  }
}

class BoundedArrayType extends avro.types.ArrayType {
  _read(tap: Tap): readonly unknown[] {
    const items = this.itemsType as unknown as Reads
    const found: unknown[] = []
    eachEntry(tap, () => found.push(items._read(tap)))
    return found
  }

  _skip(tap: Tap): void {
    const items = this.itemsType as unknown as Reads
    eachEntry(tap, () => items._skip(tap))
  }
}

class BoundedMapType extends avro.types.MapType {
  _read(tap: Tap): Readonly<Record<string, unknown>> {
    const values = this.valuesType as unknown as Reads
    const found: Record<string, unknown> = {}
    eachEntry(tap, () => {
      const key = tap.readString()
      found[key] = values._read(tap)
    })
    return found
  }

  _skip(tap: Tap): void {
    const values = this.valuesType as unknown as Reads
    eachEntry(tap, () => {
      tap.skipString()
      values._skip(tap)
    })
  }
}

type Writes = { readonly _write: (tap: Tap, value: unknown) => void }

/** A map of doubles that is passed on and never looked into. */
class KeptSignalsType extends avro.types.MapType {
  constructor() {
    super({ type: 'map', values: 'double' })
  }

  _read(tap: Tap): EncodedSignals {
    const start = tap.pos
    for (let count = tap.readLong(); count !== 0 && tap.pos <= tap.buf.length; count = tap.readLong()) {
      // A negative count says how many bytes the block has.
      const block = count < 0 ? tap.readLong() : 0
      tap.pos += block
      for (let left = count; left > 0 && tap.pos <= tap.buf.length; left--) {
        tap.skipString()
        tap.pos += doubleBytes
      }
    }
    return new EncodedSignals(tap.buf.subarray(start, tap.pos))
  }

  _write(tap: Tap, value: unknown): void {
    if (value instanceof EncodedSignals) tap.writeFixed(value.bytes)
    else (avro.types.MapType.prototype as unknown as Writes)._write.call(this, tap, value)
  }
}

const isSignals = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'values' in schema && schema.values === 'double'

export type Hook = avro.ForSchemaOptions['typeHook']

const typeOf = (schema: unknown): unknown =>
  typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : null

/** Arrays and maps that no bytes can make larger than themselves. */
export const boundedHook: Hook = (schema, options) => {
  if (typeOf(schema) === 'array') return new BoundedArrayType(schema, options)
  return typeOf(schema) === 'map' ? new BoundedMapType(schema, options) : undefined
}
/** Bytes as slices of the record they came in. */
export const sliceHook: Hook = (schema, options) =>
  schema === 'bytes' ? new SliceType() : boundedHook(schema, options)
/** Signals as bytes, too. */
export const keepHook: Hook = (schema, options) =>
  isSignals(schema) ? new KeptSignalsType() : sliceHook(schema, options)

const doubles = avro.Type.forSchema({ type: 'map', values: 'double' }, { typeHook: boundedHook })

/** Signals as numbers by name, also where a codec with `keepSignals` has left them as they came. */
export const signalsOf = (signals: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  signals instanceof EncodedSignals ? doubles.fromBuffer(signals.bytes) : signals
