// Ranges of the log that a step had not read when they were gone. The step stands still until somebody has looked: here they
// are listed, and accepted, which moves the step behind them and says so in the log.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../runtime/config.ts'
import { crashAt, type Passing } from '../runtime/crash-point.ts'
import { fail, hasCode } from '../runtime/errors.ts'
import { type FoundGaps, gapOperation, readGaps } from '../runtime/gap.ts'
import { type Consumer, openConsumer, openProducer, type Producer } from '../runtime/kafka.ts'
import { limits } from '../runtime/limits.ts'
import { operationRecord, operationTransactionalId } from '../runtime/operations.ts'
import { openDatabase } from '../runtime/postgres.ts'
import type { Gap } from '../runtime/resumption.ts'
import { retry } from '../runtime/retry.ts'
import { groupOf } from '../runtime/stage.ts'
import type { Position } from '../runtime/step.ts'
import { writeTogether } from '../runtime/transaction.ts'
import { type StepName, stepNames } from '../topics/index.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withAdmin } from './connect.ts'
import { jsonLine } from './json.ts'
import { checkpointsIn } from './model-folders.ts'
import { operatorName } from './operator.ts'
import { tableLines } from './table.ts'

export async function gapsLs(
  { config, signal, terminal }: Context,
  options: { readonly json?: boolean },
): Promise<undefined> {
  const { kafka: address, registry } = await connect(config)
  const found = await readGaps({ address, registry }, signal)
  if (options.json === true) {
    terminal.out(jsonLine(found))
    return
  }
  if (found.length === 0) {
    terminal.say('no gaps: nobody has lost what it had not read')
    return
  }
  const rows = found.flatMap(({ step, at, gaps, accepted }) =>
    gaps.map((gap) => [
      shown(step),
      shown(`${gap.topic}/${gap.partition}`),
      `${gap.from} to ${gap.to - 1}`,
      gap.why,
      new Date(at).toISOString(),
      accepted ? 'accepted' : 'open',
    ]),
  )
  for (const line of tableLines(['step', 'partition', 'offsets', 'why', 'as of', 'state'], rows)) terminal.out(line)
  const open = found.find(({ accepted }) => !accepted)
  if (open !== undefined) terminal.say(`next: ./codelupe gaps accept ${shown(open.step)}`)
}

export async function gapsAccept(
  { config, signal, terminal }: Context,
  options: { readonly execute?: boolean },
  [name = '']: readonly string[],
): Promise<undefined> {
  const step = stepOf(name)
  const connection = await connect(config)
  const { kafka: address, registry } = connection
  const found = await readGaps({ address, registry }, signal)
  const open = found.findLast((one) => one.step === step && !one.accepted)
  if (open === undefined)
    throw fail('usage.invalid', `expected an open gap of ${step}, found none; ./codelupe gaps ls lists all`)
  if (step === 'trainer') requireLineage(config, open)
  else await requireStopped(connection, step, signal)
  for (const { topic, partition, from, to, why } of open.gaps)
    terminal.say(
      `${topic}/${partition}: offsets ${from} to ${to - 1} are ${why}; ${step} goes on at ${behind({ topic, partition, from, to, why }).offset}`,
    )
  if (options.execute !== true) {
    terminal.say(`nothing was changed; what ${step} had not read stays lost, and status says so. To go on: --execute`)
    return
  }
  await accept(connection, step, open, crashAt(config.crashAt), signal)
  terminal.say(`accepted; next: ./codelupe up`)
}

function stepOf(name: string): StepName {
  const step = stepNames.find((one) => one === name)
  if (step === undefined) throw fail('usage.invalid', `expected one of ${stepNames.join(', ')}, found ${shown(name)}`)
  return step
}

/**
 * The trainer's positions are those of its checkpoints, and stay as they are: it finds at its start what was accepted, and goes
 * on behind it. On top of another topic it trains nothing.
 */
function requireLineage({ home }: Config, { gaps }: FoundGaps): void {
  const folder = join(home, 'trainer')
  if (gaps.every(({ why }) => why === 'expired') || checkpointsIn(folder).length === 0) return
  throw fail(
    'usage.invalid',
    `expected an expired range, found a topic that is another one, and checkpoints of the former one: restore the topic, or move what is in ${folder} away, and a lineage begins anew`,
  )
}

/** A member that has ended is one until its session runs out. */
async function requireStopped(connection: Connection, step: StepName, signal: AbortSignal): Promise<void> {
  const members = await withAdmin(connection, async (admin) => {
    const deadline = performance.now() + limits.memberGoneMsMax
    for (;;) {
      const found = (await admin.members(groupOf(step))).length
      if (found === 0 || performance.now() > deadline) return found
      await sleep(limits.positionEndPollMs, undefined, { signal })
    }
  })
  if (members > 0)
    throw fail(
      'usage.invalid',
      `expected ${step} to be stopped, found ${members} running; ./codelupe down, then ./codelupe up --servers-only`,
    )
}

