// GPL notices of one line, metadata fields and the like: what people write who do not copy the standard header.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'

const terse = (
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
const alone = { copyright: 'none' } as const

const rows: readonly Row[] = [
  terse('gpl-released-under-the-gpl', ['javascript', 'shell', 'lua'], anyVersion, [
    'Released under the GPL.',
    'This script is released under the GPL',
    'released under the GPL, see COPYING',
  ]),
  terse('gpl-licensed-gplv2', ['c', 'python', 'makefile'], only2, [
    'Licensed under the GPLv2.',
    'License: GPLv2',
    'licensed under GPL v2',
  ]),
  terse('gpl-licensed-gplv3', ['typescript', 'rust', 'ruby'], only3, [
    'Licensed under GPLv3.',
    'This file is licensed under the GNU GPL v3.',
    'GPLv3 licensed, see COPYING',
  ]),
  terse('gpl-plus-short', ['pythonScript', 'perl'], later3, ['License: GPLv3+', 'GNU GPL v3+']),
  terse('gpl-two-plus-short', ['shell', 'yaml'], later2, ['License: GPLv2+', 'Licence: GPL-2+']),
  terse('gpl-distribute-under', ['c', 'gas'], only2, [
    'Distribute under GPLv2.',
    'Distributed under the terms of the GPL version 2',
  ]),
  terse('gpl-distributed-gentoo', ['shell', 'makefile'], only2, [
    'Distributed under the terms of the GNU General Public License v2',
  ]),
  terse('gpl-v2-see-copying', ['cParser', 'cHeader'], only2, [
    'This software may be distributed under GPL v2. See COPYING.',
    'You may distribute this under the GNU GPL, v. 2 only.',
  ]),
  terse('gpl-free-software', ['haskell', 'tcl'], anyVersion, [
    'Free software under the GNU GPL.',
    'This is GPL software.',
  ]),
  terse('gpl-copyleft-word', ['fortran90', 'r'], anyVersion, ['GPL licence, no warranty of any kind.', 'Licence: GPL']),
  terse(
    'gpl-rcs-header',
    ['perl', 'tcl', 'javaSwing'],
    anyVersion,
    [
      '$Id: @thing@,v 1.14 2003/05/11 19:22:04 root Exp $\nAuthor: @holder@\nLicense: GPL',
      '$Revision: 1.8 $  $Date: 2001/11/02 08:14:51 $\n(c) @year@ @holder@ - GPL, see COPYING for details',
      '@version $Revision: 1.3 $\n@author @holder@\nReleased under the GNU General Public License.',
    ],
    alone,
  ),
  terse(
    'gpl-tag-of-docblock',
    ['php', 'javascript', 'java'],
    later2,
    [
      '@author @holder@\n@license GPL-2.0+\n@since 1.2',
      '@file Keeps @thing@s in memory.\n@license GPL-2.0-or-later',
      '@author @holder@\n@license GPL version 2 or later',
    ],
    alone,
  ),
  terse(
    'gpl-wordpress-plugin',
    ['php'],
    later2,
    [
      `Plugin Name: @Thing@ for Pages
Plugin URI: https://example.org/@thing@
Description: Shows a @thing@ at the end of each page.
Version: 1.4.2
Author: @holder@
License: GPLv2 or later
License URI: https://www.gnu.org/licenses/gpl-2.0.html
Text Domain: @thing@`,
    ],
    { ...alone, styles: ['stars'] },
  ),
  terse(
    'gpl-wordpress-theme',
    ['css'],
    later2,
    [
      `Theme Name: @program@
Theme URI: https://example.org/themes/@thing@
Author: @holder@
Version: 2.0
License: GNU General Public License v2 or later
License URI: http://www.gnu.org/licenses/gpl-2.0.html
Tags: two-columns, custom-menu`,
    ],
    { ...alone, styles: ['bare'] },
  ),
  terse(
    'gpl-init-script',
    ['shell'],
    later2,
    [
      `|### BEGIN INIT INFO
# Provides:          @thing@
# Required-Start:    $remote_fs $syslog
# Required-Stop:     $remote_fs $syslog
# Default-Start:     2 3 4 5
### END INIT INFO

# Author: @holder@
# This init script is GPL-2+.`,
    ],
    alone,
  ),
  terse('gpl-comes-under', ['batchFile', 'basic'], only3, ['This comes under GPL 3.', 'GPL 3.0 - see license.txt']),
  terse('gpl-dotted-letters', ['nasm', 'pascal'], anyVersion, [
    'Under G.P.L., do what it says.',
    'Freeware (GNU GPL). Source must stay with the binary.',
  ]),
  terse(
    'gpl-header-in-bar',
    ['matlab', 'r'],
    later3,
    ['--- @thing@ toolbox --- @holder@ --- GPL (>= 3) ---', '@thing@ tools, version 0.9-3, License: GPL (>= 3)'],
    alone,
  ),
  terse('gpl-r-field', ['r'], later2, ['Package: @thing@\nAuthor: @holder@\nLicense: GPL (>= 2)'], alone),
  terse('gpl-cli-banner', ['c', 'pythonScript'], later3, [
    `License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>. This is free software: you are \
free to change and redistribute it. There is NO WARRANTY, to the extent permitted by law.`,
  ]),
  terse(
    'gpl-vim-field',
    ['vimScript'],
    anyVersion,
    ['Maintainer:  @holder@\nLast Change: @year@ Jun 04\nLicense:     GPL'],
    alone,
  ),
  terse('gpl-userscript', ['javascript'], later3, [
    `|// ==UserScript==
// @name         @program@ helper
// @namespace    https://example.org/userscripts
// @version      0.7
// @license      GPL-3.0-or-later
// @match        https://forum.example.org/*
// @grant        none
// ==/UserScript==`,
  ]),
  terse('gpl-librejs', ['javascript', 'jquery'], later3, [
    '|// @license magnet:?xt=urn:btih:1f739d935676111cfff4b4693e3816e664797050&dn=gpl-3.0.txt GPL-v3-or-Later',
  ]),
  terse(
    'gpl-python-dunder',
    ['python', 'pythonScience', 'pythonScript'],
    only3,
    [
      `|__author__ = "@holder@"\n__copyright__ = "Copyright @year@, @holder@"\n__license__ = "GPLv3"\n__version__ = \
"0.4.1"`,
      '|__author__ = "@holder@"\n__license__ = "GPL v3"',
      "|__version__ = '1.2'\n__license__ = 'GNU GPL v3'\n__status__ = 'Development'",
    ],
    { place: 'middle' },
  ),
  terse(
    'gpl-qml-and-doxygen',
    ['cppTemplate'],
    only2,
    [
      `\\file\n\\brief Small matrices of fixed size.\n\\author @holder@\n\\copyright GNU General Public License, \
version 2 only.`,
    ],
    { ...alone, styles: ['javadoc'] },
  ),
  terse(
    'gpl-perl-pod',
    ['perl'],
    later3,
    [
      `|=head1 NAME

@thing@-report - sums up what came in

=head1 COPYRIGHT AND LICENSE

Copyright (C) @year@ by @holder@

You may redistribute it and/or modify it under the terms of the GNU General Public License,
version 3 or any later version.

=cut
`,
    ],
    { place: 'end' },
  ),
  terse(
    'gpl-erlang-attribute',
    ['erlang'],
    later2,
    ['|-author("@holder@").\n-copyright("(c) @year@ @holder@").\n-license("GPL-2.0-or-later").'],
    { place: 'middle' },
  ),
]

export const gplTerse = (random: Random): readonly GoldCase[] => refused(random, rows)
