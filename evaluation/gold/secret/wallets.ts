// Wallet secrets that pass their own checksums: mnemonics, WIF, extended keys, raw keys.
import { createHash } from 'node:crypto'
import type { Random } from '../random.ts'
import { alphabets } from '../random.ts'

/** Every fourteenth word of the English BIP 39 list, so that a word's number is its place here times fourteen. */
const words = `
  abandon achieve adjust aim alpha angle appear arrange asthma average bag battle bench bitter blush bottom bright
  build buzz candy cart cave charge choose claw cloth collect consider country crazy cruel curve day degree
  describe diary disease dolphin dream dust ecology elephant end ensure escape excite explain false favorite
  fiction fiscal flock force fresh future gate ginger glow grain guard harbor hello hold hour hybrid impact inform
  inspire jacket juice kind labor lawn lemon light local lunar man mass medal metal miss moon mule narrow network
  notable obscure old orange outside palm patient people pig play pool prefer process pull pyramid radio raw
  reform render result ridge robust rug salute scene seat series shift shy sing slam smoke soldier space spirit
  stable stereo struggle suit suspect symptom tattoo theme tide toe torch train trip tunnel unable unlock used
  various viable vital walnut weasel where winter worry zebra
`
  .trim()
  .split(/\s+/)

const valid = (places: readonly number[]): boolean => {
  const bits = places.map((place) => (place * 14).toString(2).padStart(11, '0')).join('')
  const length = (places.length / 3) * 32
  const entropy = Buffer.from((bits.slice(0, length).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const sum = createHash('sha256').update(entropy).digest()
  return (sum[0] ?? 0).toString(2).padStart(8, '0').startsWith(bits.slice(length))
}

/** A BIP 39 phrase with a checksum that holds. */
export const mnemonic = (random: Random, count: 12 | 24 = 12): string => {
  const places = Array.from({ length: count }, () => random.int(words.length))
  return valid(places) ? places.map((place) => words[place] ?? '').join(' ') : mnemonic(random, count)
}

const twice = (bytes: Buffer): Buffer =>
  createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest()

const inBase58 = (value: bigint): string =>
  value === 0n ? '' : inBase58(value / 58n) + alphabets.base58.charAt(Number(value % 58n))

const withChecksum = (bytes: Buffer): string =>
  inBase58(BigInt(`0x${Buffer.concat([bytes, twice(bytes).subarray(0, 4)]).toString('hex')}`))

export const wif = (random: Random): string =>
  withChecksum(Buffer.concat([Buffer.from([0x80]), random.bytes(32), Buffer.from([1])]))

export const extendedKey = (random: Random, kind: 'private' | 'public'): string => {
  const version = Buffer.from(kind === 'private' ? '0488ade4' : '0488b21e', 'hex')
  const key = Buffer.concat([Buffer.from([kind === 'private' ? 0 : 2]), random.bytes(32)])
  return withChecksum(
    Buffer.concat([version, Buffer.from([3]), random.bytes(4), Buffer.alloc(4), random.bytes(32), key]),
  )
}

export const rawKey = (random: Random): string => random.text('hex', 64)

export const walletAddress = (random: Random): string => `0x${random.text('hex', 40)}`

export const solanaKey = (random: Random): string =>
  inBase58(BigInt(`0x${Buffer.concat([Buffer.from([0x1f]), random.bytes(63)]).toString('hex')}`))

export const solanaBytes = (random: Random): string => `[${[...random.bytes(64)].join(',')}]`
