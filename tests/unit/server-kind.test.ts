// Which real servers tests run on, and that servers of the environment are never emptied unasked.
// Mutants: prefer embedded servers to given ones; fall back to Docker before asking what embedded ones lack; run on nothing
// when Docker is silent; leave DATABASE_URL_FILE in the environment of a child.
import { expect, test } from 'vitest'
import { loadConfig } from '../../runtime/config.ts'
import { refusal } from '../support/given-servers.ts'
import { type Circumstances, chooseKind, embeddedLacks, givenIn, withoutServers } from '../support/server-kind.ts'

const usual: Circumstances = {
  given: [],
  asked: undefined,
  embeddedLacks: () => [],
  dockerLacks: () => Promise.reject(new Error('Docker is asked only where nothing else is left')),
}

test('given servers come first, then embedded ones, then containers', async () => {
  expect(await chooseKind({ ...usual, given: ['DATABASE_URL'] })).toBe('environment')
  expect(await chooseKind(usual)).toBe('embedded')
  const bare: Circumstances = { ...usual, embeddedLacks: () => ['Java 21'], dockerLacks: async () => null }
  expect(await chooseKind(bare)).toBe('containers')
})

test('what was asked for by hand is taken, or refused; an empty variable asks for nothing', async () => {
  expect(await chooseKind({ ...usual, asked: 'containers' })).toBe('containers')
  expect(await chooseKind({ ...usual, asked: 'embedded', given: ['KAFKA_BROKERS'] })).toBe('embedded')
  expect(await chooseKind({ ...usual, asked: '' })).toBe('embedded')
  await expect(chooseKind({ ...usual, asked: 'environment' })).rejects.toThrow('KAFKA_BROKERS')
  await expect(chooseKind({ ...usual, asked: 'docker' })).rejects.toThrow('environment, embedded, containers')
})

test('where there are no servers at all the suite fails, and says what is missing everywhere', async () => {
  const nothing: Circumstances = { ...usual, embeddedLacks: () => ['Kafka'], dockerLacks: async () => 'no socket' }
  await expect(chooseKind(nothing)).rejects.toThrow(/lack Kafka .*Docker: no socket/)
})

test('what an empty cache lacks is named, and each given address', () => {
  const config = loadConfig({
    CODELUPE_CACHE: '/nowhere',
    KAFKA_BROKERS: 'kafka:9092',
    DATABASE_URL: 'postgres://db/x',
  })
  expect(embeddedLacks(config)).toEqual(expect.arrayContaining(['Kafka', 'the registry']))
  expect(givenIn(config)).toEqual(['KAFKA_BROKERS', 'DATABASE_URL'])
})

test("a child on servers of our own sees none of the user's addresses and logins", () => {
  const environment = {
    HOME: '/home/ada',
    KAFKA_BROKERS: 'kafka:9092',
    KAFKA_SASL_PASSWORD_FILE: '/run/secret',
    SCHEMA_REGISTRY_URL: 'http://registry',
    DATABASE_URL_FILE: '/run/database',
  }
  expect(withoutServers(environment)).toEqual({ HOME: '/home/ada' })
})

test('a refusal names what was found, and both ways on', () => {
  const text = refusal(['topic a', 'topic b', 'group c', 'table d', 'table e'])
  expect(text).toContain('found topic a, topic b, group c and 2 more')
  expect(text).toContain('CODELUPE_TEST_WIPE=1')
  expect(text).toContain('CODELUPE_TEST_SERVERS=embedded')
})
