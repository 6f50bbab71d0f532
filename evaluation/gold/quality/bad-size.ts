// Files of too few words or characters, in many languages, and some of far too many lines.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'

type Stub = readonly [family: string, path: string, content: string]

const stubs: readonly Stub[] = [
  ['size-python-package', 'shop/__init__.py', 'from .client import Client\nfrom .errors import ShopError\n'],
  ['size-python-package', 'lib/core/__init__.py', '__version__ = "0.3.1"\n'],
  ['size-python-package', 'tests/__init__.py', '# tests\n'],
  ['size-javascript-forward', 'index.js', "module.exports = require('./lib/server');\n"],
  ['size-javascript-forward', 'test/setup.js', "require('@babel/register');\nrequire('./helpers');\n"],
  [
    'size-typescript-barrel',
    'src/components/index.ts',
    "export * from './Button'\nexport * from './Card'\nexport * from './Dialog'\n",
  ],
  ['size-typescript-barrel', 'src/types/global.d.ts', "declare module '*.svg'\n"],
  ['size-java-marker', 'src/main/java/org/acme/Marker.java', 'package org.acme;\n\npublic interface Marker {\n}\n'],
  [
    'size-java-marker',
    'src/main/java/org/acme/EmptyException.java',
    'package org.acme;\n\nclass EmptyException extends RuntimeException {}\n',
  ],
  [
    'size-csharp-stub',
    'Models/Placeholder.cs',
    'namespace Shop.Models\n{\n    public class Placeholder\n    {\n    }\n}\n',
  ],
  ['size-go-package-only', 'internal/tools/doc.go', '// Package tools holds tools.\npackage tools\n'],
  ['size-go-package-only', 'cmd/empty/main.go', 'package main\n\nfunc main() {\n}\n'],
  ['size-rust-modules', 'src/handlers/mod.rs', 'pub mod login;\npub mod logout;\nmod session;\n'],
  ['size-rust-modules', 'src/main.rs', 'fn main() {\n    println!("Hello, world!");\n}\n'],
  ['size-c-hello', 'hello.c', '#include <stdio.h>\n\nint main(void)\n{\n    puts("hello");\n    return 0;\n}\n'],
  ['size-c-hello', 'src/config.h', '#pragma once\n#define VERSION "1.2"\n'],
  ['size-ruby-require', 'lib/ledger.rb', "require 'ledger/version'\nrequire 'ledger/book'\n"],
  ['size-php-silence', 'wp-content/plugins/index.php', '<?php\n// Silence is golden.\n'],
  ['size-php-silence', 'config/app.php', "<?php\nreturn ['debug' => false];\n"],
  ['size-shell-start', 'start.sh', '#!/bin/sh\nnpm start\n'],
  ['size-shell-start', 'run_tests.sh', '#!/bin/bash\ncd "$(dirname "$0")"\npython -m pytest\n'],
  ['size-css-empty', 'static/custom.css', '/* your styles */\nbody {\n}\n'],
  ['size-sql-drop', 'migrations/0003_down.sql', 'DROP TABLE IF EXISTS invoices;\n'],
  ['size-readme-title', 'README.md', '# my-project\n\nComing soon.\n'],
  ['size-readme-title', 'examples/README.md', '# Examples\n'],
  ['size-dockerfile-one-line', 'Dockerfile', 'FROM nginx:alpine\nCOPY . /usr/share/nginx/html\n'],
  ['size-makefile-one-target', 'Makefile', 'all:\n\tgcc main.c -o main\n'],
  ['size-yaml-tiny', '_config.yml', 'theme: jekyll-theme-cayman\n'],
  ['size-haskell-setup', 'Setup.hs', 'import Distribution.Simple\nmain = defaultMain\n'],
  ['size-lua-return', 'config/init.lua', 'return {}\n'],
  ['size-kotlin-empty', 'app/src/main/kotlin/Events.kt', 'package app\n\nobject Events\n'],
  ['size-toml-toolchain', 'rust-toolchain.toml', '[toolchain]\nchannel = "stable"\n'],
]

const table = (random: Random, count: number, cell: (index: number) => string): string => {
  const start = random.int(900)
  return lines(count, (index) => cell((index * 7919 + start) % 100_003))
}

export const size = (random: Random): readonly GoldCase[] => [
  ...stubs.map(([family, path, content]) => bad(family, path, 'size', content)),
  bad(
    'size-table-of-many-lines',
    'src/primes.inc',
    'size characters',
    table(random.of('primes'), 104_000, (value) => `${value},`),
  ),
  bad(
    'size-table-of-many-lines',
    'hw/rom.v',
    'size characters',
    `module rom;
reg [15:0] word;
initial begin
${table(random.of('rom'), 101_000, (value) => `w=${value};`)}
end
endmodule
`,
  ),
  bad(
    'size-list-of-many-lines',
    'dict/forms.sql',
    'size repetition',
    `${table(random.of('forms'), 102_000, (value) => value.toString(26).replace(/\d/g, 'x'))}\n`,
  ),
]
