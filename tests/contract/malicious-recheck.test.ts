// No regular expression of the malicious gate can be made to run away (I10). The engine tries each at a keyword, in a
// window of at most `before` + `after` bytes, so recheck looks for attacks of that length, anchored where the engine is.
import { describe, expect, it } from 'vitest'
import { capabilities } from '../../processors/malicious/capabilities.ts'
import { languageSearches } from '../../processors/malicious/decoded.ts'
import { codeSearches } from '../../processors/malicious/decoding/codes.ts'
import { searches } from '../../processors/malicious/decoding/pieces.ts'
import { ruleSets } from '../../processors/malicious/rules.ts'
import { indexRules } from '../../processors/malicious/signatures.ts'
import { openAttacks } from '../support/attacks.ts'

/** Steps of a backtracking matcher that a single window may cost: V8 does about a hundred million a second. */
const windowStepsMax = 100_000

/** Texts that whole-text patterns are attacked with; one that is not linear takes thousands of steps a character of them. */
const textCharsMax = 2_000
const stepsPerCharacterMax = 200

const attacks = openAttacks('malicious')
const breaks = (source: string, flags: string, reach: number, stepsMax: number = windowStepsMax): Promise<boolean> =>
  attacks.breaks(source, flags, {
    checker: 'fuzz',
    attackLimit: stepsMax,
    maxAttackStringSize: reach,
    maxIteration: 2,
    maxGeneStringSize: 400,
    incubationLimit: 4_000,
    timeout: 1_500,
  })

/** One loop tried at one place takes at most as many steps as the window has bytes: nothing to attack. */
const isPlain = (source: string, before: number): boolean =>
  before === 0 && (source.match(/[*+]|\{\d+,\d*\}/g) ?? []).length < 2

describe('malicious: every regular expression', () => {
  it('costs at most a bounded number of steps in its window', { timeout: 900_000 }, async () => {
    const bad: string[] = []
    let looked = 0
    for (const { id, pattern, before, after } of indexRules(ruleSets, capabilities).patterns) {
      if (pattern === null || isPlain(pattern.source, before ?? 0)) continue
      looked++
      const flags = pattern.flags + (before ? '' : 'y')
      if (await breaks(pattern.source, flags, (before ?? 0) + (after ?? 512))) bad.push(id)
    }
    expect(bad).toEqual([])
    expect(looked).toBeGreaterThan(200)
  })

  it('of decoding costs a bounded number of steps a character, because it is tried on whole texts', {
    timeout: 300_000,
  }, async () => {
    const bad: string[] = []
    for (const { source, flags } of [...searches, ...codeSearches, ...languageSearches]) {
      if (await breaks(source, flags, textCharsMax, textCharsMax * stepsPerCharacterMax)) bad.push(source)
    }
    expect(bad).toEqual([])
  })

  it('would be caught: one that was taken out is', { timeout: 60_000 }, async () => {
    expect(await breaks(String.raw`(?:[[\]()!+]{1,12}){20}[[\]()!+]{80}`, 'y', 600)).toBe(true)
    expect(await breaks(String.raw`\s+$`, 'g', textCharsMax, textCharsMax * stepsPerCharacterMax)).toBe(true)
  })
})
