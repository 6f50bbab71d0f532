// Credentials of monitoring, collaboration, data and identity vendors.
import { sample } from '../examples.ts'
import { near, type SecretRule, token } from '../rule.ts'

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'

export const vendorRules: readonly SecretRule[] = [
  near('datadog-key', 'Datadog', ['datadog', 'dd_api', 'dd_app', 'dd-api'], '[a-f0-9]{40}|[a-f0-9]{32}', [40, 'hex']),
  token('newrelic-user-key', 'New Relic', 'NRAK-[A-Z0-9]{27}', ['NRAK-', [27, 'upper']]),
  token(
    'newrelic-key',
    'New Relic',
    '(?:NRII-[A-Za-z0-9-]{32}|NRJS-[a-f0-9]{19}|NRRA-[a-f0-9]{42}|NRBR-[0-9a-f]{19,20})',
    ['NRII-', [32, 'alnum']],
    { keywords: ['nrii-', 'nrjs-', 'nrra-', 'nrbr-'] },
  ),
  token('newrelic-license-key', 'New Relic', '', [[36, 'hex'], 'NRAL'], {
    keywords: ['nral'],
    before: 36,
    pattern: /(?<![A-Za-z0-9])([a-f0-9]{36}NRAL|eu01xx[a-f0-9]{30}NRAL)(?![A-Za-z0-9])/,
  }),
  token('grafana-service-token', 'Grafana', 'glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}', [
    'glsa_',
    [32, 'alnum'],
    '_',
    [8, 'hex'],
  ]),
  token('grafana-cloud-token', 'Grafana', 'glc_[A-Za-z0-9+/]{32,400}={0,3}', ['glc_', [120, 'base64']]),
  token('grafana-api-key', 'Grafana', 'eyJrIjoi[A-Za-z0-9]{70,400}={0,3}', ['eyJrIjoi', [90, 'alnum']]),
  token('sentry-user-token', 'Sentry', 'sntryu_[a-f0-9]{64}', ['sntryu_', [64, 'hex']]),
  token('sentry-org-token', 'Sentry', 'sntrys_eyJ[A-Za-z0-9+/=_]{80,500}', ['sntrys_eyJ', [160, 'alnum']]),
  near('sentry-auth-token', 'Sentry', ['sentry'], '[a-f0-9]{64}', [64, 'hex']),
  token(
    'dynatrace-token',
    'Dynatrace',
    'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
    ['dt0c01.', [24, 'upper'], '.', [64, 'upper']],
    { keywords: ['dt0'] },
  ),
  token('honeycomb-key', 'Honeycomb', 'hc[abx]i[ck]_[a-z0-9]{58}', ['hcaik_', [58, 'lower']], {
    keywords: ['hcaik_', 'hcbik_', 'hcxik_', 'hcaic_', 'hcbic_', 'hcxic_'],
  }),
  token('posthog-key', 'PostHog', 'phx_[A-Za-z0-9]{43,50}', ['phx_', [47, 'alnum']]),
  near('sumologic-key', 'Sumo Logic', ['sumologic', 'sumo_', 'sumo-'], '[A-Za-z0-9]{64}', [64, 'alnum']),
  near('rollbar-token', 'Rollbar', ['rollbar'], '[a-f0-9]{32}', [32, 'hex']),
  near('bugsnag-key', 'Bugsnag', ['bugsnag'], '[a-f0-9]{32}', [32, 'hex']),
  near(
    'pagerduty-key',
    'PagerDuty',
    ['pagerduty', 'pager_duty', 'pd_service'],
    '[a-z0-9]{32}|[A-Za-z0-9+_-]{20}',
    [32, 'lower'],
    { entropyMin: 3.3 },
  ),
  near('opsgenie-key', 'Opsgenie', ['opsgenie'], uuid, '4f2e9d1c-7b3a-4c68-9e05-d1b7a3c89f24', { check: 'form' }),
  token(
    'launchdarkly-key',
    'LaunchDarkly',
    '',
    ['sdk-', [8, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [12, 'hex']],
    {
      keywords: ['sdk-', 'api-', 'mob-'],
      pattern:
        /(?<![A-Za-z0-9_-])((?:sdk|api|mob)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9-])/,
    },
  ),
  token('linear-key', 'Linear', 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}', ['lin_api_', [40, 'alnum']], {
    keywords: ['lin_api_', 'lin_oauth_'],
  }),
  token(
    'notion-token',
    'Notion',
    '(?:ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43})',
    ['ntn_', [11, 'digits'], [35, 'alnum']],
    { keywords: ['ntn_', 'secret_'], check: 'random', entropyMin: 3.8 },
  ),
  token('airtable-token', 'Airtable', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}', ['pat', [14, 'alnum'], '.', [64, 'hex']]),
  near('airtable-key', 'Airtable', ['airtable'], 'key[A-Za-z0-9]{14}', `key${sample('airtable', 'alnum', 14)}`),
  token(
    'asana-token',
    'Asana',
    '[12]/\\d{12,20}(?:/\\d{12,20})?:[a-f0-9]{32}',
    ['asana_token = ', '1/', [16, 'digits'], ':', [32, 'hex']],
    {
      keywords: ['asana'],
      pattern:
        /asana[\w.-]{0,40}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?([012]\/\d{12,20}(?:\/\d{12,20})?:[a-f0-9]{32}|[a-f0-9]{32})(?![\w/+=-])/i,
      check: 'random',
      entropyMin: 2.8,
    },
  ),
  token('figma-token', 'Figma', 'fig[duo][rh]?_[\\w-]{40}', ['figd_', [40, 'url']], {
    keywords: ['figd_', 'figu_', 'figo_', 'figdr_', 'figdh_', 'figur_', 'figuh_', 'figor_', 'figoh_'],
  }),
  token('typeform-token', 'Typeform', 'tfp_[\\w.=-]{40,64}', ['tfp_', [44, 'alnum'], '_', [14, 'alnum']]),
  token('contentful-token', 'Contentful', 'CFPAT-[\\w-]{43}', ['CFPAT-', [43, 'url']]),
  near('contentful-delivery-key', 'Contentful', ['contentful'], '[A-Za-z0-9_-]{43}', [43, 'url']),
  token(
    'hubspot-token',
    'HubSpot',
    `pat-(?:na|eu)\\d-${uuid}`,
    ['pat-na1-', [8, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [12, 'hex']],
    { keywords: ['pat-na', 'pat-eu'] },
  ),
  near('hubspot-key', 'HubSpot', ['hubspot', 'hapikey'], uuid, '4f2e9d1c-7b3a-4c68-9e05-d1b7a3c89f24', {
    check: 'form',
  }),
  near('intercom-token', 'Intercom', ['intercom'], '[A-Za-z0-9=_-]{60}', [60, 'alnum']),
  token('intra42-secret', '42 Intra', 's-s4t2(?:ud|af)-[a-f0-9]{64}', ['s-s4t2ud-', [64, 'hex']], {
    keywords: ['s-s4t2ud-', 's-s4t2af-'],
  }),
  near('zendesk-token', 'Zendesk', ['zendesk'], '[A-Za-z0-9]{40}', [40, 'alnum']),
  token('okta-token', 'Okta', '', ['okta_token = ', '00', [40, 'url']], {
    keywords: ['okta', 'ssws'],
    pattern:
      /(?:(?<!r)okta[\w.-]{0,40}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?|SSWS )(00[\w-]{40})(?![\w-])/i,
    check: 'random',
    entropyMin: 3.5,
  }),
  near('auth0-secret', 'Auth0', ['auth0'], '[A-Za-z0-9_-]{64}', [64, 'url']),
  token(
    'onepassword-secret-key',
    '1Password',
    'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    ['A3-', [6, 'upper'], '-', [11, 'upper'], '-', [5, 'upper'], '-', [5, 'upper'], '-', [5, 'upper']],
    { check: 'random', entropyMin: 3.5 },
  ),
  token('onepassword-service-token', '1Password', 'ops_eyJ[A-Za-z0-9+/]{200,900}={0,3}', ['ops_eyJ', [300, 'base64']], {
    after: 1000,
  }),
  token(
    'tailscale-key',
    'Tailscale',
    'tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,40}',
    ['tskey-auth-', [12, 'alnum'], '-', [32, 'alnum']],
    { keywords: ['tskey-'] },
  ),
  token('algolia-key', 'Algolia', '', ['algolia_admin_key = ', [32, 'hex']], {
    keywords: ['algolia'],
    pattern: /algolia[\w.-]{0,40}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?([a-f0-9]{32})(?![\w-])/i,
    check: 'random',
    entropyMin: 2.8,
  }),
  token('mapbox-secret-token', 'Mapbox', 'sk\\.eyJ[\\w-]{60,200}\\.[\\w-]{20,24}', [
    'sk.eyJ',
    [70, 'alnum'],
    '.',
    [22, 'alnum'],
  ]),
  token('facebook-token', 'Facebook', 'EAA[A-Za-z0-9]{80,300}', ['EAA', [160, 'alnum']], {
    check: 'random',
    entropyMin: 4.5,
  }),
  near('facebook-secret', 'Facebook', ['facebook', 'fb_app', 'fb_secret', 'fbapp'], '[a-f0-9]{32}', [32, 'hex']),
  near(
    'twitter-secret',
    'Twitter',
    ['twitter', 'consumer_secret', 'consumersecret', 'consumer_key', 'consumerkey', 'access_token_secret'],
    '[A-Za-z0-9]{50}|[A-Za-z0-9]{45}|[A-Za-z0-9]{25}|[0-9]{8,20}-[A-Za-z0-9]{40}',
    [50, 'alnum'],
    { entropyMin: 3.5 },
  ),
  token('twitter-bearer-token', 'Twitter', 'A{20,22}[A-Za-z0-9%]{80,100}', ['AAAAAAAAAAAAAAAAAAAAA', [82, 'alnum']], {
    keywords: ['aaaaaaaaaaaaaaaaaaaa'],
    check: 'random',
    entropyMin: 4,
  }),
  near('linkedin-secret', 'LinkedIn', ['linkedin', 'linked_in'], '[A-Za-z0-9]{16}', [16, 'alnum'], { entropyMin: 3.3 }),
  near('twitch-token', 'Twitch', ['twitch'], '(?:oauth:)?[a-z0-9]{30}', [30, 'lower'], { entropyMin: 3.3 }),
  token('twitch-oauth-token', 'Twitch', 'oauth:[a-z0-9]{30}', ['oauth:', [30, 'lower']], {
    check: 'random',
    entropyMin: 3.3,
  }),
  token('dropbox-token', 'Dropbox', 'sl\\.[\\w=-]{130,1200}', ['sl.', [138, 'url']], {
    check: 'random',
    entropyMin: 4,
    after: 1300,
  }),
  near('dropbox-secret', 'Dropbox', ['dropbox'], '[a-z0-9]{15}|[A-Za-z0-9_-]{64}', [15, 'lower'], { entropyMin: 3.2 }),
  token('nkey-seed', 'NATS', 'S[UAOCNX][A-Z2-7]{56}', ['SU', [56, 'base32']], {
    keywords: ['su', 'sa', 'so', 'sc', 'sn', 'sx'],
    pattern: /(?<![A-Za-z0-9+/_-])(S[UAOCNX][A-Z2-7]{56})(?![A-Za-z0-9+/=_-])/,
    check: 'random',
    entropyMin: 3.8,
  }),
  token('elastic-key', 'Elastic', '', ['elastic_api_key = ', [58, 'alnum'], '=='], {
    keywords: ['elastic', 'apikey '],
    pattern:
      /(?:elastic[\w.-]{0,40}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?|ApiKey )([A-Za-z0-9+/]{58}==)(?![\w=])/i,
    check: 'random',
    entropyMin: 3.8,
  }),
  near(
    'confluent-secret',
    'Confluent',
    ['confluent', 'sasl_password', 'sasl.password'],
    '[A-Za-z0-9+/]{64}',
    [64, 'base64'],
    { check: 'random', entropyMin: 4 },
  ),
  token('maxmind-key', 'MaxMind', '', [[6, 'alnum'], '_', [29, 'alnum'], '_mmk'], {
    keywords: ['_mmk'],
    before: 36,
    pattern: /(?<![A-Za-z0-9])([A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![A-Za-z0-9_])/,
    matches: [`LicenseKey ${sample('mm1', 'alnum', 6)}_${sample('mm2', 'alnum', 29)}_mmk\n`],
  }),
  token('web3-private-key', 'Ethereum', '', ['private_key = ', '0x', [64, 'hex']], {
    keywords: ['private_key', 'privatekey', 'private-key', 'mnemonic_key', 'deployer_key', 'wallet_key'],
    pattern:
      /(?:private[_-]?key|deployer_key|wallet_key)[\w.-]{0,30}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}\[?["'`]?((?:0x)?[a-fA-F0-9]{64})(?![\w])/i,
    check: 'random',
    entropyMin: 2.8,
    severity: 'critical',
  }),
  token('web3-wallet-key', 'Ethereum', '', ["new ethers.Wallet('", '0x', [64, 'hex']], {
    keywords: ['wallet(', 'accounts:', 'accounts =', '--private-key', 'privatekeytoaccount(', 'fromprivatekey('],
    pattern:
      /(?:Wallet\(|accounts\s{0,4}[:=]\s{0,4}\[|--private-key|PrivateKey(?:ToAccount)?\()[=\s]{0,8}["'`]?((?:0x)?[a-f0-9]{64})(?!\w)/i,
    check: 'random',
    entropyMin: 2.8,
    severity: 'critical',
    matches: [
      `  accounts: ['0x${sample('hardhat', 'hex', 64)}'],\n`,
      `cast send --private-key 0x${sample('cast', 'hex', 64)}\n`,
    ],
    misses: ['accounts: [process.env.PRIVATE_KEY]\n', 'forge create --private-key $KEY\n'],
  }),
  near('etherscan-key', 'Etherscan', ['etherscan'], '[A-Z0-9]{34}', [34, 'upper']),
  near('infura-key', 'Infura', ['infura', 'alchemy'], '[A-Za-z0-9_-]{32}', [32, 'hex']),
  token('infura-address', 'Infura', '', ['infura.io/v3/', [32, 'hex']], {
    keywords: ['infura.io/'],
    pattern: /infura\.io\/(?:ws\/)?v3\/([a-f0-9]{32})(?![\w-])/,
    check: 'random',
    entropyMin: 2.8,
    matches: [`new WebSocket('wss://mainnet.infura.io/ws/v3/${sample('infura2', 'hex', 32)}')\n`],
  }),
  near('rapidapi-key', 'RapidAPI', ['rapidapi'], '[A-Za-z0-9_-]{50}', [50, 'alnum']),
  near('openweather-key', 'OpenWeather', ['openweather', 'appid'], '[a-f0-9]{32}', [32, 'hex']),
  token('adafruit-io-key', 'Adafruit', 'aio_[A-Za-z0-9]{28}', ['aio_', [28, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
    matches: [`#define IO_KEY "aio_${sample('aio2', 'alnum', 28)}"\n`],
  }),
  near('adafruit-key', 'Adafruit', ['adafruit', 'aio_key', 'io_key'], 'aio_[A-Za-z0-9]{28}|[A-Za-z0-9]{32}', [
    32,
    'alnum',
  ]),
  token('adobe-client-secret', 'Adobe', 'p8e-[A-Za-z0-9_-]{32}', ['p8e-', [32, 'alnum']]),
  token('frameio-token', 'Frame.io', 'fio-u-[\\w=-]{64}', ['fio-u-', [64, 'url']]),
  token('lob-key', 'Lob', '(?:live|test)_[a-f0-9]{35}', ['live_', [35, 'hex']], {
    keywords: ['live_', 'test_'],
    check: 'random',
    entropyMin: 3,
  }),
]
