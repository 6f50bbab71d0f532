// Share-alike licences of contents, fonts and documents, where they stand on code, data and documentation.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages, type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  evidence: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['share-alike', evidence], expression, ...more })

const rows: readonly Row[] = [
  row('share-alike-stack-overflow', ['javascript', 'python'], 'CC-BY-SA-4.0', 'header', [
    `Adapted from an answer on Stack Overflow, https://stackoverflow.com/a/39914235\nLicensed under CC BY-SA 4.0, as \
all answers there are. The changes are under the same licence.`,
  ]),
  row('share-alike-full-name', ['tex', 'css'], 'CC-BY-SA-3.0', 'header', [
    `This work is licensed under the Creative Commons Attribution-ShareAlike 3.0 Unported License. To view a copy of \
this license, visit http://creativecommons.org/licenses/by-sa/3.0/ or send a letter to Creative Commons, 444 Castro \
Street, Suite 900, Mountain View, California, 94041, USA.`,
  ]),
  row('share-alike-four-international', ['glsl', 'html'], 'CC-BY-SA-4.0', 'header', [
    'This work is licensed under a Creative Commons Attribution-ShareAlike 4.0 International License.',
    'Except where noted, this page is under CC-BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).',
  ]),
  row('share-alike-tag', ['yaml', 'sql'], 'CC-BY-SA-4.0', 'tag', ['SPDX-License-Identifier: CC-BY-SA-4.0']),
  row('share-alike-arduino', ['arduino'], 'CC-BY-SA-3.0', 'header', [
    'This example code is released under a Creative Commons Attribution-ShareAlike 3.0 License (CC BY-SA 3.0).',
  ]),
  row('share-alike-license-file', ['tex'], 'CC-BY-SA-4.0', 'nearest-file', [''], {
    beside: [licenseAt('CC-BY-SA-4.0')],
  }),
  row('font-license-tag', ['xml', 'pythonScript'], 'OFL-1.1', 'tag', ['SPDX-License-Identifier: OFL-1.1']),
]

const whole: readonly Page[] = [
  {
    family: 'documentation-license-tex',
    path: 'doc/@thing@.texi',
    content: `\\input texinfo
@setfilename @thing@.info
@settitle The @program@ Manual

@copying
This manual is for @program@, version 1.4.

Copyright @copyright{} @year@ @holder@

@quotation
Permission is granted to copy, distribute and/or modify this document under the terms of the GNU Free
Documentation License, Version 1.3 or any later version published by the Free Software Foundation; with
no Invariant Sections, with no Front-Cover Texts, and with no Back-Cover Texts.  A copy of the license
is included in the section entitled "GNU Free Documentation License".
@end quotation
@end copying

@node Top
@top Using @program@

@menu
* Invoking::   How to start the program.
@end menu

@node Invoking
@chapter Invoking
Start it with the name of a @thing@:

@example
@thing@ --verbose first
@end example
@bye
`,
    classes: ['share-alike', 'header'],
    expression: 'GFDL-1.3-or-later',
  },
  {
    family: 'documentation-license-rst',
    path: 'doc/source/@thing@-guide.rst',
    content: `.. Copyright (C) @year@ @holder@.
   Permission is granted to copy, distribute and/or modify this document
   under the terms of the GNU Free Documentation License, Version 1.2
   or any later version published by the Free Software Foundation;
   with no Invariant Sections, no Front-Cover Texts, and no Back-Cover Texts.

=================
The @thing@ guide
=================

Installing
----------

Unpack the archive and start the setup::

    tar xf @thing@-2.1.tar.gz
    cd @thing@-2.1
    ./configure && make

The first run writes a configuration to the home folder.
`,
    classes: ['share-alike', 'header'],
    expression: 'GFDL-1.2-or-later',
  },
  {
    family: 'font-license-feature-file',
    path: 'sources/@Thing@-Regular.fea',
    content: `# Copyright @year@ The @Thing@ Project Authors (https://example.org/@thing@-font)
#
# This Font Software is licensed under the SIL Open Font License, Version 1.1.
# This license is available with a FAQ at: https://scripts.sil.org/OFL

languagesystem DFLT dflt;
languagesystem latn dflt;

@UPPERCASE = [A-Z];
@FIGURES = [zero one two three four five six seven eight nine];

feature liga {
    sub f f i by f_f_i;
    sub f i by f_i;
    sub f l by f_l;
} liga;

feature tnum {
    sub zero by zero.tf;
    sub one by one.tf;
} tnum;
`,
    classes: ['share-alike', 'header'],
    expression: 'OFL-1.1',
  },
  {
    family: 'font-license-css',
    path: 'fonts/@thing@-sans.css',
    content: `/*
 * @Thing@ Sans, Copyright (c) @year@, @holder@, with Reserved Font Name "@Thing@".
 * Licensed under the SIL Open Font License 1.1, http://scripts.sil.org/OFL
 */
@font-face {
  font-family: '@Thing@ Sans';
  font-style: normal;
  font-weight: 400;
  src: url(data:font/woff2;base64,d09GMgABAAAAAAJ0AA4AAAAABWgAAAIhAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP0ZGVE0cGh4GYABC) \
format('woff2');
}
`,
    classes: ['share-alike', 'header'],
    expression: 'OFL-1.1',
  },
  {
    family: 'font-license-beside',
    path: 'fonts/build_@thing@.py',
    content: `import fontforge

SOURCE = "@Thing@.sfd"


def build(weight):
    font = fontforge.open(SOURCE)
    font.selection.all()
    font.changeWeight(weight)
    font.generate("@Thing@-%d.otf" % weight)
    font.close()


for weight in (300, 400, 700):
    build(weight)
`,
    classes: ['share-alike', 'nearest-file'],
    expression: 'OFL-1.1',
    beside: licenseAt('OFL-1.1', 'fonts/OFL.txt'),
  },
]

export const shareAlike = (random: Random): readonly GoldCase[] => [
  ...refused(random, rows),
  ...pages(random, whole, true),
]
