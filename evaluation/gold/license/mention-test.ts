// Tests whose data is headers and tags of copyleft; the tests themselves are permissive by their own head.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'

const test = (family: string, path: string, content: string, more: Partial<Page> = {}): Page => ({
  family,
  path,
  content,
  classes: ['gpl', 'tag'],
  expression: 'MIT',
  ...more,
})

const list: readonly Page[] = [
  test(
    'test-data-raw-string',
    'crates/@thing@/tests/scan.rs',
    `// SPDX-License-Identifier: Apache-2.0 OR MIT
// Copyright (c) @year@ @holder@

use @thing@::scan;

const KERNEL: &str = r#"
// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright (C) 2009 Somebody
 */
#include <linux/module.h>
MODULE_LICENSE("GPL");
"#;

#[test]
fn finds_the_tag_of_the_kernel() {
    let found = scan(KERNEL);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].id, "GPL-2.0-only");
}

#[test]
fn finds_nothing_in_plain_code() {
    assert!(scan("fn main() {}").is_empty());
}
`,
    { expression: 'Apache-2.0 OR MIT' },
  ),
  test(
    'test-data-text-block',
    'src/test/java/org/acme/@thing@/HeaderTest.java',
    `/*
 * Copyright @year@ @holder@
 * SPDX-License-Identifier: Apache-2.0
 */
package org.acme.@thing@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeaderTest {

    private static final String AFFERO = """
            /*
             * This program is free software: you can redistribute it and/or modify
             * it under the terms of the GNU Affero General Public License as published
             * by the Free Software Foundation, either version 3 of the License, or
             * (at your option) any later version.
             */
            package com.example;
            """;

    @Test
    void readsAffero() {
        assertEquals("AGPL-3.0-or-later", new HeaderReader().read(AFFERO).id());
    }
}
`,
    { expression: 'Apache-2.0', classes: ['agpl', 'header'] },
  ),
  test(
    'test-data-template-literal',
    'test/detect.test.js',
    `/* SPDX-License-Identifier: MIT */
import assert from 'node:assert'
import { describe, it } from 'node:test'
import { detect } from '../lib/detect.js'

describe('detect', () => {
  it('reads tags in all comment styles', () => {
    for (const text of [
      '// SPDX-License-Identifier: GPL-3.0-only',
      '# SPDX-License-Identifier: GPL-3.0-only',
      '<!-- SPDX-License-Identifier: GPL-3.0-only -->',
      '-- SPDX-License-Identifier: GPL-3.0-only',
    ]) {
      assert.equal(detect(text), 'GPL-3.0-only')
    }
  })

  it('reads short notices', () => {
    assert.equal(detect('Released under the GPL.'), 'GPL-1.0-or-later')
    assert.equal(detect('Licensed under the AGPLv3'), 'AGPL-3.0-only')
  })
})
`,
  ),
  test(
    'test-data-heredoc',
    'tests/HeaderFixerTest.php',
    `<?php

/*
 * This file is part of the @thing@ package, under the MIT license.
 * For the full copyright and license information, please view the LICENSE file.
 */

namespace Acme\\Tests;

use Acme\\HeaderFixer;
use PHPUnit\\Framework\\TestCase;

class HeaderFixerTest extends TestCase
{
    private const INPUT = <<<'PHP'
<?php
/**
 * @license GPL-2.0-or-later
 * @package Plugin
 */
function plugin() {}
PHP;

    public function testKeepsTheLicenseOfTheUser(): void
    {
        $fixed = (new HeaderFixer('Copyright by me'))->fix(self::INPUT);
        $this->assertStringContainsString('@license GPL-2.0-or-later', $fixed);
    }
}
`,
    { classes: ['gpl', 'header'] },
  ),
  test(
    'test-data-yaml-cases',
    'testdata/cases.yaml',
    `# SPDX-FileCopyrightText: @year@ @holder@
# SPDX-License-Identifier: CC0-1.0
cases:
  - name: lesser, with the old address
    text: "under the terms of the GNU Library General Public License as published by"
    expect: LGPL-2.0-or-later
  - name: two licences to choose from
    text: "Dual licensed under the MIT or GPL Version 2 licenses."
    expect: MIT OR GPL-2.0-only
  - name: mozilla
    text: "subject to the terms of the Mozilla Public License, v. 2.0."
    expect: MPL-2.0
`,
    { expression: 'CC0-1.0', classes: ['gpl', 'lgpl', 'mpl', 'tag'] },
  ),
  test(
    'test-data-table-of-strings',
    'tests/test_macro.c',
    `/* Copyright (c) @year@ @holder@, BSD-3-Clause.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <assert.h>
#include <string.h>
#include "macro.h"

static const struct {
	const char *text;
	const char *want;
} tests[] = {
	{ "MODULE_LICENSE(\\"GPL\\");", "GPL" },
	{ "MODULE_LICENSE(\\"GPL v2\\");", "GPL v2" },
	{ "MODULE_LICENSE(\\"Proprietary\\");", "Proprietary" },
	{ "MODULE_AUTHOR(\\"me\\");", NULL },
};

int main(void)
{
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		const char *got = module_license(tests[i].text);
		assert((got == NULL) == (tests[i].want == NULL));
		if (got)
			assert(strcmp(got, tests[i].want) == 0);
	}
	return 0;
}
`,
    { expression: 'BSD-3-Clause' },
  ),
]

export const mentionTest = (random: Random): readonly GoldCase[] => pages(random, list, false)
