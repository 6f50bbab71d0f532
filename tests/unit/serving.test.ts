// When every step served again after a fault, as the fault suite's table tells it.
import { expect, test } from 'vitest'
import { type Look, servedAfter } from '../faults/serving.ts'

const looks: readonly Look[] = [
  {
    at: 1_000,
    places: new Map([
      ['quality', 10],
      ['secret', 8],
    ]),
  },
  {
    at: 4_000,
    places: new Map([
      ['quality', 12],
      ['secret', 8],
    ]),
  },
  {
    at: 9_000,
    places: new Map([
      ['quality', 12],
      ['secret', 9],
    ]),
  },
]

test('it is the last step that moved, by its first move behind the healing', () => {
  expect(servedAfter(looks, 2_000)).toBe(7)
  expect(servedAfter(looks, 5_000)).toBe(4)
})

test('a step that had nothing left to do is not waited for', () => {
  expect(servedAfter(looks.slice(0, 2), 2_000)).toBe(2)
  expect(servedAfter(looks, 9_000)).toBe(0)
  expect(servedAfter([], 0)).toBe(0)
})
