// Judges a captured value by its rule's kind of check. Answers null where it is a secret, else why it is none.

import { decodeText } from './base64.ts'
import type { Context } from './context.ts'
import { characterKinds, entropy, isWordLike, wordShare } from './entropy.ts'
import { type Dismissal, dismissal } from './placeholder.ts'
import type { SecretRule } from './rule.ts'
import { isWeakPassword } from './weak.ts'

export type Reason =
  | Dismissal
  | 'short'
  | 'words'
  | 'plain'
  | 'weak'
  | 'name'
  | 'code'
  | 'path'
  | 'hash'
  | 'undecodable'
  | 'sentence'

/** The captured value and how it was written. */
export type Captured = {
  readonly value: string
  readonly bare: boolean
  readonly named: boolean
  readonly context: Context
}

export function judgeValue(rule: SecretRule, captured: Captured): Reason | null {
  const { value } = captured
  if (rule.check === 'none') return null
  const dismissed = dismissal(value)
  if (dismissed !== null) return dismissed
  switch (rule.check) {
    case 'form':
      return null
    case 'random':
      return judgeRandom(value, rule.entropyMin ?? 3)
    case 'password':
      return judgePassword(captured)
    case 'opaque':
      return judgeOpaque(captured)
    case 'url':
      return judgeUrlPassword(value)
    case 'jwt':
      return judgeJwt(value)
    case 'basic':
      return judgeBasic(value)
  }
}

function judgeRandom(value: string, entropyMin: number): Reason | null {
  if (entropy(value) < entropyMin) return 'plain'
  return wordShare(value) > 0.55 ? 'words' : null
}

// Names that end so hold something about the secret, and names that begin so hold something meant for everyone.
const aboutName =
  /(?:field|label|title|text|type|name|names|url|uri|urls|path|file|files|filename|dir|folder|prefix|suffix|header|headers|param|params|parameter|regex|regexp|pattern|format|hint|help|error|errors|message|msg|prompt|length|len|size|min|max|count|limit|ttl|expiry|expires|expiration|expiresin|expiresat|lifetime|timeout|age|policy|rule|rules|class|selector|input|element|column|table|arn|ref|refs|id|ids|env|envvar|var|variable|endpoint|method|mode|kind|status|state|enabled|required|version|algorithm|alg|algo|scheme|strength|reset|resetlink|store|provider|manager|service|handler|helper|validator|view|form|page|button|icon|placeholder|description|desc|comment|index|offset|position|pos|start|end|line|scope|scopes|audience|issuer|fingerprint|thumbprint|digest|checksum|hash|hashed|encrypted|encoding|charset|chars|symbol|category|group|role|domain|template|schema|map|list|array|count|mapping|generator|factory|source|key2|keyname|keyid|keyspec|keytype|keysize|keypath|keyfile)\d?$/
const publicName =
  /^(?:public|publishable|csrf|xsrf|next|page|continuation|cancel|cancellation|syntax|partition|primary|foreign|sort|cache|route|shard|anti|forgery|antiforgery|nextpage|prevpage|sync|change|design|css|style|color|theme|lex|parse|parser|ast)|public(?:key|token)|nextpagetoken|continuationtoken|csrftoken|xsrftoken|synctoken|integrity|checksum|sha(?:1|256|512)|md5|etag|digest/

const namesOther = (name: string): boolean => aboutName.test(name) || publicName.test(name)

const hashLine =
  /sha-?(?:1|224|256|384|512)|md5|checksum|integrity|digest|\bhash|etag|commit|revision|fingerprint|\bgit[_-]?(?:sha|ref)/i
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const strongName =
  /(?:api|app|access|secret|auth|client|private|signing|encryption|master|license|subscription)(?:key|secret|token)|clientsecret|password|passwd/

/** Code and configuration that only looks like a value: calls, member chains, paths, formats, constants, tags. */
function looksLikeCode(value: string): Reason | null {
  if (/^[\w.$]+\(|\)$|^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$|::|->|=>|\s(?:=|\|\||&&)\s|^[!&*]|[;{}]$/.test(value))
    return 'code'
  if (
    /^(?:\.{0,2}|~|[A-Za-z]:)[\\/]|^[\w-]+:\/\/|^[\w.@-]+(?:\/[\w.@-]+)+\/?$|\.(?:js|ts|py|json|ya?ml|txt|pem|key|crt|html?|php|java|go|rb|md|xml|conf|cfg|ini|env|sh|sql|csv|com|org|net|io|dev)$/i.test(
      value,
    )
  ) {
    return /^[\w+/=-]{32,}$/.test(value) && characterKinds(value) >= 3 && wordShare(value) < 0.3 ? null : 'path'
  }
  if (/^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/.test(value) && !/\d{3}/.test(value)) return 'code'
  return null
}

