// Fills the marks of a text, such as ⟦ip⟧ or ⟦b64:text⟧: dead addresses, random values, and texts in the encodings
// that samples hide behind. The innermost marks are filled first, so that encodings nest.
import { constants, deflateRawSync } from 'node:zlib'
import type { Alphabet, Random } from '../random.ts'

type Maker = (random: Random, argument: string) => string

const networks = ['198.51.100', '203.0.113', '192.0.2']
const firstNames = [
  'cdn',
  'api',
  'static',
  'update',
  'metrics',
  'assets',
  'sync',
  'node',
  'files',
  'mirror',
  'pkg',
  'img',
]
const lastNames = [
  'delivery',
  'telemetry',
  'checker',
  'cloud',
  'storage',
  'relay',
  'hub',
  'gate',
  'pool',
  'stat',
  'core',
]
const endings = ['example.com', 'example.net', 'invalid', 'example']
const ports = ['4444', '1337', '9001', '8443', '443', '53', '31337', '5555', '8080']

const drawn =
  (alphabet: Alphabet): Maker =>
  (random, argument) =>
    random.text(alphabet, Number.parseInt(argument, 10) || 8)

const coded =
  (code: (argument: string) => string): Maker =>
  (_random, argument) =>
    code(argument)

const eachByte = (text: string, write: (byte: number) => string, between = ''): string =>
  [...Buffer.from(text)].map(write).join(between)

const adler32 = (bytes: Buffer): Buffer => {
  const [low, high] = [...bytes].reduce<readonly [number, number]>(
    ([sum, sums], byte) => [(sum + byte) % 65521, (sums + sum + byte) % 65521],
    [1, 0],
  )
  const written = Buffer.alloc(4)
  written.writeUInt32BE(high * 65536 + low)
  return written
}

/** zlib's format by Huffman codes alone, whose bytes do not hang on the machine as those of a search for matches do. */
const deflated = (text: string): Buffer => {
  const raw = deflateRawSync(text, { strategy: constants.Z_HUFFMAN_ONLY })
  return Buffer.concat([Buffer.from([0x78, 0x9c]), raw, adler32(Buffer.from(text))])
}

const base32 = (text: string): string => {
  const bits = eachByte(text, (byte) => byte.toString(2).padStart(8, '0'))
  const words = bits.match(/.{1,5}/g) ?? []
  const letters = words
    .map((word) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(word.padEnd(5, '0'), 2)])
    .join('')
  return letters.padEnd(Math.ceil(letters.length / 8) * 8, '=')
}

const rotated = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
  })

/** Bytes as variation selectors, as loaders with invisible text keep them. */
const selector = (byte: number): string => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)

const pieces: Maker = (random, argument) => {
  const parts: string[] = []
  const left = [...argument]
  while (left.length > 0) parts.push(left.splice(0, 2 + random.int(4)).join(''))
  return parts.map((part) => `'${part}'`).join(random.pick(['+', ' + ']))
}

