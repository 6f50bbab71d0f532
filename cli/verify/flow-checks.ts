// What the store is asked of one partition: lost, doubled, skipped a topic, out of order, samples without a decision.
import { stageEdges } from '../../processors/order.ts'
import { redriveByStep } from '../../topics/index.ts'
import type { BreakKind, Breaks } from './breaks.ts'
import { numberAt, textAt } from './fields.ts'
import { committedOf, fileTopics, type LogView, rangesIn } from './log.ts'
import type { Seen } from './seen.ts'

/** Files of the partitions verified so far, each (file id, submission) once. */
export type FlowTotals = {
  readonly submitted: number
  readonly accepted: number
  readonly rejected: number
  readonly dead: number
  readonly inFlight: number
  /** Records that say nothing: whoever wrote them, no file of ours. */
  readonly unreadable: number
}

export const noTotals: FlowTotals = { submitted: 0, accepted: 0, rejected: 0, dead: 0, inFlight: 0, unreadable: 0 }

export const plus = (one: FlowTotals, other: FlowTotals): FlowTotals => ({
  submitted: one.submitted + other.submitted,
  accepted: one.accepted + other.accepted,
  rejected: one.rejected + other.rejected,
  dead: one.dead + other.dead,
  inFlight: one.inFlight + other.inFlight,
  unreadable: one.unreadable + other.unreadable,
})

const decidedAt = fileTopics.length - 2
const sampleAt = fileTopics.length - 1

const letterOf = 'SELECT 1 FROM dead WHERE dead.file = file.file AND dead.submission = file.submission'
// What was redriven is dead no longer; what the trainer buries has its outcome.
const isDead = `EXISTS (${letterOf} AND dead.step <> 'trainer' AND dead.handled IS NOT 'redriven')`

type Ask = {
  readonly view: LogView
  readonly partition: number
  readonly seen: Seen
  /** Every row of a query that selects file, submission and offset is a break. */
  readonly each: (kind: BreakKind, index: number, where: string, detail: string) => number
}

export function checkPartition(view: LogView, partition: number, seen: Seen, breaks: Breaks): FlowTotals {
  const each: Ask['each'] = (kind, index, where, detail) => {
    let count = 0
    for (const row of seen.rows(`SELECT file, submission, s${index} AS offset FROM ${where}`)) {
      const place = { topic: fileTopics[index]?.name ?? '', partition, offset: numberAt(row, 'offset') }
      breaks.found(kind, { ...place, fileId: textAt(row, 'file'), submission: textAt(row, 'submission'), detail })
      count++
    }
    return count
  }
  const ask: Ask = { view, partition, seen, each }
  const lost = findLost(ask) + findLostAgain(ask, breaks)
  each('file.doubled', decidedAt, `file WHERE s${decidedAt} IS NOT NULL AND ${isDead}`, 'expected one of the two')
  findMissing(ask)
  findReordered(ask)
  findSamples(ask)
  findUnburied(ask, breaks)
  return totalsOf(seen, partition, lost)
}

/** No topic behind `fileTopics[index]` has it, samples excepted. */
const nothingAfter = (index: number): string =>
  fileTopics
    .slice(index + 1, sampleAt)
    .map((_, at) => `s${index + 1 + at} IS NULL`)
    .join(' AND ')

/**
 * Steps that may have buried what the reader of `fileTopics[index]` has read: itself, and where a topic behind it was
 * trimmed, the step that has read what is gone.
 */
function buriers(view: LogView, partition: number, index: number): string {
  const steps = stageEdges().slice(index)
  const whole = steps.findIndex((_, at) => firstOf(view, index + 1 + at, partition) === 0)
  return steps
    .slice(0, whole < 0 ? steps.length : whole + 1)
    .map(({ name }) => `'${name}'`)
    .join(', ')
}

/** The first offset that is kept in a partition of `fileTopics[index]`. */
const firstOf = (view: LogView, index: number, partition: number): number =>
  rangesIn(view, fileTopics.slice(index, index + 1), partition)[0]?.from ?? 0

/** Below the position of the step that reads its last record, with nothing after it and no dead letter. */
function findLost({ view, partition, each }: Ask): number {
  return stageEdges().reduce((lost, { name, input }, index) => {
    const reached = committedOf(view, name)({ topic: input.name, partition })
    const letters = `${letterOf} AND dead.step IN (${buriers(view, partition, index)})`
    const where = `file WHERE s${index} < ${reached} AND ${nothingAfter(index)} AND NOT EXISTS (${letters})`
    return lost + each('file.lost', index, where, `${name} has passed it and stands at ${reached}`)
  }, 0)
}

/**
 * Redriven, and below the position of its step, with neither the record that the step makes of it nor a dead letter: of the
 * files of this partition, wherever they were sent once more.
 */
