// The automaton finds every literal wherever it stands, in order of its end, whether it reads every byte or only looks at
// every third place (I10): against a search that tries each place by itself, on literals and texts of one seed.
// Mutants: read from the window on and not from as far ahead as a literal may begin; stop reading behind the window although
// the automaton is in a literal; read nothing behind the last whole window; choose two windows of a literal; tell the first
// noted hits alone; give a state two bytes where there are more of them; a table
// by the number of its literals alone; keep every table.
import { describe, expect, test } from 'vitest'
import { type Automaton, buildAutomaton, tableOf } from '../../identify/automaton.ts'
import { chooseWindows } from '../../identify/sampling.ts'

type Hit = readonly [literal: number, end: number]

const hitsOf = (literals: readonly string[], text: string, hitsMax = Number.POSITIVE_INFINITY): readonly Hit[] =>
  hitsBy(buildAutomaton(literals), text, hitsMax)

function hitsBy({ scan }: Automaton, text: string, hitsMax: number): readonly Hit[] {
  const hits: Hit[] = []
  scan(Buffer.from(text, 'latin1'), (literal, end) => {
    hits.push([literal, end])
    return hits.length < hitsMax
  })
  return hits
}

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Longer literals first where two end together, as the automaton has it. */
function expected(literals: readonly string[], text: string): readonly Hit[] {
  const folded = lower(text)
  const hits: Hit[] = []
  for (let end = 1; end <= text.length; end++) {
    const ending = literals.flatMap((literal, index) => (folded.slice(0, end).endsWith(literal) ? [index] : []))
    ending.sort((a, b) => (literals[b] ?? '').length - (literals[a] ?? '').length)
    for (const index of ending) hits.push([index, end])
  }
  return hits
}

/** Numbers below a bound, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function wordsOf(below: (bound: number) => number, lengthMin: number): (letters: string) => string {
  return (letters) => Array.from({ length: lengthMin + below(7) }, () => letters.charAt(below(letters.length))).join('')
}

describe('an automaton', () => {
  test.each([
    [3, 'looks at every third place'],
    [1, 'reads every byte'],
  ])('of literals of %i bytes and more %s and finds each', (lengthMin) => {
    const below = numbers(lengthMin)
    const word = wordsOf(below, lengthMin)
    for (let round = 0; round < 600; round++) {
      const drawn = Array.from({ length: 1 + below(5) }, () => word(below(2) === 0 ? 'abc' : 'xyz -\u00d0\u00bb'))
      const literals = [...new Set([(drawn[0] ?? '').slice(0, lengthMin), ...drawn])]
      const parts = Array.from({ length: below(12) }, () =>
        below(2) === 0 ? literals[below(literals.length)] : word('abcXYZ q'),
      )
      const text = parts.join('').slice(below(3))
      expect(hitsOf(literals, text), JSON.stringify([literals, text])).toEqual(expected(literals, text))
    }
  })

  test('tells every hit, however many there are and however many states it has', () => {
    const many = 'ab '.repeat(1_100)
    expect(hitsOf(['a', 'ab'], many)).toEqual(expected(['a', 'ab'], many))
    const below = numbers(5)
    const long = Array.from({ length: 700 }, () => wordsOf(below, 100)('abcdefgh'))
    const text = `x${long[3]}y${long[699]}`
    const automaton = buildAutomaton(long)
    expect(automaton.states).toBeGreaterThan(65_536)
    expect(hitsBy(automaton, text, 10)).toEqual([
      [3, 1 + (long[3] ?? '').length],
      [699, text.length],
    ])
  })

  test('stops where it is told to', () => {
    const text = 'licence, license, LICENSE, licence'
    const all = expected(['licens', 'licenc'], text)
    expect(hitsOf(['licens', 'licenc'], text, 2)).toEqual(all.slice(0, 2))
    expect(all).toHaveLength(4)
  })

  test('is one table for the same literals, and few are kept', () => {
    const first = tableOf(['one', 'two'])
    expect(tableOf(['one', 'two'])).toBe(first)
    expect(tableOf(['two', 'one'])).not.toBe(first)
    for (let other = 0; other < 20; other++) tableOf([`other${other}`])
    expect(tableOf(['one', 'two'])).not.toBe(first)
  })

  test('has windows only where each literal has three bytes', () => {
    expect(chooseWindows(['gpl', 'licens'])?.share).toBeGreaterThan(0)
    expect(chooseWindows(['go', 'licens'])).toBeNull()
  })
})
