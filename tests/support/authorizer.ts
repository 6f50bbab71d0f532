// A broker that authorizes: everybody who comes by its usual port may do everything, and the user `limited`, who comes by a
// port with a password, what access control lists say. For tests of what a missing permission does.
import kafkajs from 'kafkajs'
import type { Ports, ServerName } from '../../embedded/server.ts'
import type { LivePipeline } from './pipeline.ts'
import { until } from './waits.ts'

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

const user = 'limited'
const principal = `User:${user}`

/** Words of the broker's command line: `port` is the one with the password. */
export const authorizing =
  (port: number) =>
  (name: ServerName, ports: Ports): readonly string[] => {
    if (name !== 'kafka') return []
    const settings = [
      `listeners=PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController},LIMITED://127.0.0.1:${port}`,
      `advertised.listeners=PLAINTEXT://127.0.0.1:${ports.kafka},LIMITED://127.0.0.1:${port}`,
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LIMITED:SASL_PLAINTEXT',
      'listener.name.limited.sasl.enabled.mechanisms=PLAIN',
      `listener.name.limited.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${user}="${user}";`,
      'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users=User:ANONYMOUS',
    ]
    return settings.flatMap((setting) => ['--override', setting])
  }

/** Variables of a process that is `limited`. */
export const asLimited = (port: number, password: string = user): Readonly<Record<string, string>> => ({
  KAFKA_BROKERS: `127.0.0.1:${port}`,
  KAFKA_SASL_MECHANISM: 'plain',
  KAFKA_SASL_USERNAME: user,
  KAFKA_SASL_PASSWORD: password,
})

/** The same for a client of librdkafka. */
export const limitedProperties: Readonly<Record<string, string>> = {
  'security.protocol': 'sasl_plaintext',
  'sasl.mechanisms': 'PLAIN',
  'sasl.username': user,
  'sasl.password': user,
}

const resources = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  cluster: AclResourceTypes.CLUSTER,
  'transactional-id': AclResourceTypes.TRANSACTIONAL_ID,
} as const

const operations = {
  all: AclOperationTypes.ALL,
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  create: AclOperationTypes.CREATE,
  delete: AclOperationTypes.DELETE,
  describe: AclOperationTypes.DESCRIBE,
} as const

/** What is not allowed: an operation on a resource, by its name. */
export type Denial = {
  readonly operation: keyof typeof operations
  readonly on: keyof typeof resources
  readonly name: string
}

const entryOf = ({ operation, on, name }: Denial, permission: 'allow' | 'deny') => ({
  resourceType: resources[on],
  resourceName: name,
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal,
  host: '*',
  operation: operations[operation],
  permissionType: permission === 'allow' ? AclPermissionTypes.ALLOW : AclPermissionTypes.DENY,
})

type BrokerAdmin = ReturnType<InstanceType<typeof kafkajs.Kafka>['admin']>

async function withBroker<Result>(
  { connection }: LivePipeline,
  work: (admin: BrokerAdmin) => Promise<Result>,
): Promise<Result> {
  const admin = new kafkajs.Kafka({ brokers: connection.kafka.brokers.split(','), logLevel: 0 }).admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}

/** The broker takes a moment to hear of a change that its controller has answered. */
async function untilListed(pipeline: LivePipeline, admin: BrokerAdmin, denial: Denial, there: boolean): Promise<void> {
  const { resourceType, resourceName, resourcePatternType, permissionType, operation } = entryOf(denial, 'deny')
  const filter = { resourceType, resourceName, resourcePatternType, permissionType, operation, principal, host: '*' }
  await until({
    what: `the denial of ${denial.operation} on ${denial.name} to be ${there ? 'there' : 'gone'}`,
    home: pipeline.config.home,
    look: async () => (await admin.describeAcls(filter)).resources.length > 0,
    holds: (found) => found === there,
  })
}

/** Everything is allowed to `limited`. */
export const allowAll = (pipeline: LivePipeline): Promise<unknown> =>
  withBroker(pipeline, async (admin) => {
    const everywhere = (['topic', 'group', 'transactional-id'] as const).map((on) => ({ on, name: '*' }))
    const all = [...everywhere, { on: 'cluster' as const, name: 'kafka-cluster' }]
    await admin.createAcls({ acl: all.map((one) => entryOf({ operation: 'all', ...one }, 'allow')) })
  })

/** Runs `work` while something is denied to `limited`. */
export const denied = <Result>(pipeline: LivePipeline, denial: Denial, work: () => Promise<Result>): Promise<Result> =>
  withBroker(pipeline, async (admin) => {
    const entry = entryOf(denial, 'deny')
    await admin.createAcls({ acl: [entry] })
    await untilListed(pipeline, admin, denial, true)
    try {
      return await work()
    } finally {
      await admin.deleteAcls({ filters: [entry] })
      await untilListed(pipeline, admin, denial, false)
    }
  })
