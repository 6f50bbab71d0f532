// Rules on a file's size, its lines, its characters and its words.
import { distinct, prose, python, spelled, statements } from './examples.ts'
import type { QualityRule } from './rule.ts'

const c = 'C'

/** Formats whose lines are paragraphs or records: long lines say nothing there (StarCoder2). */
const longLineLanguages: readonly string[] = [
  'HTML',
  'JSON',
  'Markdown',
  'Roff',
  'Roff Manpage',
  'SMT',
  'TeX',
  'Text',
  'XML',
]
const longLines = Object.fromEntries(longLineLanguages.map((language) => [language, 100_000]))

/** Languages whose text is mostly numbers and registers: letters and digits together are counted there. */
const assemblies: readonly string[] = ['Assembly', 'Unix Assembly', 'Motorola 68K Assembly', 'WebAssembly']

const wideLine = (words: number): string => `x = "${distinct(words, words).trim()}";\n`

export const textRules: readonly QualityRule[] = [
  {
    id: 'size.lines',
    why: 'No person writes a file of more than 100,000 lines.',
    severity: 'medium',
    group: 'size',
    signal: 'lines',
    above: { value: 100_000 },
    matches: [{ path: 'a.c', language: c, content: 'a;\n'.repeat(100_001) }],
    misses: [{ path: 'a.c', language: c, content: 'a;\n'.repeat(1_000) }],
  },
  {
    id: 'size.characters',
    why: 'Under 50 characters there is nothing to learn.',
    severity: 'info',
    group: 'size',
    signal: 'characters',
    below: { value: 50 },
    matches: [{ path: 'a.py', language: 'Python', content: 'import os\n' }],
    misses: [{ path: 'a.py', language: 'Python', content: python(1) }],
  },
  {
    id: 'size.words',
    why: 'Under 30 words there is nothing to learn.',
    severity: 'info',
    group: 'size',
    signal: 'words',
    below: { value: 30 },
    matches: [
      {
        path: 'a.py',
        language: 'Python',
        content: 'from .configuration import Configuration, Environment, defaults\n',
      },
    ],
    misses: [{ path: 'a.py', language: 'Python', content: python(1) }],
  },
  {
    id: 'lines.mean',
    why: 'Lines of more than 100 characters in the mean are minified, data or prose.',
    severity: 'medium',
    group: 'lines',
    signal: 'lineMean',
    above: { value: 100 },
    except: longLineLanguages,
    matches: [{ path: 'a.c', language: c, content: wideLine(20).repeat(3) }],
    misses: [
      { path: 'a.c', language: c, content: statements(20) },
      { path: 'a.md', language: 'Markdown', content: `${distinct(60, 60)}${distinct(70, 70)}` },
    ],
  },
  {
    id: 'lines.longest',
    why: 'A line of more than 1,000 characters was not written by hand.',
    severity: 'medium',
    group: 'lines',
    signal: 'lineLongest',
    above: { value: 1_000, byLanguage: longLines },
    matches: [
      { path: 'a.c', language: c, content: `${wideLine(160)}${statements(60)}` },
      { path: 'a.json', language: 'JSON', content: `["${'a b '.repeat(26_000)}"]\n` },
    ],
    misses: [
      { path: 'a.c', language: c, content: `${wideLine(100)}${statements(60)}` },
      { path: 'a.md', language: 'Markdown', content: distinct(400, 400) },
    ],
  },
  {
    id: 'characters.alphabetic',
    why: 'Under a quarter of the characters are letters: a table, a drawing, a dump.',
    severity: 'medium',
    group: 'characters',
    signal: 'alphabeticShare',
    below: { value: 0.25 },
    except: assemblies,
    matches: [{ path: 'a.c', language: c, content: '{ 0, 17, -4, 250, 33 }, /* row */\n'.repeat(8) }],
    misses: [
      { path: 'a.c', language: c, content: statements(8) },
      { path: 'a.py', language: 'Python', content: `# ${'данные таблицы и порядок строк '.repeat(8)}\n${python(1)}` },
    ],
  },
  {
    id: 'characters.alphanumeric',
    why: 'Under a quarter of the characters are letters or digits, which even assembly is not.',
    severity: 'medium',
    group: 'characters',
    signal: 'alphanumericShare',
    below: { value: 0.25 },
    only: assemblies,
    matches: [{ path: 'a.s', language: 'Assembly', content: `${'; ---------- ***\n'.repeat(30)}mov ax, bx\n` }],
    misses: [{ path: 'a.s', language: 'Assembly', content: '\tmov r0, 0x10, 0x22, 0x31\n'.repeat(30) }],
  },
  {
    id: 'characters.replacement',
    why: 'Replacement characters are what is left of text read in the wrong encoding.',
    severity: 'medium',
    group: 'characters',
    signal: 'replacementShare',
    above: { value: 0.01 },
    matches: [{ path: 'a.py', language: 'Python', content: `# ${'\ufffd'.repeat(60)}\n${python(2)}` }],
    misses: [{ path: 'a.py', language: 'Python', content: `# \ufffd is the replacement character\n${python(3)}` }],
  },
  {
    id: 'characters.blank',
    why: 'More than half of the characters are blanks: a drawing, a table, or padding.',
    severity: 'low',
    group: 'characters',
    signal: 'blankShare',
    above: { value: 0.5 },
    matches: [{ path: 'a.c', language: c, content: statements(20).replaceAll('\n', `\n${' '.repeat(80)}`) }],
    misses: [{ path: 'a.c', language: c, content: statements(20).replaceAll('\n', `\n${' '.repeat(12)}`) }],
  },
  {
    id: 'characters.digits',
    why: 'More than a fifth of the characters are digits: a table of numbers.',
    severity: 'medium',
    group: 'characters',
    signal: 'digitShare',
    above: { value: 0.2, byLanguage: { SQL: 0.3, PLpgSQL: 0.3, PLSQL: 0.3, TSQL: 0.3, SQLPL: 0.3 } },
    matches: [
      { path: 'a.c', language: c, content: 'entry(1827364, 5546372, 9918273);\n'.repeat(8) },
      { path: 'a.sql', language: 'SQL', content: 'insert into t values (9182736455, 5463728191);\n'.repeat(8) },
    ],
    misses: [
      { path: 'a.sql', language: 'SQL', content: 'insert into orders values (91827, 54637, 19);\n'.repeat(8) },
      { path: 'a.c', language: c, content: statements(8) },
    ],
  },
  {
    id: 'words.short',
    why: 'Words under two characters in the mean are what an obfuscator leaves of names.',
    severity: 'medium',
    group: 'words',
    signal: 'wordMean',
    below: { value: 2 },
    matches: [{ path: 'a.js', language: 'JavaScript', content: 'a=b(c,d);e[f]=g?h:i;if(j)k(l)\n'.repeat(12) }],
    misses: [{ path: 'a.js', language: 'JavaScript', content: 'sum = add(a, b); out[i] = sum\n'.repeat(12) }],
  },
  {
    id: 'words.long',
    why: 'Words over ten characters in the mean are identifiers of a dump, hashes or data.',
    severity: 'medium',
    group: 'words',
    signal: 'wordMean',
    above: { value: 10 },
    matches: [
      {
        path: 'a.txt',
        language: 'Text',
        content: Array.from({ length: 40 }, (_, index) => `identifier${spelled(index * 977)}reference`).join(' '),
      },
    ],
    misses: [{ path: 'readme.txt', language: 'Text', content: prose(6) }],
  },
]
