// Row changes and their SQL without a server: the binary arrays, escaping, merging and the text of an upsert.
import { describe, expect, test } from 'vitest'
import { change, cleanText, foldRows, jsonText, statementsOf, table } from '../../runtime/sql.ts'
import { arrayParameter } from '../../runtime/sql-array.ts'

const facts = table('facts', {
  id: ['text', 'key'],
  name: ['text', 'fact'],
  log_partition: ['int', 'fact'],
  log_offset: ['bigint', 'fact'],
  records: ['int', 'sum'],
})
const counts = table('counts', {
  id: ['text', 'key'],
  n: ['bigint', 'sum'],
  last: ['bigint', 'max'],
  seen: ['bits', 'bits'],
})

const fact = (name: string, partition: number, offset: number, id = 'a') =>
  change(facts, { id, name, log_partition: partition, log_offset: offset, records: 1 })

const header = (values: number, type: number, nulls = 0): string =>
  Buffer.from([0, 0, 0, 1, 0, 0, 0, nulls, 0, 0, type >> 8, type & 255, 0, 0, 0, values, 0, 0, 0, 1]).toString('hex')

describe('binary arrays', () => {
  test('hold text, null and UTF-8', () => {
    expect(arrayParameter('text', ['a', null, 'ü']).toString('hex')).toBe(
      `${header(3, 25, 1)}0000000161ffffffff00000002c3bc`,
    )
  })
  test('hold numbers of each width, below zero too', () => {
    expect(arrayParameter('int', [-1]).toString('hex')).toBe(`${header(1, 23)}00000004ffffffff`)
    expect(arrayParameter('bigint', [2 ** 40]).toString('hex')).toBe(`${header(1, 20)}000000080000010000000000`)
    expect(arrayParameter('double', [1.5]).toString('hex')).toBe(`${header(1, 701)}000000083ff8000000000000`)
  })
  test('hold times in microseconds since 2000', () => {
    expect(arrayParameter('time', [946_684_800_001]).toString('hex')).toBe(`${header(1, 1184)}0000000800000000000003e8`)
  })
  test('hold bits, the first one leftmost', () => {
    const bytes = arrayParameter('bits', [[0, 9, 1_023]]).subarray(28)
    expect([bytes.length, bytes[0], bytes[1], bytes[127]]).toEqual([128, 0x80, 0x40, 0x01])
  })
  test('refuse numbers that their column cannot hold', () => {
    for (const [type, value] of [
      ['int', 2 ** 31],
      ['int', 1.5],
      ['bigint', 2 ** 53],
      ['time', Number.NaN],
      ['time', 9e15],
    ] as const) {
      expect(() => arrayParameter(type, [value]), `${type} ${value}`).toThrow('Postgres refuses a row')
    }
  })
})

describe('escaping', () => {
  test('is visible, and the same each time', () => {
    expect(cleanText('a\u0000b')).toBe('a\\u0000b')
    expect(cleanText('\ud800x')).toBe('\ufffdx')
    expect(cleanText('plain ü 😀')).toBe('plain ü 😀')
  })
  test('reaches into JSON, keys included, and leaves what only looks so', () => {
    expect(JSON.parse(jsonText({ 'k\u0000': ['v\u0000', { deep: '\udfff' }], n: 1, none: null }))).toEqual({
      'k\\u0000': ['v\\u0000', { deep: '\ufffd' }],
      n: 1,
      none: null,
    })
    expect(jsonText({ text: '\\u0000' })).toBe('{"text":"\\\\u0000"}')
  })
})

describe('folding', () => {
  test('lets the record that stands first in the log win, whichever came first', () => {
    const changes = [fact('later', 1, 4), fact('first', 0, 9), fact('other', 1, 3)]
    for (const order of [changes, [...changes].reverse()]) {
      expect([...foldRows(order).values()]).toEqual([
        [{ id: 'a', name: 'first', log_partition: 0, log_offset: 9, records: 3 }],
      ])
    }
  })
  test('adds sums, keeps the greater, gathers bits, and does not change what it was given', () => {
    const given = change(counts, { id: 'a', n: 1, last: null, seen: [3] })
    const changes = [
      given,
      change(counts, { id: 'a', n: 2, last: 7, seen: [5] }),
      change(counts, { id: 'a', n: 1, last: 6, seen: [3] }),
    ]
    expect([...foldRows(changes).values()]).toEqual([[{ id: 'a', n: 4, last: 7, seen: [3, 5, 3] }]])
    expect(given.row).toEqual({ id: 'a', n: 1, last: null, seen: [3] })
  })
  test('sees keys as Postgres does: no statement touches a row twice', () => {
    const rows = [...foldRows([fact('x', 0, 1, 'a\u0000'), fact('y', 0, 2, 'a\\u0000')]).values()]
    expect(rows.flat()).toHaveLength(1)
  })
  test('makes one statement a table with one array a column', () => {
    const statements = statementsOf([
      fact('x', 0, 1),
      change(counts, { id: 'b', n: 1, last: 1, seen: [] }),
      fact('y', 0, 2, 'c'),
    ])
    expect(statements.map(({ name, values }) => [name, values.length])).toEqual([
      ['upsert facts', 5],
      ['upsert counts', 4],
    ])
    expect(statements[1]?.text).toBe(
      'INSERT INTO counts AS first_seen (id, n, last, seen)\nSELECT * FROM unnest($1::TEXT[], $2::BIGINT[], $3::BIGINT[], $4::BIT(1024)[])\n' +
        'ON CONFLICT (id) DO UPDATE SET n = first_seen.n + EXCLUDED.n, last = GREATEST(first_seen.last, EXCLUDED.last), seen = first_seen.seen | EXCLUDED.seen',
    )
  })
})
