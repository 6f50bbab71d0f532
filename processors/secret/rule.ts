// What a secret rule is, and the constructors the rule tables are written with: a vendor's token that is known by its
// form, and a value that is known by the vendor's name beside it.
import type { RuleDoc, RuleExample } from '../processor.ts'
import type { Pattern } from '../rules.ts'
import { type Alphabet, sample } from './examples.ts'
import { leadsTo } from './syntax.ts'

/** Whether a file with such a secret is refused, or released with the secret replaced. */
type Policy = 'reject' | 'redact'

/**
 * How a captured value is judged. form: the form is proof enough, only samples and fillers are dismissed. random: it must
 * look random too. password, opaque and dense: the value of an assignment, by people, by machines, and by
 * machines where the name says little. jwt and basic: it is decoded. pem: it has
 * the lines of a key in it. told: a password among words, such as a reader is told. mnemonic: its words differ. entropy: form, and as much entropy as the rule asks.
 */
type Check =
  | 'form'
  | 'random'
  | 'password'
  | 'opaque'
  | 'dense'
  | 'jwt'
  | 'basic'
  | 'url'
  | 'pem'
  | 'mnemonic'
  | 'told'
  | 'entropy'
  | 'none'

export type SecretRule = RuleDoc &
  Pattern & {
    readonly policy: Policy
    readonly check: Check
    /** Where two rules meet on the same bytes, the higher rank names the class: 3 a vendor's form, 2 a syntax, 1 an assignment. */
    readonly rank: 1 | 2 | 3
    /** Shannon entropy the captured value must reach, in bits per character. */
    readonly entropyMin?: number
    /** An assignment: the name ahead of the value is judged too, and the fifth group holds an unquoted value. */
    readonly named?: true
    /** The capture group that holds the secret; without it the first that took part, else the whole match. */
    readonly valueGroup?: number
    /** The rule holds in files whose path this matches. */
    readonly path?: RegExp
    /** What the user lets pass. */
    readonly allow?: readonly Allowance[]
    /** Of a rule of the user: the file it stands in. */
    readonly origin?: Origin
  }

/** A file of the user's rules: its name, and the sha256 of its text, so that the ruleset hash changes with it. */
export type Origin = { readonly file: string; readonly version: string }

/** Lets a match pass: where any of its parts fits, or with `all` where each kind of part that is given fits. */
export type Allowance = {
  readonly regexes: readonly RegExp[]
  readonly paths: readonly RegExp[]
  readonly stopwords: readonly string[]
  readonly target: 'secret' | 'match' | 'line'
  readonly all: boolean
}

type Options = Partial<
  Pick<
    SecretRule,
    | 'policy'
    | 'check'
    | 'rank'
    | 'severity'
    | 'entropyMin'
    | 'before'
    | 'after'
    | 'why'
    | 'named'
    | 'keywords'
    | 'pattern'
  >
> & {
  readonly matches?: readonly RuleExample[]
  readonly misses?: readonly RuleExample[]
}

/** Where a token may begin and end: not inside a longer word. */
const begin = '(?<![A-Za-z0-9])'
const end = '(?![A-Za-z0-9]|\\.(?:png|jpe?g|gif|svg|webp|ico|js|css|html?)\\b)'

/**
 * A token known by its form. `source` is a regular expression that begins at the keyword; `body` is [characters, alphabet]
 * of what follows `prefix` in the generated example.
 */
export function token(
  id: string,
  group: string,
  source: string,
  example: readonly (string | readonly [number, Alphabet])[],
  options: Options = {},
): SecretRule {
  const prefix = example.find((part) => typeof part === 'string') ?? ''
  const built = fill(id, example)
  const filler = example.map((part) => (typeof part === 'string' ? part : 'x'.repeat(part[0]))).join('')
  return {
    id,
    group,
    why: `Whoever has this ${group} credential acts as its owner.`,
    severity: 'high',
    keywords: [prefix.toLowerCase()],
    pattern: new RegExp(`${begin}(${source})${end}`),
    policy: 'redact',
    check: 'form',
    rank: 3,
    ...options,
    matches: [`const credential = "${built}"\n`, `credential: ${built}\n`, ...(options.matches ?? [])],
    misses: [`const credential = "${filler}"\n`, `see ${prefix}abc\n`, ...(options.misses ?? [])],
  }
}

/**
 * A value known by a word beside it, such as the vendor's name: `words` are the keywords, `source` the value's form.
 */
export function near(
  id: string,
  group: string,
  words: readonly string[],
  source: string,
  example: readonly [number, Alphabet] | string,
  options: Options = {},
): SecretRule {
  const value = typeof example === 'string' ? example : sample(id, example[1], example[0])
  const word = words[0] as string
  const variable = `${word.replaceAll(/[^a-z0-9]/gi, '_').toUpperCase()}_KEY`
  return {
    id,
    group,
    why: `Whoever has this ${group} credential acts as its owner.`,
    severity: 'high',
    keywords: words,
    pattern: new RegExp(`(?:${words.map(escaped).join('|')})${leadsTo}(${source})(?![\\w+/=-])`, 'i'),
    policy: 'redact',
    check: 'random',
    rank: 3,
    entropyMin: 2.8,
    ...options,
    matches: [`${variable}=${value}\n`, `"${word}_token": "${value}",\n`, ...(options.matches ?? [])],
    misses: [
      `${variable}=${'x'.repeat(value.length)}\n`,
      `${variable} = process.env.${variable}\n`,
      ...(options.misses ?? []),
    ],
  }
}

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A rule written out in full, with the defaults of its kind. */
export function rule(
  parts: Pick<SecretRule, 'id' | 'group' | 'why' | 'keywords' | 'pattern' | 'matches' | 'misses'> & Options,
): SecretRule {
  return { severity: 'high', policy: 'redact', check: 'form', rank: 2, ...parts }
}

/** An example token: literal parts, and random parts of a length and alphabet. */
function fill(seed: string, parts: readonly (string | readonly [number, Alphabet])[]): string {
  return parts
    .map((part, index) => (typeof part === 'string' ? part : sample(`${seed}${index}`, part[1], part[0])))
    .join('')
}
