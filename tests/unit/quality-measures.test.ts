// Each fast pass of quality says what a slow and obvious version of it says, on texts made at random.
import { constant, assert as holds, array as listOf, oneof, property, string, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countLines, type LineCounts } from '../../processors/quality/code-lines.ts'
import type { Comments } from '../../processors/quality/comment-counts.ts'
import { commentReaders } from '../../processors/quality/comments.ts'
import { base64Runs, escapeRuns } from '../../processors/quality/encoded.ts'
import { base64, distinct, hexBytes } from '../../processors/quality/examples.ts'
import { visibleCharacters } from '../../processors/quality/html.ts'
import { measureRepetition } from '../../processors/quality/repetition.ts'
import { newScratch, type Scratch, wordsMax } from '../../processors/quality/scratch.ts'
import { syntaxes } from '../../processors/quality/syntax.ts'
import { readText } from '../../processors/quality/text.ts'

const scratch = newScratch()
const pieces = oneof(
  constant('\n'),
  constant(' '),
  constant('\r\n'),
  constant('the fox jumps'),
  constant('é漢字 ok'),
  constant('snake_case camelCase'),
  constant(base64(70)),
  string({ maxLength: 12 }),
)
const texts = listOf(pieces, { maxLength: 60 }).map((list) => list.join(''))

const sameFor = (check: (text: string, bytes: Buffer) => void): void => {
  holds(
    property(texts, (text) => {
      check(text, Buffer.from(text))
    }),
    { numRuns: 300, seed: 7 },
  )
}

describe('lines and characters', () => {
  it('agree with split and with regular expressions', () => {
    sameFor((text, bytes) => {
      const lines = text.split('\n')
      if (lines.at(-1) === '') lines.pop()
      const lengths = lines.map((line) => [...line.replace(/\r$/, '')].length)
      const read = readText(bytes, scratch)
      expect(read.lines.count).toBe(lines.length)
      expect(read.lines.newlines).toBe(text.split('\n').length - 1)
      expect(read.lines.longest).toBe(Math.max(0, ...lengths))
      expect(read.characters.characters).toBe([...text].length)
      expect(read.characters.digits).toBe(text.match(/[0-9]/g)?.length ?? 0)
      expect(read.characters.blanks).toBe(text.match(/[\t-\r ]/g)?.length ?? 0)
    })
  })

  it('counts letters of other scripts and replacement characters', () => {
    const bytes = Buffer.from('ab данные 漢字 \ufffd\ufffd')
    expect(readText(bytes, scratch).characters).toMatchObject({ letters: 10, replacements: 2 })
  })

  // Mutants: count a long word's bytes in one number (`addCounts` for `addLong`); ask only whether its sum is 0.
  it('counts the characters of words of any length', () => {
    // Of the sums of the third word every 8 bits overflow, and nothing is left.
    const bytes = Buffer.concat([Buffer.from(`${'é1_a'.repeat(300)} ${'x'.repeat(70_000)} `), Buffer.alloc(256, 0xff)])
    const { characters, words } = readText(bytes, scratch)
    expect(characters).toMatchObject({ characters: 71_458, letters: 70_600, digits: 300 })
    expect(words).toMatchObject({ count: 3, characters: 71_456, pieceCharacters: 71_156 })
  })
})

describe('words', () => {
  it('finds the words that a regular expression finds', () => {
    sameFor((text, bytes) => {
      const latin = bytes.toString('latin1')
      const found = readText(bytes, scratch).words
      const expected = [...latin.matchAll(/[\w\x80-\xff]+/g)]
      expect(found.count).toBe(expected.length)
      expect(found.characters).toBe([...text.replaceAll(/[\0-\x7f]/g, (one) => (/\w/.test(one) ? one : ''))].length)
      expected.forEach((match, index) => {
        expect(scratch.starts[index]).toBe(match.index)
      })
    })
  })

  it('counts the pieces of names', () => {
    const bytes = Buffer.from('OSSL_CRMF_MSG loadBalancerState __init__ x')
    expect(readText(bytes, scratch).words).toMatchObject({ count: 4, pieces: 8, pieceCharacters: 33, singles: 1 })
  })
})

