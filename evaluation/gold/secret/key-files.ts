// Positives: private keys in their own files, in code and in configuration.
import { base64url, type Cases, code, json, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  ageKey,
  ageRecipient,
  certificate,
  ecKey,
  ed25519Key,
  nkeySeed,
  opensshKey,
  pgpKey,
  pkcs8Key,
  puttyKey,
  rsaKey,
} from './keys.ts'
import { domain, person, thing } from './words.ts'

const escaped = (text: string): string => text.replaceAll('\n', '\\n')

export const privateKeyCases: Cases = (random) => [
  ...positives(
    random,
    'key-file',
    ['private-key'],
    (random) => ({ path: 'certs/server.key', content: `${rsaKey(random)}\n` }),
    (random) => ({ path: 'deploy/tls/ingress.pem', content: `${certificate(random)}\n${pkcs8Key(random)}\n` }),
    (random) => ({ path: 'home/.ssh/id_ed25519', content: `${opensshKey(random, `${person(random)}@laptop`)}\n` }),
  ),
  ...positives(
    random,
    'elliptic-key-file',
    ['private-key'],
    (random) => ({
      path: 'keys/signing.pem',
      content: `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${ecKey(random)}\n`,
    }),
    (random) => ({ path: `AuthKey_${random.text('upperDigits', 10)}.p8`, content: `${ed25519Key(random)}\n` }),
  ),
  ...positives(
    random,
    'key-in-source',
    ['private-key'],
    (random) => hosted(random, 'auth/sign.py', `PRIVATE_KEY = """${rsaKey(random, 128)}"""`),
    (random) => hosted(random, 'internal/token/key.go', `var signingKey = []byte(\`${ecKey(random)}\`)`),
    (random) => hosted(random, 'lib/jwt.rb', { top: `KEY = OpenSSL::PKey.read("${escaped(ecKey(random))}\\n")` }),
  ),
  ...positives(
    random,
    'key-by-lines',
    ['private-key', 'encoded'],
    (random) =>
      hosted(
        random,
        'src/main/java/eu/kestrel/Keys.java',
        `private static final String PEM =\n        ${ecKey(random)
          .split('\n')
          .map((line) => `"${line}\\n"`)
          .join('\n        + ')};`,
      ),
    (random) =>
      hosted(
        random,
        'device.ino',
        `static const char CLIENT_KEY[] PROGMEM =\n${ecKey(random)
          .split('\n')
          .map((line) => `  "${line}\\n"`)
          .join('\n')};`,
      ),
  ),
  ...positives(
    random,
    'key-in-configuration',
    ['private-key'],
    (random) =>
      hosted(
        random,
        'group_vars/web.yml',
        code`
      tls_private_key: |
        ${pkcs8Key(random, 128)}`,
      ),
    (random) => hosted(random, '.env.production', `APP_PRIVATE_KEY="${escaped(pkcs8Key(random, 128))}\\n"`),
    (random) =>
      hosted(
        random,
        'infra/bastion.tf',
        code`
      resource "null_resource" "setup" {
        connection {
          host        = "bastion.${domain(random)}"
          user        = "ubuntu"
          private_key = <<-EOT
            ${opensshKey(random, 'terraform')}
          EOT
        }
      }`,
      ),
  ),
  ...positives(
    random,
    'pgp-key',
    ['private-key'],
    (random) => ({
      path: 'release/signing-key.asc',
      content: `${pgpKey(random, 'Comment: GPGTools - https://gpgtools.org')}\n`,
    }),
    (random) => ({ path: 'debian/private.key', content: `${pgpKey(random, 'Version: GnuPG v2.0.22 (GNU/Linux)')}\n` }),
  ),
  ...positives(
    random,
    'putty-key',
    ['private-key'],
    (random) => ({ path: 'tools/prod.ppk', content: puttyKey(random, 'imported-openssh-key', '2') }),
    (random) => ({ path: `ops/${person(random)}.ppk`, content: puttyKey(random, 'rsa-key-20230114', '3') }),
  ),
  ...positives(
    random,
    'age-key',
    ['private-key'],
    (random) => ({
      path: 'home/.config/sops/age/keys.txt',
      content: `# created: 2023-05-06T10:11:12+02:00\n# public key: ${ageRecipient(random)}\n${ageKey(random)}\n`,
    }),
    (random) => hosted(random, 'scripts/decrypt.sh', `export SOPS_AGE_KEY=${ageKey(random)}`),
  ),
  ...positives(
    random,
    'nats-seed',
    ['private-key'],
    (random) => ({
      path: 'nats/worker.creds',
      classes: ['private-key', 'jwt'],
      content: code`
      -----BEGIN NATS USER JWT-----
      ${base64url('{"typ":"JWT","alg":"ed25519-nkey"}')}.${base64url(`{"jti":"${random.text('base32', 52)}","iat":1650000000,"name":"worker","nats":{"pub":{},"sub":{},"type":"user","version":2}}`)}.${random.text('base64url', 86)}
      ------END NATS USER JWT------

      ************************* IMPORTANT *************************
      NKEY Seed printed below can be used to sign and prove identity.
      NKEYs are sensitive and should be treated as secrets.

      -----BEGIN USER NKEY SEED-----
      ${nkeySeed(random, 'user')}
      ------END USER NKEY SEED------`,
    }),
    (random) => hosted(random, 'bus.go', `const seed = "${nkeySeed(random, 'user')}"`),
    (random) => hosted(random, 'scripts/account.sh', `ACCOUNT_SEED=${nkeySeed(random, 'account')}`),
  ),
  ...positives(
    random,
    'private-web-key',
    ['private-key'],
    (random) => ({
      path: 'config/jwk.json',
      content: json({
        keys: [
          {
            kty: 'EC',
            crv: 'P-256',
            use: 'sig',
            kid: `${thing(random)}-1`,
            x: random.text('base64url', 43),
            y: random.text('base64url', 43),
            d: random.text('base64url', 43),
          },
        ],
      }),
    }),
    (random) => ({
      path: 'wireguard/wg0.conf',
      content: code`
      [Interface]
      Address = 10.8.0.1/24
      ListenPort = 51820
      PrivateKey = ${random.bytes(32).toString('base64')}

      [Peer]
      PublicKey = ${random.bytes(32).toString('base64')}
      AllowedIPs = 10.8.0.2/32`,
    }),
  ),
  ...positives(random, 'key-written-by-script', ['private-key'], (random) =>
    hosted(random, 'bootstrap.sh', {
      body: code`
      cat > /root/.ssh/id_rsa <<'KEY'
      ${rsaKey(random)}
      KEY
      chmod 600 /root/.ssh/id_rsa`,
    }),
  ),
]
