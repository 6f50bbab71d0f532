// One phrase over and over, its words parted by blanks: declarations, prose and tables that a loop has written.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { functionNames, sentence } from './vocabulary.ts'

export const spokenPhrases = (random: Random): readonly GoldCase[] => [
  bad(
    'repetition-same-declaration',
    'src/registers.c',
    'repetition',
    `#include "registers.h"\n\n${lines(80, (index) => `static volatile unsigned long int r${index};`)}\n`,
  ),
  bad(
    'repetition-same-remark',
    'src/api.js',
    'repetition',
    `${functionNames(random, 70)
      .map((name) => `// this function does not do anything yet\nexports.${name} = null`)
      .join('\n')}\n`,
  ),
  bad(
    'repetition-same-sentence',
    'docs/notes.md',
    'repetition',
    `# Notes\n\n${sentence(random, 12)}\n\n${lines(60, () => 'All work and no play makes a dull day of it')}\n`,
  ),
  bad(
    'repetition-same-cells',
    'tables/zones.tex',
    'repetition',
    `\\begin{tabular}{lllll}\n${functionNames(random, 60)
      .map((name) => `${name} & not yet known & not yet known & not yet known \\\\`)
      .join('\n')}\n\\end{tabular}\n`,
  ),
]
