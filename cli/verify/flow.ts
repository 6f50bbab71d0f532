// Files through the topics: partition by partition, for a key has the same one in all of them. What a partition holds goes
// to the store on disk, a row a (file id, submission) with its offset in each topic, and is then asked what is wrong.
import { order } from '../../processors/order.ts'
import { dlqByStep, rulesetsPublished } from '../../topics/index.ts'
import { type ActiveAt, readActivations } from './activations.ts'
import type { Breaks } from './breaks.ts'
import { fieldOf, textAt } from './fields.ts'
import { checkPartition, type FlowTotals, noTotals, plus } from './flow-checks.ts'
import { buriedBy, isSent, placeOf } from './letters.ts'
import { fileTopics, type LogView, type Read, rangesIn, type Source } from './log.ts'
import { readRedrives, wasRedriven } from './redrives.ts'
import type { Seen } from './seen.ts'
import { freshIn, rulesetsIn, unsoundIn } from './soundness.ts'
import { countSubmissions, createSubmissions, readSubmissions } from './submissions.ts'

const offsetColumns = fileTopics.map((_, index) => `s${index} INTEGER`).join(', ')

const tables = `
  CREATE TABLE dead (step TEXT, topic TEXT, partition INTEGER, offset INTEGER, file TEXT, submission TEXT,
    letter_partition INTEGER, letter_offset INTEGER, handled TEXT, PRIMARY KEY (step, topic, partition, offset)) WITHOUT ROWID;
  CREATE INDEX dead_by_file ON dead (file, submission);
  CREATE INDEX dead_by_letter ON dead (step, letter_partition, letter_offset);
  CREATE TABLE trainer_letter (id TEXT, redriven INTEGER, letters INTEGER, PRIMARY KEY (id, redriven)) WITHOUT ROWID;
  CREATE TABLE unreadable (topic TEXT, partition INTEGER, offset INTEGER);
  CREATE TABLE sample (id TEXT PRIMARY KEY, partition INTEGER, offset INTEGER) WITHOUT ROWID;
  CREATE INDEX sample_by_place ON sample (partition, offset)`

/** What every part of a verification is given. */
export type Parts = { readonly source: Source; readonly view: LogView; readonly seen: Seen; readonly breaks: Breaks }

export async function verifyFlow(parts: Parts): Promise<FlowTotals> {
  const { view, seen } = parts
  seen.run(tables)
  createSubmissions(seen)
  const rules = { published: await readPublished(parts), activeAt: await readActivations(parts.source, view) }
  await readDeadLetters(parts)
  await readRedrives(parts)
  const partitions = new Set(rangesIn(view, fileTopics).map(({ partition }) => partition))
  let totals = noTotals
  for (const partition of partitions) totals = plus(totals, await verifyPartition(parts, partition, rules))
  await readSubmissions(parts)
  return totals
}

type Rules = { readonly published: ReadonlySet<string>; readonly activeAt: ActiveAt }

/** `processor ruleset` of every ruleset in the log. */
async function readPublished({ source, view }: Parts): Promise<ReadonlySet<string>> {
  const published = new Set<string>()
  for await (const chunk of source.events(rangesIn(view, [rulesetsPublished]))) {
    for (const { event } of chunk) published.add(`${textAt(event, 'processor')} ${textAt(event, 'ruleset')}`)
  }
  return published
}

async function verifyPartition(parts: Parts, partition: number, rules: Rules): Promise<FlowTotals> {
  const { source, view, seen, breaks } = parts
  seen.run(`DROP TABLE IF EXISTS file; CREATE TABLE file (file TEXT, submission TEXT, key TEXT, accepted INTEGER,
    redriven INTEGER, ${offsetColumns}, PRIMARY KEY (submission, file)) WITHOUT ROWID; BEGIN`)
  const submitted = new Map<string, number>()
  for await (const chunk of source.events(rangesIn(view, fileTopics, partition))) {
    for (const read of chunk) see(read, parts, rules, submitted)
  }
  countSubmissions(seen, 'submitted', submitted)
  seen.run('COMMIT')
  return checkPartition(view, partition, seen, breaks)
}

function see(
  { record, event }: Read,
  { seen, breaks }: Parts,
  { published, activeAt }: Rules,
  submitted: Map<string, number>,
): void {
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
  if (wasRedriven(record))
    seen.change(
      'UPDATE file SET redriven = min(coalesce(redriven, ?1), ?1) WHERE submission = ?2 AND file = ?3',
      index,
      submission,
      fileId,
    )
  if (index === 0) submitted.set(submission, (submitted.get(submission) ?? 0) + 1)
  if (textAt(event, 'outcome') === 'accepted')
    seen.change('UPDATE file SET accepted = 1 WHERE submission = ? AND file = ?', submission, fileId)
  if (fileTopics[index]?.schema === 'Sample') {
    const { partition, offset } = record
    seen.change('INSERT OR IGNORE INTO sample VALUES (?, ?, ?)', textAt(event, 'sampleId'), partition, offset)
    for (const ruleset of rulesetsIn(event).filter((name) => !published.has(name)))
      breaks.found('ruleset.unpublished', { ...found, detail: `expected ${ruleset} in ${rulesetsPublished.name}` })
  }
  const inactive = inactiveIn(index, { record, event }, activeAt)
  if (inactive !== null) breaks.found('ruleset.inactive', { ...found, detail: inactive })
  for (const { kind, detail } of unsoundIn(index, record, event, file)) breaks.found(kind, { ...found, detail })
}

/** What is wrong with the rules of the verdict that the record's own step gave; null where nothing is. */
function inactiveIn(index: number, { record, event }: Read, activeAt: ActiveAt): string | null {
  const said = index > 0 && index <= order.length ? freshIn(index, event) : null
  if (said === null) return null
  const active = activeAt(said.processor, record)
  return active === null || active === said.ruleset ? null : `expected ${active} at its place, found ${said.ruleset}`
}

async function readDeadLetters({ source, view, seen, breaks }: Parts): Promise<void> {
  for (const [step, topic] of Object.entries(dlqByStep)) {
    for await (const chunk of source.events(rangesIn(view, [topic]))) {
      for (const { record, event } of chunk) {
        const read = buriedBy(record)
        const file = fieldOf(event, 'file') ?? event
        const [fileId, submission] = [textAt(file, 'fileId'), textAt(file, 'submission')]
        const fresh = seen.change(
          'INSERT OR IGNORE INTO dead VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)',
          step,
          read.topic,
          read.partition,
          read.offset,
          fileId,
          submission,
          record.partition,
          record.offset,
        )
        const what = `${read.topic}/${read.partition}@${read.offset}`
        // Each lineage buries for itself: those of the trainer are held against what the lineages say.
        if (step === 'trainer')
          seen.change(
            'INSERT INTO trainer_letter VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET letters = letters + 1',
            `${fileId}@${submission}`,
            isSent(read) ? read.offset : -1,
          )
        else if (fresh === 0)
          breaks.found('burial.doubled', { ...placeOf(record), fileId, submission, detail: `of ${what}` })
      }
    }
  }
}
