// Private keys in every armour, and JSON web tokens. A file with a private key is refused: what stands around it is a key file.
import { fakeJwt, fakePem, sample } from '../examples.ts'
import { rule, type SecretRule, token } from '../rule.ts'

const whyKey = 'It proves who its owner is, and cannot be changed as easily as a password.'

/** PEM bodies are folded by newlines, by the two characters \n in a string literal, or by quotes and signs of joined literals. */
const body = '(?:[A-Za-z0-9+/=\\s"\',\\\\:.]|-(?!-))'

/** With the headers of an armour: `Version: GnuPG v2.0.22 (GNU/Linux)`. */
const armoured = body.replace(':.]', ':.()]')

function pem(id: string, label: string, more: readonly string[] = []): SecretRule {
  const begin = `-----BEGIN ${label}`
  return rule({
    id,
    group: 'private keys',
    why: whyKey,
    severity: 'critical',
    policy: 'reject',
    keywords: [begin.toLowerCase()],
    pattern: new RegExp(`${begin}-----(${label.startsWith('PGP') ? armoured : body}{60,8000})`),
    check: 'pem',
    after: 8200,
    rank: 3,
    matches: [fakePem(label, id), `const key = ${JSON.stringify(fakePem(label, id))}\n`, ...more],
    misses: [
      `-----BEGIN ${label}-----\n...\n-----END ${label}-----\n`,
      `-----BEGIN ${label}-----\nYOUR KEY HERE\n-----END ${label}-----\n`,
      `if (text.startsWith('-----BEGIN ${label}-----')) return 'key'\n`,
      fakePem('CERTIFICATE', id),
    ],
  })
}

export const keyRules: readonly SecretRule[] = [
  pem('private-key-rsa', 'RSA PRIVATE KEY'),
  pem('private-key-ec', 'EC PRIVATE KEY'),
  pem('private-key-dsa', 'DSA PRIVATE KEY'),
  pem('private-key-pkcs8', 'PRIVATE KEY'),
  pem('private-key-encrypted', 'ENCRYPTED PRIVATE KEY'),
  pem('private-key-openssh', 'OPENSSH PRIVATE KEY'),
  pem('private-key-pgp', 'PGP PRIVATE KEY BLOCK', [
    fakePem('PGP PRIVATE KEY BLOCK', 'versioned').replace('\n', '\nVersion: GnuPG v2.0.22 (GNU/Linux)\n\n'),
  ]),
  rule({
    id: 'private-key-ssh2',
    group: 'private keys',
    why: whyKey,
    severity: 'critical',
    policy: 'reject',
    keywords: ['---- begin ssh2 encrypted private key'],
    pattern: /---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\s((?:[A-Za-z0-9+/=:\s"]|-(?!-)){60,8000})/,
    check: 'pem',
    after: 8200,
    rank: 3,
    matches: [
      `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${sample('ssh2', 'base64', 200)}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n`,
    ],
    misses: ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n'],
  }),
  rule({
    id: 'private-key-putty',
    group: 'private keys',
    why: whyKey,
    severity: 'critical',
    policy: 'reject',
    keywords: ['private-lines:'],
    pattern: /Private-Lines: \d{1,3}\r?\n((?:[A-Za-z0-9+/=]{20,80}\r?\n){1,60})/,
    after: 5000,
    rank: 3,
    matches: [
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me\nPublic-Lines: 2\n${sample('ppk public', 'base64', 64)}\n${sample('ppk p', 'base64', 44)}\nPrivate-Lines: 1\n${sample('ppk', 'base64', 48)}\nPrivate-MAC: 00\n`,
    ],
    misses: ['Private-Lines: 1\n', 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 8\n...\n'],
  }),
  token(
    'private-key-age',
    'private keys',
    'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    ['AGE-SECRET-KEY-1', [58, 'bech32']],
    { policy: 'reject', severity: 'critical' },
  ),
  rule({
    id: 'private-key-jwk',
    group: 'private keys',
    why: whyKey,
    severity: 'critical',
    policy: 'reject',
    keywords: ['"kty"'],
    pattern: /"kty"\s{0,4}:\s{0,4}"(?:RSA|EC|OKP)"[^{}]{1,3000}?"d"\s{0,4}:\s{0,4}"([\w-]{40,700})"/,
    after: 3800,
    rank: 3,
    matches: [
      `{"kty": "EC", "crv": "P-256", "x": "${sample('jwk x', 'url', 43)}", "y": "${sample('jwk y', 'url', 43)}", "d": "${sample('jwk d', 'url', 43)}"}\n`,
    ],
    misses: [
      `{"kty": "EC", "crv": "P-256", "x": "${sample('jwk x', 'url', 43)}", "y": "${sample('jwk y', 'url', 43)}"}\n`,
    ],
  }),
  rule({
    id: 'private-key-wireguard',
    group: 'private keys',
    why: whyKey,
    severity: 'critical',
    keywords: ['privatekey', 'presharedkey'],
    pattern: /(?:PrivateKey|PresharedKey)[ \t]{0,4}=[ \t]{0,4}([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![\w=])/,
    check: 'random',
    entropyMin: 4,
    rank: 3,
    matches: [`[Interface]\nPrivateKey = ${sample('wg', 'base64', 42)}E=\n`],
    misses: ['[Interface]\nPrivateKey = <private key>\n', `PublicKey = ${sample('wg', 'base64', 42)}E=\n`],
  }),
  rule({
    id: 'jwt',
    group: 'tokens',
    why: 'A signed token is a login until it ends.',
    keywords: ['eyj'],
    pattern: /(?<![A-Za-z0-9_-])(eyJ[\w-]{10,2000}\.eyJ[\w-]{8,4000}\.[\w-]{10,1400})(?![\w-])/,
    check: 'jwt',
    after: 7500,
    rank: 2,
    matches: [`Cookie: session=${fakeJwt('Ada')}\n`, `const credential = '${fakeJwt('Grace')}'\n`],
    misses: [
      `eyJ${sample('not json', 'alnum', 30)}.eyJ${sample('not json either', 'alnum', 40)}.${sample('signature', 'alnum', 43)}\n`,
      'eyJhbGciOiJIUzI1NiJ9.payload.signature\n',
    ],
  }),
]
