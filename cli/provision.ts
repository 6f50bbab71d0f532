// Makes the servers ready for the pipeline: topics, schemas, migrations, first positions. Run as often as wanted.
import type { FirstPosition, Group } from '../runtime/admin.ts'
import { limits } from '../runtime/limits.ts'
import { migrate } from '../runtime/migrations.ts'
import { retry } from '../runtime/retry.ts'
import { groupOf } from '../runtime/stage.ts'
import { isRedrive, type StepName, topics } from '../topics/index.ts'
import { type Connection, withClients } from './connect.ts'
import { lostPositions } from './lost-positions.ts'
import { enterPipeline } from './pipeline-guard.ts'
import { stepInputs } from './steps.ts'

/** Steps that read what an earlier step has read before them. */
const gates: ReadonlySet<StepName> = new Set(['quality', 'malicious', 'secret', 'license', 'admission'])

/** Creates what is missing; resolves with the topics and migrations that were. */
export const provision = (
  connection: Connection,
  partitions: number,
): Promise<{ readonly topics: readonly string[]; readonly migrations: readonly string[] }> =>
  withClients(connection, async ({ admin, database }) => {
    const created = await admin.provision(topics, partitions)
    // One after another: parallel first registrations of one subject collide.
    for (const topic of topics) {
      await retry(() => connection.registry.register(topic), AbortSignal.timeout(limits.kafkaCallMsMax))
    }
    const migrations = await migrate(connection.databaseUrl, database, 'up')
    // A step of a pipeline that has decided files already begins behind them: its input was read by another step before.
    const { begun } = await enterPipeline(connection, admin, 'provisioning', AbortSignal.timeout(limits.kafkaCallMsMax))
    const first = (step: StepName): FirstPosition => (begun && gates.has(step) ? 'end' : 'start')
    await admin.writeFirstPositions(
      stepInputs().flatMap(({ step, inputs }): readonly Group[] => {
        const redrives = inputs.filter(({ name }) => isRedrive(name))
        const others = inputs.filter(({ name }) => !isRedrive(name))
        const lost: Group['lost'] = (unset) =>
          lostPositions(connection, step, unset, AbortSignal.timeout(limits.kafkaCallMsMax))
        const own: Group = { name: groupOf(step), inputs: others, first: first(step), lost }
        // What is sent to a step once more was read by no other before.
        return redrives.length === 0 ? [own] : [own, { ...own, inputs: redrives, first: 'start' }]
      }),
    )
    return { topics: created, migrations }
  })
