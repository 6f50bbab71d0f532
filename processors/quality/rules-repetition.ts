// Rules on repetition: lines, phrases and passages that a file holds many times over.
import { distinct, prose, python, statements } from './examples.ts'
import type { QualityRule } from './rule.ts'

const c = 'C'
/** A class whose lines all speak of the same few members. */
const members = Array.from({ length: 12 }, (_, index) => `this.entries.set(this.entries.size,${index})`).join('\n')

const varied = { path: 'a.c', language: c, content: statements(60) }

/** Eleven words that always follow each other, `times` times, with `between` words of their own after each. */
const passages = (times: number, between: number): string => {
  const own = distinct(times * between + 1, Math.max(1, between)).split('\n')
  const passage = 'the quick brown fox jumps over the lazy dog every morning'
  return Array.from({ length: times }, (_, index) => `${passage}\n${own[index] ?? ''}`).join('\n')
}

/** Functions of one line, each under the same remark. */
const remarks = (times: number): string =>
  distinct(times, 1)
    .trim()
    .split('\n')
    .map((word) => `# nobody knows any more what this was for and so it stays as it is\n${word}()`)
    .join('\n')

const repeated = (length: number, value: number): QualityRule => ({
  id: `repeated.${length}-grams`,
  why: `More than ${Math.round(value * 100)} % of its words stand in runs of ${length} that occurred before.`,
  severity: 'medium',
  group: 'repetition',
  signal: `repeated${length}grams`,
  above: { value },
  matches: [
    { path: 'a.py', language: 'Python', content: remarks(40) },
    { path: 'a.md', language: 'Markdown', content: passages(40, 1) },
  ],
  misses: [
    varied,
    { path: 'a.md', language: 'Markdown', content: passages(20, 12) },
    { path: 'a.js', language: 'JavaScript', content: members },
  ],
})

const top = (length: number, value: number): QualityRule => ({
  id: `repeated.top-${length}-gram`,
  why: `One run of ${length} words makes up more than ${Math.round(value * 100)} % of the file.`,
  severity: 'medium',
  group: 'repetition',
  signal: `top${length}gram`,
  above: { value },
  matches: [
    { path: 'a.c', language: c, content: Array(40).fill('static const unsigned int value;').join('\n') },
    { path: 'a.c', language: c, content: 'undefined undefined undefined undefined undefined\n'.repeat(12) },
  ],
  misses: [
    varied,
    { path: 'readme.md', language: 'Markdown', content: prose(30) },
    { path: 'a.js', language: 'JavaScript', content: members },
  ],
})

export const repetitionRules: readonly QualityRule[] = [
  {
    id: 'repeated.lines',
    why: 'More than 70 % of its lines occurred before; lines of brackets alone are not counted.',
    severity: 'medium',
    group: 'repetition',
    signal: 'linesRepeated',
    above: { value: 0.7 },
    matches: [{ path: 'a.py', language: 'Python', content: python(3).repeat(8) }],
    misses: [varied, { path: 'a.py', language: 'Python', content: python(3).repeat(2) }],
  },
  repeated(5, 0.8),
  repeated(6, 0.7),
  repeated(7, 0.7),
  repeated(8, 0.7),
  repeated(9, 0.7),
  repeated(10, 0.6),
  top(2, 0.2),
  top(3, 0.18),
  top(4, 0.16),
]
