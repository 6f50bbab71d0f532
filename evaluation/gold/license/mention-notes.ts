// Comments of permissive files that speak of copyleft and grant none of it.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { allowed, type Row } from './compose.ts'
import { licenseAt } from './texts.ts'

/** A note in a file that has a permissive tag itself. */
const noted = (
  family: string,
  hosts: Row['hosts'],
  classes: readonly string[],
  notes: readonly string[],
  id = 'MIT',
): Row => ({
  family,
  hosts,
  words: notes.map((note) => `SPDX-License-Identifier: ${id}\n\n${note}`),
  classes,
  expression: id,
})

/** A note in a file without a header, in a repository under MIT. */
const beside = (family: string, hosts: Row['hosts'], classes: readonly string[], notes: readonly string[]): Row => ({
  family,
  hosts,
  words: notes,
  classes,
  expression: 'MIT',
  copyright: 'none',
  place: 'middle',
  beside: [licenseAt('MIT')],
})

const gpl = ['gpl', 'header']

const rows: readonly Row[] = [
  noted('note-not-gpl', ['c', 'python', 'rust'], gpl, [
    `Note: this file is NOT under the GPL. It was written from the published specification, without a look at the GPL \
sources.`,
    'Clean-room implementation. Nothing here comes from the GPL licensed original.',
    'This is not GPL code, whatever the wiki of the distribution says.',
  ]),
  noted('note-gpl-version-elsewhere', ['javascript', 'lua'], gpl, [
    'There is a GPL version of this tool with a graphical interface, see https://example.org/@thing@-gui.',
    'See the GPL version of this tool if you need the editor as well.',
  ]),
  noted('note-compatible', ['cpp', 'java', 'go'], gpl, [
    'The MIT licence is compatible with the GPL, so GPL programs may link this.',
    'This licence is GPL compatible according to the list of the Free Software Foundation.',
    `Programs under the GNU General Public License can include this file: see the question on compatibility in the \
FAQ.`,
  ]),
  noted(
    'note-why-not-readline',
    ['ruby', 'cParser'],
    gpl,
    [
      'We use libedit here as GNU readline is under the GPL, which would bind the whole program.',
      'Do not link readline: it is GPLv3 and we are not.',
    ],
    'BSD-2-Clause',
  ),
  noted('note-removed', ['typescript', 'php'], gpl, [
    'History: 2.0 replaced the last piece of GPL code (the tokenizer) by one of our own.',
    'Removed: the LGPL date picker. This file has been rewritten from nothing.',
  ]),
  noted('note-relicensed', ['haskell', 'elixir'], gpl, [
    `Up to version 1.x this file was GPL. All authors agreed in @year@ to put it under the MIT licence, which is the \
only one that holds now.`,
    'Formerly GPL-2.0, relicensed to MIT with the consent of all contributors.',
  ]),
  noted(
    'note-relicensed-apache',
    ['scala', 'kotlin'],
    ['agpl', 'header'],
    ['This module used to be AGPL. From 3.0 on it is under the Apache License 2.0.'],
    'Apache-2.0',
  ),
  noted('note-talks-to-gpl-program', ['shell', 'pythonScript'], gpl, [
    'Calls git and rsync as programs of their own; those are GPL, this script is not.',
    'Needs ffmpeg on the path. Whether your ffmpeg is LGPL or GPL depends on how it was built.',
  ]),
  noted('note-contributors-beware', ['csharp', 'swift'], gpl, [
    'Contributors: please do not paste code from GPL projects or from Stack Overflow into this file.',
    'Pull requests with GPL, LGPL or AGPL code will be closed, as we cannot ship them.',
  ]),
  noted(
    'note-gpu-gpl-letters',
    ['cuda', 'glsl'],
    gpl,
    [
      'GPL here is short for global pixel list, the buffer with one entry for each lit pixel.',
      'gpl: gradient power law, see section 3.2 of the paper.',
    ],
    'BSD-3-Clause',
  ),
  noted(
    'note-data-is-share-alike',
    ['julia', 'r'],
    ['share-alike', 'header'],
    [
      'The script downloads OpenStreetMap data, which is under the ODbL. The data is not part of this repository.',
      'Wikipedia texts are CC BY-SA: mind that when you publish what this script fetches. The script itself is MIT.',
    ],
  ),
  noted(
    'note-model-non-commercial',
    ['python', 'pythonScience'],
    ['non-commercial', 'header'],
    [
      `The pretrained weights are for non-commercial use only and have to be fetched from their authors. This code is \
MIT.`,
    ],
  ),
  noted(
    'note-trains-models',
    ['python', 'julia'],
    ['no-ai', 'header'],
    [
      `Trains a small language model on whatever text you give it. Make sure that you are allowed to use the text for \
training.`,
      'Skips documents whose robots file or meta tag says noai: their owners do not want them in training data.',
    ],
  ),
  beside(
    'note-commercial-use-welcome',
    ['jquery', 'css'],
    ['non-commercial', 'header'],
    [
      'Free for personal and commercial use under the MIT license.',
      'MIT: use it in private and in commercial projects, a link back is nice but not needed.',
    ],
  ),
  beside(
    'note-confidential-data',
    ['java', 'sql'],
    ['proprietary', 'header'],
    [
      'Fields that are marked CONFIDENTIAL never leave the database: see the views further down.',
      'The proprietary binary format of the vendor was worked out by the community; see docs/format.md.',
    ],
  ),
  beside('note-gpl-in-middle', ['go', 'typescript', 'clojure'], gpl, [
    'The numbers were checked against those of the GPL licensed gnuplot.',
    'TODO: compare the speed with that of the GNU implementation (GPLv3, so read the paper and not the code).',
    'Debian calls these packages "non-free"; the ones under the GPL go to "main".',
  ]),
  beside(
    'note-license-key',
    ['csharp', 'php'],
    ['proprietary', 'header'],
    [
      'Checks the licence key of the customer. A key has five groups of five characters.',
      'A trial license ends after thirty days; then the shop asks for a commercial license.',
    ],
  ),
  beside('note-redistribute-packets', ['cpp', 'erlang'], gpl, [
    `Redistribute routes to the neighbours and modify their weight on the way, either version 2 or version 3 of the \
protocol.`,
    'Workers may redistribute the load and modify the ring at any time.',
  ]),
  beside('note-general-public', ['react', 'scala'], gpl, [
    'Shown to the general public only after the license of the venue was checked by an editor.',
    'Opening hours for the general public and for holders of a license.',
  ]),
]

export const mentionNotes = (random: Random): readonly GoldCase[] => allowed(random, rows)
