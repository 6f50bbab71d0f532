// Negatives: placeholders where code would hold a secret.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const codePlaceholderCases: Cases = (random) => [
  ...negatives(
    random,
    'placeholder-your-key',
    ['token-assignment'],
    (random) =>
      hosted(random, 'weather.py', `API_KEY = "YOUR_API_KEY"  # get one at https://home.openweathermap.org/api_keys`),
    (random) => hosted(random, 'src/maps.ts', `const apiKey = 'your-api-key-here'`),
    (random) => hosted(random, 'lib/api.dart', `const String apiKey = 'INSERT_YOUR_API_KEY_HERE';`),
  ),
  ...negatives(
    random,
    'placeholder-in-angle-brackets',
    ['token-assignment'],
    (random) =>
      hosted(random, 'quickstart.py', {
        body: `client = Client(token="<your-access-token>", workspace="<workspace id>")`,
      }),
    (random) => hosted(random, 'Sample.cs', `private const string Key = "<SUBSCRIPTION_KEY>";`),
    (random) => hosted(random, 'example/main.go', `const secret = "<paste the secret of your application here>"`),
  ),
  ...negatives(
    random,
    'placeholder-vendor-prefix-with-crosses',
    ['github'],
    (random) => hosted(random, 'release.sh', `# export GITHUB_TOKEN=${'gh'}p_${'x'.repeat(36)}`),
    (random) => ({ ...hosted(random, 'app.py', `OPENAI_API_KEY = "${'sk'}-${'x'.repeat(48)}"`), classes: ['ai'] }),
    (random) => ({
      ...hosted(random, 'bot.js', `const token = '${'xo'}xb-xxxxxxxxxxxx-xxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx';`),
      classes: ['chat'],
    }),
  ),
  ...negatives(
    random,
    'placeholder-vendor-prefix-with-words',
    ['ai', 'mail', 'payment'],
    (random) => ({
      ...hosted(random, 'chat.ts', `const client = new Anthropic({ apiKey: 'sk-ant-your-key-here' })`),
      classes: ['ai'],
    }),
    (random) => ({ ...hosted(random, 'mail.rb', `SENDGRID_KEY = 'SG.your_sendgrid_key'`), classes: ['mail'] }),
    (random) => ({ ...hosted(random, 'pay.php', `$stripeKey = 'sk_live_YOUR_SECRET_KEY';`), classes: ['payment'] }),
  ),
  ...negatives(
    random,
    'placeholder-with-ellipsis',
    ['ai', 'aws', 'private-key'],
    (random) => ({
      ...hosted(random, 'README.md', '    export OPENAI_API_KEY=sk-...\n    export ANTHROPIC_API_KEY=sk-ant-...'),
      classes: ['ai'],
    }),
    (random) => ({
      ...hosted(random, 'setup.sh', '# usage: AWS_ACCESS_KEY_ID=AKIA... AWS_SECRET_ACCESS_KEY=... ./setup.sh'),
      classes: ['aws'],
    }),
    (random) => ({
      ...hosted(
        random,
        'sign.go',
        `// key is PEM, as in ${'-----BEGIN'} RSA PRIVATE KEY-----\\nMIIE...\\n-----END RSA PRIVATE KEY-----`,
      ),
      classes: ['private-key'],
    }),
  ),
  ...negatives(
    random,
    'placeholder-for-local-model',
    ['ai', 'token-assignment'],
    (random) => hosted(random, 'llm.py', `client = OpenAI(base_url="http://localhost:8000/v1", api_key="EMPTY")`),
    (random) =>
      hosted(
        random,
        'ollama.ts',
        `const client = new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'ollama' })`,
      ),
    (random) =>
      hosted(random, 'llama.py', {
        body: `llm = ChatOpenAI(openai_api_base="http://127.0.0.1:8080/v1", openai_api_key="sk-no-key-required")`,
      }),
  ),
  ...negatives(
    random,
    'placeholder-dummy-word',
    ['token-assignment', 'password-assignment'],
    (random) => hosted(random, 'tests/test_client.py', `FAKE_TOKEN = "dummy-token"\nSECRET = "not-a-real-secret"`),
    (random) =>
      hosted(random, 'tests/client.test.ts', {
        body: code`
          const client = createClient({ apiKey: 'fake-api-key', secret: 'test-secret' })
          expect(client).toBeDefined()
        `,
      }),
    (random) => hosted(random, 'spec/client.rb', `TOKEN = 'foobar'\nSECRET = 'some-secret'`),
  ),
  ...negatives(
    random,
    'placeholder-password-word',
    ['password-assignment'],
    (random) => hosted(random, 'connect.py', `PASSWORD = "your_password"`),
    (random) => hosted(random, 'Db.java', `// replace before use\nprivate static final String PASSWORD = "CHANGE_ME";`),
    (random) => hosted(random, 'db.php', `$password = 'enter-password-here';`),
  ),
  ...negatives(
    random,
    'placeholder-empty',
    ['password-assignment', 'token-assignment'],
    (random) => hosted(random, 'config.py', `DB_PASSWORD = ""\nAPI_TOKEN = None`),
    (random) =>
      hosted(
        random,
        'Options.cs',
        `public string Password { get; set; } = "";\npublic string ClientSecret { get; set; } = string.Empty;`,
      ),
    (random) =>
      hosted(
        random,
        'store.ts',
        `const state = { username: '', password: '', token: undefined as string | undefined }`,
      ),
  ),
  ...negatives(
    random,
    'placeholder-of-other-tongue',
    ['password-assignment', 'token-assignment'],
    (random) => hosted(random, 'verbindung.php', `$passwort = 'HIER_PASSWORT_EINTRAGEN';`),
    (random) => hosted(random, 'conexion.py', `CLAVE_API = "TU_CLAVE_AQUI"\nCONTRASENA = "tu_contraseña"`),
    (random) => hosted(random, 'connexion.js', `const motDePasse = 'VOTRE_MOT_DE_PASSE';`),
  ),
  ...negatives(
    random,
    'placeholder-wireless',
    ['password-assignment'],
    (random) =>
      hosted(random, 'blink.ino', `const char* ssid = "YOUR_SSID";\nconst char* password = "YOUR_WIFI_PASSWORD";`),
    (random) => hosted(random, 'scan.ino', `#define WIFI_SSID "your-ssid"\n#define WIFI_PASS "your-pass"  // fill in`),
  ),
  ...negatives(
    random,
    'placeholder-counting-up',
    ['token-assignment', 'ai'],
    (random) => hosted(random, 'tests/test_auth.py', `API_KEY = "1234567890abcdef1234567890abcdef"`),
    (random) => hosted(random, 'demo.js', `const apiKey = 'abcdefghijklmnopqrstuvwxyz123456';`),
    (random) => hosted(random, 'example.go', `const tenantKey = "00000000-0000-0000-0000-000000000000"`),
  ),
  ...negatives(
    random,
    'placeholder-masked',
    ['password-assignment', 'bearer-header'],
    (random) =>
      hosted(
        random,
        'README.md',
        code`
      The log hides what it should:

          POST /login {"user":"anna","password":"********"}
          Authorization: Bearer ****************`,
      ),
    (random) => hosted(random, 'mask.ts', `const MASKED = { password: '••••••••', token: '[REDACTED]' }`),
    (random) =>
      hosted(random, 'audit.py', `REPLACEMENTS = {"password": "***", "secret": "<redacted>", "api_key": "[FILTERED]"}`),
  ),
]
