// Copyleft of the file: MPL, EPL, CDDL, CPL.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { licenseAt } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  classes: readonly string[],
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes, expression, ...more })

const cddl = (
  file: string,
  url: string,
): string => `The contents of this file are subject to the terms of the Common Development and Distribution License, \
Version 1.0 only (the "License").  You may not use this file except in compliance with the License.

You can obtain a copy of the license at ${file} or ${url}. See the License for the specific language governing \
permissions and limitations under the License.

When distributing Covered Code, include this CDDL HEADER in each file and include the License file at ${file}. If \
applicable, add the following below this CDDL HEADER, with the fields enclosed by brackets "[]" replaced with your \
own identifying information: Portions Copyright [yyyy] [name of copyright owner]`

const rows: readonly Row[] = [
  row(
    'mpl-two-standard',
    ['javascript', 'rust', 'cpp'],
    'MPL-2.0',
    ['mpl', 'header'],
    [
      `This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was \
not distributed with this file, You can obtain one at http://mozilla.org/MPL/2.0/.`,
    ],
    { copyright: 'none' },
  ),
  row(
    'mpl-two-html',
    ['html', 'css', 'xml'],
    'MPL-2.0',
    ['mpl', 'header'],
    [
      `This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was \
not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.`,
    ],
    { copyright: 'none', width: 76 },
  ),
  row(
    'mpl-one-one-short',
    ['javascript', 'elisp'],
    'MPL-1.1',
    ['mpl', 'header'],
    [
      `The contents of this file are subject to the Mozilla Public License Version 1.1 (the "License"); you may not \
use this file except in compliance with the License. You may obtain a copy of the License at \
http://www.mozilla.org/MPL/

Software distributed under the License is distributed on an "AS IS" basis, WITHOUT WARRANTY OF ANY KIND, either \
express or implied. See the License for the specific language governing rights and limitations under the License.

The Original Code is @program@ @thing@ code.

The Initial Developer of the Original Code is @holder@.
Portions created by the Initial Developer are Copyright (C) @year@ the Initial Developer. All Rights Reserved.`,
    ],
    { copyright: 'none' },
  ),
  row(
    'mpl-tri-license',
    ['cpp', 'javascript'],
    'MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later',
    ['mpl', 'expression', 'header'],
    [
      `***** BEGIN LICENSE BLOCK *****
Version: MPL 1.1/GPL 2.0/LGPL 2.1

The contents of this file are subject to the Mozilla Public License Version 1.1 (the "License"); you may not use this \
file except in compliance with the License. You may obtain a copy of the License at http://www.mozilla.org/MPL/

Alternatively, the contents of this file may be used under the terms of either the GNU General Public License Version \
2 or later (the "GPL"), or the GNU Lesser General Public License Version 2.1 or later (the "LGPL"), in which case the \
provisions of the GPL or the LGPL are applicable instead of those above.
***** END LICENSE BLOCK *****`,
    ],
  ),
  row('mpl-hashicorp-tag', ['go', 'terraform'], 'MPL-2.0', ['mpl', 'tag'], ['SPDX-License-Identifier: MPL-2.0']),
  row(
    'mpl-short',
    ['elixir', 'dart'],
    'MPL-2.0',
    ['mpl', 'header'],
    ['Licensed under the MPL 2.0, see LICENSE.', 'MPL-2.0 licensed'],
  ),
  row('mpl-license-file', ['typescript', 'haskell'], 'MPL-2.0', ['mpl', 'nearest-file'], [''], {
    beside: [licenseAt('MPL-2.0'), licenseAt('MPL-2.0', 'LICENSE.md')],
  }),
  row(
    'epl-one-eclipse',
    ['java', 'javaSwing'],
    'EPL-1.0',
    ['epl', 'header'],
    [
      `All rights reserved. This program and the accompanying materials are made available under the terms of the \
Eclipse Public License v1.0 which accompanies this distribution, and is available at \
http://www.eclipse.org/legal/epl-v10.html

Contributors:
    @holder@ - initial API and implementation`,
    ],
    { styles: ['boxStars', 'javadoc'] },
  ),
  row(
    'epl-two-secondary',
    ['java', 'kotlin'],
    'EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0',
    ['epl', 'exception', 'header'],
    [
      `This program and the accompanying materials are made available under the terms of the Eclipse Public License \
v. 2.0, which is available at http://www.eclipse.org/legal/epl-2.0.

This Source Code may also be made available under the following Secondary Licenses when the conditions for such \
availability set forth in the Eclipse Public License v. 2.0 are satisfied: GNU General Public License, version 2 with \
the GNU Classpath Exception, which is available at https://www.gnu.org/software/classpath/license.html.

SPDX-License-Identifier: EPL-2.0 OR GPL-2.0 WITH Classpath-exception-2.0`,
    ],
  ),
  row(
    'epl-clojure',
    ['clojure', 'lispFile'],
    'EPL-1.0',
    ['epl', 'header'],
    [
      `The use and distribution terms for this software are covered by the Eclipse Public License 1.0 \
(http://opensource.org/licenses/eclipse-1.0.php) which can be found in the file epl-v10.html at the root of this \
distribution.
By using this software in any fashion, you are agreeing to be bound by the terms of this license.
You must not remove this notice, or any other, from this software.`,
    ],
  ),
  row('epl-tag', ['typescript', 'yaml'], 'EPL-2.0', ['epl', 'tag'], ['SPDX-License-Identifier: EPL-2.0']),
  row(
    'cpl-header',
    ['java', 'perl'],
    'CPL-1.0',
    ['epl', 'header'],
    [
      `All rights reserved. This program and the accompanying materials are made available under the terms of the \
Common Public License v1.0 which accompanies this distribution, and is available at \
http://www.eclipse.org/legal/cpl-v10.html`,
    ],
  ),
  row(
    'cddl-solaris',
    ['c', 'gas'],
    'CDDL-1.0',
    ['epl', 'header'],
    [
      `CDDL HEADER START\n\n${cddl('usr/src/OPENSOLARIS.LICENSE', 'http://www.opensolaris.org/os/licensing')}\n\nCDDL \
HEADER END`,
    ],
    { copyright: 'after', styles: ['stars'] },
  ),
  row(
    'cddl-glassfish-dual',
    ['java'],
    'CDDL-1.1 OR GPL-2.0-only WITH Classpath-exception-2.0',
    ['epl', 'exception', 'header'],
    [
      `DO NOT ALTER OR REMOVE COPYRIGHT NOTICES OR THIS HEADER.

The contents of this file are subject to the terms of either the GNU General Public License Version 2 only ("GPL") or \
the Common Development and Distribution License("CDDL") version 1.1 (collectively, the "License").  You may not use \
this file except in compliance with the License.

GPL Classpath Exception:
Oracle designates this particular file as subject to the "Classpath" exception as provided by Oracle in the GPL \
Version 2 section of the License file that accompanied this code.`,
    ],
  ),
  row('cddl-tag', ['shell'], 'CDDL-1.0', ['epl', 'tag'], ['SPDX-License-Identifier: CDDL-1.0']),
]

export const fileCopyleft = (random: Random): readonly GoldCase[] => refused(random, rows)
