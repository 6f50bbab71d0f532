// Key material in its real encodings: DER, PEM, OpenSSH, PGP, PuTTY, age, NKEY, JWT, and public counterparts.
import { createECDH } from 'node:crypto'
import type { Random } from '../random.ts'
import { base64, base64url, code, wrapped } from './form.ts'

const size = (length: number): readonly number[] =>
  length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]

const der = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...size(body.length)]), body])
}

const integer = (random: Random, length: number): Buffer => {
  const bytes = random.bytes(length)
  return der(2, Buffer.from([0, (bytes[0] ?? 0) | 0x80]), bytes.subarray(1))
}

const zero = Buffer.from([2, 1, 0])
const exponent = Buffer.from([2, 3, 1, 0, 1])
const rsaIdentifier = Buffer.from('300d06092a864886f70d0101010500', 'hex')

const armour = (label: string, body: string, headers = ''): string =>
  [`-----BEGIN ${label}-----`, ...(headers === '' ? [] : [headers, '']), body, `-----END ${label}-----`].join('\n')

const secret = (kind: string): string => [kind, 'PRIVATE', 'KEY'].filter((word) => word !== '').join(' ')

const rsaParts = (random: Random, length: number): Buffer => {
  const half = length / 2
  const rest = [half, half, half, half, half].map((part) => integer(random, part))
  return der(0x30, zero, integer(random, length), exponent, integer(random, length), ...rest)
}

export const rsaKey = (random: Random, length = 256): string =>
  armour(secret('RSA'), wrapped(base64(rsaParts(random, length)), 64))

export const pkcs8Key = (random: Random, length = 256): string =>
  armour(secret(''), wrapped(base64(der(0x30, zero, rsaIdentifier, der(4, rsaParts(random, length)))), 64))

const curve = Buffer.from('a00a06082a8648ce3d030107', 'hex')

export const ecKey = (random: Random): string => {
  const scalar = random.bytes(32)
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(scalar)
  const point = der(0xa1, der(3, Buffer.from([0]), pair.getPublicKey()))
  return armour(secret('EC'), wrapped(base64(der(0x30, Buffer.from([2, 1, 1]), der(4, scalar), curve, point)), 64))
}

export const ed25519Key = (random: Random): string =>
  armour(secret(''), base64(Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), random.bytes(32)])))

const field = (content: Buffer | string): Buffer => {
  const body = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, body])
}

export const opensshKey = (random: Random, comment: string): string => {
  const point = random.bytes(32)
  const check = random.bytes(4)
  const open = Buffer.concat([field('ssh-ed25519'), field(point)])
  const whole = [check, check, open, field(Buffer.concat([random.bytes(32), point])), field(comment)]
  const hidden = Buffer.concat(whole)
  const padding = Buffer.from(Array.from({ length: (8 - (hidden.length % 8)) % 8 }, (_, index) => index + 1))
  const head = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field('none'),
    field('none'),
    field(''),
    Buffer.from([0, 0, 0, 1]),
  ])
  const body = Buffer.concat([head, field(open), field(Buffer.concat([hidden, padding]))])
  return armour(secret('OPENSSH'), wrapped(base64(body), 70))
}

const crc24 = (body: Buffer): Buffer => {
  const shift = (value: number): number => ((value << 1) & 0x1000000 ? (value << 1) ^ 0x1864cfb : value << 1)
  const sum = body.reduce(
    (value, byte) => Array.from({ length: 8 }).reduce<number>(shift, value ^ (byte << 16)),
    0xb704ce,
  )
  return Buffer.from([(sum >> 16) & 255, (sum >> 8) & 255, sum & 255])
}

const pgp = (label: string, body: Buffer, headers: string): string =>
  armour(label, `${wrapped(base64(body), 64)}\n=${base64(crc24(body))}`, headers)

export const pgpKey = (random: Random, headers: string): string =>
  pgp(`PGP ${secret('')} BLOCK`, Buffer.concat([Buffer.from([0x95, 0x03, 0x98, 4, 0x5c]), random.bytes(960)]), headers)

export const pgpPublicKey = (random: Random, headers: string): string =>
  pgp('PGP PUBLIC KEY BLOCK', Buffer.concat([Buffer.from([0x99, 1, 0x0d, 4, 0x5c]), random.bytes(520)]), headers)

