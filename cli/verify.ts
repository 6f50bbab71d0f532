// Whether the log, the tables and the checkpoints keep the promise: nothing lost, nothing doubled, everything in order. Reads
// the topics itself, without a group, and reads by itself what records and headers say; what it shares with what it verifies is
// a list (tests/unit/verify-apart.test.ts).
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, fail, hasCode } from '../runtime/errors.ts'
import { type Context, shown } from './command.ts'
import { type Connection, connect, withAdmin } from './connect.ts'
import { jsonLine } from './json.ts'
import { type Break, type BreakKind, type Breaks, breakKinds, collectBreaks } from './verify/breaks.ts'
import { type CheckpointTotals, verifyCheckpoints } from './verify/checkpoints.ts'
import { verifyFlow } from './verify/flow.ts'
import type { FlowTotals } from './verify/flow-checks.ts'
import { type ComparedTable, verifyProjections } from './verify/fold.ts'
import { type LogView, sourceOf, viewLog } from './verify/log.ts'
import { type Unchecked, uncheckedIn, verifyPositions } from './verify/positions.ts'
import { type Projected, projectedIn } from './verify/projected.ts'
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
  /** Why nobody knows the projector's positions, which are in its database; null where they were verified. */
  readonly projectorUnknown: string | null
  /** Offsets that topics no longer have: what lay there could not be read. */
  readonly unchecked: readonly Unchecked[]
  readonly training: TrainingTotals
  readonly checkpoints: CheckpointTotals
  /** Each table as it is and as the topics make it; null where it was not asked for, or where the topics lack what it needs. */
  readonly projections: readonly ComparedTable[] | null
  readonly breaks: {
    readonly total: number
    readonly byKind: Readonly<Record<string, number>>
    /** The first of each kind. */
    readonly first: readonly Break[]
  }
}

export type VerifyOptions = { readonly projections: string; readonly json?: boolean }

export async function verify(context: Context, options: VerifyOptions): Promise<number> {
  const { terminal } = context
  if (options.projections !== 'on' && options.projections !== 'off')
    throw fail('usage.invalid', `expected --projections on or off, found ${options.projections}`)
  const connection = await connect(context.config)
  const folded = options.projections === 'on'
  const projected = await projectedIn(connection.databaseUrl, folded)
  const { found, shortened } = await verifyAll(context, connection, projected, folded)
  terminal.settle()
  if (options.json === true) terminal.out(jsonLine(found))
  else for (const line of linesOf(found)) terminal.out(line)
  // Told last: whatever else was found is out by then.
  if (shortened !== null) throw shortened
  return found.breaks.total === 0 ? exitCodes.done : exitCodes.failed
}

/** `shortened`: what the topics lack of what the tables were folded from, as an error. */
type Found = { readonly found: Verification; readonly shortened: unknown }

async function verifyAll(
  { config, signal, terminal }: Context,
  connection: Connection,
  projected: Projected,
  folded: boolean,
): Promise<Found> {
  const startedAt = performance.now()
  const asOf = new Date().toISOString()
  const view = await withAdmin(connection, (admin) => viewLog(connection, admin, projected.positions, signal))
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
    const { tables, shortened } = folded ? await verifyTables(connection, terminal, breaks, signal) : notFolded
    const found = {
      asOf,
      seconds: Math.round((performance.now() - startedAt) / 10) / 100,
      records: counted.records,
      files,
      positions,
      projectorUnknown: projected.unknown,
      unchecked: uncheckedIn(view),
      training,
      checkpoints,
      projections: tables,
      breaks: allOf(breaks),
    }
    return { found, shortened }
  } finally {
    seen.close()
  }
}

type Tables = { readonly tables: readonly ComparedTable[] | null; readonly shortened: unknown }

const notFolded: Tables = { tables: null, shortened: null }

/** The tables against a fold of the topics: each row that only one of the two has is a break. */
async function verifyTables(
  connection: Connection,
  terminal: Context['terminal'],
  breaks: Breaks,
  signal: AbortSignal,
): Promise<Tables> {
  try {
    const { tables, differences } = await verifyProjections(connection, terminal.progress, signal)
    for (const { table, side, row } of differences)
      breaks.found('projection.differs', {
        topic: table,
        detail: `only in the ${side === 'live' ? 'table' : 'fold'}: ${row}`,
      })
    return { tables, shortened: null }
  } catch (error) {
    if (!hasCode(error, 'verify.log-shortened')) throw error
    return { tables: null, shortened: error }
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

function linesOf({
  seconds,
  records,
  files,
  projectorUnknown,
  unchecked,
  training,
  checkpoints,
  projections,
  breaks,
}: Verification): readonly string[] {
  const places = checkpoints.folder === null ? 'none on this machine' : `${checkpoints.verified} verified`
  return [
    `${records} records in ${seconds} s`,
    `files        submitted ${files.submitted}, accepted ${files.accepted}, rejected ${files.rejected}, dead ${files.dead}, in flight ${files.inFlight}`,
    ...uncheckedLines(unchecked),
    ...(projectorUnknown === null ? [] : [shown(`not checked  positions of the projector: ${projectorUnknown}`)]),
    `training     ${training.commits} commits in ${training.lineages} lineages, ${training.samples} samples`,
    `checkpoints  ${places}`,
    `projections  ${projectionsLine(projections)}`,
    ...breaks.first.map(breakLine),
    breaks.total === 0
      ? 'no break: nothing lost, nothing doubled, everything in order'
      : `${breaks.total} breaks: ${Object.entries(breaks.byKind)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', ')}`,
  ]
}

const uncheckedLines = (unchecked: readonly Unchecked[]): readonly string[] =>
  [...new Set(unchecked.map(({ topic }) => topic))].map((name) => {
    const below = unchecked.flatMap(({ topic, partition, offset }) => (topic === name ? `${partition}@${offset}` : []))
    return shown(`not checked  ${name} below ${below.join(' ')}: trimmed; only what came of those records was`)
  })

function projectionsLine(projections: Verification['projections']): string {
  if (projections === null) return 'not folded'
  const rows = projections.reduce((sum, table) => sum + table.folded.rows, 0)
  return `${projections.length} tables, ${rows} rows folded anew`
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
