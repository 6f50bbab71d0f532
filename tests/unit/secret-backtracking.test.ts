// What a user's regular expression may cost (I10): those that a text can make run away are refused, told from the expression alone;
// those of gitleaks' published style are taken. That the count is no lower than what a matcher does is held against one.
// Mutants: count the ways to a place once (`known + 1` in fronts.ts); leave out that a
// repetition goes back to its beginning (places.ts); take `^` for a place anywhere; take every last place for settled.
import { describe, expect, it } from 'vitest'
import { placesOf } from '../../processors/secret/backtracking/places.ts'
import { stepsAtMost } from '../../processors/secret/backtracking/steps.ts'
import { treeOf } from '../../processors/secret/backtracking/tree.ts'
import { convertGoRegex, type Use } from '../../processors/secret/go-regex.ts'

const said = (source: string, use: Use = 'match'): string => {
  const converted = convertGoRegex(source, use)
  return converted.kind === 'regex' ? 'taken' : converted.reason
}

describe('an expression that a text can make run away', () => {
  it.each([
    '(a|a)*b',
    '((a+))+b',
    '(a|aa)+x',
    '(a+){2,}b',
    '(?:a{1,20}){1,20}b',
    String.raw`\s*\s*\s*\s*x`,
    String.raw`\s*\s*x`,
    '(x+)+y',
    '(a|a)*$',
    '(?:a?){60}b',
    '(?i:(?:ab|[a-b]b))+c',
    '(a|b|ab)*c',
    String.raw`(?:[\w.-]{1,20}\.){1,9}x`,
    String.raw`k(?:.*|.*(?:[\r\n]{1,2}.*){1,5})[ \t\n\r]-u`,
  ])('is refused: %s', (source) => {
    expect(said(source)).toMatch(/go back more than 100000000 times/)
  })

  it.each(['line', 'path'] as const)('is refused in an allowlist of %ss too', (use) => {
    expect(said('(a|a)*b', use)).toMatch(/go back more than/)
    expect(said('x.*x.*x.*y', use)).toMatch(/go back more than/)
  })

  it('is refused where it is longer than any secret, and where groups are nested without end', () => {
    expect(said('(?:[a-z]{900}){900}')).toMatch(/longer than 20000 characters/)
    expect(said(`${'('.repeat(200)}a${')'.repeat(200)}`)).toMatch(/deeper than 100/)
  })
})

describe('an expression that only looks so', () => {
  it.each([
    'corp_[a-z0-9]{24}',
    'corp_.*;',
    '(x+)+',
    '(?:https|http2)*',
    '(?:ab|ac)*d',
    String.raw`(?:\.\d{1,2})+x`,
    '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?',
    String.raw`\b((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\b`,
    String.raw`(?i)(?:adobe)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}([a-z0-9]{32})(?:[\x60'"\s;]|\\[nr]|$)`,
    String.raw`\b(ey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9\/\\_-]{17,}\.(?:[a-zA-Z0-9\/\\_-]{10,}={0,2})?)(?:[\x60'"\s;]|\\[nr]|$)`,
  ])('is taken: %s', (source) => {
    expect(said(source)).toBe('taken')
  })

  it.each([
    String.raw`.*/test/.*\.py$`,
    String.raw`(^|/)[^/]*test[^/]*\.go$`,
    '^src/.*/gen/.*$',
    '(.*?)(jpg|gif|doc)$',
    '(?:^|/)node_modules(?:/.*)?$',
  ])('is taken for paths: %s', (source) => {
    expect(said(source, 'path')).toBe('taken')
  })

  it('keeps its meaning where the text that it may begin with is left out', () => {
    const path = convertGoRegex(String.raw`(?i).*/test/.*\.PY$`, 'path')
    if (path.kind !== 'regex') throw new Error(path.reason)
    expect(['a/test/b.py', '/test/x.py', 'atest/b.py', 'a/test/b.go'].map((each) => path.regex.test(each))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

// A matcher that backtracks, over the same alphabet: how many places it comes to before it gives up.
describe('the count', () => {
  const boundOf = (source: string, length: number): number => {
    const tree = treeOf(new RegExp(source))
    const places = typeof tree === 'string' ? null : placesOf(tree, 1_000)
    if (places === null) throw new Error(`expected ${source} to be read`)
    return stepsAtMost(places, length, Number.POSITIVE_INFINITY)
  }
  /** Of one text, the places that are come to from all beginnings, one after the other. */
  const triedBy = (source: string, text: string): number => {
    const tree = treeOf(new RegExp(source))
    const places = typeof tree === 'string' ? null : placesOf(tree, 1_000)
    if (places === null) throw new Error(`expected ${source} to be read`)
    let tried = 0
    const go = (place: number, at: number): void => {
      if (places.settled[place] === true || !places.bytes[place]?.includes(text.charCodeAt(at))) return
      tried++
      for (const [next, ways] of places.next[place] ?? []) for (let way = 0; way < ways; way++) go(next, at + 1)
    }
    for (let start = 0; start < text.length; start++)
      for (const [place, ways] of start === 0 ? places.atStart : places.anywhere)
        for (let way = 0; way < ways; way++) go(place, start)
    return tried
  }
  const textsOf = (length: number): readonly string[] =>
    Array.from({ length: 3 ** length }, (_, number) =>
      number.toString(3).padStart(length, '0').replaceAll('0', 'a').replaceAll('1', 'b').replaceAll('2', '='),
    )

  it.each([
    '(a|a)*b=',
    'a*a*b',
    '(?:a{1,3}){1,3}=',
    '(?:ab|a[ab])*=',
    '^a*b|[ab]*=',
    '(?:a?b?){0,4}==',
    'ab[ab]{0,3}=a',
    '(?:|a)(?:a|)(?:b|a*)=',
  ])('is never too low: %s', (source) => {
    const most = Math.max(...textsOf(7).map((text) => triedBy(source, text)))
    expect(boundOf(source, 7)).toBeGreaterThanOrEqual(most)
    expect(most).toBeGreaterThan(7)
  })

  it('is exact where one text is the worst for every place', () => {
    expect(boundOf('^a*a*b', 7)).toBe(triedBy('^a*a*b', 'aaaaaaa') + 7)
  })
})
