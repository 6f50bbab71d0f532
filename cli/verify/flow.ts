// Files through the topics: partition by partition, for a key has the same one in all of them. What a partition holds goes
// to the store on disk, a row a (file id, submission) with its offset in each topic, and is then asked what is wrong.
import type { LogRecord } from '../../runtime/step.ts'
import { dlqByStep, filesSkipped, filesSubmitted, repositoriesFetched } from '../../topics/index.ts'
import { factsOfHeaders } from '../dead-letter-view.ts'
import type { Breaks } from './breaks.ts'
import { fieldOf, numberAt, textAt } from './fields.ts'
import { checkPartition, type FlowTotals, noTotals, plus } from './flow-checks.ts'
import { fileTopics, type LogView, type Read, rangesIn, type Source } from './log.ts'
import type { Seen } from './seen.ts'
import { unsoundIn } from './soundness.ts'
import { countSubmissions, createSubmissions } from './submissions.ts'

const offsetColumns = fileTopics.map((_, index) => `s${index} INTEGER`).join(', ')

const tables = `
  CREATE TABLE dead (step TEXT, topic TEXT, partition INTEGER, offset INTEGER, file TEXT, submission TEXT,
    PRIMARY KEY (step, topic, partition, offset)) WITHOUT ROWID;
  CREATE INDEX dead_by_file ON dead (file, submission);
  CREATE TABLE unreadable (topic TEXT, partition INTEGER, offset INTEGER);
  CREATE TABLE sample (id TEXT PRIMARY KEY, partition INTEGER, offset INTEGER) WITHOUT ROWID;
  CREATE INDEX sample_by_place ON sample (partition, offset)`

export async function verifyFlow(source: Source, view: LogView, seen: Seen, breaks: Breaks): Promise<FlowTotals> {
  seen.run(tables)
  createSubmissions(seen)
  await readDeadLetters(source, view, seen, breaks)
  const partitions = new Set(rangesIn(view, fileTopics).map(({ partition }) => partition))
  let totals = noTotals
  for (const partition of partitions)
    totals = plus(totals, await verifyPartition(source, view, partition, seen, breaks))
  await readSubmissions(source, view, seen, breaks)
  return totals
}

async function verifyPartition(
  source: Source,
  view: LogView,
  partition: number,
  seen: Seen,
  breaks: Breaks,
): Promise<FlowTotals> {
  seen.run(`DROP TABLE IF EXISTS file; CREATE TABLE file (file TEXT, submission TEXT, key TEXT, accepted INTEGER,
    ${offsetColumns}, PRIMARY KEY (submission, file)) WITHOUT ROWID; BEGIN`)
  const submitted = new Map<string, number>()
  for await (const chunk of source.events(rangesIn(view, fileTopics, partition))) {
    for (const read of chunk) see(read, seen, breaks, submitted)
  }
  countSubmissions(seen, 'submitted', submitted)
  seen.run('COMMIT')
  return checkPartition(view, partition, seen, breaks)
}

function see({ record, event }: Read, seen: Seen, breaks: Breaks, submitted: Map<string, number>): void {
  const index = fileTopics.findIndex(({ name }) => name === record.topic)
  const file = index === 0 ? event : fieldOf(event, 'file')
  const [fileId, submission] = [textAt(file, 'fileId'), textAt(file, 'submission')]
  const place = placeOf(record)
  if (fileId === '' || submission === '') {
    seen.change('INSERT INTO unreadable VALUES (?, ?, ?)', record.topic, record.partition, record.offset)
    return
  }
  const column = `s${index}`
  const fresh = seen.change(
    `INSERT INTO file (submission, file, key, ${column}) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET ${column} = excluded.${column} WHERE ${column} IS NULL`,
    submission,
    fileId,
    textAt(file, 'contentSha256'),
    record.offset,
  )
  const found = { ...place, fileId, submission }
  if (fresh === 0) breaks.found('record.doubled', { ...found, detail: 'expected one record, found another before it' })
  if (index === 0) submitted.set(submission, (submitted.get(submission) ?? 0) + 1)
  if (textAt(event, 'outcome') === 'accepted')
    seen.change('UPDATE file SET accepted = 1 WHERE submission = ? AND file = ?', submission, fileId)
  if (fileTopics[index]?.schema === 'Sample')
    seen.change(
      'INSERT OR IGNORE INTO sample VALUES (?, ?, ?)',
      textAt(event, 'sampleId'),
      record.partition,
      record.offset,
    )
  for (const { kind, detail } of unsoundIn(index, record, event, file)) breaks.found(kind, { ...found, detail })
}

const placeOf = ({ topic, partition, offset }: LogRecord): Pick<LogRecord, 'topic' | 'partition' | 'offset'> => ({
  topic,
  partition,
  offset,
})

async function readDeadLetters(source: Source, view: LogView, seen: Seen, breaks: Breaks): Promise<void> {
  for (const [step, topic] of Object.entries(dlqByStep)) {
    for await (const chunk of source.events(rangesIn(view, [topic]))) {
      for (const { record, event } of chunk) {
        const { original } = factsOfHeaders(record)
        const file = fieldOf(event, 'file') ?? event
        const [fileId, submission] = [textAt(file, 'fileId'), textAt(file, 'submission')]
        const fresh = seen.change(
          'INSERT OR IGNORE INTO dead VALUES (?, ?, ?, ?, ?, ?)',
          step,
          original.topic,
          original.partition,
          original.offset,
          fileId,
          submission,
        )
        const what = `${original.topic}/${original.partition}@${original.offset}`
        if (fresh === 0)
          breaks.found('burial.doubled', { ...placeOf(record), fileId, submission, detail: `of ${what}` })
      }
    }
  }
}

/** Found = submitted + skipped, for each submission that was read whole. */
async function readSubmissions(source: Source, view: LogView, seen: Seen, breaks: Breaks): Promise<void> {
  const skipped = new Map<string, number>()
  for await (const chunk of source.events(rangesIn(view, [filesSkipped]))) {
    for (const { event } of chunk) {
      const submission = textAt(event, 'submission')
      skipped.set(submission, (skipped.get(submission) ?? 0) + 1)
    }
  }
  countSubmissions(seen, 'skipped', skipped)
  // A topic that was cut below holds fewer records than were counted.
  const whole = rangesIn(view, [filesSubmitted, filesSkipped]).every(({ from }) => from === 0)
  for await (const chunk of source.events(rangesIn(view, [repositoriesFetched]))) {
    for (const { record, event } of chunk) {
      const submission = textAt(event, 'submission')
      const [row] = seen.rows('SELECT submitted, skipped FROM submission WHERE name = ?', submission)
      const counted = { submitted: numberAt(row, 'submitted'), skipped: numberAt(row, 'skipped') }
      const found = numberAt(event, 'found')
      const said = { submitted: numberAt(event, 'submitted'), skipped: found - numberAt(event, 'submitted') }
      const none = row === undefined ? 0 : null
      if (!whole || ((none ?? counted.submitted) === said.submitted && (none ?? counted.skipped) === said.skipped))
        continue
      const detail = `expected ${said.submitted} submitted and ${said.skipped} skipped, found ${none ?? counted.submitted} and ${none ?? counted.skipped}`
      breaks.found('submission.counts', { ...placeOf(record), submission, detail })
    }
  }
}