function judgePassword({ value, bare, named, context }: Captured): Reason | null {
  if (value.length < 5) return 'short'
  if (value.length > 128) return 'plain'
  if (/\s/.test(value)) return 'sentence'
  if (named && namesOther(context.name)) return 'name'
  const code = looksLikeCode(value)
  if (code !== null) return code
  if (isWeakPassword(value) || (named && sameAsName(value, context.name))) return 'weak'
  if (/^[\d.,_-]+$/.test(value)) return bare || value.length < 6 ? 'plain' : null
  if (bare && !context.bareIsLiteral) return judgeBareInCode(value)
  if (/^[A-Za-z]+$/.test(value)) return lettersOnly(value)
  if (/^[A-Za-z]+(?:[_-][A-Za-z]+)*$/.test(value)) return wordShare(value) > 0.5 ? 'words' : null
  return wordShare(value) > 0.85 && !/\d{2}|[^\w.-]/.test(value) ? 'words' : null
}

// A run of letters is a password only where it is no word: eight letters or more, since short runs prove nothing.
function lettersOnly(value: string): Reason | null {
  if (value.length < 8) return 'words'
  return wordShare(value) > 0.4 || isWordLike(value.toLowerCase()) ? 'words' : null
}

// In code a bare word is a variable. Only what no identifier looks like is a literal that lost its quotes.
function judgeBareInCode(value: string): Reason | null {
  if (/[()[\]{};,<>&|*]/.test(value) || /^[A-Za-z_$][\w$.]*$/.test(value)) return 'code'
  return characterKinds(value) >= 3 && wordShare(value) < 0.4 && value.length >= 8 ? null : 'code'
}

function sameAsName(value: string, name: string): boolean {
  const plain = value.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return plain.length > 0 && (name.includes(plain) || (plain.length > 5 && plain.startsWith(name) && name.length > 5))
}

function judgeOpaque({ value, bare, named, context }: Captured): Reason | null {
  if (value.length < 10) return 'short'
  if (/\s/.test(value)) return 'sentence'
  if (named && namesOther(context.name)) return 'name'
  const code = looksLikeCode(value)
  if (code !== null) return code
  if ((named && sameAsName(value, context.name)) || isWeakPassword(value)) return 'weak'
  if (uuid.test(value)) return strongName.test(context.name) && !bare ? null : 'hash'
  if (/^[\d.,:_-]+$/.test(value)) return 'plain'
  const hex = /^(?:0x)?[0-9a-f]+$/i.test(value)
  if (hex && value.length >= 32 && hashLine.test(context.ahead + context.name)) return 'hash'
  if (!/\d/.test(value) && !(characterKinds(value) >= 2 && value.length >= 16)) return 'plain'
  if (/[^\w+/=.~!@#$%^&*:?-]/.test(value)) return bare ? 'code' : judgeSymbols(value)
  if (bare && !context.bareIsLiteral && /^[A-Za-z_$][\w$]*$/.test(value) && characterKinds(value) < 3) return 'code'
  const floor = hex ? 2.6 : value.length >= 20 ? 3.3 : value.length >= 16 ? 3 : 2.9
  if (entropy(value) < floor) return 'plain'
  return wordShare(value) > 0.5 ? 'words' : null
}

function judgeSymbols(value: string): Reason | null {
  return characterKinds(value) === 4 && wordShare(value) < 0.4 && !/[<>{}()[\]\\|]/.test(value) ? null : 'code'
}

function judgeUrlPassword(value: string): Reason | null {
  if (/[{}()$]|^%s|^\*+$|^\d{1,5}$/.test(value)) return 'template'
  if (isWeakPassword(value)) return 'weak'
  if (/^[A-Za-z_-]+$/.test(value)) return value.length >= 8 && wordShare(value) <= 0.4 ? null : 'words'
  return null
}

function judgeJwt(value: string): Reason | null {
  const [header, payload] = value.split('.')
  const decoded = [header, payload].map((part) => Buffer.from(part ?? '', 'base64url').toString('latin1'))
  return decoded.every(isJsonObject) ? null : 'undecodable'
}

// A JSON object without a parser's exceptions: the decoded text opens and closes as one and has a quoted name in it.
const isJsonObject = (text: string): boolean => /^\s*\{\s*"[\w:/.#-]{1,80}"\s*:[^\0]{1,6000}\}\s*$/.test(text)

function judgeBasic(value: string): Reason | null {
  const text = decodeText(value)
  if (text === null) return 'undecodable'
  const parts = /^([^:\s]{0,100}):(.{3,200})$/.exec(text)
  if (parts === null) return 'undecodable'
  const password = parts[2] as string
  return dismissal(password) ?? (isWeakPassword(password) ? 'weak' : null)
}
