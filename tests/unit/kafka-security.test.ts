// One set of security settings for both Kafka clients: what librdkafka is given, kafkajs is given too.
// Mutants: leave `cert`, `key` or `passphrase` out of tlsOf; give an empty TLS object where no file is named.
import { expect, test } from 'vitest'
import { securityOf } from '../../runtime/kafka-security.ts'

test('mutual TLS: authority, certificate, key and its password', () => {
  const properties = {
    'security.protocol': 'ssl',
    'ssl.ca.pem': 'authority',
    'ssl.certificate.pem': 'certificate',
    'ssl.key.pem': 'key',
    'ssl.key.password': 'passphrase',
  }
  expect(securityOf({ properties })).toStrictEqual({
    ssl: { ca: ['authority'], cert: 'certificate', key: 'key', passphrase: 'passphrase' },
  })
})

test('TLS with nothing named trusts what the system trusts, and without TLS there is none', () => {
  expect(securityOf({ properties: { 'security.protocol': 'ssl' } })).toStrictEqual({ ssl: true })
  expect(securityOf({ properties: { 'security.protocol': 'plaintext' } })).toStrictEqual({})
  expect(securityOf({ properties: {} })).toStrictEqual({})
})

test('a login over TLS has both', () => {
  const properties = {
    'security.protocol': 'sasl_ssl',
    'ssl.ca.pem': 'authority',
    'sasl.mechanisms': 'SCRAM-SHA-512',
    'sasl.username': 'ada',
    'sasl.password': 'hidden',
  }
  expect(securityOf({ properties })).toStrictEqual({
    ssl: { ca: ['authority'] },
    sasl: { mechanism: 'scram-sha-512', username: 'ada', password: 'hidden' },
  })
})
