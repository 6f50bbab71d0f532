// A position whose owner cannot be told to move is taken behind what was accepted as lost, and behind nothing else: a topic
// that was made anew, or put back, has records there that nobody has accepted (I1).
// Mutants, in behindAccepted (runtime/resumption.ts): no look at the first offset; one gap alone; the shortest; any gap of the
// partition; one of another partition; a recreated one too.
import { expect, test } from 'vitest'
import { behindAccepted, type Gap } from '../../runtime/resumption.ts'

const at = { topic: 'samples.accepted.v1', partition: 3 }
const gap = (from: number, to: number, more: Partial<Gap> = {}): Gap => ({ ...at, from, to, why: 'expired', ...more })
const standing = (offset: number) => ({ ...at, offset, after: `${offset - 1}:0123456789abcdef` })

test('a position goes on behind the gaps that begin where it stands, one after another', () => {
  const accepted = [gap(5, 8), gap(8, 12)]
  expect(behindAccepted(standing(5), accepted, 12)).toEqual({ ...at, offset: 12, after: null })
  expect(behindAccepted(standing(8), accepted, 12)).toEqual({ ...at, offset: 12, after: null })
  // Found twice before anybody looked, the second time longer.
  expect(behindAccepted(standing(5), [gap(5, 8), gap(5, 12)], 12)).toEqual({ ...at, offset: 12, after: null })
})

test('a position stays where the topic has what was accepted as lost', () => {
  expect(behindAccepted(standing(5), [gap(5, 8)], 0)).toEqual(standing(5))
  expect(behindAccepted(standing(5), [gap(5, 8), gap(8, 12)], 10)).toEqual({ ...at, offset: 8, after: null })
})

test('a position stays where nobody has accepted a gap that begins there, or the topic was another one', () => {
  expect(behindAccepted(standing(6), [gap(5, 8)], 8)).toEqual(standing(6))
  expect(behindAccepted(standing(5), [gap(5, 8, { partition: 4 })], 8)).toEqual(standing(5))
  expect(behindAccepted(standing(5), [gap(5, 8, { why: 'recreated' })], 8)).toEqual(standing(5))
})
