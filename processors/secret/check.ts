// Judges a captured value by its rule's kind of check. Answers null where it is a secret, else why it is none.

import { judgeDense, judgeOpaque, judgePassword } from './assigned.ts'
import { decodeText } from './base64.ts'
import type { Context } from './context.ts'
import { entropy, wordShare } from './entropy.ts'
import { type Dismissal, dismissal, isFiller } from './placeholder.ts'
import type { SecretRule } from './rule.ts'
import { judgeTold } from './told.ts'
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
  | 'allowed'
  | 'sentence'

/** The captured value and how it was written. */
export type Captured = {
  readonly value: string
  /** Whether a sign that ends a value stood behind an unquoted one. */
  readonly ends: boolean
  readonly bare: boolean
  readonly named: boolean
  readonly context: Context
}

export function judgeValue(rule: SecretRule, captured: Captured): Reason | null {
  const { value } = captured
  if (rule.check === 'none') return null
  if (rule.check === 'pem') return judgePem(value)
  const dismissed = dismissal(value)
  if (dismissed !== null) return dismissed
  switch (rule.check) {
    case 'form':
      return null
    case 'mnemonic':
      return new Set(value.split(' ')).size < 10 || /\b(?:the|and|that|you|for|with|this|are)\b/.test(value)
        ? 'sentence'
        : null
    case 'entropy':
      return entropy(value) < (rule.entropyMin ?? 0) ? 'plain' : null
    case 'random':
      return judgeRandom(value, rule.entropyMin ?? 3)
    case 'password':
      return judgePassword(captured)
    case 'told':
      return judgeTold(captured)
    case 'dense':
      return judgeDense(captured)
    case 'opaque':
      return judgeOpaque(captured)
    case 'url':
      return judgeUrlPassword(value, captured.context.behind)
    case 'jwt':
      return judgeJwt(value)
    case 'basic':
      return judgeBasic(value)
  }
}

function judgeRandom(value: string, entropyMin: number): Reason | null {
  if (entropy(value) < entropyMin) return 'plain'
  return wordShare(value) > 0.45 ? 'words' : null
}

// The host follows the match: a reserved one makes the whole URL an example.
const reservedHost =
  /^[\w.-]*\b(?:example|test|invalid)\b|^(?:domain|host|hostname|server|my-?host|your-?\w*|some-?\w*)(?:$|[:/.\s"'`])/i

function judgeUrlPassword(value: string, behind: string): Reason | null {
  const plain = value.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  if (/[{}()$]|^%s|^\*+$|^\d{1,5}$/.test(value)) return 'template'
  if (reservedHost.test(behind)) return 'example'
  if (isWeakPassword(plain)) return 'weak'
  if (/^[A-Za-z_-]+$/.test(value)) return value.length >= 8 && wordShare(value) <= 0.4 ? null : 'words'
  return null
}

// A key's body is base64 in lines of 40 characters or more; what only quotes an armour has none.
function judgePem(body: string): Reason | null {
  const line = /[A-Za-z0-9+/=]{40,}/.exec(body.replaceAll(/\\+[nr]/g, '\n'))
  return line === null || isFiller(line[0]) ? 'filler' : null
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
  const parts = /^([\x21-\x39\x3b-\x7e]{0,100}):([\x20-\x7e]{3,200})$/.exec(text)
  if (parts === null) return 'undecodable'
  const password = parts[2] as string
  return dismissal(password) ?? (isWeakPassword(password) ? 'weak' : null)
}
