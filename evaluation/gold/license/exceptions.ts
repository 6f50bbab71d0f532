// Exceptions that a header names or spells out: the id of the exception list by whose text or name they go. A copyleft
// licence stays one with them; Apache's stays permissive.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row, refused } from './compose.ts'
import { gnuNotice, gnuShort, lesser } from './words.ts'

const under =
  (...classes: readonly string[]) =>
  (
    family: string,
    hosts: Row['hosts'],
    expression: string,
    words: readonly string[],
    more: Partial<Row> = {},
  ): Row => ({
    family,
    hosts,
    words,
    classes: [...classes, 'exception', 'header'],
    expression,
    ...more,
  })

const gpl = under('gpl')
const lgpl = under('lgpl')
const permissive = under('permissive')

const two = gnuNotice({ version: '2', address: 'temple' })
const three = gnuNotice({ version: '3' })
const lesserTwo = gnuShort('2.1', true, lesser)

const classpathText = `Linking this library statically or dynamically with other modules is making a combined work based on this \
library. Thus, the terms and conditions of the GNU General Public License cover the whole combination.

As a special exception, the copyright holders of this library give you permission to link this library with \
independent modules to produce an executable, regardless of the license terms of these independent modules, and to copy \
and distribute the resulting executable under terms of your choice, provided that you also meet, for each linked \
independent module, the terms and conditions of the license of that module.`

const named: readonly Row[] = [
  gpl('with-classpath-named', ['java', 'kotlin'], 'GPL-2.0-only WITH Classpath-exception-2.0', [
    'This file is licensed under the GNU General Public License version 2 with the Classpath Exception.',
    'Licensed under the GNU GPL v2, with Classpath exception.  See the file COPYING.',
  ]),
  gpl('with-runtime-library-named', ['c', 'ada', 'cpp'], 'GPL-3.0-or-later WITH GCC-exception-3.1', [
    'Distributed under the terms of the GPL, version 3 or later, with the GCC Runtime Library Exception.',
    `${three}\n\nUnder Section 7 of GPL version 3, you are granted additional permissions described in the GCC Runtime \
Library Exception, version 3.1, as published by the Free Software Foundation.\n\nYou should have received a copy of the GNU \
General Public License and a copy of the GCC Runtime Library Exception along with this program; see the files COPYING3 \
and COPYING.RUNTIME respectively.  If not, see <http://www.gnu.org/licenses/>.`,
  ]),
  gpl('with-linking-named', ['c', 'cHeader'], 'GPL-2.0-only WITH GCC-exception-2.0', [
    `This file is free software; you can redistribute it and/or modify it under the terms of the GNU General Public \
License, version 2, as published by the Free Software Foundation.

In addition to the permissions in the GNU General Public License, the authors give you unlimited permission to link the \
compiled version of this file into combinations with other programs, and to distribute those combinations without any \
restriction coming from the use of this file.  (The General Public License restrictions do apply in other respects; for \
example, they cover modification of the file, and distribution when not linked into a combined executable.)`,
  ]),
  gpl('with-font-named', ['tex', 'xml'], 'GPL-2.0-or-later WITH Font-exception-2.0', [
    'This font is distributed under the GNU GPL version 2 or later with the font embedding exception.',
    'Licensed under the terms of the GPL, version 2 or any later version, with font exception.',
  ]),
  gpl('with-bootloader-named', ['python', 'c'], 'GPL-2.0-or-later WITH Bootloader-exception', [
    `Distributed under the terms of the GNU General Public License (version 2 or later) with exception for distributing \
the bootloader.`,
  ]),
  gpl('with-qt-company', ['cpp', 'cHeader'], 'GPL-3.0-only WITH Qt-GPL-exception-1.0', [
    `GNU General Public License Usage
This file may be used under the terms of the GNU General Public License version 3 as published by the Free \
Software Foundation with exceptions as appearing in the file LICENSE.GPL3-EXCEPT included in the packaging of this file.`,
  ]),
  lgpl('with-static-linking-named', ['go', 'rust'], 'LGPL-3.0-only WITH LGPL-3.0-linking-exception', [
    'Licensed under the LGPLv3 with static-linking exception.\nSee LICENCE file for details.',
    'Licensed under the LGPLv3, see LICENCE file for details, with static linking exception.',
  ]),
  lgpl('with-ocaml-linking', ['ocaml'], 'LGPL-2.1-only WITH OCaml-LGPL-linking-exception', [
    `All rights reserved.  This file is distributed under the terms of the GNU Lesser General Public License version 2.1, \
with the special exception on linking described in the file LICENSE.`,
  ]),
  lgpl('with-wxwindows', ['cpp', 'cHeader'], 'LGPL-2.0-or-later WITH WxWindows-exception-3.1', [
    'Licence: wxWindows Library Licence, Version 3.1',
    'License: wxWindows license',
  ]),
]

