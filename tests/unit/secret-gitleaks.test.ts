// User rules in gitleaks' TOML format: what is converted, what is refused and why, and that a converted rule decides.
// Mutants: take a rule of several parts for one; leave the origin out of the message or out of the rule; name
// the line of a table for that of its key, or that of a list for that of its text; take a quote in a text for the file's own.
import { describe, expect, it } from 'vitest'
import { sample } from '../../processors/secret/examples.ts'
import { rulesFromGitleaks, type UserRules } from '../../processors/secret/gitleaks-toml.ts'
import { convertGoRegex } from '../../processors/secret/go-regex.ts'
import { secretWith } from '../../processors/secret/index.ts'
import { fileOf } from './secret-file.ts'

const origin = { file: 'corp.toml', version: 'a'.repeat(64) }
const converted = (toml: string): UserRules => rulesFromGitleaks(toml, origin)
const rule = (lines: string): string =>
  `[[rules]]\nid = "corp"\nregex = '''corp_[a-z0-9]{24}'''\nkeywords = ["corp_"]\n${lines}`
const value = `corp_${sample('corp', 'lower', 24)}`
const found = (toml: string, content = `x ${value}\n`, path = 'src/a.txt') =>
  secretWith({ userRules: converted(toml).rules })
    .judge(fileOf(content, 'unknown', path))
    .findings.map((finding) => finding.rule)

describe('a rule in TOML', () => {
  it('finds what its regex says and redacts it', () => {
    expect(found(rule(''))).toEqual(['user.corp'])
    const { edits } = secretWith({ userRules: converted(rule('')).rules }).judge(fileOf(`x ${value}\n`))
    expect(edits).toEqual([{ startByte: 2, endByte: 2 + value.length, replacement: 'REDACTED_1' }])
  })

  it('is named with its file and version, which are part of the ruleset', () => {
    const gate = (toml: string, version: string) =>
      secretWith({ userRules: rulesFromGitleaks(toml, { ...origin, version }).rules })
    const own = gate(rule(''), origin.version)
    const [finding] = own.judge(fileOf(`x ${value}\n`)).findings
    expect(finding?.message).toBe(
      'rules of the user: user.corp. A rule of the user. (file corp.toml, version aaaaaaaaaaaa)',
    )
    expect(gate(rule(''), 'b'.repeat(64)).ruleset).not.toBe(own.ruleset)
    expect(gate(rule(''), origin.version).ruleset).toBe(own.ruleset)
  })

  it('asks for its entropy, its path and its group', () => {
    expect(found(rule('entropy = 5.5'))).toEqual([])
    expect(found(rule(String.raw`path = '''\.env$'''`))).toEqual([])
    expect(found(rule(String.raw`path = '''\.env$'''`), `x ${value}\n`, 'a/.env')).toEqual(['user.corp'])
    const grouped = `[[rules]]\nid = "g"\nregex = '''corp_(x|)([a-z0-9]{24})'''\nkeywords = ["corp_"]\nsecretGroup = 2`
    const [edit] = secretWith({ userRules: converted(grouped).rules }).judge(fileOf(`x ${value}\n`)).edits
    expect(edit?.startByte).toBe(7)
  })

  it('lets pass what an allowlist names', () => {
    expect(found(rule(`[[rules.allowlists]]\nregexes = ['''^corp_''']`))).toEqual([])
    expect(found(rule(`[rules.allowlist]\nstopwords = ["${value.slice(8, 16)}"]`))).toEqual([])
    expect(found(rule(`[[rules.allowlists]]\nregexTarget = "line"\nregexes = ['''^x ''']`))).toEqual([])
    expect(
      found(rule(`[[rules.allowlists]]\ncondition = "AND"\npaths = ['''nowhere''']\nregexes = ['''^corp_''']`)),
    ).toEqual(['user.corp'])
    expect(found(`[allowlist]\npaths = ['''^src/''']\n${rule('')}`)).toEqual([])
  })

  it('is refused with the reason where it cannot be taken over', () => {
    const reasons = (toml: string) => converted(toml).refused.map(({ reason }) => reason)
    expect(reasons('[[rules')[0]).toMatch(/^not TOML/)
    expect(reasons(`[[rules]]\nid = "a"\npath = '''x'''`)).toEqual(['it has no regex: a path alone is not judged here'])
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''x{4}'''`)[0]).toMatch(/no keywords/)
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''\\p{L}x'''\nkeywords = ["x"]`)[0]).toMatch(/Unicode/)
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''x(y'''\nkeywords = ["x"]`)[0]).toMatch(/not a regular expression/)
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''(x+)+y'''\nkeywords = ["x"]`)[0]).toMatch(/go back/)
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''(x)'''\nsecretGroup = 2\nkeywords = ["x"]`)[0]).toMatch(
      /has 1 groups/,
    )
    expect(reasons('title = "none"')).toEqual(['it has no [[rules]]'])
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''x'''\nkeywords = [""]`)[0]).toMatch(/ASCII/)
    expect(reasons(`[[rules]]\nid = "a"\nregex = '''ümlaut'''\nkeywords = ["mlaut"]`)[0]).toMatch(/beyond ASCII/)
    expect(reasons(rule('skipReport = true'))[0]).toMatch(/several parts/)
    expect(reasons(rule('[[rules.required]]\nid = "b"'))[0]).toMatch(/several parts/)
    expect(reasons(`${rule('')}[[allowlists]]\ntargetRules = ["corp"]\npaths = ['''x''']`)[0]).toMatch(/targetRules/)
    expect(reasons(`${rule('')}\n${rule('')}`)).toEqual(['two rules have this id'])
    expect(reasons(`[extend]\nuseDefault = true\n${rule('')}`)[0]).toMatch(/extend/)
  })

  it('is refused with its line, also behind texts of several lines', () => {
    const toml = [
      '# [[rules]] in a comment',
      "title = '''",
      '[[rules]]',
      'id = "none"',
      "'''",
      '[allowlist]',
      'paths = [',
      "  '''^ok/''', # a ] in a comment",
      String.raw`  "a\\]\"(", '''\pL''',`,
      ']',
      '[[rules]]',
      'id = "away"',
      'keywords = ["a", "b"]',
      "regex = '''(a|a)*b'''",
      '[[rules]]',
      'id = "away"',
      '[[rules]]',
      'id = "no-word"',
      'regex = """',
      'x"""',
      'keywords = ["fine",',
      '  "gru\u00df"]',
      '[[rules]]',
      "regex = '''x'''",
      '[[rules]]',
      'id = "group"',
      "regex = '''x'''",
      'keywords = ["x"]',
      'secretGroup = 3',
      '[[ rules . allowlists ]]',
      'stopwords = ["x"]',
      '[[rules]]',
      'id = "allowed"',
      "regex = '''x'''",
      'keywords = ["x"]',
      '[[rules.allowlists]]',
      'stopwords = ["x"]',
      '[[ rules . allowlists ]]',
      'regexTarget = "line"',
      "regexes = ['''x''',",
      "  '''(x+)+y''']",
      '[[allowlists]]',
      'paths = []',
      '[extend]',
      'useDefault = true',
    ]
    const told = converted(toml.join('\n')).refused.map(({ id, line, reason }) => [line, id, reason.slice(0, 12)])
    expect(told.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
      [9, '', 'allowlist: n'],
      [9, '', 'allowlist: U'],
      [14, 'away', 'a text of 13'],
      [16, 'away', 'two rules ha'],
      [22, 'no-word', 'keywords are'],
      [23, '', 'a rule has n'],
      [29, 'group', 'secretGroup '],
      [41, 'allowed', 'allowlist: a'],
      [42, '', 'an allowlist'],
      [44, '', '`extend` is '],
    ])
  })

  it('is refused with line and column where it is no TOML, and says nothing of what stands there', () => {
    const [fault] = converted(`${rule('')}\nentropy = \n`).refused
    expect(fault).toMatchObject({ id: '', line: 6, column: expect.any(Number) })
    expect(fault?.reason).toMatch(/^not TOML: /)
    expect(fault?.reason).not.toContain('corp_')
  })

  it('is named as doubtful where its keyword is not part of its regex', () => {
    expect(converted(`[[rules]]\nid = "a"\nregex = '''[a-z0-9]{24}'''\nkeywords = ["corp"]`).doubtful).toEqual([
      { id: 'user.a', line: 4 },
    ])
    expect(converted(rule('')).doubtful).toEqual([])
  })
})