describe('base64Runs', () => {
  it('finds the runs that a regular expression finds', () => {
    sameFor((_, bytes) => {
      const runs = [...bytes.toString('latin1').matchAll(/[A-Za-z0-9+/=\r\n]{64,}/g)]
        .map((match) => match[0])
        .filter((run) => new Set(run.slice(0, 256)).size >= 12)
      const found = base64Runs(bytes)
      expect(found.total).toBe(runs.join('').length)
      expect(found.longest).toBe(Math.max(0, ...runs.map((run) => run.length)))
    })
  })
})

describe('escapeRuns', () => {
  const runsOf = (text: string): ReturnType<typeof escapeRuns> => {
    const bytes = Buffer.from(text)
    return escapeRuns(bytes, scratch, readText(bytes, scratch).words.kept)
  }
  it.each([
    ['0x, with commas', hexBytes(9, (hex) => `0x${hex}`, ', '), 9 * 6 - 2],
    ['backslash x', `"${hexBytes(9, (hex) => `\\x${hex}`, '')}"`, 9 * 4 - 1],
    ['plain pairs', hexBytes(9, (hex) => hex, ' '), 9 * 3 - 1],
    ['over line ends', hexBytes(9, (hex) => `0x${hex}`, ',\n    '), 9 * 10 - 6],
    ['too few', hexBytes(7, (hex) => `0x${hex}`, ', '), 0],
    ['words between', hexBytes(9, (hex) => `0x${hex}`, ' and '), 0],
  ])('hexadecimal: %s', (_, text, length) => {
    expect(runsOf(text).hex.longest).toBe(length)
  })
  it('tells Unicode escapes from words that look like them', () => {
    expect(runsOf('\\u4e2d\\u6587'.repeat(5)).unicode.longest).toBe(59)
    expect(runsOf('u4e2d u6587 '.repeat(5)).unicode.longest).toBe(0)
  })
})

