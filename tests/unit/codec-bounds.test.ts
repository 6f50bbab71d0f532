// I9: a few bytes that claim a thousand million entries are no record; believed, they would end every process that reads the
// topic, also those that bury nothing.
// Mutants: no boundedHook in sliceHook of runtime/avro-types.ts; no comparison in eachEntry.
import avro from 'avsc'
import { expect, test } from 'vitest'
import { boundedHook } from '../../runtime/avro-types.ts'
import { createCodec } from '../../runtime/codec.ts'
import { schemaTexts } from '../../schemas/types.ts'
import { decisionOf, fileOf } from '../support/made-files.ts'

const claimed = 1_000_000_000n

/** A long as Avro writes it. */
function longBytes(value: bigint): Buffer {
  const bytes: number[] = []
  for (let left = value << 1n; ; left >>= 7n) {
    if (left < 128n) return Buffer.from([...bytes, Number(left)])
    bytes.push(Number(left & 127n) | 128)
  }
}

const event = decisionOf(fileOf(1, 1), 1, 5)
const whole = createCodec().encode('Decision', 1, event)
/** The record with such a claim in place of each of its bytes in turn. */
const claims = Array.from({ length: whole.length - 5 }, (_, index) =>
  Buffer.concat([whole.subarray(0, index + 5), longBytes(claimed), whole.subarray(index + 6)]),
)

test.each([{}, { skipContent: true }, { keepSignals: true }])(
  'a made-up count is refused, reading with %o',
  (options) => {
    const codec = createCodec(options)
    codec.learn(1, schemaTexts.Decision)
    expect(() => codec.decode('Decision', whole)).not.toThrow()
    // Where a number stood, another number is none the worse.
    const refused = claims.filter((claim) => !reads(() => codec.decode('Decision', claim)))
    expect(refused.length).toBeGreaterThan(claims.length / 2)
  },
)

function reads(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    expect(String(error)).toContain('found other bytes')
    return false
  }
}

test('by any client with the same bound, and when a field is passed over', () => {
  const written = { type: 'record', name: 'A', fields: [{ name: 'gone', type: { type: 'array', items: 'string' } }] }
  const wanted = { type: 'record', name: 'A', fields: [] }
  const parse = (schema: object) => avro.Type.forSchema(schema as avro.Schema, { typeHook: boundedHook, registry: {} })
  const type = parse(written)
  const reader = parse(wanted)
  const claim = Buffer.concat([longBytes(claimed), Buffer.from([0])])
  expect(() => type.fromBuffer(claim)).toThrow('more entries than bytes')
  expect(() => reader.fromBuffer(claim, reader.createResolver(type))).toThrow('more entries than bytes')
  const maps = parse({ type: 'map', values: 'double' })
  expect(maps.fromBuffer(maps.toBuffer({ a: 1 }))).toEqual({ a: 1 })
  expect(() => maps.fromBuffer(claim)).toThrow('more entries than bytes')
})
