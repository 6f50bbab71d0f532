// Files put together at random from the proofs of all rules and the labelled lines: the gate never throws, its edits are in
// order and within the file, and what it releases holds no secret that it would find again.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secret } from '../../processors/secret/index.ts'
import { secretRules } from '../../processors/secret/rules/index.ts'
import { fileOf } from '../unit/secret-file.ts'
import { secretCases } from './secret-cases.ts'

const pieces = [
  ...secretRules
    .flatMap(({ matches, misses }) => [...matches, ...misses])
    .map((example) => (typeof example === 'string' ? example : example.content)),
  ...secretCases.map(({ text }) => `${text}\n`),
]

const piece = fc
  .tuple(
    fc.constantFrom(...pieces),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.boolean(),
    fc.constantFrom('', '\n', ' ', ', ', '"', '\t', 'é', '\r\n'),
  )
  .map(([text, share, cut, joint]) => (cut ? text.slice(Math.floor(share * text.length)) : text) + joint)

const content = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
const language = fc.constantFrom('unknown', 'Python', 'YAML', 'JavaScript', 'Shell')

it('any mixture is judged, and released clean', () => {
  fc.assert(
    fc.property(content, language, (text, language) => {
      const file = fileOf(text, language)
      const { reason, edits } = secret.judge(file)
      if (reason !== null) return
      let released = ''
      let at = 0
      for (const { startByte, endByte, replacement } of edits) {
        expect(startByte).toBeGreaterThanOrEqual(at)
        expect(endByte).toBeGreaterThan(startByte)
        released += file.text.slice(at, startByte) + replacement
        at = endByte
      }
      expect(at).toBeLessThanOrEqual(file.text.length)
      released += file.text.slice(at)
      expect(secret.judge(fileOf(Buffer.from(released, 'latin1'), language)).findings).toEqual([])
    }),
    { numRuns: 1_000, seed: 20_261_126 },
  )
})

it('arbitrary bytes are judged alike twice', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...pieces), (noise, text) => {
      const bytes = Buffer.concat([noise, Buffer.from(text), noise])
      expect(secret.judge(fileOf(bytes))).toEqual(secret.judge(fileOf(bytes)))
    }),
    { numRuns: 300, seed: 20_261_126 },
  )
})
