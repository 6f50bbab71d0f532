// Credentials of model providers, messaging, payment and shops, known by their prefixes.
import { sample } from '../examples.ts'
import { near, rule, type SecretRule, token } from '../rule.ts'

export const serviceRules: readonly SecretRule[] = [
  token(
    'openai-key',
    'OpenAI',
    'sk-(?:(?:proj|svcacct|admin|None)-[\\w-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})',
    ['sk-', [20, 'alnum'], 'T3BlbkFJ', [20, 'alnum']],
    {
      severity: 'critical',
      matches: [
        `OPENAI_API_KEY=${['sk-', 'proj-'].join('')}${sample('openai project', 'url', 74)}T3BlbkFJ${sample('openai tail', 'url', 74)}\n`,
      ],
    },
  ),
  token(
    'anthropic-key',
    'Anthropic',
    'sk-ant-(?:api|admin|oat|ort|sid)\\d\\d-[\\w-]{80,120}',
    ['sk-ant-api03-', [93, 'url'], 'AA'],
    { keywords: ['sk-ant-'], severity: 'critical' },
  ),
  token('generic-sk-key', 'model provider', 'sk-[A-Za-z0-9]{32,64}', ['sk-', [48, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
    rank: 2,
  }),
  token(
    'hugging-face-token',
    'Hugging Face',
    '(?:hf_[A-Za-z]{34}|hf_[A-Za-z0-9]{34,40}|api_org_[A-Za-z]{34})',
    ['hf_', [34, 'alnum']],
    { keywords: ['hf_', 'api_org_'], check: 'random', entropyMin: 3.5 },
  ),
  token('replicate-token', 'Replicate', 'r8_[A-Za-z0-9]{37}', ['r8_', [37, 'alnum']]),
  token('groq-key', 'Groq', 'gsk_[A-Za-z0-9]{52}', ['gsk_', [52, 'alnum']]),
  token('xai-key', 'xAI', 'xai-[A-Za-z0-9]{70,84}', ['xai-', [80, 'alnum']]),
  token('perplexity-key', 'Perplexity', 'pplx-[A-Za-z0-9]{48}', ['pplx-', [48, 'alnum']]),
  token(
    'langsmith-key',
    'LangSmith',
    'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}',
    ['lsv2_pt_', [32, 'hex'], '_', [10, 'hex']],
    { keywords: ['lsv2_pt_', 'lsv2_sk_'] },
  ),
  token('pinecone-key', 'Pinecone', 'pcsk_[A-Za-z0-9_]{60,80}', ['pcsk_', [70, 'alnum']]),
  near('cohere-key', 'Cohere', ['cohere', 'co_api_key'], '[A-Za-z0-9]{40}', [40, 'alnum']),
  near('wandb-key', 'Weights & Biases', ['wandb'], '[a-f0-9]{40}', [40, 'hex']),
  near('mistral-key', 'Mistral', ['mistral_api', 'mistral-api', 'mistralapi'], '[A-Za-z0-9]{32}', [32, 'alnum']),
  token('slack-bot-token', 'Slack', 'xoxb-[0-9]{8,14}-[0-9]{0,14}-?[A-Za-z0-9-]{18,60}', [
    'xoxb-',
    [12, 'digits'],
    '-',
    [12, 'digits'],
    '-',
    [24, 'alnum'],
  ]),
  token(
    'slack-user-token',
    'Slack',
    'xox[pe](?:-[0-9]{10,13}){3}-[A-Za-z0-9-]{28,34}',
    ['xoxp-', [12, 'digits'], '-', [12, 'digits'], '-', [12, 'digits'], '-', [32, 'hex']],
    { keywords: ['xoxp-', 'xoxe-'] },
  ),
  token(
    'slack-app-token',
    'Slack',
    'xapp-\\d-[A-Z0-9]{8,14}-\\d{8,14}-[a-z0-9]{40,80}',
    ['xapp-1-', [11, 'upper'], '-', [13, 'digits'], '-', [64, 'hex']],
    { keywords: ['xapp-'] },
  ),
  token(
    'slack-config-token',
    'Slack',
    'xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9+/]{140,170}={0,2}',
    ['xoxe-1-', [146, 'upper']],
    {
      keywords: ['xoxe'],
    },
  ),
  token(
    'slack-legacy-token',
    'Slack',
    '(?:xox[os]-\\d{8,14}-\\d{8,14}-\\d{8,14}-[a-fA-F0-9]{10,40}|xox[ar]-(?:\\d-)?[0-9A-Za-z-]{10,72})',
    ['xoxs-', [10, 'digits'], '-', [10, 'digits'], '-', [10, 'digits'], '-', [10, 'hex']],
    { keywords: ['xoxo-', 'xoxs-', 'xoxa-', 'xoxr-'] },
  ),
  rule({
    id: 'slack-webhook',
    group: 'Slack',
    why: 'Anyone who has the URL posts into the channel.',
    keywords: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{36,64})/,
    rank: 3,
    matches: [
      `https://hooks.slack.com/services/T${sample('slack t', 'upper', 10)}/B${sample('slack b', 'upper', 10)}/${sample('slack w', 'alnum', 24)}\n`,
    ],
    misses: [
      'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX\n',
      'https://hooks.slack.com/services/YOUR/WEBHOOK/URL\n',
    ],
  }),
  rule({
    id: 'discord-webhook',
    group: 'Discord',
    why: 'Anyone who has the URL posts into the channel.',
    keywords: ['/api/webhooks/'],
    pattern: /\/api\/webhooks\/\d{17,20}\/([\w-]{60,80})/,
    rank: 3,
    matches: [
      `https://discord.com/api/webhooks/${sample('discord id', 'digits', 18)}/${sample('discord hook', 'url', 68)}\n`,
    ],
    misses: ['https://discord.com/api/webhooks/123456789012345678/your-webhook-token\n'],
  }),
  rule({
    id: 'teams-webhook',
    group: 'Microsoft Teams',
    why: 'Anyone who has the URL posts into the channel.',
    keywords: ['.webhook.office.com/webhookb2/'],
    pattern:
      /\.webhook\.office\.com\/webhookb2\/[a-z0-9-]{36}@[a-z0-9-]{36}\/IncomingWebhook\/([a-z0-9]{32}\/[a-z0-9-]{36})/,
    rank: 3,
    matches: [
      `https://corp.webhook.office.com/webhookb2/4f2e9d1c-7b3a-4c68-9e05-d1b7a3c89f24@7c1e5f9a-3b82-4d06-a9c4-f1e7b2d8360c/IncomingWebhook/${sample('teams', 'hex', 32)}/1a5e9c3f-2b84-4d67-8f10-c9e3b7a5d246\n`,
    ],
    misses: ['https://corp.webhook.office.com/webhookb2/<id>@<tenant>/IncomingWebhook/<key>/<owner>\n'],
  }),
  token(
    'discord-bot-token',
    'Discord',
    '',
    ['discord_token = ', 'MT', [24, 'alnum'], '.', [6, 'alnum'], '.', [38, 'alnum']],
    {
      keywords: ['discord', 'bot_token', 'bot.login', 'client.login', 'bot.run', 'client.run'],
      pattern:
        /(?:discord|bot_token|bot\.login|client\.login|bot\.run|client\.run)[\w.-]{0,40}["'`]?\]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?([MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,38})/i,
    },
  ),
  near(
    'telegram-bot-token',
    'Telegram',
    ['telegram', 'bot_token', 'tg_token', 'bot', 'token'],
    '\\d{8,10}:AA[\\w-]{33}',
    '5812749306:AAkf93LmQp27XvTz18RbWnEy40HsJcUdGiO',
    {
      keywords: [':aa'],
      before: 10,
      pattern: /(?<![\d:.])(\d{8,10}:AA[\w-]{32,33})(?![\w-])/,
      misses: ['ff:00:AA:11:22\n'],
      check: 'form',
    },
  ),
  token('sendgrid-key', 'SendGrid', 'SG\\.[\\w-]{20,24}\\.[\\w-]{39,50}', ['SG.', [22, 'url'], '.', [43, 'url']]),
  token('mailgun-key', 'Mailgun', 'key-[a-f0-9]{32}', ['key-', [32, 'hex']], { check: 'random', entropyMin: 3 }),
  near(
    'mailgun-signing-key',
    'Mailgun',
    ['mailgun'],
    '[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}',
    '3f9a7c1e5b8d2046a1c7e9f3b5d80264-9c3e7a1f-b5d82460',
  ),
  token('mailchimp-key', 'Mailchimp', '[a-f0-9]{32}-us\\d{1,2}', [[32, 'hex'], '-us', [1, 'digits']], {
    keywords: ['-us'],
    before: 32,
    pattern: /(?<![A-Za-z0-9])([a-f0-9]{32}-us\d{1,2})(?![\w-])/,
    check: 'random',
    entropyMin: 2.8,
  }),
  token('mandrill-key', 'Mandrill', 'md-[A-Za-z0-9]{22}', ['md-', [22, 'alnum']], { check: 'random', entropyMin: 4 }),
  token(
    'brevo-key',
    'Brevo',
    'x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}',
    ['xkeysib-', [64, 'hex'], '-', [16, 'alnum']],
    { keywords: ['xkeysib-', 'xsmtpsib-'] },
  ),
  token('resend-key', 'Resend', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', ['re_', [8, 'alnum'], '_', [24, 'alnum']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  token('twilio-key', 'Twilio', 'SK[0-9a-f]{32}', ['SK', [32, 'hex']], { check: 'random', entropyMin: 3 }),
  near('twilio-auth-token', 'Twilio', ['twilio', 'auth_token', 'authtoken'], '[0-9a-f]{32}', [32, 'hex']),
  token('stripe-live-key', 'Stripe', '[sr]k_(?:live|prod)_[A-Za-z0-9]{16,200}', ['sk_live_', [24, 'alnum']], {
    keywords: ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_'],
    severity: 'critical',
    why: 'It moves money.',
  }),
  token('stripe-test-key', 'Stripe', '[sr]k_test_[A-Za-z0-9]{16,200}', ['sk_test_', [24, 'alnum']], {
    keywords: ['sk_test_', 'rk_test_'],
    severity: 'medium',
    misses: [`stripe.api_key = "${['sk', 'test', '4eC39HqLyjWDarjtT1zdp7dc'].join('_')}"\n`],
  }),
  token('stripe-webhook-secret', 'Stripe', 'whsec_[A-Za-z0-9+/]{24,64}={0,2}', ['whsec_', [32, 'alnum']]),
  token('square-token', 'Square', '(?:EAAA[\\w-]{60}|sq0(?:atp|csp|idp)-[\\w-]{22,43})', ['sq0atp-', [22, 'url']], {
    keywords: ['eaaa', 'sq0atp-', 'sq0csp-', 'sq0idp-'],
  }),
  token(
    'braintree-token',
    'Braintree',
    'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
    ['access_token$production$', [16, 'lower'], '$', [32, 'hex']],
    { keywords: ['access_token$'] },
  ),
  token('razorpay-key', 'Razorpay', 'rzp_(?:live|test)_[A-Za-z0-9]{14}', ['rzp_live_', [14, 'alnum']], {
    keywords: ['rzp_live_', 'rzp_test_'],
  }),
  token(
    'flutterwave-key',
    'Flutterwave',
    'FLWSECK(?:_TEST)?-[a-z0-9]{12,32}(?:-X)?',
    ['FLWSECK_TEST-', [32, 'hex'], '-X'],
    { keywords: ['flwseck'] },
  ),
  token('shopify-token', 'Shopify', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}', ['shpat_', [32, 'hex']], {
    keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
  }),
  token('shippo-token', 'Shippo', 'shippo_(?:live|test)_[a-fA-F0-9]{40}', ['shippo_live_', [40, 'hex']], {
    keywords: ['shippo_'],
  }),
  token('easypost-key', 'EasyPost', 'EZ[AT]K[A-Za-z0-9]{54}', ['EZAK', [54, 'alnum']], { keywords: ['ezak', 'eztk'] }),
  token('duffel-token', 'Duffel', 'duffel_(?:test|live)_[\\w=-]{43}', ['duffel_live_', [43, 'url']], {
    keywords: ['duffel_'],
  }),
  near('gocardless-token', 'GoCardless', ['gocardless'], 'live_[\\w=-]{40}', `live_${sample('gocardless', 'url', 40)}`),
  near('plaid-secret', 'Plaid', ['plaid'], '[a-f0-9]{30}|access-(?:sandbox|development|production)-[0-9a-f-]{36}', [
    30,
    'hex',
  ]),
  near('coinbase-key', 'Coinbase', ['coinbase'], '[A-Za-z0-9_-]{64}', [64, 'alnum']),
]
