// What counts as a statement that a repository must not be trained on.
import { expect, test } from 'vitest'
import { isOptOutPath, optOutsOf } from '../../identify/opt-out.ts'

const kindOf = (path: string, text: string): string | null => optOutsOf(path, Buffer.from(text))[0]?.kind ?? null

test.each([
  ['.github/ai-opt-out', '', 'github.ai-opt-out'],
  ['.github/ai-opt-out.yml', 'all: true', 'github.ai-opt-out'],
  ['.noai', '', 'noai'],
  ['NOAI.txt', 'no', 'noai'],
  ['.gitattributes', '*.py text\n* ai-training=false', 'gitattributes.ai-training'],
  ['sub/.gitattributes', 'secret/** -ai-training\n', 'gitattributes.ai-training'],
  ['.gitattributes', '* ai-training=disallowed eol=lf', 'gitattributes.ai-training'],
  ['ai.txt', 'User-Agent: *\nDisallow: /\n', 'ai.txt'],
  ['ai.txt', 'User-Agent: *\nDisallow: *.py\n', 'ai.txt'],
  ['.well-known/ai.txt', 'disallow: * # all', 'ai.txt'],
  ['.well-known/tdmrep.json', '[{"location": "/", "tdm-reservation": 1}]', 'tdmrep'],
])('%s %j is a signal', (path, text, kind) => {
  expect(isOptOutPath(path)).toBe(true)
  expect(kindOf(path, text)).toBe(kind)
})

test.each([
  ['docs/ai-opt-out', 'x'],
  ['src/.noai/x.py', 'x'],
  ['.gitattributes', '# * ai-training=false'],
  ['.gitattributes', '* ai-training=true\n*.py ai-training'],
  ['.gitattributes', 'ai-training=false'],
  ['.gitattributes', '* my-ai-training=false'],
  ['ai.txt', 'User-Agent: *\nAllow: /\nDisallow:\n'],
  ['ai.txt', 'Disallow: *.jpg\nDisallow: *.mp4'],
  ['robots.txt', 'User-agent: GPTBot\nDisallow: /'],
  ['.well-known/tdmrep.json', '[{"location": "/", "tdm-reservation": 0}]'],
])('%s %j is none', (path, text) => expect(kindOf(path, text)).toBe(null))

test('the evidence is the line, cut', () => {
  expect(optOutsOf('.gitattributes', Buffer.from('a text\n  * ai-training=false  \n'))).toEqual([
    { kind: 'gitattributes.ai-training', path: '.gitattributes', evidence: '* ai-training=false' },
  ])
  expect(optOutsOf('.noai', Buffer.from('x'.repeat(100_000)))[0]?.evidence.length).toBe(200)
  expect(optOutsOf('.noai', Buffer.alloc(0))[0]?.evidence).toBe('(the file is there)')
})
