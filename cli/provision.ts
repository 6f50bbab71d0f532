// Makes the servers ready for the pipeline: topics, schemas, migrations, first positions. Run as often as wanted.

import { migrate } from '../runtime/migrations.ts'
import { groupOf } from '../runtime/stage.ts'
import { topics } from '../topics/index.ts'
import { type Connection, withClients } from './connect.ts'
import { stepInputs } from './steps.ts'

/** Creates what is missing; resolves with the topics and migrations that were. */
export const provision = (
  connection: Connection,
  partitions: number,
): Promise<{ readonly topics: readonly string[]; readonly migrations: readonly string[] }> =>
  withClients(connection, async ({ admin, database }) => {
    const created = await admin.provision(topics, partitions)
    // One after another: parallel first registrations of one subject collide.
    for (const topic of topics) await connection.registry.register(topic)
    const migrations = await migrate(connection.databaseUrl, database, 'up')
    await admin.writeFirstPositions(stepInputs().map(({ step, inputs }) => ({ name: groupOf(step), inputs })))
    return { topics: created, migrations }
  })
