// The search of the canary test finds what it must: a search that finds nothing proves nothing.
// Mutants: no base64 forms; forget to take the leaving byte out of the hash; ask every second place.
import { expect, test } from 'vitest'
import { canaryFolder } from '../support/canary-files.ts'
import { finderOf, windowLength } from '../support/canary-finder.ts'

const { files, canaries } = canaryFolder(500)
const bodies = canaries.map(({ body }) => body)
const find = finderOf(bodies)
const all = bodies.map((_, index) => index)
const around = 'x'.repeat(1_001)

test('each of hundreds of different values is found in a text, and in part of it', () => {
  expect(new Set(bodies).size).toBe(bodies.length)
  expect(bodies.length).toBeGreaterThanOrEqual(500)
  const whole = bodies.map((body) => `${around}${body}`).join('')
  expect(find(whole).toSorted((a, b) => a - b)).toEqual(all)
  const parts = bodies.map((body) => `${around}${body.slice(-windowLength)}`).join('')
  expect(find(parts).toSorted((a, b) => a - b)).toEqual(all)
})

test('wrapped in base64 it is found whatever stands before it, and in hex', () => {
  for (const before of ['', 'a', 'ab', 'abc'])
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const text = bodies.map((body) => Buffer.from(`${before}${body}${around}`).toString(encoding)).join('\n')
      expect([before, encoding, find(text).length]).toEqual([before, encoding, bodies.length])
    }
})

test('nothing is found in what has none of them', () => {
  const other = finderOf(bodies.map((body) => [...body].toReversed().join('')))
  expect(other(bodies.join('\n'))).toEqual([])
  expect(find(bodies.map((body) => body.slice(0, windowLength - 1)).join('\n'))).toEqual([])
})

test('every value stands in the files, as it is or wrapped or in two bytes a character', () => {
  const found = files.flatMap(({ content }) => {
    const twice = content
      .toString('latin1')
      .replaceAll(/[A-Za-z0-9+/=]{80,}/g, (text) => Buffer.from(text, 'base64').toString('latin1'))
    return [...find(content), ...find(Buffer.from(content.filter((byte) => byte !== 0))), ...find(twice)]
  })
  expect([...new Set(found)].toSorted((a, b) => a - b)).toEqual(all)
})
