// `rules new`: a rule of one's own to begin with, as a file that works, and two labelled cases to hold it to. Changes nothing
// else: what is typed next tries it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { meant } from '../processors/nearest.ts'
import { fail } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'

/** Files by path below the folder, and what to type next. */
type Made = { readonly files: Readonly<Record<string, string>>; readonly next: readonly string[] }

const kinds: Readonly<Record<string, (name: string) => Made>> = { secret: secretRule, malicious: maliciousRule }

export async function newRule(
  { terminal }: Context,
  options: { readonly to: string },
  words: readonly string[],
): Promise<undefined> {
  const [gate = '', name = ''] = words
  const make = kinds[gate]
  if (make === undefined)
    throw fail(
      'usage.invalid',
      `expected secret or malicious, found ${shown(gate)}${meant(gate, Object.keys(kinds))}: what quality and license decide is changed by a proposal, docs/rule-changes.md`,
    )
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw fail('usage.invalid', `expected a name of small letters, digits and hyphens, found ${shown(name)}`)
  const { files, next } = make(name)
  const paths = Object.entries(files).map(([path, text]) => ({ path: join(options.to, path), text }))
  const there = paths.filter(({ path }) => existsSync(path))
  if (there.length > 0)
    throw fail('usage.invalid', `expected no ${there.map(({ path }) => shown(path)).join(', ')}, found it there`)
  for (const { path, text } of paths) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    terminal.out(`wrote ${shown(path)}`)
  }
  for (const command of next) terminal.say(`next: ${command.replaceAll('<to>', shown(options.to))}`)
}

const caseLine = (path: string, positive: boolean, content: string): string =>
  `${JSON.stringify({ path, positive, content })}\n`

// Joined from parts, so that nobody's scanner takes this file, or the one that it makes, for a leak.
const madeUp = ['a1b2c3d4', 'e5f6g7h8', 'i9j0k1l2'].join('')

function secretRule(name: string): Made {
  const prefix = `${name.replaceAll('-', '')}_`
  return {
    files: {
      [`${name}.toml`]: `# gitleaks' format: docs/own-rules.md. Each match holds one of the keywords; what matches is redacted.
[[rules]]
id = "${name}"
description = "Opens ... (what it is the key to)."
regex = '''\\b${prefix}[a-z0-9]{24}\\b'''
keywords = ["${prefix}"]
`,
      [`${name}.jsonl`]:
        caseLine('src/pay.js', true, `const client = connect('${prefix}${madeUp}')\n`) +
        caseLine('src/pay.js', false, `const client = connect(process.env.${prefix.toUpperCase()}KEY)\n`),
    },
    next: [
      `./codelupe evaluate secret <to>/${name}.jsonl --secret-rules <to>/${name}.toml`,
      `./codelupe rules test <file> --secret-rules <to>/${name}.toml`,
    ],
  }
}

function maliciousRule(name: string): Made {
  const marker = `${name}.example`
  return {
    files: {
      [`${name}/${name}.yar`]: `// YARA: docs/own-rules.md. Severity high or critical rejects, a lower one is only noted.
rule ${name.replaceAll('-', '_')} {
  meta:
    severity = "high"
    description = "Does ... (what a file with it does)."
  strings:
    $marker = "${marker}"
  condition:
    $marker
}
`,
      [`${name}/${name}.jsonl`]:
        caseLine('setup.py', true, `import urllib.request\nurllib.request.urlopen('http://${marker}/x')\n`) +
        caseLine('setup.py', false, "import urllib.request\nurllib.request.urlopen('http://localhost/x')\n"),
    },
    next: [
      `./codelupe evaluate malicious <to>/${name}/${name}.jsonl --malicious-rules <to>/${name}`,
      `./codelupe rules test <file> --malicious-rules <to>/${name}`,
    ],
  }
}
