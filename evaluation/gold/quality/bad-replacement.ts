// Files that a wrong decoding has spoilt: replacement characters where letters were.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { cBodies } from './good-c.ts'
import { pythonBodies } from './good-python.ts'
import { rubyPhpPerlBodies } from './good-ruby-php-perl.ts'
import { bad, glued, lines, wholeOf } from './kit.ts'
import { different, functionName, sentence, towns } from './vocabulary.ts'

const lost = (text: string, random: Random, every: number): string =>
  text.replace(/[a-z]/g, (letter) => (random.int(every) === 0 ? '\ufffd\ufffd' : letter))

export const replacements = (random: Random): readonly GoldCase[] => [
  bad(
    'characters-lost-in-comments',
    'src/原/driver.c',
    'characters',
    different(random, 12, functionName)
      .map(
        (name) => `/* ${'\ufffd'.repeat(14)} ${'\ufffd'.repeat(9)} */
static int ${name}(int value)
{
    /* ${'\ufffd'.repeat(11)} */
    return value * ${random.int(90)} + ${random.int(90)};
}
`,
      )
      .join('\n'),
  ),
  bad(
    'characters-lost-in-strings',
    'forms/Anmeldung.vb',
    'characters',
    `Public Class Anmeldung
${different(random, 18, functionName)
  .map(
    (name) => `    Private Sub ${name}()
        MsgBox("F\ufffdr ${name} ist die Best\ufffdtigung ung\ufffdltig")
    End Sub`,
  )
  .join('\n')}
End Class
`,
  ),
  bad(
    'characters-lost-in-good-code',
    'tools/umsatz.py',
    'characters',
    lost(wholeOf(pythonBodies, 'python-sales-report'), random.of('python'), 30),
  ),
  bad(
    'characters-lost-in-good-code',
    'src/tabelle.c',
    'characters',
    lost(wholeOf(cBodies, 'c-string-map'), random.of('c'), 40),
  ),
  bad(
    'characters-lost-in-php',
    'livre.php',
    'characters',
    lost(wholeOf(rubyPhpPerlBodies, 'php-pdo-guestbook'), random.of('php'), 25),
  ),
  bad(
    'characters-lost-in-sql',
    'sql/villes.sql',
    'characters',
    lines(40, (index) =>
      glued(
        `INSERT INTO villes VALUES (${index}, '`,
        `${random.pick(towns).replace(/[aeiou]/g, '\ufffd')}', '`,
        `${sentence(random, 4).replace(/[eo]/g, '\ufffd')}');`,
      ),
    ),
  ),
]
