// Judges the value of an assignment: a password that a person chose, or an opaque token that a machine drew.
import { decodeText } from './base64.ts'
import type { Captured, Reason } from './check.ts'
import { isDense, looksLikeCode } from './code.ts'
import type { Context } from './context.ts'
import { characterKinds, entropy, isNoise, isSayable, isWordLike, wordShare } from './entropy.ts'
import { isNotNamed, isStrongName, repeatsName } from './names.ts'
import { dismissal } from './placeholder.ts'
import { isWeakPassword } from './weak.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
// What the DER of a public key begins with in base64, by algorithm.
const publicKey = /^(?:MFkwEwYH|MHYwEAYH|MIIBIjAN|MIICIjAN|MIGfMA0G|MCowBQYDK2Vw|AAAA[BCE]3NzaC1)/
const hashLine =
  /sha-?(?:1|224|256|384|512)|md5|checksum|integrity|digest|\bhash|etag|commit|revision|fingerprint|\bgit[_-]?(?:sha|ref)/i

/** A password: five characters or more that are no word, no code, and nothing everyone knows. */
export function judgePassword(captured: Captured): Reason | null {
  const { value, bare } = captured
  if (value.length < 5 && (value.length < 4 || characterKinds(value) < 3)) return 'short'
  if (value.length > 128) return 'plain'
  const general = judgeAny(captured)
  if (general !== null) return general
  if (/^[\d.,:/_-]+$/.test(value)) return bare || value.length < 6 ? 'plain' : null
  if (/^[A-Za-z]+:?$/.test(value)) return lettersOnly(value.replace(/:$/, ''))
  if (/^[A-Za-z]+(?:[_.-][A-Za-z]+)*$/.test(value)) return wordShare(value) > 0.5 ? 'words' : null
  return wordShare(value) > 0.85 && !/\d{2}|[^\w.-]/.test(value) ? 'words' : null
}