describe("Go's regular expressions", () => {
  it.each([
    ['(?i)abc', 'ABC', 'abd'],
    ['a(?i)b(?-i:c)', 'aBc', 'aBC'],
    ['(?i:a)b', 'Ab', 'AB'],
    ['(a(?i)b)c', 'aBc', 'aBC'],
    ['(?P<key>x)y', 'xy', 'x'],
    ['[[:alnum:]_]{3}', 'a_1', 'a-1'],
    ['[^[:space:]]x', 'ax', ' x'],
    [String.raw`\Qa.b\E`, 'a.b', 'axb'],
    [String.raw`\x{41}\x42`, 'AB', 'ab'],
    [String.raw`a\z`, 'xa', 'ab'],
    [String.raw`\Aa`, 'ab', 'ba'],
    ['a.b', 'a\rb', 'a\nb'],
    ['(?s)a.b', 'a\nb', 'ab'],
    [String.raw`a\sb`, 'a b', 'a\u00a0b'],
    ['[]a]b', ']b', 'bb'],
    ['[[]a', '[a', 'ba'],
  ])('%s matches %j and not %j', (source, yes, no) => {
    const made = convertGoRegex(source)
    if (made.kind !== 'regex') throw new Error(made.reason)
    expect(made.regex.test(yes)).toBe(true)
    expect(made.regex.test(no)).toBe(false)
  })

  it.each([String.raw`\pL`, String.raw`\x{1F600}`, '(?U)a+', String.raw`\C`, '[[:^alpha:]]', 'a(?s)b'])(
    '%s is refused',
    (source) => {
      expect(convertGoRegex(source).kind).toBe('refused')
    },
  )
})
