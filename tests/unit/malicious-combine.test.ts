// How conditions join, and what counts as running: the parts of the gate that every rule leans on.
import { describe, expect, it } from 'vitest'
import { evaluate, type Facts } from '../../processors/malicious/combine.ts'
import { contextOf } from '../../processors/malicious/context.ts'
import type { Family } from '../../processors/malicious/families.ts'
import {
  all,
  any,
  type Condition,
  command,
  count,
  is,
  near,
  path,
  statement,
  where,
} from '../../processors/malicious/model.ts'
import { hasCodeOnLine, isUnclosedOverride, shadowsLatinName } from '../../processors/malicious/unicode.ts'
import { lineIndex } from '../../processors/rules.ts'
import { judgeText } from '../contract/malicious-helper.ts'

const leaf = (word: string) => is([word], null)

function holds(condition: Condition, text: string, family: Family = 'py', at = 'a.py'): boolean {
  const places = (word: string) =>
    [...text.matchAll(new RegExp(word, 'g'))].map((m) => ({ start: m.index, end: m.index + word.length }))
  const facts: Facts = {
    text,
    path: at,
    family,
    line: lineIndex(Buffer.from(text)),
    ofLeaf: (one) => places(one.keywords[0] ?? ''),
    ofCapability: (capability) => places(capability),
  }
  return evaluate(condition, facts).length > 0
}

describe('conditions', () => {
  it('join by file, by lines, by statement and by number', () => {
    expect(holds(all(leaf('A'), leaf('B')), 'A\n\n\n\n\nB')).toBe(true)
    expect(holds(near(2, leaf('A'), leaf('B')), 'A\n\n\n\n\nB')).toBe(false)
    expect(holds(near(2, leaf('A'), leaf('B')), 'B\n\nA')).toBe(true)
    expect(holds(statement(leaf('A'), leaf('B')), 'A(\n  1,\n  B)')).toBe(true)
    expect(holds(statement(leaf('A'), leaf('B')), 'A()\nB()')).toBe(false)
    expect(holds(count(2, leaf('A'), leaf('B'), leaf('C')), 'A A A')).toBe(false)
    expect(holds(count(2, leaf('A'), leaf('B'), leaf('C')), 'A C')).toBe(true)
    expect(holds(any(leaf('A'), leaf('B')), 'B')).toBe(true)
  })

  it('are not near in a minified line where many bytes lie between', () => {
    expect(holds(near(2, leaf('A'), leaf('B')), `A${';x'.repeat(1000)}B`)).toBe(false)
  })

  it('look at the path and at the text', () => {
    expect(holds(path(/^setup\.py$/, leaf('A')), 'A', 'py', 'setup.py')).toBe(true)
    expect(holds(path(/^setup\.py$/, leaf('A')), 'A', 'py', 'x.py')).toBe(false)
    expect(holds(where(leaf('A'), { name: 'shouted', test: (text, span) => text[span.end] === '!' }), 'A A!')).toBe(
      true,
    )
  })

  it('let shell text count in a shell as it stands, and elsewhere beside what runs it', () => {
    expect(holds(command(leaf('CMD')), 'CMD', 'sh')).toBe(true)
    expect(holds(command(leaf('CMD')), 'CMD', 'py')).toBe(false)
    expect(holds(command(leaf('CMD')), 'exec("CMD")', 'py')).toBe(true)
    expect(holds(command(leaf('CMD')), 'exec()\n\n\n\n\n\nCMD', 'py')).toBe(false)
  })
})

describe('what can run', () => {
  const live = (text: string, word: string, family: Family, runner = '') => {
    const start = text.indexOf(word)
    const runners = () =>
      runner === '' ? [] : [{ start: text.indexOf(runner), end: text.indexOf(runner) + runner.length }]
    return contextOf(text, family, runners).live({ start, end: start + word.length }, false)
  }

  it('is code, and not a comment, a pattern, a message or prose', () => {
    expect(live('run(CMD)', 'CMD', 'py')).toBe(true)
    expect(live('# CMD', 'CMD', 'py')).toBe(false)
    expect(live('re.compile("CMD")', 'CMD', 'py')).toBe(false)
    expect(live('print("CMD")', 'CMD', 'py')).toBe(false)
    expect(live('if "CMD" in text:', 'CMD', 'py')).toBe(true)
    expect(live('x == "CMD"', 'CMD', 'py')).toBe(false)
    expect(live('CMD', 'CMD', 'prose')).toBe(false)
  })

  it('is a call inside a string only where something close by runs text', () => {
    expect(live('x = "CMD("', 'CMD(', 'py')).toBe(false)
    expect(live('exec("CMD(")', 'CMD(', 'py', 'exec')).toBe(true)
    expect(live('x = f"{CMD(1)}"', 'CMD(', 'py')).toBe(true)
  })

  it('is YAML only where a key of it runs', () => {
    expect(live('jobs:\n  - run: CMD', 'CMD', 'yaml')).toBe(true)
    expect(live('detection:\n  - CMD', 'CMD', 'yaml')).toBe(false)
  })
})

describe('misleading Unicode', () => {
  const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
  const at = (text: string, word: string) => ({
    start: text.indexOf(latin(word)),
    end: text.indexOf(latin(word)) + latin(word).length,
  })

  it('is an override that its line does not close', () => {
    const open = latin('x = "\u202eabc"')
    const closed = latin('x = "\u202eabc\u202c"')
    expect(isUnclosedOverride(open, at(open, '\u202e'))).toBe(true)
    expect(isUnclosedOverride(closed, at(closed, '\u202e'))).toBe(false)
    expect(hasCodeOnLine(open, at(open, '\u202e'))).toBe(true)
  })

  it('is a name that looks like another name of the file', () => {
    const text = latin('admin = 1\n\u0430dmin = 2\n')
    expect(shadowsLatinName(text, at(text, '\u0430dmin'))).toBe(true)
    const alone = latin('\u0430dmin = 2\n')
    expect(shadowsLatinName(alone, at(alone, '\u0430dmin'))).toBe(false)
  })
})

describe('signals', () => {
  it('count capabilities and threats, whether they decide or not', () => {
    const { decision, signals } = judgeText({
      path: 'a.py',
      language: 'Python',
      content: 'import os\nos.system("ls")\n',
    })
    expect(decision).toBe('accept')
    expect(signals['capability.exec']).toBe(1)
    const commented = judgeText({ path: 'a.py', language: 'Python', content: "# exec(base64.b64decode('YQ=='))\n" })
    expect(commented.decision).toBe('accept')
    expect(commented.signals['rules.mentioned']).toBeGreaterThan(0)
  })
})
