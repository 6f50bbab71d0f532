// Whether the log, the tables and the checkpoints keep the promise: nothing lost, nothing doubled, everything in order. Reads
// the topics itself, without a group and by a decoder of its own, so that it shares no mistake with what it verifies.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withAdmin } from './connect.ts'
import { jsonLine } from './json.ts'
import { type Break, type BreakKind, type Breaks, breakKinds, collectBreaks } from './verify/breaks.ts'
import { type CheckpointTotals, verifyCheckpoints } from './verify/checkpoints.ts'
import { verifyFlow } from './verify/flow.ts'
import type { FlowTotals } from './verify/flow-checks.ts'
import { type LogView, sourceOf, viewLog } from './verify/log.ts'
import { verifyPositions } from './verify/positions.ts'
import { openSeen } from './verify/seen.ts'
import { type TrainingTotals, verifyTraining } from './verify/training.ts'

/** What `verify --json` prints. */
export type Verification = {
  /** ISO 8601, before the first position was read. */
  readonly asOf: string
  readonly seconds: number
  readonly records: number
  readonly files: FlowTotals
  readonly positions: number
  readonly training: TrainingTotals
  readonly checkpoints: CheckpointTotals
  readonly breaks: {
    readonly total: number
    readonly byKind: Readonly<Record<string, number>>
    /** The first of each kind. */
    readonly first: readonly Break[]
  }
}

export async function verify(context: Context, options: { readonly json?: boolean }): Promise<number> {
  const { terminal } = context
  const connection = await connect(context.config)
  const found = await verifyAll(context, connection)
  terminal.settle()
  if (options.json === true) terminal.out(jsonLine(found))
  else for (const line of linesOf(found)) terminal.out(line)
  return found.breaks.total === 0 ? exitCodes.done : exitCodes.failed
}

async function verifyAll({ config, signal, terminal }: Context, connection: Connection): Promise<Verification> {
  const startedAt = performance.now()
  const asOf = new Date().toISOString()
  const view = await withAdmin(connection, (admin) => viewLog(connection, admin, signal))
  const folder = join(config.home, 'tmp')
  mkdirSync(folder, { recursive: true })
  const seen = openSeen(folder)
  const breaks = collectBreaks()
  const counted = { records: 0 }
  const source = sourceOf(connection, progressOf(view, terminal, counted), signal)
  try {
    const positions = verifyPositions(view, breaks)
    const parts = { source, view, seen, breaks }
    const files = await verifyFlow(parts)
    const training = await verifyTraining(parts)
    const checkpoints = await verifyCheckpoints(join(config.home, 'trainer'), seen, breaks)
    const seconds = Math.round((performance.now() - startedAt) / 10) / 100
    return { asOf, seconds, records: counted.records, files, positions, training, checkpoints, breaks: allOf(breaks) }
  } finally {
    seen.close()
  }
}

/** Shows how far the reading is; counts what was read. */
function progressOf(view: LogView, terminal: Context['terminal'], counted: { records: number }) {
  const total = view.ranges.reduce((sum, range) => sum + range.to - range.from, 0)
  const startedAt = performance.now()
  return (records: number): void => {
    counted.records += records
    const rate = (counted.records * 1_000) / (performance.now() - startedAt)
    terminal.progress(`${counted.records} of at most ${total} records, ${Math.round(rate)} records/s`)
  }
}

function allOf(breaks: Breaks): Verification['breaks'] {
  const byKind = breaks.counts()
  return { total: Object.values(byKind).reduce((sum, count) => sum + count, 0), byKind, first: breaks.first() }
}

function linesOf({ seconds, records, files, training, checkpoints, breaks }: Verification): readonly string[] {
  const places = checkpoints.folder === null ? 'none on this machine' : `${checkpoints.verified} verified`
  return [
    `${records} records in ${seconds} s`,
    `files        submitted ${files.submitted}, accepted ${files.accepted}, rejected ${files.rejected}, dead ${files.dead}, in flight ${files.inFlight}`,
    `training     ${training.commits} commits in ${training.lineages} lineages, ${training.samples} samples`,
    `checkpoints  ${places}`,
    ...breaks.first.map(breakLine),
    breaks.total === 0
      ? 'no break: nothing lost, nothing doubled, everything in order'
      : `${breaks.total} breaks: ${Object.entries(breaks.byKind)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', ')}`,
  ]
}

function breakLine({ kind, topic, partition, offset, fileId, submission, detail }: Break): string {
  const place = [
    topic,
    ...(partition === null ? [] : [`/${partition}`]),
    ...(offset === null ? [] : [`@${offset}`]),
  ].join('')
  const file = fileId === null ? (submission ?? '') : `${fileId}@${submission}`
  const what: Readonly<Record<BreakKind, string>> = breakKinds
  return shown(`${kind}: ${place} ${file} ${what[kind]}; ${detail}`)
}