const generated: readonly Row[] = [
  gpl('with-configure-two', ['shell', 'm4'], 'GPL-2.0-or-later WITH Autoconf-exception-generic', [
    `${two}\n\nAs a special exception to the GNU General Public License, if you distribute this file as part of a program \
that contains a configuration script generated by Autoconf, you may include it under the same distribution terms that you \
use for the rest of that program.`,
  ]),
  gpl('with-configure-three', ['shell'], 'GPL-3.0-or-later WITH Autoconf-exception-generic-3.0', [
    `${three}\n\nAs a special exception to the GNU General Public License, if you distribute this file as part of a \
program that contains a configuration script generated by Autoconf, you may include it under the same distribution terms \
that you use for the rest of that program.  This Exception is an additional permission under section 7 of the GNU General \
Public License, version 3 ("GPLv3").`,
  ]),
  gpl('with-macro-output', ['m4'], 'GPL-3.0-or-later WITH Autoconf-exception-macro', [
    `${three}\n\nAs a special exception, the respective Autoconf Macro's copyright owner gives unlimited permission to \
copy, distribute and modify the configure scripts that are the output of Autoconf when processing the Macro. You need not \
follow the terms of the GNU General Public License when using or distributing such scripts, even though portions of the \
text of the Macro appear in them.`,
  ]),
  gpl('with-bison-old', ['cParser'], 'GPL-2.0-or-later WITH Bison-exception-1.24', [
    `${two}\n\nAs a special exception, when this file is copied by Bison into a Bison output file, you may use that output \
file without restriction.  This special exception was added by the Free Software Foundation in version 1.24 of Bison.`,
  ]),
  gpl('with-libtool', ['shell', 'm4'], 'GPL-2.0-or-later WITH Libtool-exception', [
    `${two}\n\nAs a special exception to the GNU General Public License, if you distribute this file as part of a program \
or library that is built using GNU Libtool, you may include this file under the same distribution terms that you use for \
the rest of that program.`,
  ]),
  gpl('with-texinfo', ['tex'], 'GPL-3.0-or-later WITH Texinfo-exception', [
    `${three}\n\nAs a special exception, when this file is read by TeX when processing a Texinfo source document, you may \
use the result without restriction. This Exception is an additional permission under section 7 of the GNU General Public \
License, version 3 ("GPLv3").`,
  ]),
]

const linked: readonly Row[] = [
  gpl('with-classpath-text', ['java', 'cpp'], 'GPL-2.0-or-later WITH Classpath-exception-2.0', [
    `${two}\n\n${classpathText}`,
  ]),
  gpl('with-templates', ['cHeader', 'c'], 'GPL-2.0-or-later WITH eCos-exception-2.0', [
    `${two}\n\nAs a special exception, if other files instantiate templates or use macros or inline functions from this \
file, or you compile this file and link it with other works to produce a work based on this file, this file does not by \
itself cause the resulting work to be covered by the GNU General Public License. However the source code for this file \
must still be made available in accordance with section (3) of the GNU General Public License.`,
  ]),
  gpl('with-generics', ['ada'], 'GPL-2.0-or-later WITH GNAT-exception', [
    `${two}\n\nAs a special exception, if other files instantiate generics from this unit, or you link this unit with \
other files to produce an executable, this unit does not by itself cause the resulting executable to be covered by the GNU \
General Public License.`,
  ]),
  gpl('with-free-library', ['cHeader', 'cpp'], 'GPL-2.0-or-later WITH mif-exception', [
    `${two}\n\nAs a special exception, you may use this file as part of a free software library without restriction. \
Specifically, if other files instantiate templates or use macros or inline functions from this file, or you compile this \
file and link it with other files to produce an executable, this file does not by itself cause the resulting executable to \
be covered by the GNU General Public License.`,
  ]),
  gpl('with-openssl-program', ['c', 'python'], 'GPL-2.0-or-later WITH openvpn-openssl-exception', [
    `${two}\n\nIn addition, as a special exception, @company@ gives permission to link the code of this program with the \
OpenSSL Library (or with modified versions of OpenSSL that use the same license as OpenSSL), and distribute linked \
combinations including the two.  You must obey the GNU General Public License in all respects for all of the code used \
other than OpenSSL.`,
  ]),
  gpl('with-openssl-portions', ['c', 'cpp'], 'GPL-3.0-or-later WITH cryptsetup-OpenSSL-exception', [
    `${three}\n\nIn addition, as a special exception, the copyright holders give permission to link the code of portions \
of this program with the OpenSSL library under certain conditions as described in each individual source file, and \
distribute linked combinations including the two.`,
  ]),
  lgpl('with-lesser-static', ['go'], 'LGPL-3.0-only WITH LGPL-3.0-linking-exception', [
    `This software is licensed under the GNU Lesser General Public License, version 3.

As a special exception to the GNU Lesser General Public License version 3 ("LGPL3"), the copyright holders of this \
Library give you permission to convey to a third party a Combined Work that links statically or dynamically to this \
Library without providing any Minimal Corresponding Source or Minimal Application Code as set out in 4d or providing the \
installation information set out in section 4e, provided that you comply with the other provisions of LGPL3.`,
  ]),
  lgpl('without-exception-mentioned', ['cpp', 'python'], 'LGPL-2.1-or-later', [
    `${lesserTwo}\n\nErrors are told by the exception classes of this library; with the exception of the parser, none of \
them is caught here.`,
  ]),
]

const apache: readonly Row[] = [
  permissive('with-llvm-named', ['cpp', 'c', 'python'], 'Apache-2.0 WITH LLVM-exception', [
    `Part of the @Thing@ Project, under the Apache License v2.0 with LLVM Exceptions.
See https://llvm.org/LICENSE.txt for license information.`,
    'Licensed under the Apache License, Version 2.0, with the LLVM exception.',
  ]),
  permissive('with-swift-named', ['swift', 'cpp'], 'Apache-2.0 WITH Swift-exception', [
    `Licensed under Apache License v2.0 with Runtime Library Exception

See https://swift.org/LICENSE.txt for license information`,
  ]),
]

export const exceptionCases = (random: Random): readonly GoldCase[] => [
  ...refused(random, [...named, ...generated, ...linked]),
  ...allowed(random, apache),
]
