// Tools and settings that are about licences: enumerations, generators, patterns. The file itself is permissive.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'
import { licenseAt } from './texts.ts'

const about = (family: string, path: string, content: string, more: Partial<Page> = {}): Page => ({
  family,
  path,
  content,
  classes: ['gpl', 'text'],
  expression: 'MIT',
  ...more,
})

const list: readonly Page[] = [
  about(
    'about-spdx-enum',
    'src/license.rs',
    `// Copyright @year@ @holder@. MIT licensed, see LICENSE.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum License {
    Mit,
    Apache20,
    Gpl20,
    Gpl30,
    Agpl30,
}

impl License {
    /// The canonical identifier.
    pub fn id(self) -> &'static str {
        match self {
            License::Mit => "MIT",
            License::Apache20 => "Apache-2.0",
            License::Gpl20 => "GPL-2.0-only",
            License::Gpl30 => "GPL-3.0-only",
            License::Agpl30 => "AGPL-3.0-only",
        }
    }

    pub fn is_copyleft(self) -> bool {
        matches!(self, License::Gpl20 | License::Gpl30 | License::Agpl30)
    }
}

impl fmt::Display for License {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
`,
    { beside: licenseAt('MIT') },
  ),
  about(
    'about-generator-prompt',
    'generators/app/index.js',
    `/*!
 * generator-@thing@
 * Copyright (c) @year@ @holder@
 * MIT Licensed
 */
'use strict'

const Generator = require('yeoman-generator')

module.exports = class extends Generator {
  async prompting () {
    this.answers = await this.prompt([
      { name: 'name', message: 'Name of the package', default: this.appname },
      {
        type: 'list',
        name: 'license',
        message: 'Choose a license: GPL, MIT or Apache?',
        choices: [
          { name: 'GNU General Public License v3.0', value: 'GPL-3.0' },
          { name: 'MIT License', value: 'MIT' },
          { name: 'Apache License 2.0', value: 'Apache-2.0' },
          { name: 'No license (proprietary)', value: 'UNLICENSED' },
        ],
      },
    ])
  }

  writing () {
    this.fs.extendJSON(this.destinationPath('package.json'), { license: this.answers.license })
  }
}
`,
  ),
  about(
    'about-kernel-module-check',
    'tools/modcheck.c',
    `/*
 * Copyright (c) @year@ @holder@
 * SPDX-License-Identifier: BSD-2-Clause
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* What MODULE_LICENSE("GPL") and its kin may say so that the kernel is not tainted. */
static const char *const known[] = {
	"GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL",
};

bool taints(const char *license)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], license) == 0)
			return false;
	return true;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s: %s\\n", argv[i], taints(argv[i]) ? "taints" : "fine");
	return 0;
}
`,
    { expression: 'BSD-2-Clause' },
  ),
  about(
    'about-detector-patterns',
    'detect/patterns.js',
    `// MIT License, (c) @year@ @holder@

/** Patterns by which a header is known, most telling first. */
const patterns = [
  [/GNU AFFERO GENERAL PUBLIC LICENSE/i, 'AGPL'],
  [/GNU (?:LIBRARY|LESSER) GENERAL PUBLIC LICENSE/i, 'LGPL'],
  [/under the terms of the GNU General Public License/i, 'GPL'],
  [/released under the GPL/i, 'GPL'],
  [/Mozilla Public License/i, 'MPL'],
  [/Permission is hereby granted, free of charge/i, 'MIT'],
]

function detect (text) {
  const found = patterns.find(([pattern]) => pattern.test(text))
  return found ? found[1] : null
}

module.exports = { detect, patterns }
`,
  ),
  about(
    'about-sql-seed',
    'db/seeds/licenses.sql',
    `-- SPDX-License-Identifier: MIT
INSERT INTO license (spdx_id, title, copyleft) VALUES
    ('MIT', 'MIT License', false),
    ('Apache-2.0', 'Apache License 2.0', false),
    ('GPL-2.0-only', 'GNU General Public License v2.0 only', true),
    ('GPL-3.0-or-later', 'GNU General Public License v3.0 or later', true),
    ('AGPL-3.0-only', 'GNU Affero General Public License v3.0', true);

UPDATE package SET license_id = (SELECT id FROM license WHERE spdx_id = 'MIT')
WHERE license_text ILIKE '%permission is hereby granted%';
`,
  ),
  about(
    'about-deny-config',
    'deny.toml',
    `# Settings of cargo-deny.
[licenses]
version = 2
allow = ["MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "Unicode-3.0"]
confidence-threshold = 0.93

# No GPL and AGPL here: exceptions have to be asked for.
exceptions = [
  { allow = ["MPL-2.0"], crate = "webpki-roots" },
]

[bans]
multiple-versions = "warn"
`,
    { beside: licenseAt('MIT') },
  ),
  about(
    'about-fixture-writer',
    'scripts/make-fixtures.sh',
    `#!/bin/sh
# SPDX-License-Identifier: ISC
# Writes the files that the tests of the scanner look at.
set -eu

out=\${1:-test/fixtures}
mkdir -p "$out"

cat > "$out/gpl.c" <<'END'
/* SPDX-License-Identifier: GPL-2.0-only */
int main(void) { return 0; }
END

cat > "$out/agpl.py" <<'END'
# SPDX-License-Identifier: AGPL-3.0-or-later
print("hello")
END

ls "$out"
`,
    { expression: 'ISC', classes: ['gpl', 'tag'] },
  ),
  about(
    'about-workflow',
    '.github/workflows/licenses.yml',
    `name: licenses
on: [pull_request]

jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/dependency-review-action@v4
        with:
          deny-licenses: GPL-2.0, GPL-3.0, AGPL-3.0, LGPL-2.1
          fail-on-severity: high
`,
    { beside: licenseAt('Apache-2.0'), expression: 'Apache-2.0' },
  ),
]

export const mentionTool = (random: Random): readonly GoldCase[] => pages(random, list, false)