const makers: Readonly<Record<string, Maker>> = {
  ip: (random) => `${random.pick(networks)}.${1 + random.int(254)}`,
  port: (random) => random.pick(ports),
  host: (random) =>
    `${random.pick(firstNames)}${random.pick(['-', '.'])}${random.pick(lastNames)}.${random.pick(endings)}`,
  discord: (random) => `https://discord.com/api/webhooks/${random.text('digits', 18)}/${random.text('base64url', 68)}`,
  telegram: (random) => `${random.text('digits', 10)}:AA${random.text('base64url', 33)}`,
  slack: (random) => {
    const parts = [`T${random.text('upperDigits', 8)}`, `B${random.text('upperDigits', 8)}`]
    return `https://hooks.slack.com/services/${parts.join('/')}/${random.text('alphanumeric', 24)}`
  },
  paste: (random) => `https://pastebin.com/raw/${random.text('alphanumeric', 8)}`,
  btc: (random) => `bc1q${random.text('lowerDigits', 38)}`,
  eth: (random) => `0x${random.text('hex', 40)}`,
  xmr: (random) => `4${random.text('base58', 94)}`,
  hex: drawn('hex'),
  digits: drawn('digits'),
  upperhex: drawn('upperHex'),
  lower: drawn('lower'),
  upper: drawn('upperDigits'),
  alnum: drawn('alphanumeric'),
  name: (random) => `_0x${random.text('hex', 5)}`,
  uuid: (random) => random.uuid(),
  pick: (random, argument) => random.pick(argument.split('|')),
  blob: (random, argument) => random.bytes(Number.parseInt(argument, 10)).toString('base64'),
  bytes: (random, argument) =>
    [...random.bytes(Number.parseInt(argument, 10))]
      .map((byte) => `0x${byte.toString(16).padStart(2, '0')}`)
      .join(', '),
  png: (random, argument) =>
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      random.bytes(Number.parseInt(argument, 10)),
    ]).toString('base64'),
  wasm: (random, argument) =>
    Buffer.concat([Buffer.from('0061736d01000000', 'hex'), random.bytes(Number.parseInt(argument, 10))]).toString(
      'base64',
    ),
  pieces,
  b64: coded((text) => Buffer.from(text).toString('base64')),
  utf16: coded((text) => Buffer.from(text, 'utf16le').toString('base64')),
  zlib: coded((text) => deflated(text).toString('base64')),
  b32: coded(base32),
  hexed: coded((text) => Buffer.from(text).toString('hex')),
  escaped: coded((text) => eachByte(text, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`)),
  unicode: coded((text) => eachByte(text, (byte) => `\\u${byte.toString(16).padStart(4, '0')}`)),
  octal: coded((text) => eachByte(text, (byte) => `\\${byte.toString(8).padStart(3, '0')}`)),
  percent: coded((text) => eachByte(text, (byte) => `%${byte.toString(16).padStart(2, '0')}`)),
  codes: coded((text) => eachByte(text, String, ', ')),
  shifted: coded((text) => eachByte(text, (byte) => String(byte + 7), ',')),
  xor: coded((text) => eachByte(text, (byte) => String(byte ^ 23), ', ')),
  reversed: coded((text) => [...text].reverse().join('')),
  rot13: coded(rotated),
  encodedlist: coded((text) =>
    text
      .split('|')
      .map((part) => `'${Buffer.from(part).toString('base64')}'`)
      .join(','),
  ),
  invisible: coded((text) => eachByte(text, selector)),
  private: coded((text) => eachByte(text, (byte) => String.fromCodePoint(0xe000 + byte))),
  tags: coded((text) => eachByte(text, (byte) => String.fromCodePoint(0xe0000 + byte))),
  zerowidth: coded((text) =>
    eachByte(text, (byte) => byte.toString(2).replaceAll('0', '\u200b').replaceAll('1', '\u200c')),
  ),
  point: coded((text) => String.fromCodePoint(Number.parseInt(text, 16))),
  line: coded(() => '\n'),
  space: coded((text) => ' '.repeat(Number.parseInt(text, 10))),
}

const made = (mark: string, random: Random): string => {
  const [, name = '', argument = ''] = /^([a-z0-9]+)(?:#\d)?(?::([\s\S]*))?$/.exec(mark) ?? []
  const maker = makers[name]
  if (maker === undefined) throw new Error(`expected a known mark, found ${mark}`)
  return maker(random, argument)
}

/** The text with its marks filled; a mark that stands twice has one value, unless told apart by `#2`. */
export const filled = (text: string, random: Random): string => {
  const values = new Map<string, string>()
  const valueAt = (mark: string): string => {
    const value = values.get(mark) ?? made(mark, random)
    values.set(mark, value)
    return value
  }
  let left = text.replace(/⟦join⟧\n\s*/g, '')
  while (left.includes('⟦')) {
    const next = left.replace(/⟦([^⟦⟧]*)⟧/g, (_all, mark: string) => valueAt(mark))
    if (next === left) throw new Error('expected marks that close, found one that does not')
    left = next
  }
  return left
}
