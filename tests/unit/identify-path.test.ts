// Which paths may be named, and how the others are shown.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namePath, pathBytesMax } from '../../identify/path.ts'

const named = (path: string) => namePath(Buffer.from(path).toString('latin1'))

test.each([
  'a.py',
  'src/a b.py',
  '.github/x.yml',
  'ü/漢字.py',
  'a..b/c...d',
  '...',
  '❤️.md',
  "it's (1) [x].ts",
  'a~',
  '-rf',
  'CON',
  'ab:c',
])('safe: %s', (path) => expect(named(path)).toEqual({ path, unsafe: null }))

test.each([
  ['', ''],
  ['/etc/passwd', '/etc/passwd'],
  ['../a', '../a'],
  ['a/../b', 'a/../b'],
  ['a/..', 'a/..'],
  ['./a', './a'],
  ['a//b', 'a//b'],
  ['a/', 'a/'],
  ['C:/a', 'C:/a'],
  ['c:a', 'c:a'],
  ['a\\b', 'a\\x5Cb'],
  ['a\u0000b', 'a\\x00b'],
  ['a\u0085b', 'a\\xC2\\x85b'],
  ['a\u202eb', 'a\\xE2\\x80\\xAEb'],
  ['a\u2066b', 'a\\xE2\\x81\\xA6b'],
  ['a\u200db', 'a\\xE2\\x80\\x8Db'],
  ['a\u00adb', 'a\\xC2\\xADb'],
  ['a\ufeffb', 'a\\xEF\\xBB\\xBFb'],
  ['\u001b]0;x\u0007', '\\x1B]0;x\\x07'],
])('unsafe: %j is shown as %s', (path, shown) => {
  expect(named(path).path).toBe(shown)
  expect(named(path).unsafe).toMatch(/^expected .* found|^expected names/)
})

test('lengths are bounded, and long names stay apart when they are shown', () => {
  const long = `${'d/'.repeat(pathBytesMax / 2)}a`
  expect(named(long).unsafe).toMatch(/at most 4096/)
  expect(named('x'.repeat(256)).unsafe).toMatch(/255/)
  expect(named('x'.repeat(255)).unsafe).toBe(null)
  expect(named(`${long}b`).path).not.toBe(named(`${long}c`).path)
  expect(named(long).path.length).toBeLessThanOrEqual(512)
})

test('whatever the bytes: the shown path is printable, and different bytes are shown differently', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((each) => Buffer.from(each).toString('latin1'))
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(namePath(a).path).not.toMatch(/\p{Cc}/u)
      if (a !== b) expect(namePath(a).path).not.toBe(namePath(b).path)
    }),
    { numRuns: 5_000 },
  )
})
