// What is text and what is not, told from bytes alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodingRefusalOf } from '../../identify/encoding.ts'
import { magicOf, magics } from '../../identify/magic.ts'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const reasonOf = (content: Buffer): string | null => encodingRefusalOf(content)?.reason ?? null

test.each([
  ['plain text', Buffer.from('int main() {}\n'), null],
  ['UTF-8', Buffer.from('größe = "漢字 🎉"\n'), null],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffx = 1\n'), null],
  ['terminal colours', Buffer.from('\u001b[31mred\u001b[0m\n'), null],
  ['form feeds of old C', Buffer.from('int a;\f\nint b;\n'), null],
  ['one newline', Buffer.from('\n'), null],
  ['nothing', Buffer.alloc(0), 'file.empty'],
  ['a NUL at the very end', Buffer.from(`${'x'.repeat(20_000)}\0`), 'file.binary'],
  ['control characters', Buffer.from('\u0001\u0002\u0003abc\u0004'), 'file.binary'],
  ['a PDF without a NUL', Buffer.from('%PDF-1.4\n%abc\n'), 'file.binary'],
  ['UTF-16, little end first', Buffer.from('\ufeffabc', 'utf16le'), 'encoding.utf16'],
  ['UTF-16, big end first', latin1('\xfe\xff\0a\0b'), 'encoding.utf16'],
  ['UTF-16 without a mark', Buffer.from('public class A { }\n', 'utf16le'), 'encoding.utf16'],
  ['UTF-32', latin1('\xff\xfe\0\0a\0\0\0'), 'encoding.utf32'],
  ['UTF-32, big end first', latin1('\0\0\xfe\xff\0\0\0a'), 'encoding.utf32'],
  ['Latin-1', latin1('# r\xe9sum\xe9 of the caf\xe9\n'), 'encoding.latin1'],
  ['Shift-JIS', latin1('// \x93\xfa\x96{\x8c\xea\n'), 'encoding.invalid'],
  ['GBK', latin1('\xd6\xd0\xce\xc4\xb1\xe0\xc2\xeb'), 'encoding.invalid'],
  ['UTF-8 cut in a character', Buffer.from('漢字').subarray(0, 5), 'encoding.invalid'],
  ['a lone surrogate', latin1('a\xed\xa0\x80b'), 'encoding.invalid'],
  ['an overlong slash', latin1('if (a\xc0\xafb) {'), 'encoding.latin1'],
  [
    'an LFS pointer',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
    'file.lfs-pointer',
  ],
  ['an annex pointer', Buffer.from('/annex/objects/SHA256E-s1--0.bin\n'), 'file.lfs-pointer'],
  ['text about LFS', Buffer.from('# version https://git-lfs.github.com/spec/v1\n'), null],
])('%s', (_name, content, reason) => expect(reasonOf(content)).toBe(reason))

test('what is accepted decodes and encodes to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const content = Buffer.from(bytes)
      if (reasonOf(content) === null) expect(Buffer.from(content.toString('utf8'), 'utf8').equals(content)).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

test('a megabyte of hostile bytes is told quickly', () => {
  const inputs = ['\xff', '\0', '\x01', 'a', '\xed\xa0\x80', '/', 'a\0'].map((unit) =>
    latin1(unit.repeat(1_048_576 / unit.length)),
  )
  const started = performance.now()
  for (const input of inputs) encodingRefusalOf(input)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('every magic number is found where it stands, and in nothing shorter', () => {
  for (const { name, bytes, offset } of magics) {
    const content = Buffer.concat([Buffer.alloc(offset, 'x'), latin1(bytes), Buffer.from('rest')])
    expect(magicOf(content)?.name).toBe(name)
    expect(magicOf(content.subarray(0, offset + bytes.length - 1))).toBe(null)
  }
  expect(magicOf(latin1('BZh91AY&SYxx'))?.name).toBe('a bzip2 file')
  expect(magicOf(latin1('BZhello'))).toBe(null)
})
