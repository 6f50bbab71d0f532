// Files that are comments and next to nothing else: code that was switched off, documentation of a package, a licence by itself.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { licenceComment } from './licence.ts'
import { type Language, recordsOf } from './records.ts'
import { functionNames, sentence, typeName } from './vocabulary.ts'

/** Every line behind a mark of a comment. */
const off = (text: string, mark: string): string => text.replaceAll(/^(?=.)/gm, `${mark} `)

type Switched = readonly [family: string, path: string, language: Language, mark: string, left: string]

// What is left is enough to say something, and is not what the file is.
const switched: readonly Switched[] = [
  [
    'comments-switched-off-go',
    'internal/legacy/records.go',
    'go',
    '//',
    'package legacy\n\n// TODO: bring back.\nvar enabled = map[string]bool{"records": false, "views": false, "exports": false}\n',
  ],
  [
    'comments-switched-off-python',
    'app/old_models.py',
    'python',
    '#',
    'from .models import Account, Order, Region\n\n__all__ = ["Account", "Order", "Region"]\n\nname = "models"\n',
  ],
  [
    'comments-switched-off-java',
    'src/main/java/org/halyard/Legacy.java',
    'java',
    '//',
    'package org.halyard;\n\npublic final class Legacy {\n    private Legacy() {\n    }\n}\n',
  ],
  [
    'comments-switched-off-typescript',
    'src/legacy/types.ts',
    'typescript',
    '//',
    "export type Region = 'north' | 'south' | 'east' | 'west'\nexport const regions: readonly Region[] = ['north', 'south']\n",
  ],
  [
    'comments-switched-off-rust',
    'src/legacy.rs',
    'rust',
    '//',
    'use std::fmt;\n\npub fn version() -> &\'static str {\n    "4.2.0"\n}\n',
  ],
]

const switchedOff = (random: Random): readonly GoldCase[] =>
  switched.flatMap(([family, path, language, mark, left]) =>
    [4, 9].map((count) => bad(family, path, 'code', `${left}\n${off(recordsOf(language, random, count), mark)}\n`)),
  )

const paragraphs = (random: Random, count: number, mark: string): string =>
  lines(count, (index) => (index % 4 === 3 ? mark.trimEnd() : mark + sentence(random, 14)))

export const comments = (random: Random): readonly GoldCase[] => [
  ...switchedOff(random.of('switched')),
  bad('comments-go-package', 'pkg/lanes/doc.go', 'code', `${paragraphs(random, 40, '// ')}\npackage lanes\n`),
  bad(
    'comments-java-package',
    'src/main/java/org/halyard/lanes/package-info.java',
    'code',
    `/**\n${paragraphs(random, 24, ' * ')}\n */\n@NonNullApi\npackage org.halyard.lanes;\n\nimport org.halyard.NonNullApi;\n`,
  ),
  bad(
    'comments-scala-marker',
    'src/main/scala/org/halyard/Marker.scala',
    'code',
    `package org.halyard\n\n/** ${sentence(random, 16)}\n${paragraphs(random, 20, ' *  ')}\n */\ntrait ${typeName(random)} extends Marked\n`,
  ),
  bad(
    'comments-rust-manual',
    'src/guide/mod.rs',
    'code',
    `${paragraphs(random, 60, '//! ')}\n\nmod first;\nmod second;\n\npub use first::Steps;\npub use second::Turns;\n`,
  ),
  bad(
    'comments-python-manual',
    'lanes/__init__.py',
    'code',
    `"""${sentence(random, 9)}\n\n${paragraphs(random, 30, '')}\n"""\n\n__version__ = "1.4.2"\n`,
  ),
  bad(
    'comments-licence-alone',
    'lib/halyard/tasks/__init__.py',
    'code',
    `${licenceComment('a.py', 'apache', random)}\n\n__metaclass__ = type\n`,
  ),
  bad(
    'comments-typescript-alias',
    'src/lane.ts',
    'code',
    `/**\n${paragraphs(random, 20, ' * ')}\n *\n${lines(8, (index) => ` * @see ${functionNames(random.of(String(index)), 1)}`)}\n */\nexport type Lane = string\n`,
  ),
]
