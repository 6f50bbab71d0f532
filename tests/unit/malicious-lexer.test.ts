// Where comments and strings are, language by language, and that a wrong guess costs a line and no more.
import { describe, expect, it } from 'vitest'
import type { Family } from '../../processors/malicious/families.ts'
import { familyOf } from '../../processors/malicious/families.ts'
import { lex } from '../../processors/malicious/lexer.ts'

const seen = (text: string, family: Family): readonly string[] =>
  lex(text, family).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`)

describe('the lexer', () => {
  it('knows the comments and strings of Python, docstrings being comments', () => {
    expect(seen('x = "a # b"  # c\ny = \'d\'\n', 'py')).toEqual(['string "a # b"', 'comment # c', "string 'd'"])
    expect(seen('def f():\n    """doc"""\n    return g("""s""")\n', 'py')).toEqual([
      'comment """doc"""',
      'string """s"""',
    ])
    expect(seen('run(\n    """s"""\n)\n', 'py')).toEqual(['string """s"""'])
  })

  it('knows regular expressions of JavaScript from divisions', () => {
    expect(seen('const r = /["\'`]/g; const q = a / b / c // "d"', 'js')).toEqual(['regex /["\'`]/', 'comment // "d"'])
    expect(seen('return /x"/.test(s) /* y */', 'js')).toEqual(['regex /x"/', 'comment /* y */'])
    expect(seen('const t = `a\n${b}`', 'js')).toEqual(['string `a\n${b}`'])
  })

  it('does not take an address for a comment, or a lifetime and a character for a string', () => {
    expect(seen('open(http://example.org)', 'c')).toEqual([])
    expect(seen('fn f<\'a>(x: &\'a str) { g("s") }', 'rust')).toEqual(['string "s"'])
    expect(seen('char c = \'"\'; puts("s");', 'c')).toEqual(["string '\"'", 'string "s"'])
  })

  it('takes a hash for a comment in a shell only where a word begins', () => {
    expect(seen('echo a#b ${#x} # c', 'sh')).toEqual(['comment # c'])
    expect(seen('REM a\r\necho b :: c\r\n', 'bat')).toEqual(['comment REM a\r', 'comment :: c\r'])
  })

  it('takes what stands outside script elements and server tags for prose', () => {
    expect(seen('<p>eval(x)</p><script>run()</script><b>', 'html')).toEqual([
      'comment <p>eval(x)</p>',
      'comment </script><b>',
    ])
    expect(seen('<a onclick="go()">x</a>', 'html')).toEqual(['comment <a ', 'comment ">x</a>'])
  })

  it('ends a string that is not closed with its line', () => {
    expect(seen('a = "b\nc = "d"\n', 'py')).toEqual(['string "b', 'string "d"'])
  })

  it('ends on every input, also where nothing is closed', () => {
    for (const text of ['/*', '"', '`', "'''", '<script>', '<!--', '/[', '\\', '(*', '--[[']) {
      for (const family of ['py', 'js', 'php', 'html', 'lua', 'apple', 'sh', 'ps', 'rb'] as const) {
        const regions = lex(text.repeat(50), family)
        expect(regions.every((region) => region.end > region.start && region.end <= text.length * 50)).toBe(true)
      }
    }
  })
})

describe('the family of a file', () => {
  const family = (path: string, text = '', language = 'unknown') => familyOf({ path, language }, text)

  it('comes from the language, then the extension, then the shebang', () => {
    expect(family('a', '', 'Python')).toBe('py')
    expect(family('x/a.PS1')).toBe('ps')
    expect(family('bin/tool', '#!/usr/bin/env node\n')).toBe('js')
    expect(family('bin/tool')).toBe('unknown')
  })

  it('is code for a manifest whose scripts run, and for text that can run', () => {
    expect(family('package.json', '{}', 'JSON')).toBe('manifest')
    expect(family('data.json', '{}', 'JSON')).toBe('data')
    expect(family('notes.txt', '#!/bin/sh\n', 'Text')).toBe('sh')
    expect(family('notes.txt', 'hello', 'Text')).toBe('prose')
  })
})
