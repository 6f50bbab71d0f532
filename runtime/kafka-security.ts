// One set of security settings for both Kafka clients.
import type { KafkaAddress } from './kafka.ts'

/** librdkafka's security properties in kafkajs' words. */
export function securityOf({ properties }: Pick<KafkaAddress, 'properties'>): object {
  const protocol = properties['security.protocol'] ?? 'plaintext'
  const username = properties['sasl.username']
  const mechanism = (properties['sasl.mechanisms'] ?? 'plain').toLowerCase()
  const ssl = protocol.includes('ssl') ? { ssl: tlsOf(properties) } : {}
  return username === undefined
    ? ssl
    : { ...ssl, sasl: { mechanism, username, password: properties['sasl.password'] ?? '' } }
}

// Our certificate and key too: brokers that ask for them refuse who comes without.
function tlsOf(properties: KafkaAddress['properties']): object | true {
  const ca = properties['ssl.ca.pem']
  const given = {
    ca: ca === undefined ? undefined : [ca],
    cert: properties['ssl.certificate.pem'],
    key: properties['ssl.key.pem'],
    passphrase: properties['ssl.key.password'],
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return Object.keys(known).length === 0 ? true : known
}
