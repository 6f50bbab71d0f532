// Fake secrets for the rules' proofs: the same seed gives the same string, so nothing secret-looking stands in the source.
import { createHash } from 'node:crypto'

export const alphabets = {
  alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  lower: '0123456789abcdefghijklmnopqrstuvwxyz',
  upper: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  hex: '0123456789abcdef',
  hexUpper: '0123456789ABCDEF',
  digits: '0123456789',
  base64: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/',
  url: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
} as const

export type Alphabet = keyof typeof alphabets

/** `length` characters of the alphabet, drawn by SHA-256 of the seed and a counter. */
export function sample(seed: string, alphabet: Alphabet, length: number): string {
  const characters = alphabets[alphabet]
  let out = ''
  for (let block = 0; out.length < length; block++) {
    for (const byte of createHash('sha256').update(`${seed}/${block}`).digest()) {
      out += characters[byte % characters.length]
    }
  }
  return out.slice(0, length)
}

/** Text as base64, as configuration files wrap it. */
export const wrapped = (text: string): string => Buffer.from(text, 'latin1').toString('base64')

/** A JSON web token with a random signature. */
export function fakeJwt(seed: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [
    part({ alg: 'HS256', typ: 'JWT' }),
    part({ sub: '4711', name: seed, iat: 1516242622 }),
    sample(seed, 'url', 43),
  ].join('.')
}

/** A PEM block with a random body of `lines` lines. */
export function fakePem(label: string, seed: string, lines = 12): string {
  const body = Array.from({ length: lines }, (_, line) => sample(`${seed}${line}`, 'base64', 64)).join('\n')
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
}
