// SPDX expressions as people write them: read exactly where the parser can, repaired where it is only spelling (case,
// "Apache 2.0", "MIT/Apache-2.0"), and left unread otherwise. An unread expression is evidence of unknown terms.
import parse from 'spdx-expression-parse'
import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import currentIds from 'spdx-license-ids/index.json' with { type: 'json' }
import { attempt } from './attempt.ts'
import { exceptionsIn, withException } from './license-excepted.ts'
import { spdxOfWholeName } from './license-notices.ts'

/** Longest expression that is read, in characters. */
export const expressionLengthMax = 500

export type Expression =
  | { readonly license: string; readonly exception: string | null }
  | { readonly conjunction: 'and' | 'or'; readonly left: Expression; readonly right: Expression }

const idByLowerCase = new Map([...deprecatedIds, ...currentIds].map((id) => [id.toLowerCase(), id]))

// Deprecated ids that mean what a newer id says exactly.
const renamed: Readonly<Record<string, string>> = {
  'GPL-1.0': 'GPL-1.0-only',
  'GPL-2.0': 'GPL-2.0-only',
  'GPL-3.0': 'GPL-3.0-only',
  'LGPL-2.0': 'LGPL-2.0-only',
  'LGPL-2.1': 'LGPL-2.1-only',
  'LGPL-3.0': 'LGPL-3.0-only',
  'AGPL-1.0': 'AGPL-1.0-only',
  'AGPL-3.0': 'AGPL-3.0-only',
}

// Deprecated ids that hold an exception.
const excepted: Readonly<Record<string, readonly [license: string, exception: string]>> = {
  'GPL-2.0-with-autoconf-exception': ['GPL-2.0-only', 'Autoconf-exception-2.0'],
  'GPL-2.0-with-bison-exception': ['GPL-2.0-only', 'Bison-exception-2.2'],
  'GPL-2.0-with-classpath-exception': ['GPL-2.0-only', 'Classpath-exception-2.0'],
  'GPL-2.0-with-font-exception': ['GPL-2.0-only', 'Font-exception-2.0'],
  'GPL-2.0-with-GCC-exception': ['GPL-2.0-only', 'GCC-exception-2.0'],
  'GPL-3.0-with-autoconf-exception': ['GPL-3.0-only', 'Autoconf-exception-3.0'],
  'GPL-3.0-with-GCC-exception': ['GPL-3.0-only', 'GCC-exception-3.1'],
  'eCos-2.0': ['GPL-2.0-or-later', 'eCos-exception-2.0'],
  wxWindows: ['LGPL-2.0-or-later', 'WxWindows-exception-3.1'],
}

/** Parses an SPDX expression; null where it is none. */
export function parseExpression(text: string): Expression | null {
  // The parser takes these as whole expressions; they name no licence.
  if (text.length > expressionLengthMax || /^(?:NOASSERTION|NONE)$/.test(text)) return null
  return attempt(() => plain(parse(text)))
}

function plain(info: parse.Info): Expression {
  if ('conjunction' in info) return { conjunction: info.conjunction, left: plain(info.left), right: plain(info.right) }
  const { license, plus, exception } = info
  const held = plus === true ? undefined : excepted[license]
  if (held !== undefined && exception === undefined) return { license: held[0], exception: held[1] }
  const later = plus === true ? laterId(license) : (renamed[license] ?? license)
  return { license: later, exception: exception ?? null }
}

const laterId = (license: string): string => (/^A?L?GPL-\d/.test(license) ? `${license}-or-later` : license)

/** The licences of an expression, each once, in order. */
export function licensesOf(expression: Expression): readonly string[] {
  if ('license' in expression) return [expression.license]
  return [...new Set([...licensesOf(expression.left), ...licensesOf(expression.right)])]
}

/** An expression as SPDX writes it, from one as people do; null where it cannot be read. */
export function readExpression(written: string): string | null {
  const text = written.trim().replaceAll(/\s+/g, ' ')
  if (text.length === 0 || text.length > expressionLengthMax) return null
  if (parseExpression(text) !== null) return text
  const cased = text
    .replaceAll(/\s*(?:\/|\|\|?)\s*/g, ' OR ')
    .replaceAll(/\s+(or|and|with)\s+/gi, (operator) => operator.toUpperCase())
    .replaceAll(/[A-Za-z0-9][A-Za-z0-9.+-]*/g, (word) => idByLowerCase.get(word.toLowerCase()) ?? word)
  if (parseExpression(cased) !== null) return cased
  return exceptedName(text) ?? spdxOfName(text) ?? spdxOfName(text.replaceAll(/\([^)]*\)/g, ' ')) ?? joinedNames(text)
}

const wordsOfName = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/(\d)\+/g, '$1 or later')
    .replaceAll(/\(([^)]*)\)/g, ' $1 ')
    .match(/[a-z0-9]+/g)
    ?.join(' ') ?? ''

const spdxOfName = (text: string): string | null => spdxOfWholeName(wordsOfName(text))

// "GPLv2 with the Classpath exception", "GPL2 w/ CPE".
function exceptedName(text: string): string | null {
  const [, name, exception = ''] = /^(.*?),? (?:with|w\/) (.*\bexceptions?\b.*|CPE)$/i.exec(text) ?? []
  if (name === undefined) return null
  const license = parseExpression(name) === null ? spdxOfName(name) : name
  if (license === null) return null
  const words = wordsOfName(`with ${exception.replace(/^CPE$/i, 'Classpath exception')}`)
  return withException(
    license,
    exceptionsIn(words).flatMap(({ exceptions }) => exceptions),
  )
}

// "MIT or Apache 2.0", "BSD and MIT": each part is a name on its own.
function joinedNames(text: string): string | null {
  for (const [separator, operator] of [
    [/ or |\/|\|\|?/i, ' OR '],
    [/ and |,|&|;/i, ' AND '],
  ] as const) {
    const parts = text.split(separator).map((part) => part.trim())
    if (parts.length < 2 || parts.length > 8) continue
    const names = parts.map((part) => (parseExpression(part) === null ? spdxOfName(part) : part))
    if (names.every((name) => name !== null)) return names.join(operator)
  }
  return null
}
