// GPL notices in other words than the standard ones: long, short, sloppy and of projects of their own.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { gnuNotice, gnuShort, partNotice } from './words.ts'

const worded = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['gpl', 'header'], expression, ...more })

const only2 = 'GPL-2.0-only'
const later2 = 'GPL-2.0-or-later'
const only3 = 'GPL-3.0-only'
const later3 = 'GPL-3.0-or-later'
const anyVersion = 'GPL-1.0-or-later'

const rows: readonly Row[] = [
  worded('gpl-version-two-only', ['c', 'shell'], only2, [
    gnuNotice({ version: '2', later: false, address: 'franklin' }),
  ]),
  worded('gpl-version-of-the-license', ['cParser'], only2, [
    `This program is free software; you can redistribute it and/or modify it under the terms of the GNU General \
Public License version 2 as published by the Free Software Foundation.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY.`,
  ]),
  worded('gpl-part-of-gnu', ['c', 'elisp'], later3, [partNotice({ of: 'GNU @program@', version: '3' })]),
  worded('gpl-part-of-project', ['php', 'javaSwing'], later2, [
    partNotice({ of: 'the @program@ project', what: '@program@', version: '2', address: 'temple' }),
  ]),
  worded('gpl-subject-to-terms', ['c', 'gas'], only2, [
    `This file is subject to the terms and conditions of version 2 of the GNU General Public License.  See the file \
COPYING in the main directory of this archive for more details.`,
  ]),
  worded('gpl-subject-no-version', ['c', 'cHeader'], anyVersion, [
    `This file is subject to the terms and conditions of the GNU General Public License. See the file "COPYING" in \
the main directory of this archive for more details.`,
  ]),
  worded('gpl-may-be-copied', ['cHeader', 'c'], only2, [
    `This software is licensed under the terms of the GNU General Public License version 2, as published by the Free \
Software Foundation, and may be copied, distributed, and modified under those terms.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied \
warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License for more \
details.`,
  ]),
  worded('gpl-may-be-used-and-distributed', ['c', 'rust'], only2, [
    `This software may be used and distributed according to the terms of the GNU General Public License (GPL) version \
2, incorporated herein by reference.`,
  ]),
  worded('gpl-may-be-used-sloppy', ['cParser', 'perl'], anyVersion, [
    'This software may be freely redistributed under the terms of the GNU public license.',
    'This program can be distributed under the terms of the GNU GPL. See the file COPYING.',
  ]),
  worded('gpl-under-the-terms-of', ['typescript', 'python'], later3, [
    `Licensed under the terms of the GNU General Public License, version 3 or later. See the COPYING file in the \
top-level directory.`,
  ]),
  worded('gpl-version-or-newer', ['shell', 'ruby'], later2, [
    `This work is licensed under the terms of the GNU GPL, version 2 or later.  See the COPYING file in the top-level \
directory.`,
    'You can use, modify and share this under the GNU General Public License v2 or any newer version.',
  ]),
  worded('gpl-qemu-style', ['c'], only2, [
    `This work is licensed under the terms of the GNU GPL, version 2.  See the COPYING file in the top-level \
directory.\n\nContributions after 2012-01-13 are licensed under the terms of the same license, version 2.`,
  ]),
  worded('gpl-british-spelling', ['haskell', 'fortran90'], later3, [
    `This programme is free software and comes under the GNU General Public Licence, version 3 or (at your option) \
any later version. There is no warranty whatsoever.`,
  ]),
  worded('gpl-at-your-discretion', ['lua', 'csharp'], later3, [
    `You may redistribute this code and change it in accordance with the GNU General Public License as the Free \
Software Foundation publishes it, in version 3 or - at your discretion - every version that follows.`,
  ]),
  worded('gpl-copying-conditions', ['scheme', 'm4'], anyVersion, [
    `@program@ comes with ABSOLUTELY NO WARRANTY. This is free software, and you are welcome to redistribute it under \
certain conditions: those of the GNU General Public License, which is in the file COPYING.`,
  ]),
  worded('gpl-accordance', ['pascal', 'basic'], anyVersion, [
    'This unit is free. It may be used in accordance with the GNU General Public License (see gpl.txt), and only so.',
  ]),
  worded('gpl-qt-commercial-words', ['cpp'], only3, [
    `This file is part of the @program@ Toolkit.

GNU General Public License Usage
This file may be used under the terms of the GNU General Public License version 3 as published by the Free Software \
Foundation and appearing in the file LICENSE.GPL included in the packaging of this file. Please review the following \
information to ensure the GNU General Public License version 3.0 requirements will be met: \
https://www.gnu.org/licenses/gpl-3.0.html.`,
  ]),
  worded('gpl-url-only', ['javascript', 'php', 'python'], later3, [
    'License: http://www.gnu.org/licenses/gpl-3.0.html (version 3 or later)',
    '@license http://www.gnu.org/licenses/gpl-3.0-standalone.html GNU GPL v3 or later',
    'License: GNU GPL 3 or later, https://www.gnu.org/licenses/gpl.html',
  ]),
  worded('gpl-old-licenses-url', ['php'], later2, [
    `@package @Thing@
@copyright @years@ @holder@
@license https://www.gnu.org/licenses/old-licenses/gpl-2.0.html GNU General Public License, version 2 or later`,
  ]),
  worded(
    'gpl-joomla-docblock',
    ['php'],
    later2,
    [
      `@package     Joomla.Site
@subpackage  com_@thing@

@copyright   Copyright (C) @years@ @holder@. All rights reserved.
@license     GNU General Public License version 2 or later; see LICENSE.txt`,
    ],
    { styles: ['javadoc'], copyright: 'none' },
  ),
  worded(
    'gpl-moodle',
    ['php'],
    later3,
    [
      `${partNotice({ of: 'Moodle - http://moodle.org/', what: 'Moodle', version: '3' })}

@package    mod_@thing@
@license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later`,
    ],
    { styles: ['slashes'] },
  ),
  worded(
    'gpl-blender-block',
    ['pythonScience', 'cpp'],
    later2,
    [
      `***** BEGIN GPL LICENSE BLOCK *****

${gnuShort('2', true)}

The Original Code is Copyright (C) @year@ by @holder@.

***** END GPL LICENSE BLOCK *****`,
      `##### BEGIN GPL LICENSE BLOCK #####\n\nThis program is free software; you may redistribute it, and/or modify \
it, under the terms of the GNU General Public License as published by the Free Software Foundation - either Version 2 \
of the License, or (at your option) any later version.\n\n##### END GPL LICENSE BLOCK #####`,
    ],
    { copyright: 'none' },
  ),
  worded('gpl-ansible-style', ['python', 'yaml'], later3, [
    'GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)',
  ]),
  worded('gpl-long-preface', ['c', 'perl'], later2, [
    `@thing@ - reads the records of the field stations and prints one line for each hour.

History: begun in 1994 on a Sun 3/60, ported to Linux by @holder@, who also wrote the locking. Bugs and suggestions \
are welcome.

Usage: @thing@ [-v] [-o file] station...

${gnuNotice({ version: '2', address: 'mass' })}`,
  ]),
  worded('gpl-mail-contact-between', ['java', 'csharp'], later3, [
    `@program@ - @thing@ management

Contact: developers@tidewater.example, http://www.tidewater.example/

This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public \
License as published by the Free Software Foundation, either version 3 of the License, or any later version.`,
  ]),
  worded('gpl-or-higher', ['arduino', 'powershellScript'], later2, [
    'Free to use, study, share and improve under the GNU General Public License version 2 or higher.',
  ]),
  worded('gpl-copyleft-talk', ['forthFile', 'elixir'], later3, [
    'Copyleft: this code is free and is to stay so. Pass it on under the GPL (version 3 or greater), with the sources.',
  ]),
  worded('gpl-public-license-without-general', ['fortran77', 'nasm'], anyVersion, [
    'THIS PROGRAM IS FREE SOFTWARE AND IS DISTRIBUTED UNDER THE GNU PUBLIC LICENSE.',
  ]),
]

export const gplWords = (random: Random): readonly GoldCase[] => refused(random, rows)
