// The projector as a process: reads each topic once, folds all projections, commits rows and positions to Postgres.
import { join } from 'node:path'
import { buryInProjections, projector } from '../../projections/index.ts'
import { openAdmin } from '../../runtime/admin.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { crashAt } from '../../runtime/crash-point.ts'
import { decider } from '../../runtime/decide.ts'
import { gapRecorder } from '../../runtime/gap.ts'
import { openKafkaLog } from '../../runtime/kafka-log.ts'
import { ticker } from '../../runtime/lifecycle.ts'
import { type LoopParts, run } from '../../runtime/loop.ts'
import { requireMigrated } from '../../runtime/migrations.ts'
import { type Database, openDatabase } from '../../runtime/postgres.ts'
import { postgresSink } from '../../runtime/postgres-sink.ts'
import type { RowChange } from '../../runtime/sql.ts'
import { groupOf, instanceIdOf } from '../../runtime/stage.ts'
import type { Partition, Position } from '../../runtime/step.ts'
import { stepMetrics } from '../../runtime/telemetry.ts'
import { batchTracer } from '../../runtime/tracing.ts'
import { filesSubmitted, topics } from '../../topics/index.ts'
import type { Context } from '../command.ts'
import { type Connection, withAdmin } from '../connect.ts'
import { countedProjector } from './counted.ts'
import { asMember, takingOver } from './take-over.ts'
import { waitingLine } from './waiting.ts'

export async function runProjector(context: Context, connection: Connection, instance: number): Promise<undefined> {
  const partitions = await withAdmin(connection, (admin) => admin.requirePartitions(topics))
  const database = openDatabase(connection.databaseUrl)
  try {
    await requireMigrated(database)
    await takingOver(() => project(database, connection, context, { instance, partitions }))
  } finally {
    await database.close()
  }
}

async function project(
  database: Database,
  connection: Connection,
  { config, signal, terminal }: Context,
  { instance, partitions }: { readonly instance: number; readonly partitions: number },
): Promise<void> {
  const codec = createCodec({ skipContent: true })
  const metrics = stepMetrics('projector', Date.now)
  const tick = ticker(metrics.snapshot)
  const log = await openKafkaLog(connection.kafka, {
    group: groupOf('projector'),
    instance: instanceIdOf('projector', instance),
    inputs: projector.inputs,
    partitions,
    rebalanced: metrics.rebalanced,
    lost: gapRecorder('projector', { address: connection.kafka, registry: connection.registry, now: Date.now }),
  })
  const firstOffsets = (partitions: readonly Partition[]): Promise<readonly Position[]> =>
    lowest(connection, partitions)
  const sink = postgresSink({
    database,
    reader: 'projector',
    bury: buryInProjections,
    firstOffsets,
    passing: crashAt(config.crashAt),
    burialsMin: config.burialsMin,
  })
  const parts: LoopParts<RowChange> = {
    log,
    sink,
    decide: decider(countedProjector(projector, metrics.reviewed), codec, (change) => change),
    prepare: (records) => connection.registry.prepare(codec, filesSubmitted, records),
    marker: openCrashMarker(join(config.home, 'run', `projector-${instance}.marker`)),
    breaker: createBreaker('projector', config.burialsMin),
    observe: (turn) => {
      metrics.observe(turn)
      tick()
    },
    waiting: waitingLine(terminal.say, () => performance.now()),
    aborted: metrics.aborted,
    around: await batchTracer('projector'),
  }
  try {
    await asMember(log, signal, () => run(parts, signal))
  } finally {
    await log.close()
  }
}

/** The first offset kept of each partition: where a projection without positions begins. */
async function lowest(connection: Connection, partitions: readonly Partition[]): Promise<readonly Position[]> {
  const admin = await openAdmin(connection.kafka)
  try {
    const ends = await admin.ends([...new Set(partitions.map(({ topic }) => topic))])
    return partitions.map(({ topic, partition }) => {
      const found = ends.find((end) => end.topic === topic && end.partition === partition)
      return { topic, partition, offset: found?.low ?? 0 }
    })
  } finally {
    await admin.close()
  }
}
