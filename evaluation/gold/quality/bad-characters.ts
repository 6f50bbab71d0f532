// Too few letters, too many digits, blanks without end, and characters that a wrong decoding has lost.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { different, functionName, nouns } from './vocabulary.ts'

const numbers = (random: Random, count: number, digits: number): readonly string[] =>
  Array.from({ length: count }, () => `${random.int(2) ? '-' : ''}0.${random.text('digits', digits)}`)

const tables = (random: Random): readonly GoldCase[] => [
  bad(
    'characters-weights-in-python',
    'model/weights.py',
    'characters',
    `import numpy as np

W1 = np.array([
${lines(60, () => `    [${numbers(random, 8, 6).join(', ')}],`)}
])
`,
  ),
  bad(
    'characters-weights-in-c',
    'src/filter_taps.c',
    'characters',
    `#include "filter.h"

const float taps[] = {
${lines(
  90,
  () =>
    `    ${numbers(random, 6, 7)
      .map((number) => `${number}f`)
      .join(', ')},`,
)}
};
`,
  ),
  bad(
    'characters-sine-table',
    'lib/sine.asm',
    'characters',
    `; sine, one period
sine_table:
${lines(110, () => `    dw ${Array.from({ length: 8 }, () => random.int(65_536)).join(', ')}`)}
`,
  ),
  bad(
    'characters-level-map',
    'game/levels.js',
    'characters',
    `var levels = [];
${lines(
  5,
  (index) => `levels[${index}] = [
${lines(18, () => `  [${Array.from({ length: 24 }, () => random.int(6)).join(',')}],`)}
];`,
)}
`,
  ),
  bad(
    'characters-mesh-of-points',
    'meshes/hull.rs',
    'characters',
    `pub const VERTICES: &[[f32; 3]] = &[
${lines(180, () => `    [${numbers(random, 3, 6).join(', ')}],`)}
];
`,
  ),
  bad(
    'characters-lottery-in-r',
    'data-raw/draws.R',
    'characters',
    `draws <- matrix(c(
${lines(120, () => `  ${Array.from({ length: 10 }, () => 1 + random.int(49)).join(', ')},`)}
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10), ncol = 10, byrow = TRUE)
`,
  ),
  bad(
    'characters-numbers-in-sql',
    'db/readings.sql',
    'characters',
    `INSERT INTO readings VALUES
${lines(130, (index) =>
  glued(
    `(${index + 1}, 20230${1 + random.int(9)}${10 + random.int(18)}, ${random.int(99_999)}, `,
    `${random.int(999)}.${random.text('digits', 4)}),`,
  ),
)}
(999, 20231231, 0, 0.0);
`,
  ),
  bad(
    'characters-test-vectors',
    'test/vectors.go',
    'characters',
    `package cipher

var vectors = []vector{
${lines(
  90,
  () =>
    `	{${random.int(999_999)}, ${random.int(999_999)}, ${random.text('digits', 12)}, 0x${random.text('digits', 8)}},`,
)}
}
`,
  ),
  bad(
    'characters-puzzles-in-java',
    'src/Puzzles.java',
    'characters',
    `class Puzzles {
    static final String[] ALL = {
${lines(
  80,
  () => `        "${Array.from({ length: 81 }, () => (random.int(3) ? '.' : String(1 + random.int(9)))).join('')}",`,
)}
    };
}
`,
  ),
  bad(
    'characters-coordinates-in-lua',
    'maps/track.lua',
    'characters',
    `return {
${lines(
  150,
  () => `  { ${random.int(9000)}.${random.int(90)}, ${random.int(9000)}.${random.int(90)}, ${random.int(360)} },`,
)}
}
`,
  ),
  bad(
    'characters-golfed-program',
    'golf/life.pl',
    'characters',
    `#!/usr/bin/perl
${lines(24, () =>
  glued(
    `@_=(${random.int(9)}..${10 + random.int(80)});$_^=$_[$_%${1 + random.int(9)}]&~`,
    `${random.int(90)}for@_;$/="\\${random.int(7)}";$;=~s/(.)(?=\\1{${random.int(9)}})//;`,
  ),
)}
`,
  ),
  bad(
    'characters-brainfuck',
    'examples/squares.bf',
    'characters',
    lines(30, () =>
      Array.from({ length: 50 }, () => random.pick(['+', '-', '>', '<', '[', ']', '.', '>>', '<<', '+++'])).join(''),
    ),
  ),
]

const spaces = (random: Random): readonly GoldCase[] => [
  bad(
    'characters-rendered-template',
    'out/page.jsp',
    'characters',
    `<%@ page contentType="text/html" %>
${different(random, 40, (from) => from.pick(nouns))
  .map((noun) => `${' '.repeat(40 + random.int(20))}<td>${noun}</td>${' '.repeat(8)}\n\n${' '.repeat(36)}`)
  .join('\n')}
`,
  ),
  bad(
    'characters-columns-of-fortran',
    'legacy/report.f',
    'characters',
    lines(70, () => `      ${' '.repeat(30 + random.int(12))}WRITE(6,${100 + random.int(800)})${' '.repeat(24)}`),
  ),
  bad(
    'characters-nested-by-tool',
    'views/menu.py',
    'characters',
    `menu = {
${different(random, 45, functionName)
  .map((name, index) => `${' '.repeat(32 + 4 * (index % 8))}"${name}": None,`)
  .join('\n')}
}
`,
  ),
  bad(
    'characters-trailing-blanks',
    'src/names.cob',
    'characters',
    different(random, 60, functionName)
      .map((name) => `       MOVE "${name.slice(0, 10)}" TO FIELD-A.${' '.repeat(40)}`)
      .join('\n'),
  ),
  bad(
    'characters-blank-between-lines',
    'scripts/export.vbs',
    'characters',
    different(random, 40, functionName)
      .map((name) => `${' '.repeat(48)}${name} = 1\n${' '.repeat(24)}\n\n`)
      .join('\n'),
  ),
]

export const characters = (random: Random): readonly GoldCase[] => [
  ...tables(random.of('tables')),
  ...spaces(random.of('spaces')),
]
