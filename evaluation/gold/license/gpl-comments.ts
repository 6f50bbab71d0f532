// GPL headers in the standard wording, in all comment styles, at all widths, with all addresses.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { gnuNotice, gnuShort, partNotice } from './words.ts'

const two = gnuNotice({ version: '2', address: 'temple' })
const three = gnuNotice({ version: '3' }).replace('free software;', 'free software:')
const later2 = 'GPL-2.0-or-later'
const later3 = 'GPL-3.0-or-later'

const standard = (
  family: string,
  hosts: Row['hosts'],
  styles: NonNullable<Row['styles']>,
  words: string,
  expression: string,
  more: Partial<Row> = {},
): Row => ({ family, hosts, styles, words: [words], classes: ['gpl', 'header'], expression, ...more })

const rows: readonly Row[] = [
  standard('gpl-stars-temple', ['c', 'java'], ['stars'], two, later2),
  standard(
    'gpl-bare-mass',
    ['cParser', 'cHeader'],
    ['bare', 'bareIndented'],
    gnuNotice({ version: '1', address: 'mass' }),
    'GPL-1.0-or-later',
  ),
  standard('gpl-box-of-stars', ['cParser', 'cpp', 'gas'], ['boxStars'], two, later2),
  standard('gpl-box-each-line', ['c', 'cuda'], ['boxEach'], gnuNotice({ version: '2', address: 'franklin' }), later2, {
    width: 70,
  }),
  standard('gpl-box-of-equals', ['cpp'], ['boxEquals'], three, later3),
  standard('gpl-ruled-block', ['css', 'cppTemplate'], ['ruledBlock', 'dashedBlock'], three, later3),
  standard('gpl-two-stars', ['c', 'cHeader'], ['twoStars'], gnuNotice({ version: '2', address: 'temple2' }), later2),
  standard('gpl-slashes', ['go', 'rust', 'cpp'], ['slashes'], three, later3),
  standard('gpl-doc-slashes', ['csharp', 'rust'], ['slashesTriple', 'slashesBang'], three, later3),
  standard(
    'gpl-javadoc',
    ['kotlin', 'scala', 'php'],
    ['javadoc'],
    gnuNotice({ version: '3', address: 'franklin2' }),
    later3,
  ),
  standard('gpl-hash-narrow', ['python', 'shell'], ['hash'], two, later2, { width: 48 }),
  standard('gpl-hash-wide', ['ruby', 'makefile'], ['hash'], three, later3, { width: 118 }),
  standard('gpl-hash-box', ['perl', 'tcl'], ['hashBox'], gnuNotice({ version: '2', address: 'mass' }), later2),
  standard('gpl-hash-ruled', ['cmake', 'pythonScript'], ['hashRuled', 'hashDouble'], three, later3),
  standard('gpl-docstring', ['python', 'pythonScience'], ['docstring', 'quotes'], three, later3),
  standard(
    'gpl-ada-dashes',
    ['ada', 'vhdl'],
    ['dashesBox', 'dashes'],
    gnuNotice({ what: '@program@', version: '2', address: 'temple' }),
    later2,
  ),
  standard('gpl-sql-dashes', ['sql', 'lua'], ['dashes', 'lua'], gnuNotice({ version: '3' }), later3),
  standard('gpl-haskell-block', ['haskell'], ['haskell'], gnuNotice({ version: '2', address: 'franklin' }), later2),
  standard('gpl-elisp', ['elisp', 'clojure'], ['lisp'], partNotice({ of: '@program@', version: '3' }), later3),
  standard('gpl-scheme', ['scheme', 'lispFile'], ['lispTriple'], gnuNotice({ version: '2', address: 'mass' }), later2),
  standard('gpl-assembler', ['nasm'], ['semicolon'], two, later2),
  standard('gpl-tex-percent', ['tex', 'erlang'], ['percent'], gnuNotice({ version: '2', address: 'temple' }), later2),
  standard(
    'gpl-matlab-percent',
    ['matlab', 'prolog'],
    ['percent', 'bareIndented'],
    gnuNotice({ version: '3' }),
    later3,
  ),
  standard('gpl-html-comment', ['html', 'xml'], ['html'], three, later3),
  standard('gpl-template-comment', ['jinja', 'jsp', 'vue'], ['jinja', 'jsp', 'html'], three, later3),
  standard('gpl-ocaml', ['ocaml', 'coq'], ['ocaml', 'ocamlBox'], two, later2),
  standard('gpl-pascal-braces', ['pascal'], ['braces'], gnuNotice({ version: '2', address: 'temple2' }), later2),
  standard('gpl-dnl', ['m4'], ['dnl'], two, later2),
  standard('gpl-rem', ['basic', 'batchFile'], ['rem'], gnuShort('2', true), later2),
  standard('gpl-apostrophe', ['basic'], ['apostrophe'], three, later3),
  standard('gpl-fortran-bang', ['fortran90'], ['bang'], three, later3),
  standard('gpl-fortran-column', ['fortran77'], ['columnC'], two, later2, { width: 60 }),
  standard('gpl-cobol-column', ['cobol'], ['columnStar'], gnuNotice({ version: '3' }), later3, { width: 58 }),
  standard('gpl-roff', ['manual'], ['roff'], two, later2),
  standard('gpl-vim', ['vimScript'], ['vim'], three, later3),
  standard('gpl-powershell-block', ['powershellScript'], ['powershell'], three, later3),
  standard('gpl-forth', ['forthFile'], ['forth'], gnuShort('3', true), later3),
  standard('gpl-ruby-block', ['ruby'], ['rubyBlock'], gnuShort('3', true), later3),
  standard('gpl-at-end', ['javascript', 'pythonScience'], ['stars', 'hash'], gnuNotice({ version: '3' }), later3, {
    place: 'end',
  }),
  standard('gpl-after-imports', ['javaSwing', 'go'], ['stars', 'slashes'], two, later2, { place: 'middle' }),
  standard('gpl-copyright-last', ['perl', 'c'], ['hash', 'stars'], two, later2, { copyright: 'after' }),
  standard('gpl-keep-minified', ['jquery', 'css'], ['keep'], gnuShort('2', false), 'GPL-2.0-only'),
]

export const gplComments = (random: Random): readonly GoldCase[] => refused(random, rows)
