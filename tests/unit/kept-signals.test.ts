// Verdicts that a step passes on keep their bytes: what a codec that does not look into signals writes is, byte for byte,
// what one that reads them writes. Mutant: an off-by-one where KeptSignalsType skips.
import { describe, expect, test } from 'vitest'
import { createCodec } from '../../runtime/codec.ts'
import { type Candidate, schemaTexts, type Verdict } from '../../schemas/types.ts'
import { fileOf } from '../support/made-files.ts'

const verdictOf = (signals: Verdict['signals']): Verdict => ({
  processor: 'quality',
  decision: 'accept',
  reason: null,
  edits: [],
  findings: [],
  signals,
  ruleset: 'a'.repeat(64),
})

const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`signal.${index}.ü`, index / 7]))
const candidate: Candidate = {
  file: { ...fileOf(1, 1), content: Buffer.from('const a = 1\n') },
  verdicts: [verdictOf({ score: 91.5, lines: 12 }), verdictOf({}), verdictOf(many)],
}

const learned = (keepSignals: boolean) => {
  const codec = createCodec({ keepSignals })
  codec.learn(7, schemaTexts.Candidate)
  return codec
}

describe('signals that are passed on', () => {
  const bytes = learned(false).encode('Candidate', 7, candidate)

  test('are written again as they came', () => {
    const keeping = learned(true)
    const again = keeping.encode('Candidate', 7, keeping.decode<Candidate>('Candidate', bytes))
    expect(again.equals(bytes)).toBe(true)
    expect(learned(false).decode<Candidate>('Candidate', again).verdicts[2]?.signals).toEqual(many)
  })

  test('stand beside signals of a new verdict', () => {
    const keeping = learned(true)
    const read = keeping.decode<Candidate>('Candidate', bytes)
    const added = { ...read, verdicts: [...read.verdicts, verdictOf({ found: 2 })] }
    const expected = { ...candidate, verdicts: [...candidate.verdicts, verdictOf({ found: 2 })] }
    expect(keeping.encode('Candidate', 7, added).equals(learned(false).encode('Candidate', 7, expected))).toBe(true)
  })

  test('are undecodable where they are cut off', () => {
    for (const length of [bytes.length - 1, bytes.length - 100, bytes.length - 2_000]) {
      const cut = bytes.subarray(0, length)
      expect(() => learned(true).decode('Candidate', cut)).toThrow('found other bytes')
    }
  })
})
