// What is not a secret: templates, look-ups, fillers, examples, words of instruction, and vendors' documented samples.
// Precision is made here: each answer names why a captured value was dismissed, and the verdict counts the answers.
import { isNoise } from './entropy.ts'

export type Dismissal = 'template' | 'lookup' | 'filler' | 'example' | 'sample'

const templates: readonly RegExp[] = [
  /\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|\[\[|\]\]|\{%/,
  /^\$[A-Za-z_][\w:>-]*$/,
  /^\$\d$/,
  /^\\?\$/,
  /^<[^<>]*>?$/,
  /^\[[^\]]*\]?$|^\[[a-z/_ -]+\]/,
  /^\{[^{}]*\}?$/,
  /^%[\w.-]+%?$/,
  /%\([\w.]+\)s|%[sdvqx]\b|\{\d?\}|\{[a-z_][\w.]*\}/i,
  /^@[\w.]+@?$/,
  /^__\w+__$/,
  /^:[a-z_]+$/i,
  /^!(?:secret|env|ref|sub|vault|getatt|join|\w+)\b/i,
  /^(?:ENC|vault|ref|arn|env|op|ssm|secretsmanager|awssm|keyring|file|kms|encrypted|cipher|sops)[:([]/i,
  /^\*+$/,
]

const lookups =
  /process\.env|os\.environ|getenv|\benv[.([]|\bENV\[|System\.(?:getenv|getProperty)|Environment\.|config\.get|\bsecrets\.|\bvault\(|^(?:var|local|data|self|this|props|args|request|opts|options)\.|lookup\(|\bparams\[/

/** Words that only instructions and examples carry; long enough that a random token of 40 characters has one in a million. */
const instruction =
  /example|placeholder|this_?is|is_?a_?secret|as_?a_?secret|your[_-]?|\byour|change[_-]?(?:me|this|it)|replace[_-]?(?:me|this|with)?|insert[_-]?|redacted|dummy|sample|fake[_-]|[_-]fake|\bfake|fixme|todo[_-]|xxxx|\.\.\.|…|<[a-z][\w -]*>|goes[_-]here|[_-]here\b|enter[_-]|my[_-](?:secret|token|api|key|pass|super|access|client|private)|mysecret|mypass|mytoken|myapikey|some[_-]?(?:secret|token|key|pass|random|long|value|thing)|test[_-]?(?:secret|token|key|pass|api|value|user|client)|not[_-]?(?:a[_-])?(?:real|secret|used|valid)|super[_-]?secret|secret[_-]?(?:key|token|pass|value|goes|here)$|invalid|undefined|unknown[_-]|abcdef|123456|012345|qwerty|deadbeef|cafebabe|foobar|foo[_-]bar|lorem|mocked?[_-]|[_-]mock\b|stub[_-]|\bnull\b|\bnone\b|\bempty\b|default[_-]|hidden|masked|censored|scrubbed|#{5,}|\*{4,}|obfuscated|sanitized/i

/** Samples from vendors' documentation, joined from parts so that no push scanner takes this file for a leak. */
const samples: ReadonlySet<string> = new Set(
  [
    ['AKIA', 'IOSFODNN7', 'EXAMPLE'],
    ['AKIA', 'I44QH8DHB', 'EXAMPLE'],
    ['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCY', 'EXAMPLEKEY'],
    ['sk_test_', '4eC39HqLyjWDarjtT1zdp7dc'],
    ['sk_test_', 'BQokikJOvBiI2HlWgH4olfQ2'],
    ['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq', '/K1SZFPTOtr/KBHBeksoGMGw=='],
    ['C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw', '/Jw=='],
    ['TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ'],
    ['SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'],
    ['dGhlIHNhbXBsZSBub25jZQ=='],
    ['QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['QWxhZGRpbjpPcGVuU2VzYW1l'],
    ['mF_9.B5f-4.1JqM'],
    ['czZCaGRSa3F0MzpnWDFmQmF0M2JW'],
    ['SlAV32hkKG'],
    ['2YotnFZFEjr1zCsicMWpAA'],
    ['tGzv3JOkF0XG5Qx2TlKWIA'],
    ['T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'],
  ].map((parts) => parts.join('')),
)

/** Why a captured value is no secret, or null. Answers for any kind of value: what only a password is not, check.ts says. */
export function dismissal(value: string): Dismissal | null {
  if (isNoise(value)) return null
  if (templates.some((template) => template.test(value))) return 'template'
  if (lookups.test(value)) return 'lookup'
  if (isFiller(value)) return 'filler'
  if (instruction.test(value)) return 'example'
  if (samples.has(value) || [...samples].some((sample) => sample.length > 24 && value.includes(sample))) return 'sample'
  return null
}

/** Too few different characters, one character for most of it, or an alphabet or keyboard row walked along. */
export function isFiller(value: string): boolean {
  const length = value.length
  const counts = new Map<string, number>()
  let steps = 0
  for (let i = 0; i < length; i++) {
    const character = value[i] as string
    counts.set(character, (counts.get(character) ?? 0) + 1)
    if (i > 0 && Math.abs(value.charCodeAt(i) - value.charCodeAt(i - 1)) === 1) steps++
  }
  const most = Math.max(...counts.values())
  if (counts.size <= 2 || (length >= 12 && counts.size <= 4)) return true
  if (length >= 8 && most > 0.5 * length) return true
  if (length >= 8 && steps >= 0.6 * (length - 1)) return true
  return length >= 12 && isRepeated(value)
}

/** A short piece said over and over, such as `abcabcabcabc`. */
function isRepeated(value: string): boolean {
  for (let size = 1; size <= value.length / 3; size++) {
    if (value.length % size === 0 && value.slice(0, size).repeat(value.length / size) === value) return true
  }
  return false
}