/** Where a reader goes on: behind what has expired, at the start of a topic that is another one. */
const behind = ({ topic, partition, from, to, why }: Gap): Position => ({
  topic,
  partition,
  offset: why === 'expired' ? to : from,
})

/** Where it stood when the gap was found. */
const stood = ({ topic, partition, from, to, why }: Gap): Position => ({
  topic,
  partition,
  offset: why === 'expired' ? from : to,
})

/** One operator at a time accepts a gap: the later one fences the earlier, and looks at what it has done. */
async function accept(
  connection: Connection,
  step: StepName,
  open: FoundGaps,
  passing: Passing,
  signal: AbortSignal,
): Promise<void> {
  const producer = await openProducer(connection.kafka, operationTransactionalId(open.operation))
  try {
    await retry(() => producer.initTransactions(), signal)
    await requireOpen(connection, open, signal)
    const record = await operationRecord(connection.registry, accepted(open))
    const write = (positions?: () => Promise<void>): Promise<void> =>
      writeTogether(producer, [record], AbortSignal.timeout(limits.kafkaCallMsMax), {}, positions)
    if (step === 'projector') await acceptInDatabase(connection, open, passing, write)
    else if (step === 'trainer') await write()
    else await acceptInGroup(connection, step, open, producer, write)
  } catch (error) {
    throw hasCode(error, 'kafka.fenced') ? meanwhile(open, error) : error
  } finally {
    await producer.close()
  }
}

/** Positions and the record in one transaction. */
async function acceptInGroup(
  connection: Connection,
  step: StepName,
  open: FoundGaps,
  producer: Producer,
  write: (positions: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const consumer = await openConsumer(connection.kafka, { group: groupOf(step) })
  try {
    await requireUnmoved(consumer, open)
    await write(() => producer.sendOffsets(open.gaps.map(behind), consumer))
  } finally {
    await consumer.close()
  }
}

/** Looked at past the own fence: of two operators who accept one gap the later one finds what the earlier has done. */
async function requireOpen(
  { kafka: address, registry }: Connection,
  { operation }: FoundGaps,
  signal: AbortSignal,
): Promise<void> {
  const found = (await readGaps({ address, registry }, signal)).find((one) => one.operation === operation)
  if (found?.accepted === true) throw meanwhile(found)
}

const meanwhile = ({ step }: Pick<FoundGaps, 'step'>, cause?: unknown): Error =>
  fail(
    'usage.invalid',
    `expected an open gap of ${step}, found that another operator accepts it at this moment; ./codelupe gaps ls shows it`,
    cause,
  )

/** Behind the gap stands whom an operator has just moved: who fences this one is told from who moved it by hand by the write. */
async function requireUnmoved(consumer: Consumer, { step, gaps }: FoundGaps): Promise<void> {
  const committed = await consumer.committed(gaps)
  for (const gap of gaps) {
    const found = committed.find(({ topic, partition }) => topic === gap.topic && partition === gap.partition)?.offset
    if (found !== stood(gap).offset && found !== behind(gap).offset)
      throw fail('usage.invalid', moved(step, gap, String(found ?? 'no position')))
  }
}

const moved = (step: string, gap: Gap, found: string): string =>
  `expected ${step} at ${stood(gap).offset} of ${gap.topic}/${gap.partition}, found ${found}: start it once, so that it looks again`

async function acceptInDatabase(
  connection: Connection,
  open: FoundGaps,
  passing: Passing,
  write: () => Promise<void>,
): Promise<void> {
  if (open.gaps.some(({ why }) => why === 'recreated'))
    throw fail(
      'usage.invalid',
      'expected an expired range, found a topic that is another one: its rows are folded anew by ./codelupe projections rebuild all',
    )
  const database = openDatabase(connection.databaseUrl)
  try {
    await database.transaction(async (session) => {
      for (const gap of open.gaps) {
        // Also one that was killed before it could say so has moved them.
        const { count } = await session.query({
          text: `UPDATE positions SET next_offset = $4, after = NULL
            WHERE reader = 'projector' AND topic = $1 AND partition = $2 AND next_offset IN ($3, $4)`,
          values: [gap.topic, gap.partition, stood(gap).offset, behind(gap).offset],
        })
        if (count !== 1) throw fail('usage.invalid', moved(open.step, gap, 'another position'))
      }
    })
  } finally {
    await database.close()
  }
  passing('gap.moved')
  await write()
}

const accepted = ({ operation, step, gaps }: FoundGaps) =>
  gapOperation(step, operation, gaps, 'done', operatorName(), Date.now())
