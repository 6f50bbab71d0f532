// Strong copyleft that is not GNU's: OSL, EUPL, SSPL, RPL, QPL, Sleepycat, CeCILL.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'
import { flowing, licenseAt } from './texts.ts'

const row = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  evidence: string,
  words: readonly string[],
  more: Partial<Row> = {},
): Row => ({ family, hosts, words, classes: ['strong-copyleft', evidence], expression, ...more })

const rows: readonly Row[] = [
  row(
    'osl-magento',
    ['php', 'xml'],
    'OSL-3.0',
    'header',
    [
      `NOTICE OF LICENSE

This source file is subject to the Open Software License (OSL 3.0) that is bundled with this package in the file \
LICENSE.txt. It is also available through the world-wide-web at this URL: http://opensource.org/licenses/osl-3.0.php
If you did not receive a copy of the license and are unable to obtain it through the world-wide-web, please send an \
email to license@tidewater.example so we can send you a copy immediately.

DISCLAIMER

Do not edit or add to this file if you wish to upgrade to newer versions in the future.`,
    ],
    { copyright: 'after' },
  ),
  row('osl-short', ['java', 'csharp'], 'OSL-3.0', 'header', [
    'Licensed under the Open Software License version 3.0',
    'License: OSL-3.0',
  ]),
  row('osl-tag', ['rust', 'python'], 'OSL-3.0', 'tag', ['SPDX-License-Identifier: OSL-3.0']),
  row('eupl-standard', ['java', 'typescript', 'kotlin'], 'EUPL-1.2', 'header', [
    `Licensed under the EUPL, Version 1.2 or – as soon they will be approved by the European Commission - subsequent \
versions of the EUPL (the "Licence");
You may not use this work except in compliance with the Licence.
You may obtain a copy of the Licence at: https://joinup.ec.europa.eu/software/page/eupl

Unless required by applicable law or agreed to in writing, software distributed under the Licence is distributed on \
an "AS IS" basis, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.`,
  ]),
  row('eupl-one-one', ['pythonScience', 'sql'], 'EUPL-1.1', 'header', [
    'Licensed under the EUPL, Version 1.1 only (the "Licence").',
    'License: European Union Public Licence V. 1.1',
  ]),
  row('eupl-tag', ['go', 'vue'], 'EUPL-1.2', 'tag', ['SPDX-License-Identifier: EUPL-1.2']),
  row('eupl-license-file', ['ruby'], 'EUPL-1.2', 'nearest-file', [''], {
    beside: [licenseAt('EUPL-1.2', 'LICENSE.txt')],
  }),
  row('sspl-mongodb', ['cpp', 'javascript'], 'SSPL-1.0', 'header', [
    `This program is free software: you can redistribute it and/or modify it under the terms of the Server Side \
Public License, version 1, as published by MongoDB, Inc.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied \
warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the Server Side Public License for more \
details.`,
  ]),
  row(
    'sspl-or-elastic',
    ['java', 'react'],
    'Elastic-2.0 OR SSPL-1.0',
    'expression',
    [
      `Licensed to @company@ under one or more contributor license agreements. Licensed under the Elastic License 2.0 \
and the Server Side Public License, v 1; you may not use this file except in compliance with, at your election, the \
Elastic License 2.0 or the Server Side Public License, v 1.`,
    ],
    { copyright: 'none', classes: ['strong-copyleft', 'source-available', 'expression', 'header'] },
  ),
  row('sspl-tag', ['go', 'cpp'], 'SSPL-1.0', 'tag', ['SPDX-License-Identifier: SSPL-1.0']),
  row('rpl-header', ['java'], 'RPL-1.5', 'header', [
    `Unless explicitly acquired and licensed from Licensor under another license, the contents of this file are \
subject to the Reciprocal Public License ("RPL") Version 1.5, or subsequent versions as allowed by the RPL, and You \
may not copy or use this file in either source code or executable form, except in compliance with the terms and \
conditions of the RPL.`,
  ]),
  row('qpl-header', ['ocaml', 'cpp'], 'QPL-1.0', 'header', [
    'This file is distributed under the terms of the Q Public License version 1.0.',
    `This file is part of the @program@ widget set. This file may be distributed under the terms of the Q Public \
License as defined by Trolltech AS of Norway and appearing in the file LICENSE.QPL included in the packaging of this \
file.`,
  ]),
  row('sleepycat-text', ['c'], 'Sleepycat', 'text', [flowing('Sleepycat')], { copyright: 'none', styles: ['stars'] }),
  row('cecill-french', ['cpp', 'pythonScience'], 'CECILL-2.1', 'header', [
    `Ce logiciel est régi par la licence CeCILL version 2.1 soumise au droit français et respectant les principes de \
diffusion des logiciels libres. Vous pouvez utiliser, modifier et/ou redistribuer ce programme sous les conditions de \
la licence CeCILL 2.1 telle que diffusée par le CEA, le CNRS et l'INRIA sur le site "http://www.cecill.info".`,
    `This software is governed by the CeCILL license version 2.1 under French law and abiding by the rules of \
distribution of free software. You can use, modify and/or redistribute the software under the terms of the CeCILL \
license 2.1 as circulated by CEA, CNRS and INRIA at the following URL "http://www.cecill.info".`,
  ]),
]

export const strongCopyleft = (random: Random): readonly GoldCase[] => refused(random, rows)
