// Rarer permissive licences, and permissive ones that are worded like copyleft or proprietary ones.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { flowing, licenseAt } from './texts.ts'

const open = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['permissive', 'header'], expression, ...more })

/** Worded as the GPL is, but the licence named is another. */
const alike = (family: string, hosts: Row['hosts'], expression: string, words: readonly string[]): Row =>
  open(family, hosts, expression, words, { classes: ['gpl', 'header'] })

const conditions = flowing('BSD-3-Clause').split('\n\n').slice(1).join('\n\n')

const rows: readonly Row[] = [
  alike('alike-redistribute-mit', ['c', 'pythonScript'], 'MIT', [
    `This program is free software; you can redistribute it and/or modify it under the terms of the MIT License. It \
comes without any warranty; see the file COPYING for details.`,
    'This is free software: you may copy, change and redistribute it under the terms of the MIT (Expat) license.',
  ]),
  alike('alike-redistribute-bsd', ['perl', 'cpp'], 'BSD-3-Clause', [
    `This library is free software; you can redistribute it and/or modify it under the terms of the BSD \
license:\n\n${conditions}`,
    `This file is part of @program@.\n\n@program@ is free software, under the conditions of the three-clause BSD \
license:\n\n${conditions}`,
  ]),
  alike('alike-part-of-apache', ['java', 'go'], 'Apache-2.0', [
    `This file is part of @program@.\n\n@program@ is free software: you can redistribute it and/or modify it under \
the terms of the Apache License, Version 2.0, as published by the Apache Software Foundation.`,
  ]),
  alike('alike-hope-useful', ['fortran90', 'ruby'], 'MIT', [
    `Released under the MIT license. It is distributed in the hope that it will be useful, but without any warranty; \
without even the implied warranty of merchantability or fitness for a particular purpose.`,
  ]),
  alike('alike-subject-to-copying', ['cParser', 'shell'], 'ISC', [
    'This file is subject to the terms of the ISC license. See the file COPYING in the main directory of this archive.',
  ]),
  alike('alike-copyfree', ['tcl', 'nasm'], 'BSD-2-Clause', [
    'Copyfree, not copyleft: two-clause BSD license (BSD-2-Clause).',
    'Public source under the simplified BSD license (2 clauses), no strings attached.',
  ]),
  open(
    'rare-academic-free',
    ['php', 'javascript'],
    'AFL-3.0',
    [
      `NOTICE OF LICENSE

This source file is subject to the Academic Free License (AFL 3.0) that is bundled with this package in the file \
LICENSE_AFL.txt. It is also available through the world-wide-web at this URL: \
http://opensource.org/licenses/afl-3.0.php`,
    ],
    { classes: ['strong-copyleft', 'header'] },
  ),
  open('rare-academic-free-tag', ['xml', 'python'], 'AFL-3.0', ['SPDX-License-Identifier: AFL-3.0'], {
    classes: ['strong-copyleft', 'tag'],
  }),
  open('rare-educational', ['java'], 'ECL-2.0', [
    `Licensed under the Educational Community License, Version 2.0 (the "License"); you may not use this file except \
in compliance with the License. You may obtain a copy of the License at\n\n  http://opensource.org/licenses/ECL-2.0`,
  ]),
  open('rare-mulan', ['cpp', 'python'], 'MulanPSL-2.0', [
    `@program@ is licensed under Mulan PSL v2.
You can use this software according to the terms and conditions of the Mulan PSL v2.
You may obtain a copy of Mulan PSL v2 at:
          http://license.coscl.org.cn/MulanPSL2
THIS SOFTWARE IS PROVIDED ON AN "AS IS" BASIS, WITHOUT WARRANTIES OF ANY KIND, EITHER EXPRESS OR IMPLIED, INCLUDING \
BUT NOT LIMITED TO NON-INFRINGEMENT, MERCHANTABILITY OR FIT FOR A PARTICULAR PURPOSE.`,
  ]),
  open(
    'rare-zope',
    ['python'],
    'ZPL-2.1',
    [
      `This software is subject to the provisions of the Zope Public License, Version 2.1 (ZPL). A copy of the ZPL \
should accompany this distribution. THIS SOFTWARE IS PROVIDED "AS IS" AND ANY AND ALL EXPRESS OR IMPLIED WARRANTIES \
ARE DISCLAIMED.`,
    ],
    { classes: ['mpl', 'header'] },
  ),
  open(
    'rare-php-license',
    ['c'],
    'PHP-3.01',
    [
      `This source file is subject to version 3.01 of the PHP license, that is bundled with this package in the file \
LICENSE, and is available through the world-wide-web at the following url: https://www.php.net/license/3_01.txt`,
    ],
    { styles: ['boxEach'] },
  ),
  open(
    'rare-university-illinois',
    ['cpp'],
    'NCSA',
    ['This file is distributed under the University of Illinois Open Source License. See LICENSE.TXT for details.'],
    { classes: ['strong-copyleft', 'header'] },
  ),
  open('rare-postgres', ['sql', 'cParser'], 'PostgreSQL', [
    'Released under the PostgreSQL License.',
    'SPDX-License-Identifier: PostgreSQL',
  ]),
  open('rare-bsd-zero', ['elixir', 'lua'], '0BSD', [
    'Zero-Clause BSD: do with it what you like.',
    'SPDX-License-Identifier: 0BSD',
  ]),
  open('rare-mit-zero', ['terraform', 'kotlin'], 'MIT-0', [
    'SPDX-License-Identifier: MIT-0',
    'Copyright Amazon.com, Inc. or its affiliates. All Rights Reserved.\nSPDX-License-Identifier: MIT-0',
  ]),
  open(
    'rare-universal',
    ['javaSwing', 'typescript'],
    'UPL-1.0',
    ['Licensed under the Universal Permissive License v 1.0 as shown at https://oss.oracle.com/licenses/upl.'],
    { classes: ['epl', 'header'] },
  ),
  open('rare-unicode', ['cHeader', 'rust'], 'Unicode-3.0', ['SPDX-License-Identifier: Unicode-3.0'], {
    classes: ['permissive', 'tag'],
  }),
  open(
    'rare-company-mit',
    ['csharp', 'typescript'],
    'MIT',
    ['Copyright (c) @company@. All rights reserved. Licensed under the MIT license.'],
    { copyright: 'none', classes: ['proprietary', 'header'] },
  ),
  open(
    'rare-company-bsd',
    ['cpp', 'cuda'],
    'BSD-3-Clause',
    [`Copyright (c) @years@, @company@. All rights reserved.\n\n${conditions}`],
    {
      copyright: 'none',
      classes: ['proprietary', 'header'],
    },
  ),
  open(
    'rare-meta-style',
    ['python', 'javascript'],
    'BSD-3-Clause',
    [
      `Copyright (c) @company@ and affiliates.\nAll rights reserved.\n\nThis source code is licensed under the \
BSD-style license found in the LICENSE file in the root directory of this source tree.`,
    ],
    { copyright: 'none', beside: [licenseAt('BSD-3-Clause')] },
  ),
  open(
    'rare-chromium-style',
    ['cpp', 'gas'],
    'BSD-3-Clause',
    [
      `Copyright @year@ The @program@ Authors. All rights reserved.\nUse of this source code is governed by a \
BSD-style license that can be\nfound in the LICENSE file.`,
    ],
    { copyright: 'none', beside: [licenseAt('BSD-3-Clause')] },
  ),
]

