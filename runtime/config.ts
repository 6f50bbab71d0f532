// Every setting of CodeLupe: the only reader of the environment. Read once, frozen, and passed down as a plain value.
// A setting is one entry of the table; .env.example, the docs and `doctor` are rendered from it.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { attempt } from './attempt.ts'
import { fail } from './errors.ts'
import { limits } from './limits.ts'
import * as read from './setting.ts'
import { type Defaulted, defaulted, type Environment, optional, type Setting } from './setting.ts'

/** The folder of the checkout. */
export const projectFolder = resolve(import.meta.dirname, '..')

const secret = { secret: true } as const
const cacheFolder = (env: Environment): string =>
  join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'codelupe')

/** Name in the code -> variable, how it is read, default, what it is for. An unset address means the embedded server. */
export const settings = {
  kafkaBrokers: optional(
    'KAFKA_BROKERS',
    read.addresses,
    'Kafka brokers; unset: the embedded broker',
    'kafka-1:9092,kafka-2:9092',
  ),
  kafkaSsl: defaulted('KAFKA_SSL_ENABLED', read.flag, 'false', 'TLS to the brokers'),
  kafkaSslCaFile: optional(
    'KAFKA_SSL_CA_FILE',
    read.path,
    "the brokers' certificate authority, PEM",
    '/etc/kafka/ca.pem',
  ),
  kafkaSslCertFile: optional('KAFKA_SSL_CERT_FILE', read.path, 'our certificate, PEM', '/etc/kafka/client.pem'),
  kafkaSslKeyFile: optional('KAFKA_SSL_KEY_FILE', read.path, 'our private key, PEM', '/etc/kafka/client.key'),
  kafkaSslKeyPassword: optional('KAFKA_SSL_KEY_PASSWORD', read.text, 'password of our private key', '...', secret),
  kafkaSaslMechanism: optional(
    'KAFKA_SASL_MECHANISM',
    read.choice('plain', 'scram-sha-256', 'scram-sha-512'),
    'how we log in to the brokers: plain, scram-sha-256 or scram-sha-512',
    'scram-sha-512',
  ),
  kafkaSaslUsername: optional('KAFKA_SASL_USERNAME', read.text, 'user at the brokers', 'codelupe'),
  kafkaSaslPassword: optional('KAFKA_SASL_PASSWORD', read.text, 'password at the brokers', '...', secret),
  schemaRegistryUrl: optional(
    'SCHEMA_REGISTRY_URL',
    read.url('http:', 'https:'),
    'schema registry with the Confluent API; unset: the embedded one',
    'https://registry:8081',
    secret,
  ),
  databaseUrl: optional(
    'DATABASE_URL',
    read.url('postgres:', 'postgresql:'),
    'Postgres for projections; unset: the embedded one',
    'postgres://codelupe:...@db:5432/codelupe',
    secret,
  ),
  host: defaulted('HOST', read.text, '127.0.0.1', 'address our own servers listen on'),
  metricsPort: defaulted('CODELUPE_METRICS_PORT', read.port, '9464', 'port of the metrics'),
  otelEndpoint: optional(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    read.url('http:', 'https:'),
    'where traces go; unset: nowhere',
    'http://collector:4318',
  ),
  otelServiceName: defaulted('OTEL_SERVICE_NAME', read.text, 'codelupe', 'name of this service in traces'),
  home: defaulted(
    'CODELUPE_HOME',
    read.path,
    () => join(projectFolder, '.codelupe'),
    'folder for servers, logs, markers and checkpoints',
    { shown: '.codelupe in the checkout' },
  ),
  cache: defaulted('CODELUPE_CACHE', read.path, cacheFolder, 'folder for what set-up downloads and builds', {
    shown: '~/.cache/codelupe',
  }),
  javaHome: optional('JAVA_HOME', read.path, 'a Java to prefer for the embedded servers', '/usr/lib/jvm/java-21'),
  python: optional(
    'CODELUPE_PYTHON',
    read.path,
    "a Python that has the trainer's packages; unset: one is set up in the cache",
    '/opt/venv/bin/python',
  ),
  crashAt: optional(
    'CODELUPE_CRASH_AT',
    read.text,
    'fault tests only: the marked point, point:n or point:file id, at which a process kills itself',
    'kafka.produced:2',
  ),
  partitions: defaulted(
    'CODELUPE_PARTITIONS',
    read.integer(1, 1_000),
    '6',
    'partitions of the file topics; fixed when they are created',
  ),
  qualityScoreMin: defaulted(
    'CODELUPE_QUALITY_MIN',
    read.integer(0, 100),
    '70',
    'least quality score that the quality gate accepts',
  ),
  maliciousRules: optional(
    'CODELUPE_MALICIOUS_RULES',
    read.absolutePath,
    'folder of YARA files, whose rules the malicious gate judges by too',
    '/etc/codelupe/malicious-rules',
  ),
  secretRules: optional(
    'CODELUPE_SECRET_RULES',
    read.absolutePath,
    "file of rules in gitleaks' TOML format, by which the secret gate judges too",
    '/etc/codelupe/secret-rules.toml',
  ),
  licensePack: optional(
    'CODELUPE_LICENSE_PACK',
    read.absolutePath,
    'pack of licence statements that the licence gate reads by too; ./codelupe rules install scancode makes one',
    '/etc/codelupe/scancode.pack',
  ),
  secretHmacKey: optional(
    'CODELUPE_SECRET_HMAC_KEY',
    read.key,
    "key of the hash in the secret gate's findings, at least 32 characters; unset: one that everybody has",
    '...',
    secret,
  ),
  burialsMin: defaulted(
    'CODELUPE_BURIALS_MIN',
    read.integer(0, 1_000_000_000),
    String(limits.burialsMin),
    'records that a step may bury in one run before the share of them stops it',
  ),
  trainTokensPerBatch: defaulted(
    'CODELUPE_TRAIN_TOKENS_PER_BATCH',
    read.integer(64, 16_777_216),
    '2048',
    'tokens of one training batch',
  ),
  trainSamplesMin: defaulted(
    'CODELUPE_TRAIN_SAMPLES_MIN',
    read.integer(1, 1_000_000_000),
    '1',
    'new samples to wait for before training starts',
  ),
  trainQualityMin: defaulted(
    'CODELUPE_TRAIN_QUALITY_MIN',
    read.integer(0, 100),
    '70',
    'least quality score of a sample that is trained on',
  ),
  trainBytesMin: defaulted(
    'CODELUPE_TRAIN_BYTES_MIN',
    read.integer(0, 1_048_576),
    '32',
    'shortest sample that is trained on, in bytes',
  ),
  trainBytesMax: defaulted(
    'CODELUPE_TRAIN_BYTES_MAX',
    read.integer(1, 1_048_576),
    '131072',
    'longest sample that is trained on, in bytes',
  ),
  trainOptions: optional(
    'CODELUPE_TRAIN_OPTIONS',
    read.words,
    'further options of the training sidecar, with spaces between; --deterministic gives the same bits again on a CPU',
    '--deterministic --learning-rate 1e-3',
  ),
} as const satisfies Readonly<Record<string, Setting<unknown> | Defaulted<unknown>>>

