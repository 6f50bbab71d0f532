// Credentials of developer tools, model services and platforms that came later, known by their prefixes.
import { fakeJwt, sample } from '../examples.ts'
import { near, rule, type SecretRule, token } from '../rule.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const uuidParts = [[8, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [4, 'hex'], '-', [12, 'hex']] as const

export const toolRules: readonly SecretRule[] = [
  token('akamai-credential', 'Akamai', 'akab-[0-9a-z]{16}-[0-9a-z]{16}(?![.\\w-])', [
    'akab-',
    [16, 'lower'],
    '-',
    [16, 'lower'],
  ]),
  token('appsync-key', 'AWS', 'da2-[a-z0-9]{26}', ['da2-', [26, 'lower']], { check: 'random', entropyMin: 3 }),
  token(
    'github-installation-token',
    'GitHub',
    'ghs_\\d{1,20}_eyJ[\\w-]{15,800}(?:\\.[\\w-]{0,800}){2}',
    ['ghs_', [8, 'digits'], '_', fakeJwt('installation')],
    { after: 2600 },
  ),
  token('gitlab-session', 'GitLab', '_gitlab_session=[0-9a-f]{32}', ['_gitlab_session=', [32, 'hex']]),
  token('bitbucket-access-token', 'Bitbucket', 'ATCTT3[\\w=-]{60,800}', ['ATCTT3xFfGN0', [160, 'url']], {
    keywords: ['atctt3'],
    after: 900,
  }),
  token('bitbucket-server-token', 'Bitbucket', 'BBDC-[MNO][\\w-]{43}', ['BBDC-M', [43, 'url']]),
  token(
    'docker-swarm-token',
    'Docker Swarm',
    '(?:SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}|SWMKEY-1-[A-Za-z0-9+/]{43})',
    ['SWMTKN-1-', [50, 'lower'], '-', [25, 'lower']],
    {
      keywords: ['swmtkn-1-', 'swmkey-1-'],
    },
  ),
  token(
    'cloudflare-scoped-token',
    'Cloudflare',
    'cf(?:at|ut|k)_[A-Za-z0-9]{40}[0-9a-f]{8}',
    ['cfut_', [40, 'alnum'], [8, 'hex']],
    { keywords: ['cfat_', 'cfut_', 'cfk_'] },
  ),
  token('instagram-token', 'Instagram', 'IGQ[VW][A-Za-z][\\w=-]{100,400}', ['IGQVJ', [140, 'alnum']]),
  token('paseto-token', 'PASETO', 'v[1-4]\\.(?:local|public)\\.[\\w-]{40,2000}', ['v4.local.', [90, 'url']], {
    keywords: [
      'v1.local.',
      'v2.local.',
      'v3.local.',
      'v4.local.',
      'v1.public.',
      'v2.public.',
      'v3.public.',
      'v4.public.',
    ],
    after: 2200,
    check: 'random',
    entropyMin: 4,
  }),
  token(
    'paserk-key',
    'PASETO',
    'k[1-4]\\.(?:local|secret)(?:-pw|-wrap\\.pie)?\\.[\\w-]{40,2000}',
    ['k4.local.', [43, 'url']],
    {
      keywords: ['k1.local', 'k2.local', 'k3.local', 'k4.local', 'k1.secret', 'k2.secret', 'k3.secret', 'k4.secret'],
      after: 2200,
      severity: 'critical',
      check: 'random',
      entropyMin: 4,
    },
  ),
  token('tavily-key', 'Tavily', 'tvly-(?:dev-|prod-)?[\\w-]{32,40}', ['tvly-', [32, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  token('together-key', 'Together AI', 'tgp_v1_[\\w-]{43}', ['tgp_v1_', [43, 'url']]),
  token('llamacloud-key', 'LlamaCloud', 'llx-[\\w-]{48}', ['llx-', [48, 'alnum']]),
  token('fireworks-key', 'Fireworks AI', 'fw_[A-Za-z0-9]{22,24}', ['fw_', [24, 'alnum']], {
    check: 'random',
    entropyMin: 3.8,
  }),
  token('nvidia-key', 'NVIDIA', 'nvapi-[\\w-]{60,70}', ['nvapi-', [64, 'url']]),
  token('voyage-key', 'Voyage AI', 'pa-[\\w-]{43}', ['pa-', [43, 'url']], { check: 'random', entropyMin: 4.2 }),
  token('elevenlabs-key', 'ElevenLabs', 'sk_[a-f0-9]{48}', ['sk_', [48, 'hex']], { check: 'random', entropyMin: 3 }),
  token('langfuse-key', 'Langfuse', `sk-lf-${uuid}`, ['sk-lf-', ...uuidParts]),
  token('nylas-key', 'Nylas', 'nyk_v0_[\\w-]{64}', ['nyk_v0_', [64, 'alnum']]),
  token('wakatime-key', 'WakaTime', `waka_${uuid}`, ['waka_', ...uuidParts]),
  token('riot-key', 'Riot Games', `RGAPI-${uuid}`, ['RGAPI-', ...uuidParts]),
  token('vercel-token', 'Vercel', 'vc[apkir]_[A-Za-z0-9]{56}', ['vcp_', [56, 'alnum']], {
    keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
  }),
  token('vercel-blob-token', 'Vercel', 'vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30}', [
    'vercel_blob_rw_',
    [16, 'alnum'],
    '_',
    [30, 'alnum'],
  ]),
  token('netlify-access-token', 'Netlify', 'nf[pcoub]_[A-Za-z0-9]{36}', ['nfp_', [36, 'alnum']], {
    keywords: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
  }),
  token('render-key', 'Render', 'rnd_[A-Za-z0-9]{28,36}', ['rnd_', [32, 'alnum']], {
    check: 'random',
    entropyMin: 3.8,
  }),
  token('neon-key', 'Neon', 'napi_[a-z0-9]{60,64}', ['napi_', [64, 'lower']]),
  token('turso-token', 'Upstash', 'upstash_[A-Za-z0-9_-]{36,64}', ['upstash_', [44, 'alnum']], {
    check: 'random',
    entropyMin: 3.8,
  }),
  token('clickhouse-cloud-key', 'ClickHouse', '4b1d[A-Za-z0-9]{38}', ['4b1d', [38, 'alnum']], {
    check: 'random',
    entropyMin: 4,
  }),
  token('wundergraph-key', 'WunderGraph', 'cosmo_[0-9a-f]{32}', ['cosmo_', [32, 'hex']]),
  token(
    'salesforce-credential',
    'Salesforce',
    '(?:3MVG[\\w.]{60,200}|00D[A-Za-z0-9]{9,15}![\\w.]{60,200})',
    ['3MVG', [80, 'alnum']],
    { keywords: ['3mvg', '00d'], check: 'random', entropyMin: 4 },
  ),
  token('postman-collection-token', 'Postman', 'PMAT-[0-9A-Z]{26}', ['PMAT-', [26, 'upper']]),
  token('ntlm-token', 'NTLM', 'TlRMTVNTUAA[BCD]AAAA[\\w+/-]{40,2000}={0,2}', ['TlRMTVNTUAADAAAA', [120, 'base64']], {
    after: 2200,
  }),
  token(
    'harness-token',
    'Harness',
    '(?:pat|sat)\\.[\\w-]{22}\\.[a-f0-9]{24}\\.[A-Za-z0-9]{20}',
    ['pat.', [22, 'alnum'], '.', [24, 'hex'], '.', [20, 'alnum']],
    { keywords: ['pat.', 'sat.'] },
  ),
  token(
    'authress-key',
    'Authress',
    '(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.acc[_-][a-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120}',
    ['sc_', [10, 'lower'], '.', [4, 'lower'], '.acc_', [10, 'lower'], '.', [40, 'alnum']],
    {
      keywords: ['sc_', 'ext_', 'scauth_', 'authress_'],
    },
  ),
  token('defined-networking-key', 'Defined Networking', 'dnkey-[A-Z0-9]{26}-[A-Z0-9]{52}', [
    'dnkey-',
    [26, 'base32'],
    '-',
    [52, 'base32'],
  ]),
  token('settlemint-token', 'SettleMint', 'sm_[aps]at_[A-Za-z0-9]{16}', ['sm_pat_', [16, 'alnum']], {
    keywords: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
  }),
  token('openrouter-key', 'OpenRouter', 'sk-or-v1-[a-f0-9]{64}', ['sk-or-v1-', [64, 'hex']]),
  token('zapier-hook', 'Zapier', '', ['hooks.zapier.com/hooks/catch/', [7, 'digits'], '/', [7, 'lower']], {
    keywords: ['hooks.zapier.com/'],
    pattern: /hooks\.zapier\.com\/hooks\/catch\/(\d{4,9}\/[a-z0-9]{6,12})/,
    check: 'random',
    entropyMin: 2.5,
  }),
  token(
    'feishu-webhook',
    'Feishu',
    '',
    [
      'open.feishu.cn/open-apis/bot/v2/hook/',
      [8, 'hex'],
      '-',
      [4, 'hex'],
      '-',
      [4, 'hex'],
      '-',
      [4, 'hex'],
      '-',
      [12, 'hex'],
    ],
    {
      keywords: ['/open-apis/bot/'],
      pattern:
        /\/open-apis\/bot\/(?:v2\/)?hook\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z0-9]{24,40})(?!\w)/,
      check: 'random',
      entropyMin: 2.5,
    },
  ),
  token('dingtalk-webhook', 'DingTalk', '', ['oapi.dingtalk.com/robot/send?access_token=', [64, 'hex']], {
    keywords: ['oapi.dingtalk.com/'],
    pattern: /oapi\.dingtalk\.com\/robot\/send\?access_token=([0-9a-f]{64})(?!\w)/,
    check: 'random',
    entropyMin: 2.5,
  }),
  token('ifttt-key', 'IFTTT', '', ['maker.ifttt.com/trigger/door/with/key/', [22, 'alnum']], {
    keywords: ['maker.ifttt.com/'],
    pattern: /maker\.ifttt\.com\/(?:trigger\/[\w{}$%.-]{1,60}\/(?:json\/)?with\/key|use)\/([\w-]{20,50})(?![\w-])/,
    check: 'random',
    entropyMin: 3,
  }),
  token('make-hook', 'Make', '', ['hook.eu1.make.com/', [32, 'lower']], {
    keywords: ['hook.eu', 'hook.us', 'hook.make.com', 'hook.integromat.com'],
    pattern: /hook(?:\.[a-z0-9]{2,4})?\.(?:make|integromat)\.com\/([a-z0-9]{28,40})(?!\w)/,
    check: 'random',
    entropyMin: 3,
  }),
  token('discord-client-secret', 'Discord', '', ['discord_client_secret = ', [32, 'url']], {
    keywords: ['discord'],
    pattern:
      /discord[\w.-]{0,20}(?:secret)[\w.-]{0,20}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?([\w-]{32})(?![\w-])/i,
    check: 'random',
    entropyMin: 3.5,
  }),
  near(
    'vendor-uuid-key',
    'vendors with UUID keys',
    [
      'kucoin',
      'messagebird',
      'message_bird',
      'sendbird',
      'squarespace',
      'postmark',
      'logdna',
      'loggly',
      'logentries',
      'coinmarketcap',
      'coinapi',
      'sparkpost',
      'onesignal',
      'vonage',
      'checkout_secret',
      'xi_api',
    ],
    uuid,
    '4f2e9d1c-7b3a-4c68-9e05-d1b7a3c89f24',
    { check: 'form', severity: 'medium' },
  ),
  rule({
    id: 'private-key-der',
    group: 'private keys',
    why: 'It proves who its owner is, and cannot be changed as easily as a password.',
    severity: 'critical',
    policy: 'reject',
    // What every key of a kind begins with in base64: version and algorithm of PKCS #8 and PKCS #1, and of SEC 1.
    keywords: ['miic', 'miie', 'miij', 'miib', 'migh', 'mhccaqeei', 'miig'],
    pattern:
      /(?<![A-Za-z0-9+/])(MII[A-Za-z0-9+/]{3,5}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAKB|IBAAKCA)[A-Za-z0-9+/\\\s"',]{300,6000}|MIGHAgEAMBMGByqGSM49[A-Za-z0-9+/\\\s"',]{150,300}|MHcCAQEEI[A-Za-z0-9+/\\\s"',]{140,300})/,
    after: 6400,
    rank: 2,
    check: 'pem',
    matches: [
      `privateKey: '${['MIIEvQ', 'IBADANBgkqhkiG9w0BAQEFAASC'].join('')}${sample('der', 'base64', 1600)}'\n`,
      `key = ${['MIIEpA', 'IBAAKCAQEA'].join('')}${sample('der 1', 'base64', 1500)}\n`,
    ],
    misses: [
      `publicKey: '${['MIIBIjANBgkqhkiG9w0BAQEFAAOC', 'AQ8AMIIBCgKCAQEA'].join('')}${sample('der public', 'base64', 340)}'\n`,
    ],
  }),
]