export const puttyKey = (random: Random, comment: string, version: '2' | '3'): string => {
  const open = wrapped(
    base64(Buffer.concat([field('ssh-rsa'), field(Buffer.from([1, 0, 1])), field(random.bytes(257))])),
    64,
  )
  const hidden = wrapped(base64(Buffer.concat([0, 1, 2, 3].map(() => field(random.bytes(129))))), 64)
  return code`
    PuTTY-User-Key-File-${version}: ssh-rsa
    Encryption: none
    Comment: ${comment}
    Public-Lines: ${String(open.split('\n').length)}
    ${open}
    ${'Private'}-Lines: ${String(hidden.split('\n').length)}
    ${hidden}
    ${'Private'}-MAC: ${random.text('hex', version === '2' ? 40 : 64)}
  `
}

const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const polymod = (values: readonly number[]): number =>
  values.reduce((sum, value) => {
    const top = sum >>> 25
    const next = ((sum & 0x1ffffff) << 5) ^ value
    const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
    return generators.reduce((mixed, generator, bit) => ((top >> bit) & 1 ? mixed ^ generator : mixed), next)
  }, 1)

const inBech32 = (prefix: string, values: readonly number[]): string => {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0))
  const head = [...codes.map((letter) => letter >> 5), 0, ...codes.map((letter) => letter & 31)]
  const sum = polymod([...head, ...values, 0, 0, 0, 0, 0, 0]) ^ 1
  const check = [25, 20, 15, 10, 5, 0].map((bits) => (sum >>> bits) & 31)
  return `${prefix}1${[...values, ...check].map((value) => bech32.charAt(value)).join('')}`
}

/** 52 groups of five bits: 32 bytes and four bits of padding. */
const groups = (random: Random): readonly number[] => [
  ...Array.from({ length: 51 }, () => random.int(32)),
  random.int(2) * 16,
]

export const ageKey = (random: Random): string =>
  inBech32(['age', 'secret', 'key-'].join('-'), groups(random)).toUpperCase()

export const ageRecipient = (random: Random): string => inBech32('age', groups(random))

const inBase32 = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = bits.match(/.{1,5}/g) ?? []
  return letters
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('')
}

const crc16 = (bytes: Buffer): number =>
  bytes.reduce((sum, byte) => {
    const shift = (value: number): number => ((value << 1) & 0x10000 ? ((value << 1) ^ 0x1021) & 0xffff : value << 1)
    return Array.from({ length: 8 }).reduce<number>(shift, sum ^ (byte << 8))
  }, 0)

/** A NATS seed: of a user (`SU...`) or an account (`SA...`). */
export const nkeySeed = (random: Random, kind: 'account' | 'user'): string => {
  const body = Buffer.concat([Buffer.from([kind === 'user' ? 149 : 144, 0]), random.bytes(32)])
  const sum = crc16(body)
  return inBase32(Buffer.concat([body, Buffer.from([sum & 255, sum >> 8])]))
}

export const certificate = (random: Random): string =>
  armour(
    'CERTIFICATE',
    wrapped(base64(Buffer.concat([Buffer.from([0x30, 0x82, 3, 0x3d, 0x30, 0x82, 2, 0x25]), random.bytes(820)])), 64),
  )

export const publicKey = (random: Random): string => {
  const inner = der(0x30, integer(random, 256), exponent)
  return armour('PUBLIC KEY', wrapped(base64(der(0x30, rsaIdentifier, der(3, Buffer.from([0]), inner))), 64))
}

export const sshRsaPublic = (random: Random, comment: string): string =>
  `ssh-rsa ${base64(Buffer.concat([field('ssh-rsa'), field(Buffer.from([1, 0, 1])), field(random.bytes(257))]))} ${comment}`

export const sshEdPublic = (random: Random, comment: string): string =>
  `ssh-ed25519 ${base64(Buffer.concat([field('ssh-ed25519'), field(random.bytes(32))]))} ${comment}`

export const jwt = (random: Random, claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string =>
  `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}.${base64url(random.bytes(32))}`

/** The JSON that Google hands out for a service account. */
export const serviceAccount = (random: Random, project: string): Readonly<Record<string, string>> => ({
  type: 'service_account',
  project_id: project,
  private_key_id: random.text('hex', 40),
  private_key: `${pkcs8Key(random)}\n`,
  client_email: `${random.pick(['exporter', 'backend', 'firebase-adminsdk-x3k'])}@${project}.iam.gserviceaccount.com`,
  client_id: `1${random.text('digits', 20)}`,
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
})
