// Keys of services by the account they belong to, and what looks like them.
import { type Written, writtenCases } from './written.ts'

const list: readonly Written[] = [
  {
    family: 'cohere-account',
    positive: true,
    classes: ['ai'],
    variants: [
      { path: 'chat.py', top: `co = cohere.Client("⟦alphanumeric:40⟧")` },
      { path: '.env', top: `COHERE_API_KEY=⟦alphanumeric:40⟧` },
    ],
  },
  {
    family: 'mistral-account',
    positive: true,
    classes: ['ai'],
    variants: [
      {
        path: 'ask.ts',
        top: `const MISTRAL_API_KEY = '⟦alphanumeric:32⟧'
const client = new Mistral({ apiKey: MISTRAL_API_KEY })`,
      },
      { path: 'ask.sh', top: `export MISTRAL_API_KEY=⟦alphanumeric:32⟧` },
    ],
  },
  {
    family: 'tavily-search',
    positive: true,
    classes: ['ai'],
    variants: [
      {
        path: 'tools.py',
        top: `search = TavilySearchResults(tavily_api_key="tvly-dev-⟦alphanumeric:32⟧", max_results=5)`,
      },
    ],
  },
  {
    family: 'together-account',
    positive: true,
    classes: ['ai'],
    variants: [{ path: 'infer.py', top: `client = Together(api_key="tgp_v1_⟦base64url:43⟧")` }],
  },
  {
    family: 'llamacloud-parse',
    positive: true,
    classes: ['ai'],
    variants: [
      { path: 'parse.py', top: `parser = LlamaParse(api_key="llx-⟦alphanumeric:48⟧", result_type="markdown")` },
    ],
  },
  {
    family: 'fireworks-account',
    positive: true,
    classes: ['ai'],
    variants: [{ path: 'infer.js', top: `const fireworks = createFireworks({ apiKey: 'fw_⟦alphanumeric:24⟧' })` }],
  },
  {
    family: 'voyage-embedding',
    positive: true,
    classes: ['ai'],
    variants: [{ path: 'embed.py', top: `vo = voyageai.Client(api_key="pa-⟦base64url:43⟧")` }],
  },
  {
    family: 'langfuse-tracing',
    positive: true,
    classes: ['ai'],
    variants: [
      {
        path: '.env',
        top: `LANGFUSE_PUBLIC_KEY=pk-lf-⟦uuid:1⟧
LANGFUSE_SECRET_KEY=sk-lf-⟦uuid:2⟧`,
      },
    ],
  },
  {
    family: 'slack-app-configuration',
    positive: true,
    classes: ['chat'],
    variants: [{ path: 'manifest.sh', top: `slack manifest update --token xoxe.xoxp-1-⟦base64:166⟧` }],
  },
  {
    family: 'slack-old-tokens',
    positive: true,
    classes: ['chat'],
    variants: [
      {
        path: 'bot.rb',
        top: `Slack.configure { |config| config.token = 'xoxs-⟦digits:11⟧-⟦digits:11#2⟧-⟦digits:11#3⟧-⟦hex:10⟧' }`,
      },
      { path: 'app.py', top: `slack = SlackClient("xoxa-2-⟦digits:12⟧-⟦digits:12#2⟧-⟦digits:12#3⟧-⟦hex:32⟧")` },
    ],
  },
  {
    family: 'discord-application',
    positive: true,
    classes: ['chat'],
    variants: [
      {
        path: 'oauth.js',
        top: `const DISCORD_CLIENT_ID = '⟦digits:18⟧'
const DISCORD_CLIENT_SECRET = '⟦base64url:32⟧'`,
      },
      { path: '.env', top: `DISCORD_CLIENT_SECRET=⟦base64url:32⟧` },
    ],
  },
  {
    family: 'mandrill-mail',
    positive: true,
    classes: ['mail'],
    variants: [
      { path: 'mail.php', top: `$mandrill = new Mandrill('md-⟦base64url:22⟧');` },
      { path: 'mail.rb', top: `MANDRILL_API_KEY = '⟦base64url:22⟧'` },
    ],
  },
  {
    family: 'nylas-account',
    positive: true,
    classes: ['mail'],
    variants: [{ path: 'calendar.ts', top: `const nylas = new Nylas({ apiKey: 'nyk_v0_⟦alphanumeric:64⟧' })` }],
  },
  {
    family: 'duffel-flights',
    positive: true,
    classes: ['commerce'],
    variants: [{ path: 'book.ts', top: `const duffel = new Duffel({ token: 'duffel_live_⟦base64url:43⟧' })` }],
  },
  {
    family: 'gocardless-debit',
    positive: true,
    classes: ['payment'],
    variants: [
      {
        path: 'billing.rb',
        top: `client = GoCardlessPro::Client.new(access_token: 'live_⟦base64url:40⟧', environment: :live)`,
      },
      { path: '.env', top: `GOCARDLESS_ACCESS_TOKEN=live_⟦base64url:40⟧` },
    ],
  },
  {
    family: 'plaid-bank',
    positive: true,
    classes: ['payment'],
    variants: [
      {
        path: 'plaid.js',
        top: `const PLAID_CLIENT_ID = '⟦hex:24⟧'
const PLAID_SECRET = '⟦hex:30⟧'`,
      },
      { path: 'sync.py', top: `PLAID_ACCESS_TOKEN = "access-production-⟦uuid:1⟧"` },
    ],
  },
  {
    family: 'coinbase-trade',
    positive: true,
    classes: ['payment'],
    variants: [
      {
        path: 'trade.py',
        top: `COINBASE_API_KEY = "⟦alphanumeric:16⟧"
COINBASE_API_SECRET = "⟦alphanumeric:64⟧"`,
      },
      { path: 'trade.js', top: `const coinbase_secret = '⟦base64url:64⟧'` },
    ],
  },
  {
    family: 'salesforce-login',
    positive: true,
    classes: ['commerce'],
    variants: [
      { path: 'sync.py', top: `SALESFORCE_CONSUMER_SECRET = "⟦upperHex:64⟧"` },
      {
        path: 'query.sh',
        top: `curl https://shop.my.salesforce.com/services/data/v59.0/query?q=SELECT+Id+FROM+Account -H "Authorization: Bearer 00D⟦alphanumeric:12⟧!⟦alphanumeric:40⟧.⟦alphanumeric:55⟧"`,
      },
    ],
  },
  {
    family: 'newrelic-user',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'alerts.tf',
        top: `provider "newrelic" {
  account_id = ⟦digits:7⟧
  api_key    = "NRAK-⟦upperDigits:27⟧"
  region     = "EU"
}`,
      },
      { path: 'newrelic.ini', top: `license_key = ⟦hex:36⟧NRAL` },
    ],
  },
  {
    family: 'grafana-old-key',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'dash.sh',
        top: `curl -H "Authorization: Bearer ⟦b64:{"k":"⟦alphanumeric:32⟧","n":"dashboards","id":1}⟧" https://grafana.shop.io/api/dashboards/home`,
      },
    ],
  },
  {
    family: 'sentry-organisation',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'release.sh',
        top: `export SENTRY_AUTH_TOKEN=sntrys_⟦b64:{"iat":1714⟦digits:6⟧.123,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"shop"}⟧_⟦base64:43⟧`,
      },
    ],
  },
  {
    family: 'sentry-release',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'release.yml',
        top: `env:
  SENTRY_AUTH_TOKEN: ⟦hex:64⟧`,
      },
      {
        path: 'sentry.properties',
        top: `auth.token=⟦hex:64⟧
sentry.auth.token=⟦hex:64⟧`,
      },
    ],
  },
  {
    family: 'honeycomb-ingest',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'otel.yaml',
        top: `exporters:
  otlp:
    endpoint: api.honeycomb.io:443
    headers:
      x-honeycomb-team: hcaik_⟦lowerDigits:58⟧`,
      },
      { path: '.env', top: `HONEYCOMB_API_KEY=⟦hex:32⟧` },
    ],
  },
  {
    family: 'posthog-personal',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'export.py',
        top: `posthog = Posthog("phc_⟦alphanumeric:43⟧", personal_api_key="phx_⟦alphanumeric:43⟧")`,
      },
    ],
  },
  {
    family: 'sumologic-collector',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'collect.yml',
        top: `sumologic:
  access_id: su⟦alphanumeric:12⟧
  access_key: ⟦alphanumeric:64⟧`,
      },
      {
        path: 'collect.env',
        top: `SUMO_ACCESS_KEY=⟦alphanumeric:64⟧
SUMOLOGIC_ACCESSKEY=⟦alphanumeric:64#2⟧`,
      },
    ],
  },
  {
    family: 'rollbar-server',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'errors.rb',
        body: `Rollbar.configure do |config|
  config.access_token = '⟦hex:32⟧'
end
ROLLBAR_ACCESS_TOKEN = '⟦hex:32⟧'`,
      },
    ],
  },
  {
    family: 'bugsnag-project',
    positive: true,
    classes: ['monitoring'],
    variants: [
      { path: 'app.js', top: `Bugsnag.start({ apiKey: '⟦hex:32⟧', plugins: [BugsnagPluginExpress] })` },
      { path: '.env', top: `BUGSNAG_API_KEY=⟦hex:32⟧` },
    ],
  },
  {
    family: 'opsgenie-alerts',
    positive: true,
    classes: ['monitoring'],
    variants: [
      {
        path: 'alertmanager.yml',
        top: `receivers:
  - name: night
    opsgenie_configs:
      - opsgenie_api_key: ⟦uuid:1⟧`,
      },
      { path: 'page.py', top: `headers = {"Authorization": "GenieKey ⟦uuid:1⟧"}` },
    ],
  },
  {
    family: 'launchdarkly-server',
    positive: true,
    classes: ['monitoring'],
    variants: [
      { path: 'flags.go', body: `client, _ := ld.MakeClient("sdk-⟦uuid:1⟧", 5*time.Second)` },
      { path: 'flags.sh', top: `export LAUNCHDARKLY_ACCESS_TOKEN=api-⟦uuid:1⟧` },
    ],
  },
  {
    family: 'typeform-responses',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'forms.py', top: `TYPEFORM_TOKEN = "tfp_⟦alphanumeric:44⟧_⟦alphanumeric:14⟧"` }],
  },
  {
    family: 'contentful-site',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'content.js',
        top: `const client = contentful.createClient({ space: '⟦lowerDigits:12⟧', accessToken: '⟦base64url:43⟧' })`,
      },
      {
        path: '.env',
        top: `CONTENTFUL_DELIVERY_TOKEN=⟦base64url:43⟧
CONTENTFUL_ACCESS_TOKEN=⟦base64url:43⟧`,
      },
    ],
  },
  {
    family: 'hubspot-app',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'crm.py', top: `client = HubSpot(access_token="pat-eu1-⟦uuid:1⟧")` }],
  },
  {
    family: 'intercom-workspace',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'support.ts',
        top: `const INTERCOM_ACCESS_TOKEN = '⟦b64:tok:⟦hex:8⟧_⟦hex:4⟧_⟦hex:4#2⟧_⟦hex:4#3⟧_⟦hex:12⟧:1:0⟧'`,
      },
    ],
  },
  {
    family: 'intra-school',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'intra.py',
        top: `client = BackendApplicationClient("u-s4t2ud-⟦hex:64⟧")
SECRET = "s-s4t2ud-⟦hex:64#2⟧"`,
      },
    ],
  },
  {
    family: 'zendesk-agent',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'tickets.sh',
        top: `ZENDESK_API_TOKEN=⟦alphanumeric:40⟧
curl -u "support@shop.io/token:⟦alphanumeric:40⟧" https://shop.zendesk.com/api/v2/tickets.json`,
      },
    ],
  },
  {
    family: 'auth0-machine',
    positive: true,
    classes: ['saas'],
    variants: [
      { path: 'auth.ts', top: `const AUTH0_CLIENT_SECRET = '⟦base64url:64⟧'` },
      {
        path: 'auth0.yml',
        top: `auth0:
  domain: shop.eu.auth0.com
  client_id: ⟦alphanumeric:32⟧
  client_secret: ⟦base64url:64⟧`,
      },
    ],
  },
  {
    family: 'onepassword-account',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'notes.md',
        top: `Emergency kit: sign in at shop.1password.com with ops@shop.io and A3-⟦upperDigits:6⟧-⟦upperDigits:6#2⟧-⟦upperDigits:5⟧-⟦upperDigits:5#2⟧-⟦upperDigits:5#3⟧-⟦upperDigits:5#4⟧.`,
      },
    ],
  },
  {
    family: 'onepassword-automation',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'ci.env',
        top: `OP_SERVICE_ACCOUNT_TOKEN=ops_⟦b64:{"signInAddress":"shop.1password.com","userAuth":{"method":"SRPg-4096","alg":"PBES2g-HS256","iterations":650000,"salt":"⟦base64url:22⟧"},"email":"⟦lowerDigits:13⟧@1passwordserviceaccounts.com","srpX":"⟦hex:64⟧","muk":{"alg":"A256GCM","k":"⟦base64url:43⟧"}}⟧`,
      },
    ],
  },
  {
    family: 'algolia-admin',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'index.js',
        top: `const client = algoliasearch('⟦upperDigits:10⟧', '⟦hex:32⟧')
const ALGOLIA_ADMIN_KEY = '⟦hex:32⟧'`,
      },
      {
        path: '.env',
        top: `ALGOLIA_APP_ID=⟦upperDigits:10⟧
ALGOLIA_ADMIN_API_KEY=⟦hex:32⟧`,
      },
    ],
  },
  {
    family: 'mapbox-upload',
    positive: true,
    classes: ['saas'],
    variants: [
      { path: 'tiles.py', top: `MAPBOX_TOKEN = "sk.⟦b64url:{"u":"shop","a":"cl⟦lowerDigits:23⟧"}⟧.⟦base64url:22⟧"` },
    ],
  },
  {
    family: 'facebook-application',
    positive: true,
    classes: ['saas'],
    variants: [
      { path: 'social.py', top: `SOCIAL_AUTH_FACEBOOK_SECRET = "⟦hex:32⟧"` },
      {
        path: 'login.php',
        top: `$facebook = new Facebook(['app_id' => '⟦digits:15⟧', 'app_secret' => '⟦hex:32⟧']);
define('FACEBOOK_APP_SECRET', '⟦hex:32⟧');`,
      },
    ],
  },
  {
    family: 'linkedin-application',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'social.py',
        top: `LINKEDIN_CLIENT_ID = "⟦lowerDigits:14⟧"
LINKEDIN_CLIENT_SECRET = "⟦alphanumeric:16⟧"`,
      },
    ],
  },
  {
    family: 'twitch-application',
    positive: true,
    classes: ['saas'],
    variants: [
      { path: 'bot.js', top: `const TWITCH_CLIENT_SECRET = '⟦lowerDigits:30⟧'` },
      {
        path: '.env',
        top: `TWITCH_CLIENT_ID=⟦lowerDigits:30⟧
TWITCH_ACCESS_TOKEN=⟦lowerDigits:30#2⟧`,
      },
    ],
  },
  {
    family: 'twitch-chat-login',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'chat.py', top: String.raw`irc.send("PASS oauth:⟦lowerDigits:30⟧\r\n".encode())` }],
  },
  {
    family: 'dropbox-application',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'backup.py',
        top: `DROPBOX_APP_KEY = "⟦lowerDigits:15⟧"
DROPBOX_APP_SECRET = "⟦lowerDigits:15#2⟧"`,
      },
    ],
  },
  {
    family: 'maxmind-account',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'GeoIP.conf',
        top: `AccountID ⟦digits:6⟧
LicenseKey ⟦alphanumeric:6⟧_⟦alphanumeric:29⟧_mmk
EditionIDs GeoLite2-City`,
      },
    ],
  },
  {
    family: 'etherscan-account',
    positive: true,
    classes: ['crypto-wallet'],
    variants: [
      { path: 'hardhat.config.ts', top: `const config = { etherscan: { apiKey: '⟦upperDigits:34⟧' } }` },
      { path: '.env', top: `ETHERSCAN_API_KEY=⟦upperDigits:34⟧` },
    ],
  },
  {
    family: 'infura-project',
    positive: true,
    classes: ['crypto-wallet'],
    variants: [
      {
        path: 'deploy.js',
        top: `const provider = new ethers.JsonRpcProvider('https://mainnet.infura.io/v3/⟦hex:32⟧')`,
      },
      { path: '.env', top: `INFURA_API_KEY=⟦hex:32⟧` },
    ],
  },
  {
    family: 'adafruit-feeds',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'sensor.ino',
        top: `#define AIO_USERNAME "garden"
#define AIO_KEY "aio_⟦alphanumeric:28⟧"`,
      },
    ],
  },
  {
    family: 'adobe-integration',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'sign.py', top: `ADOBE_CLIENT_SECRET = "p8e-⟦base64url:32⟧"` }],
  },
  {
    family: 'frameio-review',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'upload.py', top: `client = FrameioClient("fio-u-⟦base64url:64⟧")` }],
  },
  {
    family: 'lob-letters',
    positive: true,
    classes: ['saas'],
    variants: [
      { path: 'letters.rb', top: `lob = Lob::Client.new(api_key: 'live_⟦hex:35⟧')` },
      { path: '.env', top: `LOB_API_KEY=live_⟦hex:35⟧` },
    ],
  },
  {
    family: 'instagram-feed',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'feed.php', top: `$token = 'IGQVJ⟦base64url:160⟧';` }],
  },
  {
    family: 'wakatime-account',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'wakatime.cfg',
        top: `[settings]
api_key = waka_⟦uuid:1⟧`,
      },
    ],
  },
  {
    family: 'riot-developer',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'matches.py', top: `watcher = LolWatcher("RGAPI-⟦uuid:1⟧")` }],
  },
  {
    family: 'wundergraph-router',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'router.yaml',
        top: `graph:
  token: cosmo_⟦hex:32⟧`,
      },
    ],
  },
  {
    family: 'authress-service',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'access.ts',
        top: `const client = new AuthressClient({ baseUrl: 'https://login.shop.io' }, 'sc_⟦lowerDigits:16⟧.⟦lowerDigits:4⟧.acc-⟦lowerDigits:12⟧.MC4CAQAwBQYDK2VwBCIEI⟦base64:43⟧')`,
      },
    ],
  },
  {
    family: 'defined-networking-host',
    positive: true,
    classes: ['saas'],
    variants: [
      {
        path: 'main.tf',
        top: `provider "definednet" {
  token = "dnkey-⟦base32:26⟧-⟦base32:52⟧"
}`,
      },
    ],
  },
  {
    family: 'settlemint-platform',
    positive: true,
    classes: ['saas'],
    variants: [{ path: 'deploy.sh', top: `export SETTLEMINT_ACCESS_TOKEN=sm_pat_⟦alphanumeric:16⟧` }],
  },
  {
    family: 'make-scenario',
    positive: true,
    classes: ['webhook-url'],
    variants: [
      {
        path: 'form.js',
        top: `await fetch('https://hook.eu1.make.com/⟦lowerDigits:32⟧', { method: 'POST', body: JSON.stringify(order) })`,
      },
    ],
  },
  {
    family: 'service-keys-read',
    positive: false,
    classes: ['saas'],
    variants: [
      {
        path: 'config.py',
        top: `ALGOLIA_ADMIN_KEY = os.environ["ALGOLIA_ADMIN_KEY"]
FACEBOOK_APP_SECRET = env("FACEBOOK_APP_SECRET", default=None)
TWITCH_CLIENT_SECRET = settings.twitch_client_secret
LINKEDIN_CLIENT_SECRET = get_secret("linkedin/client")
DROPBOX_APP_SECRET = keyring.get_password("dropbox", "app")`,
      },
    ],
  },
  {
    family: 'service-keys-read',
    positive: false,
    classes: ['monitoring'],
    variants: [
      {
        path: 'flags.ts',
        top: `const ldKey = process.env.LAUNCHDARKLY_SDK_KEY ?? ''
export const rollbar = new Rollbar({ accessToken: process.env.ROLLBAR_ACCESS_TOKEN, captureUncaught: true })
Bugsnag.start({ apiKey: import.meta.env.VITE_BUGSNAG_API_KEY })`,
      },
    ],
  },
  {
    family: 'service-key-placeholders',
    positive: false,
    classes: ['ai'],
    variants: [
      {
        path: '.env',
        top: `COHERE_API_KEY=your-cohere-api-key
MISTRAL_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
TAVILY_API_KEY=tvly-YOUR_API_KEY
LANGFUSE_SECRET_KEY=sk-lf-...`,
      },
    ],
  },
  {
    family: 'service-key-placeholders',
    positive: false,
    classes: ['saas'],
    variants: [
      {
        path: 'setup.md',
        top: `    ZENDESK_API_TOKEN=<token>
    HUBSPOT_ACCESS_TOKEN=pat-na1-00000000-0000-0000-0000-000000000000
    RIOT_KEY=RGAPI-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
    MAPBOX_TOKEN=sk.eyJ1...`,
      },
    ],
  },
  {
    family: 'public-service-identifiers',
    positive: false,
    classes: ['saas'],
    variants: [
      {
        path: 'page.js',
        top: `const algolia = { appId: '⟦upperDigits:10⟧', indexName: 'products' }
const auth0 = { domain: 'shop.eu.auth0.com', clientId: '⟦alphanumeric:32⟧' }
const twitch = { clientId: '⟦lowerDigits:30⟧', channel: 'shop' }
const facebookAppId = '⟦digits:15⟧'`,
      },
    ],
  },
  {
    family: 'public-service-identifiers',
    positive: false,
    classes: ['monitoring'],
    variants: [
      {
        path: 'tags.html',
        top: `<script>posthog.init('phc_⟦alphanumeric:43⟧', { api_host: 'https://eu.posthog.com' })</script>
<meta name="sentry-trace" content="⟦hex:32⟧-⟦hex:16⟧-1">`,
      },
    ],
  },
  {
    family: 'feature-words-like-keys',
    positive: false,
    classes: ['payment'],
    variants: [
      {
        path: 'prices.ts',
        top: `const live_dashboard_refresh_interval_in_seconds = 'live_updates_enabled_for_all_customers'
export const plaid = ['red-plaid-scarf-winter', 'blue-plaid-shirt-slim-fit-cotton']`,
      },
    ],
  },
  {
    family: 'contract-addresses',
    positive: false,
    classes: ['crypto-wallet'],
    variants: [
      {
        path: 'addresses.ts',
        top: `export const USDC = '0x⟦hex:40⟧'
export const poolId = '0x⟦hex:64⟧'
const url = \`https://mainnet.infura.io/v3/\${process.env.INFURA_KEY}\``,
      },
    ],
  },
]

export const accountCases = writtenCases(list)
