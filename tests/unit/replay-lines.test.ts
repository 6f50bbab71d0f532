// What a person reads of a difference: counts that say which way, tables that end, examples that a terminal cannot act on.
// Mutants: print a path as it is; print every row of a table; say "0 lost" with a sign.
import { expect, test } from 'vitest'
import { differenceLines, replayLines } from '../../cli/replay/lines.ts'
import type { Difference, Flip } from '../../processors/difference.ts'

const none = { gained: 0, lost: 0, reason: 0, content: 0 }
const same: Difference = {
  files: 7,
  acceptedBefore: 5,
  acceptedAfter: 5,
  flips: none,
  byProcessor: {},
  byRule: {},
  byLanguage: {},
  examples: [],
}
const example: Flip = {
  kind: 'lost',
  fileId: 'f',
  submission: 's',
  repository: 'local/-/desk',
  path: 'src/\u001b[31mred.js',
  language: 'JavaScript',
  before: null,
  after: { by: 'quality', reason: 'lines.longest' },
  at: { startLine: 3, endLine: 5, message: 'longest line is 900' },
}

test('where no file is decided otherwise that is said, and no table', () => {
  expect(differenceLines(same)).toEqual([
    'samples    5 now, 5 then: 0 gained, 0 lost',
    'rejected   0 for another reason than now',
    'no file is decided otherwise',
  ])
})

test('what changes is told by processor, rule and language, the first rows of each, with examples', () => {
  const rules = Array.from({ length: 17 }, (_, index) => [`quality rule.${index}`, { ...none, lost: 1 }] as const)
  const flips = { gained: 2, lost: 17, reason: 1, content: 3 }
  const lines = differenceLines({
    ...same,
    acceptedAfter: 0,
    flips,
    byProcessor: { quality: flips },
    byRule: Object.fromEntries(rules),
    byLanguage: { JavaScript: flips },
    examples: [example, { ...example, kind: 'gained', before: example.after, after: null, at: null }],
  })
  expect(lines[0]).toBe('samples    5 now, 0 then: +2 gained, -17 lost; 3 with other redactions')
  expect(lines).toContain('and 2 more; --json has all')
  expect(lines.filter((line) => line.startsWith('quality rule.'))).toHaveLength(15)
  expect(lines).toContain('lost     local/-/desk:src/\\u{1b}[31mred.js (JavaScript)')
  expect(lines).toContain('         accepted -> quality lines.longest, lines 3 to 5: longest line is 900')
  expect(lines).toContain('         quality lines.longest -> accepted')
})

test('how the files were decided, and whether it was written before', () => {
  const fromContent = { asked: 0, 'rules-changed': 4, 'not-judged': 0, 'too-near': 1, 'not-admitted': 0 }
  const lines = replayLines({
    replay: 'r',
    shadow: 'shadow.r.v1',
    already: true,
    rulesets: {},
    from: [],
    counts: { fromVerdicts: 2, fromContent, unreadable: 1 },
    difference: same,
    digest: 'd',
    seconds: 3.5,
  })
  expect(lines[0]).toBe('7 files decided so far, replayed in 3.5 s, 2 files/s')
  expect(lines.filter((line) => line.includes('judged anew'))).toHaveLength(2)
  expect(lines).toContain('           1 left out: their record or their content cannot be read')
  expect(lines.at(-1)).toBe('shadow     shadow.r.v1, kept for 7 days; an earlier run had written it')
})
