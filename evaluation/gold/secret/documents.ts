// Negatives: documents and files about secrets: how to set, rotate, report and store them, without one.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const documentCases: Cases = (random) => [
  ...negatives(
    random,
    'how-to-set-a-key',
    ['token-assignment', 'ai'],
    (random) =>
      hosted(
        random,
        'README.md',
        code`
      ## Configuration

      Set \`OPENAI_API_KEY\` to your key before the first run:

      \`\`\`bash
      export OPENAI_API_KEY="your key"
      python -m ${thing(random)} --model gpt-4o
      \`\`\`

      Keys start with \`sk-\`. You find yours at https://platform.openai.com/api-keys.`,
      ),
    (random) =>
      hosted(
        random,
        'docs/install.md',
        code`
      ## Secrets

      | name | what for |
      |---|---|
      | \`SECRET_KEY\` | signs sessions, at least 50 characters |
      | \`DB_PASSWORD\` | password of the database user |
      | \`S3_SECRET_KEY\` | key of the bucket |

          kubectl create secret generic app --from-literal=password="$DB_PASSWORD"`,
      ),
  ),
  ...negatives(
    random,
    'how-to-make-a-key',
    ['private-key', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'docs/keys.md',
        code`
      ## Signing key

          openssl ecparam -name prime256v1 -genkey -noout -out private.pem
          openssl ec -in private.pem -pubout -out public.pem
          python -c 'import secrets; print(secrets.token_hex(32))'

      Keep \`private.pem\` out of the repository.`,
      ),
    (random) =>
      hosted(
        random,
        'docs/rotation.md',
        code`
      ## Rotation

      1. Make a new access key: \`aws iam create-access-key --user-name deploy\`.
      2. Put it into the vault under \`prod/${thing(random)}\`.
      3. Delete the old one, it starts with \`AKIA\` and is 20 characters long.`,
      ),
  ),
  ...negatives(
    random,
    'security-policy',
    ['password-assignment'],
    () => ({
      path: 'SECURITY.md',
      content: code`
      # Security policy

      Please report leaks of passwords, tokens or private keys to security@example.org, encrypted with our PGP key
      \`6B2F 1D0C 77A1 44E9 0D3A  9C5B 1E88 F2D4 03AC 51E7\`. Do not open a public issue.

      ## What counts

      - bypass of the login or of the password reset
      - tokens that stay valid after logout
      - secrets in logs`,
    }),
    () => ({
      path: 'docs/password-policy.md',
      content: code`
      # Passwords

      A password has at least 14 characters. Passphrases such as four random words are fine. Passwords are stored as
      Argon2id hashes; reset tokens live for one hour and are stored as SHA-256.

      Password: required. Token: optional. Secret question: removed in 3.0.`,
    }),
  ),
  ...negatives(random, 'change-log', ['token-assignment', 'bearer-header'], (random) => ({
    path: 'CHANGELOG.md',
    content: code`
      # Changes

      ## 2.14.0 (2023-09-12)

      - add \`--token\` as an alternative to \`--password\` (${random.text('hex', 7)})
      - Bearer tokens are refreshed before they expire (#${random.text('digits', 4)}, ${random.text('hex', 10)})
      - fix: secret is no longer logged when the request fails (${random.text('hex', 40)})
      - drop support for api_key in the query string

      ## 2.13.3

      - update jsonwebtoken from 8.5.1 to 9.0.0`,
  })),
  ...negatives(
    random,
    'ignore-and-attribute-files',
    ['private-key', 'password-assignment'],
    () => ({
      path: '.gitignore',
      content: code`
      node_modules/
      dist/
      .env
      .env.*
      !.env.example
      *.pem
      *.key
      id_rsa*
      secrets.yml
      config/master.key
      service-account*.json`,
    }),
    () => ({
      path: '.gitattributes',
      content: code`
      * text=auto eol=lf
      secrets/** filter=git-crypt diff=git-crypt
      *.key filter=git-crypt diff=git-crypt
      *.png binary
      passwords.csv filter=lfs diff=lfs merge=lfs -text`,
    }),
  ),
  ...negatives(
    random,
    'large-file-pointer',
    ['token-assignment'],
    (random) => ({
      path: 'data/passwords.csv',
      content: code`
        version https://git-lfs.github.com/spec/v1
        oid sha256:${random.text('hex', 64)}
        size ${random.text('digits', 7)}
      `,
    }),
    (random) => ({
      path: 'data/tokens.bin.dvc',
      content: `outs:\n- md5: ${random.text('hex', 32)}.dir\n  size: 48210331\n  nfiles: 12\n  path: tokens\n`,
    }),
  ),
  ...negatives(random, 'log-with-identifiers', ['token-assignment', 'password-assignment'], (random) => ({
    path: 'docs/sample.log',
    content: code`
      2023-10-02T08:11:02.114Z INFO  [req-${random.text('hex', 16)}] POST /login user=anna status=200 trace=${random.text('hex', 32)}
      2023-10-02T08:11:02.220Z DEBUG [req-${random.text('hex', 16)}] password check took 212 ms
      2023-10-02T08:11:03.002Z WARN  [req-${random.text('hex', 16)}] token expired, id=${random.uuid()}
      2023-10-02T08:11:04.731Z ERROR [req-${random.text('hex', 16)}] Failed password for invalid user admin from 203.0.113.7 port 53122 ssh2`,
  })),
]