/** A token: ten characters or more, digits among the letters, and too much entropy for its length to be said aloud. */
export function judgeOpaque(captured: Captured): Reason | null {
  const { value, bare, named, context } = captured
  if (value.length < 10) return 'short'
  if (value.length > 200 && /[^\w.+/=~%:-]/.test(value)) return 'code'
  const general = judgeAny(captured)
  if (general !== null) return general
  if (uuid.test(value)) return !named || (isStrongName(context.name) && !bare) ? null : 'hash'
  if (
    /^[\d.,:/_-]+$/.test(value) ||
    /^[-+]?0x[0-9a-f]{1,16}$/i.test(value) ||
    /^[-+]?\d[\d.]*(?:e[-+]?\d+)?[a-z]?$/i.test(value)
  )
    return 'plain'
  if (/^eyJ[\w-]{5,60}$/.test(value) || /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|PHN2Zy|JVBERi)/.test(value)) return 'plain'
  // An address on a chain, which is what contracts call a token; and a badge's token, which its image shows to everyone.
  if (/^0x[0-9a-f]{40}$/i.test(value) || /\.svg\?[\w=&.-]*$/.test(context.ahead)) return 'hash'
  const hex = /^(?:0x)?[0-9a-f]+$/i.test(value)
  if (hex && value.length >= 32 && hashLine.test(context.ahead + context.name)) return 'hash'
  if (/^[A-Z]?[a-z]+$/.test(value) && isSayable(value)) return 'words'
  if (!/\d/.test(value) && !(characterKinds(value) >= 2 && value.length >= 16)) return 'plain'
  // Django marks the key it draws for a new project.
  const drawn = value.replace(/^django-insecure-/, '')
  if (/[^\w+/=.~!@#$%^&*:?-]/.test(value) && (bare || !(isDense(drawn) || isNoise(drawn)))) return 'code'
  if (entropy(value) < entropyFloor(value.length, hex)) return 'plain'
  return wordShare(value) > 0.5 ? 'words' : null
}

/** A token whose name alone proves little: twenty characters or more, digits throughout, hardly a word in it. */
export function judgeDense(captured: Captured): Reason | null {
  const { value } = captured
  if (value.length < 20) return 'short'
  if (uuid.test(value) || publicKey.test(value) || /[gp]gp|release|ssh-/i.test(captured.context.ahead)) return 'hash'
  if (/\/\/[^\s"']*[?&][\w.-]*$/.test(captured.context.ahead)) return 'path'
  const opaque = judgeOpaque(captured)
  if (opaque !== null) return opaque
  const digits = value.replaceAll(/\D/g, '').length
  if (digits < 3 || wordShare(value) > 0.25) return 'words'
  return entropy(value) < (/^[0-9a-f]+$/i.test(value) ? 3 : 3.6) ? 'plain' : null
}

// Half of what a uniformly drawn string of that length has at most, and a little more: shorter strings cannot reach more.
const entropyFloor = (length: number, hex: boolean): number => (hex ? 2.6 : length >= 20 ? 3.3 : length >= 16 ? 3 : 2.9)

function judgeAny({ value, bare, ends, named, context }: Captured): Reason | null {
  if (/\s/.test(value) && !isNoise(value) && !isAppPassword(value)) return 'sentence'
  if (named && isNotNamed(context)) return 'name'
  // Labels in other languages: letters beyond ASCII, and no digit among them.
  if (/[\x80-\xff]/.test(value) && !/\d/.test(value)) return 'words'
  if (bare) {
    const misplaced = judgeBare(value, ends, context)
    if (misplaced !== null) return misplaced
  }
  const code = looksLikeCode(value.replace(/^django-insecure-/, ''))
  if (code !== null) return code
  if (isSlug(value) || /^[a-z]+(?:_[a-z]+)+$/.test(value)) return 'words'
  const inside = judgeWrapped(value)
  if (inside !== null) return inside
  if (isWeakPassword(value) || (named && repeatsName(value, context.name))) return 'weak'
  return null
}

// Google shows an app password as four groups of four letters, and people keep the blanks.
const isAppPassword = (value: string): boolean =>
  /^[a-z]{4}(?: [a-z]{4}){3}$/.test(value) && wordShare(value.replaceAll(' ', '')) < 0.5

// `my-db-secret-v1`: words of lower-case letters that say what a secret is called.
function isSlug(value: string): boolean {
  const parts = value.split(/[-_.]/)
  if (parts.length < 2 || !parts.every((part) => /^(?:[a-z]{1,10}|v?\d{1,4}|[a-z]{2,10}\d)$/.test(part))) return false
  return (
    parts.length > 3 ||
    /^\d{4}_[a-z]/.test(value) ||
    parts.some((part) =>
      /^(?:secrets?|passwords?|tokens?|keys?|db|creds?|credentials?|auth|config|tls|cert)$/.test(part),
    )
  )
}

// Base64 hides an example or a greeting as well as a secret; what OpenSSL has encrypted is neither.
function judgeWrapped(value: string): Reason | null {
  if (value.startsWith('U2FsdGVkX1')) return 'hash'
  const text = /^[A-Za-z0-9+/]{8,400}={0,2}$/.test(value) && value.length % 4 === 0 ? decodeText(value) : null
  if (text === null || !/^[ -~\s]+$/.test(text)) return null
  const plain = text.trim()
  if (isWeakPassword(plain)) return 'weak'
  return dismissal(plain) ?? (/ /.test(plain) && wordShare(plain) > 0.6 ? 'sentence' : null)
}

// A bare word is a variable in code and a value in configuration, where it is all that stands behind the name.
function judgeBare(value: string, ends: boolean, context: Context): Reason | null {
  if (value.startsWith(':') || (context.sign === ':' && /\w:[\w-]*$/.test(context.ahead))) return 'code'
  if (!context.bareIsLiteral) {
    if (/^[0-9a-f]{32,}$/.test(value) && /\d[a-f]\d/.test(value)) return null
    if (/[()[\]{};,<>&|*]/.test(value) || /^[A-Za-z_$][\w$.:]*$/.test(value)) return 'code'
    return characterKinds(value) >= 3 && wordShare(value) < 0.4 && value.length >= 8 ? null : 'code'
  }
  if (context.words.join(' ') === 'pass' && !/^[\s#-]*$|(?:user|login|name|mail|id)\b/i.test(context.ahead))
    return 'code'
  return ends || /^[ \t]*(?:$|[#;,&|)\]}"'`\\<]|\/\/|--)/.test(context.behind) || /=$/.test(context.sign)
    ? null
    : 'sentence'
}

// A run of letters is a password only where it is no word: eight letters or more, since short runs prove nothing.
function lettersOnly(value: string): Reason | null {
  if (value.length < 8) return 'words'
  if (/^[A-Z]?[a-z]+$|^[A-Z]+$/.test(value) && isSayable(value)) return 'words'
  return wordShare(value) > 0.4 || isWordLike(value.toLowerCase()) ? 'words' : null
}
