// Rows that hardly differ, and one phrase in each line.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { different, functionName, nouns, people } from './vocabulary.ts'

export const repeatedPhrases = (random: Random): readonly GoldCase[] => [
  bad(
    'repetition-nulls-in-sql',
    'sql/rows.sql',
    'repetition',
    `INSERT INTO measures VALUES\n${lines(
      60,
      () => `  ('${random.pick(people)}', ${Array.from({ length: 12 }, () => 'NULL').join(', ')}),`,
    )}\n  ('Zoe', NULL);\n`,
  ),
  bad(
    'repetition-zeros-in-matlab',
    'models/stiffness.m',
    'repetition characters',
    `K = [\n${lines(50, () =>
      Array.from({ length: 20 }, () => (random.int(14) ? '0' : String(random.int(90)))).join(' '),
    )}\n];\n`,
  ),
  bad(
    'repetition-nop-sled',
    'asm/delay.asm',
    'repetition characters',
    `delay:\n${lines(90, (index) =>
      index % 9 === 8 ? `        call    ${random.pick(nouns)}` : '        nop\n        nop\n        nop',
    )}\n        ret\n`,
  ),
  bad(
    'repetition-of-void',
    'include/stubs.h',
    'repetition',
    different(random, 80, functionName)
      .map((name) => `extern void ${name}(void *, void *, void *, void *, void *);`)
      .join('\n'),
  ),
  bad(
    'repetition-true-true',
    'maps/walls.py',
    'repetition',
    `walls = [\n${lines(
      45,
      () => `    [${Array.from({ length: 14 }, () => (random.int(9) ? 'True' : 'False')).join(', ')}],`,
    )}\n]\n`,
  ),
  bad(
    'repetition-of-moves',
    'levels/demo.lua',
    'repetition',
    lines(130, () =>
      glued(
        'robot:forward() robot:forward() ',
        `${random.pick(['robot:left()', 'robot:forward()', 'robot:right()', 'robot:wait()', 'robot:back()'])}`,
        ' robot:forward()',
      ),
    ),
  ),
  bad(
    'repetition-of-unknown',
    'data/answers.js',
    'repetition',
    `exports.answers = {
${different(random, 70, (from) => from.pick(nouns))
  .map((noun) => `  ${noun}: ["not available", "not available", "not available", "not available"],`)
  .join('\n')}
};
`,
  ),
  bad(
    'repetition-empty-cells',
    'www/calendar.html',
    'repetition',
    `<html><head><title>Plan</title></head><body><table>
${lines(40, () =>
  glued(
    '<tr>',
    Array.from({ length: 7 }, () => (random.int(8) ? '<td>&nbsp;</td>' : `<td>${random.pick(nouns)}</td>`)).join(''),
    '</tr>',
  ),
)}
</table></body></html>
`,
  ),
]