describe('measureRepetition', () => {
  type Token = readonly [word: string, after: string]
  const slow = (tokens: readonly Token[], length: number): { repeated: number; top: number } => {
    const seen = new Map<string, number>()
    const covered = new Set<number>()
    const lengthOf = (at: number): number => tokens[at]?.[0].length ?? 0
    for (let at = 0; at + length <= tokens.length; at++) {
      const run = tokens.slice(at, at + length)
      if (run.slice(0, -1).some(([, after]) => !/\s/.test(after))) continue
      const gram = run.map(([word]) => word.toLowerCase()).join(' ')
      if (seen.has(gram)) for (let k = at; k < at + length; k++) covered.add(k)
      seen.set(gram, (seen.get(gram) ?? 0) + 1)
    }
    const whole = tokens.reduce((sum, _, at) => sum + lengthOf(at), 0)
    const repeated = [...covered].reduce((sum, at) => sum + lengthOf(at), 0)
    const tops = [...seen]
      .filter(([, count]) => count > 1)
      .map(([gram, count]) => count * gram.replaceAll(' ', '').length)
    return {
      repeated: whole === 0 ? 0 : repeated / whole,
      top: whole === 0 ? 0 : Math.min(1, Math.max(0, ...tops) / whole),
    }
  }
  const topLengths = [2, 3, 4] as const
  const repeatLengths = [5, 6, 7, 8, 9, 10] as const
  const word = oneof(constant('the'), constant('Fox'), constant('jumps'), constant('over'), constant('x'))
  const after = oneof(constant(' '), constant(' '), constant('\n'), constant(', '), constant(' = '), constant('.'))
  const tokens = listOf(tuple(word, after), { maxLength: 120 })
  // Mutants: keep a candidate whatever comes after its n-gram; go on as the first of a kind does that does not go on; list words
  // with no blank behind them; tell pairs by their first word.
  it('agrees with sets of words joined across blanks', () => {
    holds(
      property(tokens, (list) => {
        const bytes = Buffer.from(list.flat().join(''))
        const found = measureRepetition(scratch, 0, readText(bytes, scratch).words.kept)
        for (const length of topLengths) expect(found[`top${length}gram`]).toBeCloseTo(slow(list, length).top, 9)
        for (const length of repeatLengths)
          expect(found[`repeated${length}grams`]).toBeCloseTo(slow(list, length).repeated, 9)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
  it('counts repeated lines without regard to blanks, and no lines of brackets', () => {
    const bytes = Buffer.from('run(a)\n  run( a )\n}\n}\nstop()\n')
    const { lines } = readText(bytes, scratch)
    expect(measureRepetition(scratch, lines.kept, 0).linesRepeated).toBeCloseTo(1 / 3, 9)
  })
  // Mutant: go on with the next stamp without clearing the table.
  it('says the same when its stamps begin anew', () => {
    const bytes = Buffer.from('the fox jumps over the dog, and the fox jumps over the cat again\n'.repeat(3))
    const measured = (place: Scratch) => {
      const { lines, words } = readText(bytes, place)
      return measureRepetition(place, lines.kept, words.kept)
    }
    const own = newScratch()
    own.stamp[0] = 0x7fffffff - (0x7fffffff % wordsMax)
    own.table.fill(own.stamp[0] + 5)
    expect(measured(own)).toEqual(measured(newScratch()))
  })
  it('finds nothing repeated where all words differ', () => {
    const bytes = Buffer.from(distinct(5_000))
    const found = measureRepetition(scratch, 0, readText(bytes, scratch).words.kept)
    expect(Object.values(found).every((share) => share === 0)).toBe(true)
  })
})

describe('commentReaders', () => {
  const readerOf = commentReaders()
  const read = (language: string, text: string): Comments | undefined => {
    const bytes = Buffer.from(text)
    const reader = readerOf(language)
    const { marks } = readText(bytes, scratch, reader?.kinds)
    return reader?.count(bytes, text, scratch.marks, marks)
  }
  const commented = (language: string, text: string): number | undefined => read(language, text)?.total
  it.each([
    ['C', 'int x; // four\n/* five */ int y;\n', 7 + 10],
    ['C', 'char *s = "/* no */"; char c = \'"\'; // yes\n', 6],
    ['JavaScript', 'const u = `http://x // no`\n', 0],
    ['CSS', 'a { background: url(http://x) } /* c */\n', 7],
    ['Go', '// a\n\tb := `// no\n// no`\n', 4],
    ['Rust', "fn f<'a>(x: &'a str) {} // c\n", 4],
    ['Python', '"""Doc."""\nx = """text # no"""  # c\n', 10 + 3],
    ['Shell', 'echo $# a#b "$#" # c\n', 3],
    ['SQL', "select '--no' -- c\n", 4],
    ['HTML', '<p>a</p><!-- c -->', 10],
    ['Lua', '--[[ a\nb ]]\nx = 1 -- c\n', 11 + 4],
    ['Ruby', 'x = "#{y}" # c\n=begin\nd\n=end\n', 3 + 13],
    ['C', '/* never closed\nint x;\n', 23],
    ['C', 's = "a\\"/*"; t = "\\\\"; // c\n', 4],
    ['CoffeeScript', '### a\nb ### x # c\n', 11 + 3],
    ['Perl', 's = "a\n=pod\nb\n=cut\n', 12],
  ])('%s: %j holds its comments and nothing else', (language, text, length) => {
    expect(commented(language, text)).toBe(length)
  })
  // The pass over the text marks nothing within words.
  it('has no syntax whose comments or strings begin or end with a letter or digit', () => {
    for (const { line, block, quotes, longQuotes = [] } of syntaxes)
      for (const mark of [...line, ...block.flat(), ...quotes, ...longQuotes]) expect(mark).toMatch(/^[^\w\x80-\xff]/)
  })
  it('measures nothing where the syntax is not known', () => {
    expect(commented('Brainfuck', '// x')).toBeUndefined()
  })
  it('tells a licence header from a comment', () => {
    const licence = '/* Copyright A. B. */\n// Licensed under MIT\n'
    expect(read('C', `${licence}int x; // c\n`)).toMatchObject({
      total: licence.length - 2 + 4,
      licence: { bytes: licence.length - 1, documented: 0, end: licence.length - 1 },
    })
    expect(read('C', '// Adds.\nint x;\n')).toMatchObject({ total: 8, licence: { bytes: 0, end: 0 } })
  })
  // Mutants: end a header with the last comment of the opening; end it with each line; take lines apart by a blank line as one.
  it('ends a licence header with the last comment of the opening that names a licence, its lines as one', () => {
    const header = '// Copyright A. B.\n//\n// All rights reserved.'
    const end = (text: string): number | undefined => read('Go', text)?.licence.end
    expect(end(`${header}\n\n// Package a adds.\npackage a\n`)).toBe(header.length)
    expect(end(`// Adds.\n\n${header}\n/* Adds. */\npackage a\n`)).toBe(10 + header.length)
    expect(end('// Adds.\npackage a // Copyright A. B.\n')).toBe(0)
  })
  // Mutant: take a banner for documentation.
  it.each([
    ['Java', '/** a */ x /* b */ // c\n', 8],
    ['Java', '/*** a ***/ x\n', 0],
    ['Rust', '/// a\n//! b\n//// c\n// d\n', 10],
    ['Python', '"""a"""\nx = """b""" # c\n', 7],
    ['Lua', '--- a\n---- b\n-- c\n', 5],
    ['Perl', '# a\n=pod\nb\n=cut\n', 12],
    ['Shell', '## a\n# b\n', 0],
  ])('%s: %j holds its documentation and nothing else', (language, text, length) => {
    expect(read(language, text)?.documented).toBe(length)
  })
  // Mutants: count what stands in comments; forget what stands behind the last of them.
  it('counts the words outside comments, as far as they are asked for', () => {
    const words = (text: string): number | undefined => read('C', text)?.codeWords
    expect(words('a(b); // c d\ne /* f */ g_h;\ni')).toBe(5)
    expect(words('/* a b */')).toBe(0)
    expect(words('a '.repeat(500))).toBe(30)
  })
})

describe('scratch', () => {
  // Mutants: leave the marks as long as they are; leave the ends of lines.
  it('has room for the marks and the lines of a file longer than any that is read', () => {
    const empty = newScratch()
    const { lines } = readText(Buffer.alloc(1_100_000, '\n'), empty)
    expect(empty.ends[lines.count - 1]).toBe(1_099_999)
    const text = `${'"'.repeat(1_100_000)}\n// c\n`
    const bytes = Buffer.from(text)
    const reader = commentReaders()('C')
    const small = newScratch()
    const { marks } = readText(bytes, small, reader?.kinds)
    expect(reader?.count(bytes, text, small.marks, marks).total).toBe(4)
  })
})

describe('countLines', () => {
  const linesOf = (language: string, text: string): LineCounts => {
    const { lines } = readText(Buffer.from(text), scratch)
    return countLines(language, text, scratch.ends, lines.count)
  }
  it('counts what lines begin with', () => {
    const text = [
      'import os',
      'from a.b import c',
      '',
      'def f():',
      '    pass',
      '  print(1)',
      'password = 1',
      'pass_ = 2',
    ].join('\n')
    expect(linesOf('Python', text)).toMatchObject({ filled: 7, imports: 2, functions: 1, passes: 1, prints: 1 })
  })
  // Mutants: end a line after its newline; leave out a last line that has none.
  it('counts lines with something on them', () => {
    expect(linesOf('Python', '\n  \n\r\n \t\r\nx\n  y').filled).toBe(2)
    expect(linesOf('Python', '\nimport a\n\n\nimport b').imports).toBe(2)
  })
  it('counts a main as a function where functions have a word of their own', () => {
    expect(linesOf('Go', 'func main() {\n}\n')).toMatchObject({ mains: 1, functions: 1 })
    expect(linesOf('Rust', 'fn main() {\n}\npub fn a() {}\n')).toMatchObject({ mains: 1, functions: 2 })
  })
})

describe('visibleCharacters', () => {
  it.each([
    ['<p>Hello  <b>you</b></p>', 9],
    ['<script>var hidden = 1</script>ok', 2],
    ['<STYLE>a { }</Style>ok<!-- no -->', 2],
    ['<p', 0],
    ['größe', 5],
  ])('of %j are %i', (html, count) => {
    expect(visibleCharacters(Buffer.from(html).toString('latin1'))).toBe(count)
  })
})
