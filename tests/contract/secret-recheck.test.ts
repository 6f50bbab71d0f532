// No regular expression of the secret gate can be made to run away (I10). The engine tries each at a keyword, in a window of
// at most `before` + `after` bytes, so recheck looks for attacks of that length, anchored where the engine anchors.
import { describe, expect, it } from 'vitest'
import { secretRules } from '../../processors/secret/rules/index.ts'
import { openAttacks } from '../support/attacks.ts'

/** Steps of a backtracking matcher that a single window may cost: V8 does about a hundred million a second. */
const windowStepsMax = 100_000

const attacks = openAttacks('secret')
const breaks = (source: string, flags: string, reach: number, timeout: number): Promise<boolean> =>
  attacks.breaks(source, flags, {
    checker: 'fuzz',
    attackLimit: windowStepsMax,
    maxAttackStringSize: reach,
    maxIteration: 1,
    maxGeneStringSize: 200,
    incubationLimit: 2_000,
    timeout,
  })

describe('every regular expression', () => {
  it('costs at most a bounded number of steps in its window', { timeout: 900_000 }, async () => {
    const sources = new Map(secretRules.map((rule) => [String(rule.pattern), rule] as const))
    const bad: string[] = []
    for (const { id, pattern, before, after } of sources.values()) {
      if (pattern === null) continue
      const flags = pattern.flags + (before === undefined ? 'y' : '')
      if (await breaks(pattern.source, flags, (before ?? 0) + (after ?? 512), 500)) bad.push(id)
    }
    expect(bad).toEqual([])
  })

  it('would be caught: two that were taken out are', { timeout: 60_000 }, async () => {
    const armour = String.raw`KEY-----(?:[ \t]*(?:\\+[rn]|[\r\n"'+,]|\\$))*[ \t]*((?:[A-Za-z-]+: [^\r\n\\]{1,80}|[A-Za-z0-9+/=]|\\+[rn]|[\s"'+,\\]){60,8000})!`
    expect(await breaks(armour, 'y', 8_192, 20_000)).toBe(true)
    expect(await breaks('a(?:b+)+c', 'y', 512, 20_000)).toBe(true)
  })
})
