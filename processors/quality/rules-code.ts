// Rules on code itself, by language: comments, functions, imports, prints, directives, entry points (RefineCode).
import { prose, python, spelled, statements } from './examples.ts'
import type { QualityRule } from './rule.ts'

const many = (count: number, line: (word: string, index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(spelled(index * 131 + 7), index)).join('\n')

export const codeRules: readonly QualityRule[] = [
  {
    id: 'code.comments',
    why: 'More than 80 % of it is comments: a licence, a manual, or code that was switched off. Documentation counts only where fewer than 30 words stand beside the comments.',
    severity: 'low',
    group: 'code',
    signal: 'commentShareCounted',
    above: { value: 0.8 },
    matches: [
      { path: 'a.c', language: 'C', content: `/*\n${prose(40)}\n*/\nint x;\n` },
      { path: 'a.py', language: 'Python', content: `"""\n${prose(40)}\n"""\nx = 1\n` },
      { path: 'a.sh', language: 'Shell', content: `${prose(30).replaceAll(/^/gm, '# ')}\ntrue\n` },
      { path: 'a.java', language: 'Java', content: `/**\n${prose(40)}\n*/\n@interface Fast {}\n` },
      { path: 'a.c', language: 'C', content: `${statements(120).replaceAll(/^/gm, '//')}\n${statements(10)}\n` },
    ],
    misses: [
      { path: 'a.py', language: 'Python', content: python() },
      { path: 'a.c', language: 'C', content: `const char *text = "/*";\n${statements(30)}\n` },
      { path: 'a.kt', language: 'Kotlin', content: `/**\n${prose(40)}\n*/\n${statements(8)}\n` },
      { path: 'a.rs', language: 'Rust', content: `${prose(40).replaceAll(/^/gm, '/// ')}\n${statements(8)}\n` },
    ],
  },
  {
    id: 'code.functions',
    why: 'More than one line in five begins a function: stubs and declarations without bodies.',
    severity: 'low',
    group: 'code',
    signal: 'functionsPerLine',
    above: { value: 0.2 },
    matches: [
      { path: 'a.py', language: 'Python', content: many(20, (word) => `def ${word}(self): return self.${word}s`) },
      {
        path: 'a.d.ts',
        language: 'TypeScript',
        content: many(20, (word) => `export declare function ${word}(x: ${word}x): void`),
      },
      { path: 'a.go', language: 'Go', content: many(20, (word) => `func ${word}() int { return ${word}Of(x) }`) },
      {
        path: 'A.kt',
        language: 'Kotlin',
        content: many(20, (word) => `    public abstract fun ${word}(of: Int): Long`),
      },
    ],
    misses: [
      {
        path: 'A.scala',
        language: 'Scala',
        content: many(20, (word) => `  def ${word}(x: Int): Int = ${word}Of(x) * 3`),
      },
      { path: 'a.py', language: 'Python', content: python() },
      { path: 'a.py', language: 'Python', content: many(20, (word) => `default_${word} = definition("${word}")`) },
    ],
  },
  {
    id: 'code.imports',
    why: 'More than 30 % of its lines import: a list of names, not a module.',
    severity: 'low',
    group: 'code',
    signal: 'importShare',
    above: { value: 0.3 },
    only: ['Python'],
    matches: [
      {
        path: 'a.py',
        language: 'Python',
        content: many(20, (word) => `from .${word} import ${word}_view, ${word}_form`),
      },
    ],
    misses: [
      { path: 'a.py', language: 'Python', content: `import os\n${python()}` },
      { path: 'a.py', language: 'Python', content: many(20, (word) => `important = from_${word}(${word}, imports)`) },
      { path: 'a.go', language: 'Go', content: many(20, (word) => `import "example.org/${word}/client"`) },
    ],
  },
  {
    id: 'code.pass',
    why: 'More than one line in twenty is `pass`: bodies that were never written.',
    severity: 'low',
    group: 'code',
    signal: 'passShare',
    above: { value: 0.05 },
    matches: [
      { path: 'a.py', language: 'Python', content: `${python(2)}${many(4, (word) => `class ${word}:\n    pass`)}\n` },
    ],
    misses: [
      { path: 'a.py', language: 'Python', content: many(20, (word) => `password_${word} = passed(${word}, passes)`) },
      { path: 'a.py', language: 'Python', content: many(20, (word) => `passing = ${word}\npassport.${word} = "pass"`) },
    ],
  },
  {
    id: 'code.prints',
    why: 'More than 40 % of its lines print: a text in disguise.',
    severity: 'low',
    group: 'code',
    signal: 'printShare',
    above: { value: 0.4 },
    matches: [
      { path: 'a.py', language: 'Python', content: many(20, (word) => `print("The ${word} of ${word}s is", ${word})`) },
      {
        path: 'a.js',
        language: 'JavaScript',
        content: many(20, (word) => `console.log('${word} comes before', next${word})`),
      },
    ],
    misses: [
      {
        path: 'a.py',
        language: 'Python',
        content: many(20, (word) => `printer.${word} = print_${word}(${word}, blueprint)`),
      },
      { path: 'a.js', language: 'JavaScript', content: many(20, (word) => `consoles.push(logged_${word}, ${word})`) },
    ],
  },
  {
    id: 'code.directives',
    why: 'More than 80 % of its lines are directives, outside a header.',
    severity: 'low',
    group: 'code',
    signal: 'directiveShare',
    above: { value: 0.8 },
    only: ['C', 'C++', 'Objective-C'],
    matches: [
      { path: 'all.c', language: 'C', content: many(30, (word) => `#include "modules/${word}/${word}_impl.h"`) },
    ],
    misses: [
      { path: 'all.h', language: 'C', content: many(30, (word) => `#define LIMIT_${word} limit_of_${word}`) },
      { path: 'a.c', language: 'C', content: statements(30) },
    ],
  },
  {
    id: 'code.mains',
    why: 'More than one `main` in a file: programs glued together.',
    severity: 'low',
    group: 'code',
    signal: 'mains',
    above: { value: 1 },
    matches: [
      {
        path: 'a.c',
        language: 'C',
        content: `int main(void) {\n${statements(9)}\n}\nint main(int argc, char **argv) {\n${statements(8)}\n}\n`,
      },
      { path: 'a.go', language: 'Go', content: 'package main\n\nfunc main() {}\n\nfunc main() {}\n' },
    ],
    misses: [
      {
        path: 'a.c',
        language: 'C',
        content: `int main(void) {\n${statements(9)}\n  remain(main(1));\n}\nint domain(int x);\n`,
      },
      { path: 'a.rs', language: 'Rust', content: '/// fn main() {}\n/// fn main() {}\nfn main() {\n    run();\n}\n' },
    ],
  },
]
