// What is refused by its first bytes would not have matched (I10): against the expressions themselves, on expressions and texts
// of one seed; and most of what keywords stand in is refused, for which it is there.
// Mutants: read a term that may be absent as one that is there; note what a look asks for; go on behind what a look asks for;
// leave the places behind a match's end closed; read a repeated term once.
import { describe, expect, test } from 'vitest'
import { beginningBytes, beginningsOf, mayBegin } from '../../processors/beginnings.ts'
import { secretRules } from '../../processors/secret/rules/index.ts'

/** Numbers below a bound, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const atoms = ['a', 'b', 'A', '[ab1]', '[^a\\]]', '\\w', '\\d', '.', '\\x61', '\\.', '-', '\\s', '\\bab', '(a|b1)\\1']
const quantifiers = ['', '', '', '?', '*', '+', '{2}', '{0,2}', '{2,}', '{1,3}?', '{0}', '*?']

function expressionOf(below: (bound: number) => number, depth: number): string {
  const one = (): string => {
    const kind = depth === 0 ? 0 : below(8)
    const inner = kind < 4 ? '' : expressionOf(below, depth - 1)
    if (kind < 4) return `${atoms[below(atoms.length)]}`
    if (kind === 4) return `(?=${inner})`
    if (kind === 5) return `(?<!${inner})`
    return kind === 6 ? `(?:${inner})` : `(?:${inner}|${expressionOf(below, depth - 1)})`
  }
  const terms = Array.from({ length: 1 + below(4) }, () => {
    const term = one()
    // A look is not repeated, and of a list of pieces only the last would be.
    const single = /^(?:\(\?:.*\)|\\?.|\[.*\]|\\x61)$/.test(term) && !term.startsWith('(?=') && !term.startsWith('(?<')
    return term + (single ? quantifiers[below(quantifiers.length)] : '')
  })
  return terms.join('')
}

const textOf = (below: (bound: number) => number): string =>
  Array.from({ length: beginningBytes + below(8) }, () => 'aabbAB11.- \n'.charAt(below(12))).join('')

describe('the first bytes of a match', () => {
  test('refuse nothing that matches', () => {
    const below = numbers(7)
    const beginningOf = beginningsOf()
    const counts = { refused: 0, matched: 0 }
    const wrong: string[] = []
    for (let round = 0; round < 1_500; round++) {
      const regex = new RegExp(expressionOf(below, 2), below(3) === 0 ? 'iy' : 'y')
      const beginning = beginningOf(regex)
      if (beginning === null) continue
      for (let look = 0; look < 8; look++) {
        const text = textOf(below)
        regex.lastIndex = 0
        const matches = regex.test(text)
        const may = mayBegin(beginning, Buffer.from(text, 'latin1'), 0)
        counts.matched += matches ? 1 : 0
        counts.refused += may ? 0 : 1
        if (matches && !may) wrong.push(`${regex} on ${JSON.stringify(text)}`)
      }
    }
    expect(wrong.slice(0, 5)).toEqual([])
    expect(counts.refused).toBeGreaterThan(1_000)
    expect(counts.matched).toBeGreaterThan(300)
  })

  test.each([
    ['nkey-seed', ['support for', 'sa.metadata', 'SO [ A ]']],
    ['airtable-token', ['path.join()', 'patch(file)']],
    ['twilio-key', ['skip(count)', 'SKIPPED_BY_']],
  ])('tell %s from words that have its keyword in them', (id, words) => {
    const rule = secretRules.find((candidate) => candidate.id === id)
    const beginning = beginningsOf()(rule?.pattern ?? /(?:)/)
    expect(beginning).not.toBeNull()
    for (const word of words)
      expect(beginning !== null && mayBegin(beginning, Buffer.from(word, 'latin1'), 0), word).toBe(false)
  })

  test('are not what stands ahead of it or behind it', () => {
    const beginning = beginningsOf()(/(?<=[a-z])S(?=[a-z])T(?!x)ABCDEF/)
    const may = (text: string): boolean => beginning === null || mayBegin(beginning, Buffer.from(text, 'latin1'), 0)
    expect([may('STABCDEF'), may('sTABCDEF'), may('SaABCDEF'), may('STxBCDEF')]).toEqual([true, false, false, false])
  })

  test('are not told of expressions that are not read, nor where too little is left of the text', () => {
    const beginningOf = beginningsOf()
    expect([/\u{61}b/u, /(?i:ab)c/, /a?/].map(beginningOf)).toEqual([null, null, null])
    const beginning = beginningOf(/abc/)
    expect(beginning !== null && mayBegin(beginning, Buffer.from('xyz'), 0)).toBe(true)
  })
})
