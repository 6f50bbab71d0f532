// Positives: keys, secrets and tokens of no known vendor in assignments.
import { base64, type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { domain, thing } from './words.ts'

export const tokenCases: Cases = (random) => [
  ...positives(
    random,
    'framework-secret-key',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'settings.py',
        line`
          SECRET_KEY = '${random.text('lowerDigits', 21)}^&*${random.text('lowerDigits', 20)}@!
          ${random.text('lowerDigits', 4)}'
        `,
      ),
    (random) => ({
      path: 'config/secrets.yml',
      content: code`
      development:
        secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>

      production:
        secret_key_base: ${random.text('hex', 128)}`,
    }),
    (random) => hosted(random, '.env.production', `APP_KEY=base64:${base64(random.bytes(32))}`),
  ),
  ...positives(
    random,
    'framework-secret-in-call',
    ['token-assignment'],
    (random) =>
      hosted(random, 'app/views.py', {
        top: code`
          app.secret_key = b'\x${random.text('hex', 2)}#${random.text('alphanumeric', 9)}\xec]/${random.text('alphanumeric', 12)}'
          app.config["JWT_SECRET_KEY"] = "${random.text('alphanumeric', 40)}"
        `,
      }),
    (random) =>
      hosted(random, 'server.js', {
        body: line`
          app.use(session({ secret: '${random.text('base64url', 40)}', resave: false, saveUninitialized: false }));
        `,
      }),
  ),
  ...positives(
    random,
    'signing-secret',
    ['token-assignment'],
    (random) => hosted(random, 'auth/jwt.ts', `const JWT_SECRET = '${random.text('hex', 64)}'`),
    (random) =>
      hosted(
        random,
        'src/main/java/eu/kestrel/Tokens.java',
        `private static final String HMAC_SECRET = "${base64(random.bytes(48))}";`,
      ),
    (random) => hosted(random, 'sign.go', `var hmacKey = []byte("${random.text('alphanumeric', 32)}")`),
  ),
  ...positives(
    random,
    'api-key-constant',
    ['token-assignment'],
    (random) => hosted(random, 'weather.py', `API_KEY = "${random.text('hex', 32)}"  # openweathermap`),
    (random) => hosted(random, 'src/movies.js', `const API_KEY = '${random.text('hex', 32)}';`),
    (random) => hosted(random, 'rates.rb', `API_KEY = '${random.text('alphanumeric', 36)}'.freeze`),
  ),
  ...positives(
    random,
    'api-key-in-query',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'weather.kt',
        line`
          const val FORECAST = "https://api.openweathermap.org/data/2.5/forecast?q=Lyon&units=metric&appid=
          ${random.text('hex', 32)}"
        `,
      ),
    (random) =>
      hosted(
        random,
        'news.js',
        `const url = 'https://newsapi.org/v2/top-headlines?country=fr&apiKey=${random.text('hex', 32)}';`,
      ),
    (random) =>
      hosted(
        random,
        'stocks.R',
        line`
          url <- "https://www.alphavantage.co/query?function=TIME_SERIES_DAILY&symbol=IBM&apikey=
          ${random.text('upperDigits', 16)}"
        `,
      ),
  ),
  ...positives(
    random,
    'api-key-in-own-header',
    ['token-assignment'],
    (random) =>
      hosted(random, 'sync.php', { body: `$options['headers']['X-Api-Key'] = '${random.text('alphanumeric', 40)}';` }),
    (random) =>
      hosted(
        random,
        'football.py',
        line`
          HEADERS = {"x-rapidapi-host": "api-football-v1.p.rapidapi.com", "x-rapidapi-key": "${random.text('hex', 10)}
          msh${random.text('hex', 15)}p1${random.text('hex', 5)}jsn${random.text('hex', 12)}"}
        `,
      ),
    (random) =>
      hosted(random, 'push.sh', {
        body: `curl -H "X-Auth-Token: ${random.text('base64url', 43)}" https://${domain(random)}/api/${thing(random)}s`,
      }),
  ),
  ...positives(
    random,
    'encryption-key-in-code',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'Crypto.cs',
        `private static readonly byte[] AesKey = Convert.FromBase64String("${base64(random.bytes(32))}");`,
      ),
    (random) =>
      hosted(
        random,
        'crypt.py',
        `FERNET_KEY = b"${base64(random.bytes(32)).replaceAll('+', '-').replaceAll('/', '_')}"`,
      ),
    (random) => hosted(random, 'Vault.swift', `private let encryptionKey = "${random.text('alphanumeric', 32)}"`),
  ),
  ...positives(
    random,
    'token-in-yaml',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'config.yml',
        code`
      upstream:
        url: https://api.${domain(random)}
        token: ${random.text('hex', 40)}`,
      ),
    (random) => hosted(random, 'plugin.yaml', `api_key: "${random.text('alphanumeric', 32)}"\nregion: eu`),
  ),
  ...positives(
    random,
    'token-in-json-and-toml',
    ['token-assignment'],
    (random) => ({
      path: 'config/plugins.json',
      content: code`
      {
        "analytics": { "enabled": true, "site": "${thing(random)}" },
        "search": {
          "host": "https://search.${domain(random)}",
          "apiKey": "${random.text('alphanumeric', 43)}"
        }
      }`,
    }),
    (random) =>
      hosted(random, '.streamlit/secrets.toml', `[service]\naccess_token = "${random.text('base64url', 48)}"`),
  ),
  ...positives(
    random,
    'token-in-environment',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        '.env',
        `SESSION_SECRET=${random.text('hex', 64)}\nINTERNAL_API_TOKEN=${random.text('base64url', 43)}`,
      ),
    (random) => hosted(random, 'Dockerfile', `ENV MEILI_MASTER_KEY="${random.text('base64url', 43)}"`),
  ),
  ...positives(
    random,
    'oauth-client-secret',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'oauth.js',
        code`
      passport.use(new OAuth2Strategy({
        authorizationURL: 'https://sso.${domain(random)}/authorize',
        tokenURL: 'https://sso.${domain(random)}/token',
        clientID: '${thing(random)}-web',
        clientSecret: '${random.uuid()}',
        callbackURL: '/auth/callback',
      }, verify));`,
      ),
    (random) =>
      hosted(
        random,
        'src/main/resources/application.properties',
        `keycloak.resource=${thing(random)}-backend\nkeycloak.credentials.secret=${random.text('alphanumeric', 32)}`,
      ),
  ),
  ...positives(
    random,
    'otp-seed',
    ['token-assignment'],
    (random) => hosted(random, 'login.py', { body: `code = pyotp.TOTP("${random.text('base32', 32)}").now()` }),
    (random) => hosted(random, 'vpn.sh', `TOTP_SECRET=${random.text('base32', 26)}\noathtool -b --totp "$TOTP_SECRET"`),
  ),
  ...positives(random, 'wordpress-salts', ['token-assignment'], (random) => ({
    path: 'public/wp-config.php',
    content: code`
      <?php
      define( 'DB_NAME', getenv('WP_DB') );
      define( 'AUTH_KEY',         '${random.text('base64url', 30)}|${random.text('alphanumeric', 20)}>!${random.text('alphanumeric', 11)}' );
      define( 'SECURE_AUTH_KEY',  '${random.text('base64url', 24)}@ ${random.text('alphanumeric', 26)}~${random.text('alphanumeric', 11)}' );
      define( 'NONCE_SALT',       '${random.text('base64url', 41)}%${random.text('alphanumeric', 9)}[${random.text('alphanumeric', 11)}' );

      $table_prefix = 'wp_';
      require_once ABSPATH . 'wp-settings.php';`,
  })),
  ...positives(
    random,
    'cookie-of-a-session',
    ['token-assignment'],
    (random) =>
      hosted(
        random,
        'scrape.py',
        line`
          COOKIES = {"sessionid": "${random.text('lowerDigits', 32)}", "csrftoken": "
          ${random.text('alphanumeric', 64)}"}
        `,
      ),
    (random) =>
      hosted(
        random,
        'aoc/fetch.sh',
        code`
          SESSION=${random.text('hex', 128)}
          curl -s --cookie "session=$SESSION" https://adventofcode.com/2022/day/$1/input > "day$1.txt"
        `,
      ),
  ),
]
