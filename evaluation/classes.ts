// The names of what a gate can find, as labelled sets use them, and which rules name which.
import type { ProcessorName } from '../processors/order.ts'
import type { RuleDoc } from '../processors/processor.ts'

/** Classes of secrets, and the groups of rules, or single rules, that name each. */
const secrets: Readonly<Record<string, readonly string[]>> = {
  'private-key': ['private keys'],
  jwt: ['jwt'],
  aws: ['AWS'],
  gcp: ['Google Cloud'],
  azure: ['Azure'],
  cloud:
    'DigitalOcean|Alibaba Cloud|Tencent Cloud|Cloudflare|Heroku|Fly.io|Netlify|Scalingo|Yandex Cloud|OpenShift|HashiCorp Vault|Terraform Cloud|Pulumi|Doppler|Infracost|Prefect|Databricks|PlanetScale|Supabase|Fastly|Vercel|Render|Neon|Upstash|ClickHouse|Akamai|Tailscale|Docker Swarm|Linode|Vultr|Confluent|Elastic'.split(
      '|',
    ),
  github: ['GitHub'],
  gitlab: ['GitLab'],
  'source-hosting': ['Bitbucket', 'Atlassian', 'Sourcegraph'],
  'package-registry': [
    'npm',
    'PyPI',
    'Docker Hub',
    'RubyGems',
    'Clojars',
    'Cargo',
    'NuGet',
    'Artifactory',
    'npmrc-auth',
  ],
  ci: 'CircleCI|Travis CI|Codecov|Coveralls|Drone|Buildkite|SonarQube|Snyk|Octopus Deploy|Postman|ReadMe|Expo|Harness'.split(
    '|',
  ),
  ai: 'OpenAI|Anthropic|model provider|Hugging Face|Replicate|Groq|xAI|Perplexity|LangSmith|Pinecone|Cohere|Weights & Biases|Mistral|Tavily|Together AI|LlamaCloud|Fireworks AI|NVIDIA|Voyage AI|ElevenLabs|Langfuse|OpenRouter'.split(
    '|',
  ),
  chat: ['Slack', 'Discord', 'Microsoft Teams', 'Telegram'],
  mail: ['SendGrid', 'Mailgun', 'Mailchimp', 'Mandrill', 'Brevo', 'Resend', 'Nylas'],
  telephony: ['Twilio', 'Vonage'],
  payment: 'Stripe|Square|Braintree|Razorpay|Flutterwave|GoCardless|Plaid|Coinbase'.split('|'),
  commerce: ['Shopify', 'Shippo', 'EasyPost', 'Duffel', 'Salesforce'],
  monitoring:
    'Datadog|New Relic|Grafana|Sentry|Dynatrace|Honeycomb|PostHog|Sumo Logic|Rollbar|Bugsnag|PagerDuty|Opsgenie|LaunchDarkly'.split(
      '|',
    ),
  saas: 'Linear|Notion|Airtable|Asana|Figma|Typeform|Contentful|HubSpot|Intercom|42 Intra|Zendesk|Okta|Auth0|1Password|Algolia|Mapbox|Facebook|Twitter|LinkedIn|Twitch|Dropbox|MaxMind|RapidAPI|OpenWeather|Adafruit|Adobe|Frame.io|Lob|Instagram|WakaTime|Riot Games|Authress|SettleMint|WunderGraph|Defined Networking|vendors with UUID keys|Zapier'.split(
    '|',
  ),
  'database-url': ['databases'],
  'broker-url': ['brokers', 'redis-url', 'NATS'],
  'http-url': ['http-url', 'http-url-token', 'url-query-secret', 'ftp-url', 'other-url'],
  'bearer-header': ['bearer-header', 'token-header', 'raw-header', 'header-field-call', 'session-cookie', 'PASETO'],
  'basic-header': ['basic-header'],
  'password-assignment': [
    ...[
      'password-assignment',
      'table-password',
      'foreign-password',
      'sql-password',
      'securestring-secret',
      'keyword-secret',
    ],
    ...['calls', 'command lines', 'salt-assignment', 'credential-assignment', 'word-secret', 'terraform-variable'],
  ],
  'password-told': ['told in words', 'password-assignment', 'foreign-password', 'word-secret'],
  'token-assignment': ['assignments', 'terraform-variable'],
  'webhook-url': [
    ...['slack-webhook', 'discord-webhook', 'teams-webhook', 'zapier-hook'],
    ...['Feishu', 'DingTalk', 'IFTTT', 'Make'],
  ],
  'service-account': ['gcp-service-account', 'NATS'],
  'connection-string': ['connection strings', 'azure-storage-key'],
  netrc: ['login files', 'npm'],
  kubeconfig: ['Kubernetes'],
  'terraform-state': ['terraform-state'],
  'crypto-wallet': ['Ethereum', 'Etherscan', 'Infura'],
}

/** Licences' families as the policy has them, and kinds of evidence. */
const licenses: Readonly<Record<string, readonly string[]>> = {
  permissive: ['license.family.permissive'],
  'public-domain': ['license.family.public-domain'],
  gpl: ['license.family.gpl'],
  agpl: ['license.family.agpl'],
  lgpl: ['license.family.lgpl'],
  mpl: ['license.family.mpl'],
  epl: ['license.family.epl'],
  'share-alike': ['license.family.share-alike'],
  'strong-copyleft': ['license.family.strong-copyleft', 'license.family.sspl'],
  'source-available': ['license.family.source-available'],
  'non-commercial': ['license.family.non-commercial'],
  proprietary: ['license.family.proprietary'],
  'no-ai': ['license.family.no-ai'],
  none: ['license.none'],
  tag: ['license.tag'],
  header: ['license.notice', 'license.declared'],
  text: ['license.text'],
  'nearest-file': ['license.file'],
  manifest: ['license.manifest'],
  conflict: ['license.conflict'],
}

const tables: Readonly<Partial<Record<ProcessorName, Readonly<Record<string, readonly string[]>>>>> = {
  secret: secrets,
  license: licenses,
}

/** Every word a set may use as a class of a gate: the classes, and groups and ids of its rules. */
export function knownClasses(gate: ProcessorName, rules: readonly RuleDoc[]): readonly string[] {
  const own = rules.flatMap(({ id, group }) => [id, group])
  return [...new Set([...Object.keys(tables[gate] ?? {}), ...unnamed[gate], ...own])].sort()
}

/** What a case may be besides, and no rule says: how a secret is written, where a licence is said, that code is just code. */
const unnamed: Readonly<Record<ProcessorName, readonly string[]>> = {
  quality: ['code'],
  malicious: ['code'],
  secret: ['encoded', 'code'],
  license: ['reuse', 'expression', 'exception', 'code'],
}

/** The classes that a rule names: its id and its group among them. */
export function namerOf(gate: ProcessorName, rules: readonly RuleDoc[]): (rule: string) => readonly string[] {
  const groups = new Map(rules.map(({ id, group }) => [id, group]))
  const byWord = new Map<string, string[]>()
  for (const [name, words] of Object.entries(tables[gate] ?? {}))
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), name])
  return (rule) => {
    const group = groups.get(rule)
    const words = group === undefined ? [rule] : [rule, group]
    return [...words, ...words.flatMap((word) => byWord.get(word) ?? [])]
  }
}
