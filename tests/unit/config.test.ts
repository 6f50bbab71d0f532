// The settings: read once, all faults at once, secrets from files and never shown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig, projectFolder, renderEnvExample, settings, shownConfig } from '../../runtime/config.ts'
import { exitCodeOf } from '../../runtime/errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'codelupe-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const thrown = (env: Record<string, string>): unknown => {
  try {
    loadConfig(env)
  } catch (error) {
    return error
  }
  throw new Error('expected the configuration to be refused')
}

test('nothing set: embedded servers, state in the checkout, cache by the user', () => {
  const config = loadConfig({ HOME: '/home/ada' })
  expect(config.kafkaBrokers).toBeUndefined()
  expect(config.schemaRegistryUrl).toBeUndefined()
  expect(config.databaseUrl).toBeUndefined()
  expect(config.home).toBe(join(projectFolder, '.codelupe'))
  expect(config.cache).toBe('/home/ada/.cache/codelupe')
  expect(loadConfig({ XDG_CACHE_HOME: '/var/cache' }).cache).toBe('/var/cache/codelupe')
  expect(Object.isFrozen(config)).toBe(true)
})

test('values are parsed', () => {
  const config = loadConfig({
    KAFKA_BROKERS: 'a:9092, [::1]:9093',
    CODELUPE_METRICS_PORT: '0',
    KAFKA_SSL_ENABLED: '1',
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
  })
  expect(config.kafkaBrokers).toEqual(['a:9092', '[::1]:9093'])
  expect(config.metricsPort).toBe(0)
  expect(config.kafkaSsl).toBe(true)
  expect(config.kafkaSaslMechanism).toBe('scram-sha-512')
})

test('an empty variable counts as unset', () => {
  expect(loadConfig({ KAFKA_BROKERS: '', CODELUPE_METRICS_PORT: '' })).toEqual(loadConfig({}))
})

test('every fault is listed at once, with the variable, what was found and an example; exit 2', () => {
  const error = thrown({
    CODELUPE_METRICS_PORT: '99999',
    KAFKA_SSL_ENABLED: 'loud',
    KAFKA_BROKERS: 'nohost',
    KAFKA_SASL_USERNAME: 'ada',
  })
  expect(exitCodeOf(error)).toBe(2)
  const message = String(error)
  for (const part of [
    'CODELUPE_METRICS_PORT',
    '"99999"',
    'KAFKA_SSL_ENABLED',
    '"loud"',
    'KAFKA_BROKERS',
    'kafka-1:9092',
    'KAFKA_SASL_MECHANISM',
  ]) {
    expect(message).toContain(part)
  }
})

test("paths of the users' rules are absolute, and the key of findings cannot be guessed", () => {
  const wrong = {
    CODELUPE_MALICIOUS_RULES: 'rules',
    CODELUPE_SECRET_RULES: './a.toml',
    CODELUPE_SECRET_HMAC_KEY: 'hidden',
  }
  const message = String(thrown(wrong))
  expect(message).toContain('CODELUPE_MALICIOUS_RULES must be an absolute path, found "rules"')
  expect(message).toContain('CODELUPE_SECRET_RULES must be an absolute path, found "./a.toml"')
  expect(message).toContain('CODELUPE_SECRET_HMAC_KEY must be a key of at least 32 characters')
  expect(message).not.toContain('hidden')
  const file = join(folder, 'key')
  writeFileSync(file, `${'k'.repeat(32)}\n`)
  expect(loadConfig({ CODELUPE_SECRET_HMAC_KEY_FILE: file }).secretHmacKey).toBe('k'.repeat(32))
})

test('a secret may come from a file; a wrong one is not printed', () => {
  const file = join(folder, 'url')
  writeFileSync(file, 'postgres://ada:hidden@db/codelupe\n')
  expect(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://ada:hidden@db/codelupe')
  expect(String(thrown({ DATABASE_URL: 'mysql://ada:hidden@db/x' }))).not.toContain('hidden')
  expect(String(thrown({ DATABASE_URL_FILE: join(folder, 'absent') }))).toContain('DATABASE_URL_FILE')
  expect(String(thrown({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://a@b/c' }))).toContain('both set')
})

test('what is shown masks every secret', () => {
  const config = loadConfig({ DATABASE_URL: 'postgres://ada:hidden@db/codelupe', KAFKA_SASL_PASSWORD: 'hidden' })
  const shown = shownConfig(config)
  expect(shown.DATABASE_URL).toBe('***')
  expect(shown.CODELUPE_METRICS_PORT).toBe('9464')
  expect(JSON.stringify(shown)).not.toContain('hidden')
})

test('.env.example names every variable, names each once, and nothing of this machine', () => {
  const text = renderEnvExample()
  const named = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1])
  expect(named).toEqual(Object.values(settings).map((setting) => setting.variable))
  expect(new Set(named).size).toBe(named.length)
  expect(text).not.toContain(projectFolder)
})

test('every default is a value its own parser takes', () => {
  expect(() => loadConfig({})).not.toThrow()
  for (const setting of Object.values(settings)) {
    if ('fallback' in setting)
      expect(() => setting.parse(setting.fallback({ HOME: '/h' })), setting.variable).not.toThrow()
  }
})
