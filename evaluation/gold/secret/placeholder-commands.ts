// Negatives: placeholders in commands, webhooks, wallets, notebooks and bots.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'
import { thing } from './words.ts'

export const commandPlaceholderCases: Cases = (random) => [
  ...negatives(
    random,
    'placeholder-in-command',
    ['bearer-header', 'basic-header'],
    (random) => ({
      ...hosted(random, 'README.md', '    curl -H "Authorization: Bearer <token>" http://localhost:8080/api/items'),
      classes: ['bearer-header'],
    }),
    (random) => ({
      ...hosted(
        random,
        'docs/api.md',
        [
          '    curl -u username:password https://api.example.com/v1/items',
          '    curl --user "<user>:<password>" https://api.example.com/v1/items',
        ].join('\n'),
      ),
      classes: ['basic-header'],
    }),
    (random) => ({
      ...hosted(
        random,
        'docs/http.md',
        '    GET /items HTTP/1.1\n    Host: api.example.com\n    Authorization: Bearer YOUR_ACCESS_TOKEN',
      ),
      classes: ['bearer-header'],
    }),
  ),
  ...negatives(
    random,
    'placeholder-webhook',
    ['webhook-url'],
    (random) => hosted(random, 'notify.py', `SLACK_WEBHOOK = "https://hooks.slack.com/services/YOUR/WEBHOOK/URL"`),
    (random) =>
      hosted(
        random,
        'notify.sh',
        `# SLACK_URL=https://hooks.slack${'.com'}/services/T00000000/B00000000/${'X'.repeat(24)}`,
      ),
    (random) => hosted(random, 'notify.js', `const hook = 'https://discord.com/api/webhooks/<id>/<token>';`),
  ),
  ...negatives(
    random,
    'placeholder-mnemonic',
    ['crypto-wallet'],
    (random) =>
      hosted(
        random,
        'truffle-config.js',
        `const mnemonic = 'your twelve word mnemonic phrase goes right here do not commit';`,
      ),
    (random) =>
      hosted(
        random,
        '.env.production',
        code`
          MNEMONIC="word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 word12"
          PRIVATE_KEY=0xYOUR_PRIVATE_KEY
        `,
      ),
  ),
  ...negatives(
    random,
    'placeholder-todo',
    ['token-assignment', 'password-assignment'],
    (random) => hosted(random, 'client.kt', `private const val CLIENT_SECRET = "TODO"`),
    (random) => hosted(random, 'src/main.rs', `const API_TOKEN: &str = "REPLACE_WITH_TOKEN_FROM_DASHBOARD";`),
    (random) => hosted(random, 'Api.swift', `let apiSecret = "FILL_ME_IN" // see Secrets.xcconfig`),
  ),
  ...negatives(
    random,
    'placeholder-notebook',
    ['ai', 'token-assignment'],
    (random) =>
      hosted(random, 'demo.ipynb', {
        body: `import os\nos.environ["OPENAI_API_KEY"] = "sk-YOUR-KEY"  # @param {type:"string"}`,
      }),
    (random) =>
      hosted(random, 'colab.ipynb', {
        body: `hf_token = ""  # @param {type:"string"}\nkaggle_key = "XXXXXXXXXXXXXXXX"`,
      }),
  ),
  ...negatives(
    random,
    'placeholder-telegram-and-discord',
    ['chat'],
    (random) => hosted(random, 'bot/main.py', { body: `updater = Updater("TOKEN", use_context=True)` }),
    (random) => hosted(random, 'bot.py', `bot.run('BOT_TOKEN_HERE')`),
    (random) => hosted(random, 'telegram.go', `const token = "123456789:AABBCCDDEEFFyour-bot-token"`),
  ),
  ...negatives(
    random,
    'placeholder-registry-and-cloud',
    ['cloud', 'package-registry'],
    (random) => ({
      ...hosted(random, 'publish.sh', `# NPM_TOKEN=npm_${'X'.repeat(36)} ${thing(random)}`),
      classes: ['package-registry'],
    }),
    (random) => ({
      ...hosted(random, 'droplets.tf', `variable "do_token" {\n  default = "dop_v1_yourtokenhere"\n}`),
      classes: ['cloud'],
    }),
    (random) => ({
      ...hosted(random, 'upload.sh', `# TWINE_PASSWORD=pypi-AgEIcHlwaS5vcmc... (the token of the project)`),
      classes: ['package-registry'],
    }),
  ),
]
