// Negatives: names with token, key, secret or password that hold a place, a size, a flag or a label.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const labelCases: Cases = (random) => [
  ...negatives(
    random,
    'names-of-secrets',
    ['password-assignment', 'kubeconfig'],
    (random) =>
      hosted(
        random,
        'values.yaml',
        code`
          imagePullSecret: ghcr-pull-secret
          passwordSecretName: ${thing(random)}-db-credentials
          tls:
            secretName: wildcard-example-tls
            key: tls.key
        `,
      ),
    (random) =>
      hosted(
        random,
        'secrets.go',
        code`
          const (
              passwordSecret = "projects/shop/secrets/database-password"
              secretKey      = "credentials.json"
          )
        `,
      ),
  ),
  ...negatives(
    random,
    'endpoints-of-tokens',
    ['token-assignment', 'http-url'],
    (random) =>
      hosted(
        random,
        'oauth.ts',
        code`
          const tokenUrl = 'https://login.example.org/oauth2/v1/token'
          const forgotPasswordUrl = 'https://accounts.example.org/password/reset'
        `,
      ),
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        [
          'spring.security.oauth2.client.provider.sso.token-uri=https://sso.internal/realms/main/protocol/openid-connect/token',
          'app.password-reset.path=/account/password/reset',
        ].join('\n'),
      ),
  ),
  ...negatives(
    random,
    'paths-of-secrets',
    ['private-key', 'password-assignment'],
    (random) =>
      hosted(
        random,
        'server.conf',
        code`
          [tls]
          private_key = /etc/ssl/private/server.key
          keyfile = /var/lib/${thing(random)}/secret.key
          password_file = /run/secrets/db_password
        `,
      ),
    (random) =>
      hosted(
        random,
        'infra/ssh.tf',
        code`
          locals {
            private_key_path = "~/.ssh/terraform_ed25519"
            secret_file      = "\${path.module}/secrets/prod.enc.json"
          }
        `,
      ),
  ),
  ...negatives(
    random,
    'durations-and-sizes',
    ['token-assignment', 'password-assignment'],
    (random) =>
      hosted(
        random,
        'auth.py',
        code`
          ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
          PASSWORD_MIN_LENGTH = 12
          SECRET_ROTATION_DAYS = 90
          KEY_SIZE = 2048
        `,
      ),
    (random) =>
      hosted(
        random,
        'auth.yml',
        code`
          token:
            expiration: 3600
            refresh: 2592000
          password:
            min_length: 12
            history: 5
            require_symbol: true
        `,
      ),
  ),
  ...negatives(
    random,
    'booleans-and-flags',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'flags.ts',
        line`
          const flags = { showPassword: false, passwordless: true, tokenRefresh: 'enabled', secretScanning: 'disabled' }
        `,
      ),
    (random) =>
      hosted(
        random,
        'features.toml',
        `[features]\npassword_login = true\napi_keys = "beta"\ntoken_rotation = "rollout-25-percent"`,
      ),
  ),
  ...negatives(
    random,
    'algorithm-names',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'crypto.py',
        code`
          PASSWORD_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"
          KEY_ALGORITHM = "ecdsa-sha2-nistp256-cert-v01@openssh.com"
        `,
      ),
    (random) =>
      hosted(
        random,
        'Crypto.java',
        code`
          private static final String KEY_DERIVATION = "PBKDF2WithHmacSHA256";
          private static final String SECRET_KEY_ALGORITHM = "AES/CBC/PKCS5Padding";
        `,
      ),
  ),
  ...negatives(
    random,
    'selectors-and-test-ids',
    ['password-assignment'],
    (random) =>
      hosted(random, 'tests/login.test.ts', {
        body: code`
          const password = page.locator('#user_password_confirmation')
          const token = page.getByTestId('api-token-row-delete-button')
        `,
      }),
    (random) =>
      hosted(
        random,
        'LoginPage.java',
        code`
          private final By password = By.cssSelector("input[name='password']");
          private final By secretField = By.id("clientSecretInputField");
        `,
      ),
  ),
]
