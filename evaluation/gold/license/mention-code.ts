// Code that is about licences: checkers, parsers, their tests and tables. The file itself is permissive.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'

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
    'about-checker-table',
    'src/policy.ts',
    `// SPDX-License-Identifier: MIT
import { readFile } from 'node:fs/promises'

const denied = new Set(['GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later', 'AGPL-3.0-only'])
const doubtful = new Set(['LGPL-2.1-only', 'MPL-2.0', 'EPL-2.0', 'CC-BY-SA-4.0'])

export type Verdict = 'allow' | 'deny' | 'review'

export const judge = (id: string): Verdict => {
  if (denied.has(id)) return 'deny'
  return doubtful.has(id) ? 'review' : 'allow'
}

export const judgeFile = async (path: string): Promise<readonly Verdict[]> => {
  const ids = JSON.parse(await readFile(path, 'utf8')) as string[]
  return ids.map(judge)
}
`,
  ),
  about(
    'about-checker-table',
    'licensecheck/policy.py',
    `# Copyright (c) @year@ @holder@
# Licensed under the MIT License.
"""Which licences a dependency of ours may have."""

FORBIDDEN = {
    "GPLv2": "GNU General Public License v2",
    "GPLv3": "GNU General Public License v3",
    "AGPLv3": "GNU Affero General Public License v3",
}

ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC"}


def check(packages):
    bad = []
    for name, licence in sorted(packages.items()):
        if licence in FORBIDDEN:
            bad.append((name, FORBIDDEN[licence]))
        elif licence not in ALLOWED:
            print("please look at %s: %s" % (name, licence))
    return bad
`,
  ),
  about(
    'about-parser-test',
    'test/parse_expression_test.go',
    `// Copyright @year@ The @program@ Authors
// SPDX-License-Identifier: Apache-2.0

package spdx

import "testing"

func TestParse(t *testing.T) {
	for _, test := range []struct {
		in   string
		want string
	}{
		{"SPDX-License-Identifier: GPL-2.0-only", "GPL-2.0-only"},
		{"SPDX-License-Identifier: GPL-2.0+ WITH Classpath-exception-2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0"},
		{"// SPDX-License-Identifier: (AGPL-3.0 OR MIT)", "AGPL-3.0-only OR MIT"},
		{"# no tag here", ""},
	} {
		if got := Parse(test.in); got != test.want {
			t.Errorf("Parse(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
`,
    { expression: 'Apache-2.0', classes: ['gpl', 'tag'] },
  ),
  about(
    'about-parser-test',
    'tests/test_headers.py',
    `# SPDX-FileCopyrightText: @year@ @holder@
#
# SPDX-License-Identifier: MIT
import textwrap

import pytest

from headers import find_license

GPL_HEADER = textwrap.dedent(
    """
    # This program is free software; you can redistribute it and/or modify
    # it under the terms of the GNU General Public License as published by
    # the Free Software Foundation; either version 2 of the License, or
    # (at your option) any later version.
    """
)


@pytest.mark.parametrize(
    "text, expected",
    [
        (GPL_HEADER, "GPL-2.0-or-later"),
        ("# SPDX-License-Identifier: GPL-3.0-only", "GPL-3.0-only"),
        ("nothing", None),
    ],
)
def test_find_license(text, expected):
    assert find_license(text) == expected
`,
    { classes: ['gpl', 'tag'] },
  ),
  about(
    'about-header-templates',
    'lib/templates.rb',
    `# frozen_string_literal: true

# Copyright (c) @year@ @holder@, released under the MIT License

module Addlicense
  # Headers that are put at the top of files of users.
  TEMPLATES = {
    'mit' => "Licensed under the MIT License.",
    'gpl3' => <<~TEXT,
      This program is free software: you can redistribute it and/or modify
      it under the terms of the GNU General Public License as published by
      the Free Software Foundation, either version 3 of the License, or
      (at your option) any later version.
    TEXT
    'mpl' => "This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.",
  }.freeze

  def self.header(name, holder:, year:)
    text = TEMPLATES.fetch(name)
    "Copyright (C) #{year} #{holder}\\n\\n#{text}"
  end
end
`,
  ),
]

export const mentionCode = (random: Random): readonly GoldCase[] => pages(random, list, false)