function findLostAgain({ view, partition, seen }: Ask, breaks: Breaks): number {
  const count = { lost: 0 }
  for (const [index, { name, redrives }] of stageEdges().entries()) {
    const topic = redrives.name
    const reachedIn = committedOf(view, name)
    // Its first letter is of the same step as the one that is looked for: only those of later steps tell anything.
    const trimmed = firstOf(view, index + 1, partition) > 0
    const letters = `${letterOf} AND dead.step <> '${name}' AND dead.step IN (${buriers(view, partition, index)})`
    const rows = seen.rows(
      `SELECT one.file, one.submission, one.partition, one.offset
        FROM redriven AS one JOIN file ON file.file = one.file AND file.submission = one.submission
        WHERE step = ? AND ${trimmed ? `${nothingAfter(index)} AND NOT EXISTS (${letters})` : `s${index + 1} IS NULL`}
        AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.step = one.step AND topic = ? AND dead.partition = one.partition AND dead.offset = one.offset)`,
      name,
      topic,
    )
    for (const row of rows) {
      const place = { topic, partition: numberAt(row, 'partition'), offset: numberAt(row, 'offset') }
      const reached = reachedIn(place)
      if (place.offset >= reached) continue
      const named = { fileId: textAt(row, 'file'), submission: textAt(row, 'submission') }
      breaks.found('file.lost', { ...place, ...named, detail: `${name} has passed it and stands at ${reached}` })
      count.lost++
    }
  }
  return count.lost
}

/** A later topic has it; the topic itself was never cut: what was trimmed is told apart (uncheckedIn). */
function findMissing({ view, partition, each }: Ask): void {
  for (const [index, topic] of fileTopics.slice(0, sampleAt).entries()) {
    const [range] = rangesIn(view, [topic], partition)
    if (range === undefined || firstOf(view, index, partition) > 0) continue
    for (let later = index + 1; later <= decidedAt; later++) {
      const between = Array.from({ length: later - index }, (_, at) => `s${index + at} IS NULL`).join(' AND ')
      each('record.missing', later, `file WHERE s${later} IS NOT NULL AND ${between}`, `expected one in ${topic.name}`)
    }
  }
}

/** Under one key, what was submitted later is later in every topic. What was redriven is marked, and comes when it comes. */
function findReordered({ each }: Ask): void {
  for (let index = 1; index <= sampleAt; index++) {
    const before = `max(s${index}) OVER (PARTITION BY key ORDER BY s0 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`
    const inner = `SELECT file, submission, s${index}, ${before} AS earlier FROM file WHERE s0 IS NOT NULL AND s${index} IS NOT NULL AND (redriven IS NULL OR redriven > ${index})`
    each('order.changed', index, `(${inner}) WHERE earlier > s${index}`, 'expected the order of files.submitted.v1')
  }
}

function findSamples({ view, partition, each }: Ask): void {
  const edge = stageEdges().at(-1)
  const reached = edge === undefined ? -1 : committedOf(view, edge.name)({ topic: edge.input.name, partition })
  // The two are written together, but not at one moment: only below the position are both certain to be there.
  const passed = `(s${decidedAt - 1} < ${reached} OR s${decidedAt - 1} IS NULL)`
  const missing = `file WHERE accepted = 1 AND s${sampleAt} IS NULL AND ${passed}`
  each('sample.missing', decidedAt, missing, 'expected its sample in samples.accepted.v1')
  const unexpected = `file WHERE s${sampleAt} IS NOT NULL AND accepted IS NULL AND ${passed}`
  each('sample.unexpected', sampleAt, unexpected, 'expected an accepting decision in files.decided.v1')
}

function findUnburied({ view, partition, seen }: Ask, breaks: Breaks): void {
  const readers = [
    ...stageEdges().flatMap(({ name, input, redrives }) => [
      { step: name, topic: input.name },
      { step: name, topic: redrives.name },
    ]),
    { step: 'trainer', topic: fileTopics[sampleAt]?.name ?? '' },
    { step: 'trainer', topic: redriveByStep.trainer.name },
  ]
  for (const { step, topic } of readers) {
    const reached = committedOf(view, step)({ topic, partition })
    const rows = seen.rows(
      `SELECT offset FROM unreadable AS one WHERE topic = ? AND partition = ? AND offset < ? AND NOT EXISTS
        (SELECT 1 FROM dead WHERE step = ? AND dead.topic = one.topic AND dead.partition = one.partition AND dead.offset = one.offset)`,
      topic,
      partition,
      reached,
      step,
    )
    for (const row of rows)
      breaks.found('burial.missing', { topic, partition, offset: numberAt(row, 'offset'), detail: `${step} passed it` })
  }
}

function totalsOf(seen: Seen, partition: number, lost: number): FlowTotals {
  const count = (where: string): number => {
    const [row] = seen.rows(`SELECT count(*) AS files FROM file WHERE ${where}`)
    return numberAt(row, 'files')
  }
  const submitted = count('s0 IS NOT NULL')
  const accepted = count(`s${decidedAt} IS NOT NULL AND accepted = 1`)
  const rejected = count(`s${decidedAt} IS NOT NULL AND accepted IS NULL`)
  const dead = count(`s0 IS NOT NULL AND s${decidedAt} IS NULL AND ${isDead}`)
  const [row] = seen.rows(
    "SELECT count(*) AS files FROM unreadable WHERE partition = ? AND topic NOT LIKE 'redrive.%'",
    partition,
  )
  const ended = count(`s0 IS NOT NULL AND s${decidedAt} IS NOT NULL`)
  return {
    submitted,
    accepted,
    rejected,
    dead,
    inFlight: submitted - ended - dead - lost,
    unreadable: numberAt(row, 'files'),
  }
}
