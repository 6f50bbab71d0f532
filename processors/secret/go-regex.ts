// Go's regular expressions (RE2) as ECMAScript's, on latin1 text: the same language, or a refusal that says why not. RE2 never goes
// back, and this engine does: what a text could make run away is refused too.

import { lookbehindBytes } from '../rules.ts'
import { runsAway } from './backtracking/index.ts'
import { regexLimits } from './limits.ts'

export type Converted =
  | { readonly kind: 'regex'; readonly regex: RegExp; readonly groups: number }
  | { readonly kind: 'refused'; readonly reason: string }

const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
}

/**
 * What an expression is for: `match` looks round a keyword for a secret; the others ask whether it is anywhere in a line or a
 * path, for which any text that it begins with is left out.
 */
export type Use = 'match' | 'line' | 'path'

const { before, after, line, path, stepsMax, placesMax } = regexLimits
const lengths: Readonly<Record<Use, number>> = { match: before + after + lookbehindBytes, line, path }

/** Converts a pattern. Refused: Unicode, bytes above 255, ungreedy mode, and what could run away. */
export function convertGoRegex(source: string, use: Use = 'match'): Converted {
  const lead = /^\(\?([a-z]+)\)/.exec(source)
  const flags = lead?.[1] ?? ''
  if (/[^ims]/.test(flags)) return refused(`the flag in (?${flags}) has no counterpart`)
  if (/[\u0080-\u{10ffff}]/u.test(source)) return refused('characters beyond ASCII are not matched on bytes')
  const written = source.slice(lead?.[0].length ?? 0)
  const body = use === 'match' ? written : written.replace(/^(?:\.\*\??|\((?:\?:)?\.\*\??\))(?![*+?{])/, '')
  const parts = translate(body, flags.includes('s'))
  if (typeof parts !== 'string') return parts
  const regex = compiled(parts, flags.replaceAll('s', ''))
  if (typeof regex === 'string') return refused(`not a regular expression: ${regex}`)
  const away = runsAway(regex, { length: lengths[use], stepsMax, placesMax })
  if (away !== null) return refused(away)
  const groups = (new RegExp(`${parts}|`).exec('') ?? []).length - 1
  return { kind: 'regex', regex, groups }
}

function compiled(source: string, flags: string): RegExp | string {
  try {
    return new RegExp(source, flags)
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}

const refused = (reason: string): Converted => ({ kind: 'refused', reason })

/** Translates token by token. `open` counts groups that a flag in mid-pattern has opened, by depth of parentheses. */
function translate(body: string, dotAll: boolean): string | Converted {
  let out = ''
  const extra: number[] = [0]
  for (let i = 0; i < body.length; ) {
    const rest = body.slice(i)
    const flag = /^\(\?([ims-]+)\)/.exec(rest)
    if (flag !== null) {
      if (/s/.test(flag[1] as string)) return refused('the flag s in mid-pattern has no counterpart')
      out += `(?${flag[1]}:`
      extra[extra.length - 1] = (extra.at(-1) ?? 0) + 1
      i += flag[0].length
      continue
    }
    const token = nextToken(rest, dotAll)
    if ('kind' in token) return token
    if (rest[0] === '(') extra.push(0)
    if (rest[0] === ')') out += ')'.repeat(extra.pop() ?? 0)
    out += token.text
    i += token.length
  }
  return out + ')'.repeat(extra[0] ?? 0)
}

type Token = { readonly text: string; readonly length: number }

function nextToken(rest: string, dotAll: boolean): Token | Converted {
  const character = rest[0] as string
  if (character === '[') return characterClass(rest)
  if (character === '\\') return escapeOf(rest, false)
  if (character === '.') return { text: dotAll ? '[^]' : '[^\\n]', length: 1 }
  if (rest.startsWith('(?P<')) return { text: '(?<', length: 4 }
  const scoped = /^\(\?([imsU-]+):/.exec(rest)
  if (scoped !== null) {
    if (/[U]/.test(scoped[1] as string)) return refused('ungreedy mode has no counterpart')
    return { text: `(?${scoped[1]}:`, length: scoped[0].length }
  }
  return { text: character, length: 1 }
}

function escapeOf(rest: string, inClass: boolean): Token | Converted {
  const quote = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest)
  if (quote !== null)
    return { text: (quote[1] as string).replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), length: quote[0].length }
  const hex = /^\\x\{([0-9a-fA-F]+)\}/.exec(rest)
  if (hex !== null) {
    const code = Number.parseInt(hex[1] as string, 16)
    if (code > 255) return refused(`\\x{${hex[1]}} is beyond a byte`)
    return { text: `\\x${code.toString(16).padStart(2, '0')}`, length: hex[0].length }
  }
  const next = rest[1] ?? ''
  if (next === 'p' || next === 'P') return refused('Unicode classes are not matched on bytes')
  if (next === 'C') return refused('\\C has no counterpart')
  if (next === 's') return { text: inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]', length: 2 }
  if (next === 'S' && !inClass) return { text: '[^\\t\\n\\f\\r ]', length: 2 }
  if (next === 'z') return { text: '(?![^])', length: 2 }
  if (next === 'A') return { text: '(?<![^])', length: 2 }
  if (next === 'a') return { text: '\\x07', length: 2 }
  return { text: rest.slice(0, 2), length: 2 }
}

function characterClass(rest: string): Token | Converted {
  let out = rest.startsWith('[^') ? '[^' : '['
  let i = out.length
  if (rest[i] === ']') {
    out += '\\]'
    i++
  }
  while (i < rest.length && rest[i] !== ']') {
    const named = /^\[:(\^?)([a-z]+):\]/.exec(rest.slice(i))
    if (named !== null) {
      const set = posix[named[2] as string]
      if (set === undefined || named[1] === '^') return refused(`the class ${named[0]} has no counterpart`)
      out += set
      i += named[0].length
    } else if (rest[i] === '\\') {
      const token = escapeOf(rest.slice(i), true)
      if ('kind' in token) return token
      out += token.text
      i += token.length
    } else {
      out += rest[i] === '[' ? '\\[' : rest[i]
      i++
    }
  }
  if (i >= rest.length) return refused('a character class is not closed')
  return { text: `${out}]`, length: i + 1 }
}
