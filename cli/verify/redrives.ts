// Dead letters that were handled, and records that were sent once more: each of the one has its other, and no letter two.
// Ends of handled letters are taken before those of what was sent, so whatever is said to be sent is seen. The other way
// round holds below the position of the step, which was read before either.
import type { LogRecord } from '../../runtime/step.ts'
import { type BuryingStep, deadLettersHandled, redriveByStep } from '../../topics/index.ts'
import { fieldOf, numberAt, textAt } from './fields.ts'
import type { Parts } from './flow.ts'
import { letterBehind } from './letters.ts'
import { committedOf, rangesIn } from './log.ts'

const tables = `
  CREATE TABLE handled (step TEXT, partition INTEGER, offset INTEGER, how TEXT, at INTEGER, file TEXT, submission TEXT,
    PRIMARY KEY (step, partition, offset)) WITHOUT ROWID;
  CREATE TABLE redriven (step TEXT, partition INTEGER, offset INTEGER, letter_partition INTEGER, letter_offset INTEGER,
    file TEXT, submission TEXT, PRIMARY KEY (step, partition, offset)) WITHOUT ROWID;
  CREATE INDEX redriven_by_letter ON redriven (step, letter_partition, letter_offset)`

/** Whether a record's file has been sent to a step once more before: then it comes when it comes. */
export const wasRedriven = ({ headers }: LogRecord): boolean =>
  headers.some(([name, value]) => name === 'x-trail' && redriveIn.test(value))

const redriveIn = /(^|,)redrive\./

/** Reads both after the dead letters, and says what is wrong with them. */
export async function readRedrives(parts: Parts): Promise<void> {
  parts.seen.run(`${tables}; BEGIN`)
  await readHandled(parts)
  for (const step of steps) await readSent(parts, step)
  parts.seen.run('COMMIT')
  findMissing(parts)
  for (const step of steps) findUnrecorded(parts, step)
}

const steps: readonly BuryingStep[] = ['quality', 'malicious', 'secret', 'license', 'admission', 'trainer']

async function readHandled({ source, view, seen, breaks }: Parts): Promise<void> {
  for await (const chunk of source.events(rangesIn(view, [deadLettersHandled]))) {
    for (const { record, event } of chunk) {
      const [step, how] = [textAt(event, 'step'), textAt(event, 'how')]
      const letter = fieldOf(event, 'letter')
      if (step === '') continue
      const [partition, offset] = [numberAt(letter, 'partition'), numberAt(letter, 'offset')]
      const named = { fileId: textAt(event, 'fileId'), submission: textAt(event, 'submission') }
      const fresh = seen.change(
        'INSERT OR IGNORE INTO handled VALUES (?, ?, ?, ?, ?, ?, ?)',
        step,
        partition,
        offset,
        how,
        record.offset,
        named.fileId,
        named.submission,
      )
      const place = { topic: record.topic, partition: record.partition, offset: record.offset }
      if (fresh === 0)
        breaks.found('redrive.doubled', {
          ...place,
          ...named,
          detail: `the dead letter ${step}/${partition}/${offset}`,
        })
      const change = 'UPDATE dead SET handled = ? WHERE step = ? AND letter_partition = ? AND letter_offset = ?'
      seen.change(change, how, step, partition, offset)
    }
  }
}

async function readSent({ source, view, seen, breaks }: Parts, step: BuryingStep): Promise<void> {
  for await (const chunk of source.events(rangesIn(view, [redriveByStep[step]]))) {
    for (const { record, event } of chunk) {
      const { topic, partition, offset } = record
      const letter = letterBehind(record)
      const file = fieldOf(event, 'file') ?? event
      const [fileId, submission] = [textAt(file, 'fileId'), textAt(file, 'submission')]
      const known = 'SELECT 1 FROM redriven WHERE step = ? AND letter_partition = ? AND letter_offset = ?'
      const [before] = letter === null ? [] : seen.rows(known, step, letter.partition, letter.offset)
      // What was put there by hand tells of no dead letter: it is nobody's redrive, and its step buries it.
      if (fileId === '') seen.change('INSERT INTO unreadable VALUES (?, ?, ?)', topic, partition, offset)
      if (letter === null) continue
      if (before !== undefined)
        breaks.found('redrive.doubled', {
          ...{ topic, partition, offset, fileId, submission },
          detail: `the dead letter ${step}/${letter.partition}/${letter.offset} was sent before`,
        })
      seen.change(
        'INSERT INTO redriven VALUES (?, ?, ?, ?, ?, ?, ?)',
        step,
        partition,
        offset,
        letter.partition,
        letter.offset,
        fileId,
        submission,
      )
    }
  }
}

function findMissing({ seen, breaks }: Parts): void {
  const rows = seen.rows(`SELECT * FROM handled AS one WHERE how = 'redriven' AND NOT EXISTS (SELECT 1 FROM redriven
    WHERE redriven.step = one.step AND letter_partition = one.partition AND letter_offset = one.offset)`)
  for (const row of rows) {
    const place = { topic: deadLettersHandled.name, partition: 0, offset: numberAt(row, 'at') }
    const named = { fileId: textAt(row, 'file'), submission: textAt(row, 'submission') }
    const letter = `${textAt(row, 'step')}/${numberAt(row, 'partition')}/${numberAt(row, 'offset')}`
    breaks.found('redrive.missing', { ...place, ...named, detail: `expected the dead letter ${letter} in its topic` })
  }
}

function findUnrecorded({ view, seen, breaks }: Parts, step: BuryingStep): void {
  const { name: topic } = redriveByStep[step]
  for (const { partition } of rangesIn(view, [redriveByStep[step]])) {
    const rows = seen.rows(
      `SELECT * FROM redriven AS one WHERE step = ? AND partition = ? AND offset < ? AND NOT EXISTS (SELECT 1 FROM handled
        WHERE handled.step = one.step AND handled.partition = letter_partition AND handled.offset = letter_offset
          AND how = 'redriven')`,
      step,
      partition,
      committedOf(view, step)({ topic, partition }),
    )
    for (const row of rows) {
      const named = { fileId: textAt(row, 'file'), submission: textAt(row, 'submission') }
      const place = { topic, partition, offset: numberAt(row, 'offset') }
      breaks.found('redrive.unrecorded', { ...place, ...named, detail: `expected it in ${deadLettersHandled.name}` })
    }
  }
}