type Table = typeof settings
type ValueOf<Entry> =
  Entry extends Defaulted<infer Value> ? Value : Entry extends Setting<infer Value> ? Value | undefined : never

/** All settings, read and checked. */
export type Config = { readonly [Name in keyof Table]: ValueOf<Table[Name]> }

/** Reads the environment. Throws config.invalid that lists every wrong variable, each with an example. */
export function loadConfig(env: Environment = process.env): Config {
  const faults: string[] = []
  const entries = Object.entries(settings).map(([name, setting]) => [name, settingValue(setting, env, faults)])
  if (env.KAFKA_SASL_USERNAME && !env.KAFKA_SASL_MECHANISM)
    faults.push('KAFKA_SASL_MECHANISM is needed with KAFKA_SASL_USERNAME')
  if (faults.length > 0) throw fail('config.invalid', faults.join('; '))
  return Object.freeze(Object.fromEntries(entries))
}

/** The name in traces, which begin before the configuration is read and must not depend on the rest of it. */
export const serviceName = (env: Environment = process.env): string => env.OTEL_SERVICE_NAME || 'codelupe'

/** .env.example: every variable with what it is for; those with a default show it. */
export function renderEnvExample(): string {
  const head = '# Every variable CodeLupe reads. All are optional. Rendered from runtime/config.ts by `npm run gen`.\n'
  const block = (setting: Setting<unknown> | Defaulted<unknown>): string => {
    const file = setting.secret ? ` (or ${setting.variable}_FILE, a file that holds it)` : ''
    const otherwise = 'shown' in setting ? `; default: ${setting.shown}` : ''
    return `\n# ${setting.doc}${otherwise}${file}\n# ${setting.variable}=${setting.example}\n`
  }
  return head + Object.values(settings).map(block).join('')
}

/** What `doctor` and logs may print: secrets masked. */
export function shownConfig(config: Config): Readonly<Record<string, string>> {
  const shown = (name: keyof Table): string => {
    const value = config[name]
    if (value === undefined) return '(unset)'
    return settings[name].secret ? '***' : String(value)
  }
  const names = Object.keys(settings).filter((name): name is keyof Table => name in settings)
  return Object.fromEntries(names.map((name) => [settings[name].variable, shown(name)]))
}

function settingValue(setting: Setting<unknown> | Defaulted<unknown>, env: Environment, faults: string[]): unknown {
  const given = givenText(setting, env, faults)
  const text = given ?? ('fallback' in setting ? setting.fallback(env) : undefined)
  if (text === undefined) return undefined
  const parsed = attempt(() => setting.parse(text))
  if (parsed.kind === 'done') return parsed.value
  const found = setting.secret ? 'what was found is not shown, it is a secret' : `found ${JSON.stringify(text)}`
  faults.push(
    `${setting.variable} must be ${parsed.reason}, ${found}; for example ${setting.variable}=${setting.example}`,
  )
  return undefined
}

/** An empty variable counts as unset, as shells and compose files pass unset ones on. */
function givenText(setting: Setting<unknown>, env: Environment, faults: string[]): string | undefined {
  const direct = env[setting.variable] || undefined
  const file = setting.secret ? env[`${setting.variable}_FILE`] || undefined : undefined
  if (file === undefined) return direct
  if (direct !== undefined) faults.push(`${setting.variable} and ${setting.variable}_FILE are both set: unset one`)
  const read = attempt(() => readFileSync(file, 'utf8'))
  if (read.kind === 'done') return read.value.replace(/\r?\n$/, '')
  faults.push(`${setting.variable}_FILE must name a readable file, found ${JSON.stringify(file)}`)
  return undefined
}