const foreign: readonly Row[] = [
  open('foreign-mit-french', ['php', 'ocaml'], 'MIT', [
    'Ce fichier est distribué sous licence MIT.',
    'Publié sous la licence MIT ; voir le fichier LICENSE.',
  ]),
  open('foreign-bsd-german', ['c', 'pascal'], 'BSD-3-Clause', [
    'Veröffentlicht unter der BSD-Lizenz (3 Klauseln).',
    'Lizenz: BSD-3-Clause. Die Weitergabe ist in jeder Form erlaubt.',
  ]),
  open('foreign-apache-chinese', ['java', 'go'], 'Apache-2.0', [
    '本文件依据 Apache 许可证 2.0 版（Apache License, Version 2.0）授权。',
    '许可证：Apache-2.0',
  ]),
  open('foreign-mit-japanese', ['ruby', 'javascript'], 'MIT', [
    'このソフトウェアは MIT ライセンスの下で公開されています。',
    'ライセンス: MIT',
  ]),
  open('foreign-mit-russian', ['python', 'csharp'], 'MIT', [
    'Распространяется по лицензии MIT.',
    'Лицензия: MIT. Можно использовать и в коммерческих проектах.',
  ]),
  open('foreign-mit-portuguese', ['lua', 'typescript'], 'MIT', [
    'Distribuído sob a licença MIT.',
    'Este arquivo está sob a licença MIT, veja LICENSE.',
  ]),
]

export const permissiveRare = (random: Random): readonly GoldCase[] => allowed(random, [...rows, ...foreign])
