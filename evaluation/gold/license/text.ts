// Files that carry the whole text of their licence in a comment.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row, refused } from './compose.ts'
import { flowing } from './texts.ts'

const whole = (id: string, hosts: Row['hosts'], classes: readonly string[], more: Partial<Row> = {}): Row => ({
  family: `text-${id.toLowerCase().replaceAll('.', '-')}`,
  hosts,
  words: [flowing(id)],
  classes: [...classes, 'text'],
  expression: id,
  place: 'end',
  ...more,
})

const binding: readonly Row[] = [
  whole('GPL-2.0-only', ['c', 'pythonScript'], ['gpl']),
  whole('GPL-3.0-only', ['perl'], ['gpl'], { place: 'head' }),
  whole('AGPL-3.0-only', ['ruby'], ['agpl']),
  whole('LGPL-2.1-only', ['cpp'], ['lgpl']),
  whole('MPL-2.0', ['rust'], ['mpl']),
  whole('EPL-2.0', ['java'], ['epl']),
  whole('OSL-3.0', ['php'], ['strong-copyleft']),
  whole('Elastic-2.0', ['typescript'], ['source-available'], { place: 'head' }),
  whole('PolyForm-Noncommercial-1.0.0', ['lua'], ['non-commercial', 'source-available'], { place: 'head' }),
  whole('OFL-1.1', ['css'], ['share-alike'], { place: 'head', copyright: 'none' }),
]

const free = (id: string, hosts: Row['hosts'], more: Partial<Row> = {}): Row =>
  whole(id, hosts, ['permissive'], { place: 'head', copyright: 'none', ...more })

const open: readonly Row[] = [
  free('MIT', ['javascript', 'css', 'haskell']),
  free('BSD-3-Clause', ['go', 'shell', 'fortran90']),
  free('BSD-2-Clause', ['cParser', 'erlang']),
  free('ISC', ['cHeader', 'typescript'], {
    words: [flowing('ISC').split('\n\n').slice(2).join('\n\n')],
    copyright: 'before',
  }),
  free('Apache-2.0', ['java'], { place: 'end' }),
  free('BSL-1.0', ['cpp']),
  free('NCSA', ['cuda']),
  free('MIT-0', ['terraform', 'python']),
  free('PostgreSQL', ['sql']),
  free('UPL-1.0', ['scala']),
  free('0BSD', ['lua', 'vimScript']),
  free('BlueOak-1.0.0', ['elixir']),
  free('curl', ['c']),
  free('X11', ['cParser', 'tcl']),
]

export const wholeTexts = (random: Random): readonly GoldCase[] => [
  ...refused(random, binding),
  ...allowed(random, open),
]
