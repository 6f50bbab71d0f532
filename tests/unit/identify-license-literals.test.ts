// Patterns about licences are tried where their literals stand: these say truly with what a pattern begins, and are found at
// the edges of a text as inside it.
// Mutants: keep the letter that a `?` stands behind; take the first alternative for all of them; leave the edge of a text out.
import { describe, expect, test } from 'vitest'
import { createLiteralFinder, literalStarts } from '../../identify/license-literals.ts'

describe('the literals a pattern begins with', () => {
  test.each([
    ['mozilla(?: public)? licen[cs]e', ['mozilla']],
    ['beer ?ware', ['beer']],
    ['licen[cs]e pu[bl]{1,4}', ['licen']],
    ['\\basl ?v?2', [' asl', '.asl']],
    ['(?:\\bmit\\b(?: ?x11| expat)?|x11 mit)', [' mit', '.mit', 'x11 mit']],
    ['new bsd|bsd 3', ['new bsd', 'bsd 3']],
    ['(?:the )?unlicense', null],
    ['(?:a|b)(?:c|d)', null],
    ['(?:bsd|[0-9] clause)', null],
    ['^public domain$', null],
  ])('%s', (source, starts) => {
    expect(literalStarts(source)).toEqual(starts)
  })
})

describe('a finder of literals', () => {
  const finder = createLiteralFinder([' mit', '.mit', 'mit', 'gpl', ' gpl'])
  const found = (words: string): readonly string[] => {
    const present = finder.find(words)
    return [' mit', '.mit', 'mit', 'gpl', ' gpl'].filter((literal) => present[finder.indexOf(literal)] === 1)
  }

  test.each([
    ['mit', ['.mit', 'mit']],
    ['the mit', [' mit', 'mit']],
    ['permit lgpl', ['mit', 'gpl']],
    ['gpl', ['gpl']],
    ['', []],
  ])('of "%s"', (words, literals) => {
    expect(found(words)).toEqual(literals)
  })

  test('refuses to be asked of another literal', () => {
    expect(() => finder.indexOf('bsd')).toThrow('bsd')
  })
})
