// Kernel modules, whose licence stands in a macro at the end of the file.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { comment } from './comment.ts'
import { type Page, pages } from './compose.ts'
import { gnuShort } from './words.ts'

const driver = (top: string, macros: string): string => `${top}#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct @thing@_device {
	struct device *dev;
	void __iomem *base;
	int irq;
};

static irqreturn_t @thing@_interrupt(int irq, void *data)
{
	struct @thing@_device *d = data;

	if (!(readl(d->base + 0x10) & 0x1))
		return IRQ_NONE;
	writel(0x1, d->base + 0x14);
	return IRQ_HANDLED;
}

static int @thing@_probe(struct platform_device *pdev)
{
	struct @thing@_device *d = devm_kzalloc(&pdev->dev, sizeof(*d), GFP_KERNEL);

	if (!d)
		return -ENOMEM;
	d->base = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(d->base))
		return PTR_ERR(d->base);
	d->irq = platform_get_irq(pdev, 0);
	return devm_request_irq(&pdev->dev, d->irq, @thing@_interrupt, 0, "@thing@", d);
}

static struct platform_driver @thing@_driver = {
	.probe = @thing@_probe,
	.driver = { .name = "@thing@" },
};
module_platform_driver(@thing@_driver);

${macros}
`

const signed = '/*\n * @Thing@ driver\n *\n * Copyright (C) @year@ @holder@\n */\n'
const standard = `${comment('stars', `@thing@ driver\n\n${gnuShort('2', false)}`, 74)}\n`

const kernel = (
  family: string,
  top: string,
  macros: string,
  expression: string,
  classes = ['gpl', 'header'],
): Page => ({
  family,
  path: `drivers/misc/@thing@_${family.split('-').length}.c`,
  content: driver(top, macros),
  classes,
  expression,
})

const author = 'MODULE_AUTHOR("@holder@");\nMODULE_DESCRIPTION("Driver of the @thing@ controller");\n'

const objected: readonly Page[] = [
  kernel('kernel-macro-v2', signed, `${author}MODULE_LICENSE("GPL v2");`, 'GPL-2.0-only'),
  kernel('kernel-macro-v2', '', 'MODULE_LICENSE("GPL v2");\nMODULE_ALIAS("platform:@thing@");', 'GPL-2.0-only'),
  kernel('kernel-macro-plain', signed, `${author}MODULE_LICENSE("GPL");`, 'GPL-2.0-only'),
  kernel('kernel-macro-plain', '', `MODULE_LICENSE("GPL");\n${author}`.trimEnd(), 'GPL-2.0-only'),
  kernel('kernel-macro-spaced', signed, `${author}MODULE_LICENSE ( "GPL v2" ) ;`, 'GPL-2.0-only'),
  kernel('kernel-header-and-macro', standard, `${author}MODULE_LICENSE("GPL v2");`, 'GPL-2.0-only'),
  kernel(
    'kernel-tag-and-macro',
    '// SPDX-License-Identifier: GPL-2.0\n',
    `${author}MODULE_LICENSE("GPL");`,
    'GPL-2.0-only',
    ['gpl', 'tag'],
  ),
  kernel(
    'kernel-tag-and-macro',
    '// SPDX-License-Identifier: GPL-2.0-or-later\n',
    `${author}MODULE_LICENSE("GPL");`,
    'GPL-2.0-or-later',
    ['gpl', 'tag'],
  ),
  kernel('kernel-macro-proprietary', signed, `${author}MODULE_LICENSE("Proprietary");`, 'LicenseRef-proprietary', [
    'proprietary',
    'header',
  ]),
  kernel(
    'kernel-syscall-note',
    '/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */\n',
    `${author}MODULE_LICENSE("GPL");`,
    'GPL-2.0-only WITH Linux-syscall-note',
    ['gpl', 'exception', 'tag'],
  ),
]

const passed: readonly Page[] = [
  kernel('kernel-dual-bsd', signed, `${author}MODULE_LICENSE("Dual BSD/GPL");`, 'BSD-3-Clause OR GPL-2.0-only', [
    'gpl',
    'expression',
  ]),
  kernel(
    'kernel-dual-mit-tag',
    '// SPDX-License-Identifier: (GPL-2.0 OR MIT)\n',
    `${author}MODULE_LICENSE("Dual MIT/GPL");`,
    'GPL-2.0-only OR MIT',
    ['gpl', 'expression'],
  ),
  kernel(
    'kernel-dual-bsd-tag',
    '// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause\n',
    `${author}MODULE_LICENSE("Dual BSD/GPL");`,
    'GPL-2.0-or-later OR BSD-2-Clause',
    ['gpl', 'expression'],
  ),
]

export const kernelModules = (random: Random): readonly GoldCase[] => [
  ...pages(random, objected, true),
  ...pages(random, passed, false),
]
