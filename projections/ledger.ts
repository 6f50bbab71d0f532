// Conservation's ledger (I14): a bit a submitted record, set when it was submitted, decided, dead. Setting a bit twice is
// setting it once, and counts are kept beside, so that what is lost and what is doubled can both be read from it.
// A file that was redriven has a row beside: every record of it proves how often it was by then, so that the greatest proof
// wins, in any order (docs/adr/0016).
import { blockBits, change, type Row, type RowChange, table } from '../runtime/sql.ts'
import type { LogRecord, Position } from '../runtime/step.ts'
import { nothing, type Projection } from './projection.ts'
import { redrivesIn } from './trail.ts'

const ledger = table('ledger', {
  partition: ['int', 'key'],
  block: ['bigint', 'key'],
  submitted: ['bits', 'bits'],
  decided: ['bits', 'bits'],
  dead: ['bits', 'bits'],
  accepted: ['bigint', 'sum'],
  rejected: ['bigint', 'sum'],
  buried: ['bigint', 'sum'],
  frontier: ['bigint', 'max'],
})

const redriven = table('redriven_files', {
  partition: ['int', 'key'],
  submitted_offset: ['bigint', 'key'],
  redrives: ['bigint', 'max'],
  buried_after: ['bigint', 'max'],
  burials: ['bigint', 'sum'],
  handled_at: ['bigint', 'max'],
})

/** The block of outcomes that name no submission. */
export const unnamedBlock = -1

const noBits: readonly number[] = []
const empty = { submitted: noBits, decided: noBits, dead: noBits, accepted: 0, rejected: 0, buried: 0, frontier: null }

export const ledgerProjection: Projection = {
  name: 'ledger',
  tables: [ledger, redriven],
  inputs: ['submitted', 'decided', 'dead', 'handled'],
  fold: (event) => {
    switch (event.kind) {
      case 'submitted':
        return [entry(event.record, (bit) => ({ submitted: [bit] }))]
      case 'decided': {
        const { outcome } = event.decision
        const at = event.trail.submitted
        if (at === null) return [unnamed(event.record, { [outcome]: 1 })]
        const redrives = redrivesIn(event.trail)
        // A redriven file comes out of order: it says nothing of those submitted before it.
        const frontier = redrives > 0 ? null : at.offset
        const decided = entry(at, (bit) => ({ decided: [bit], [outcome]: 1, frontier }))
        return redrives > 0 ? [decided, proof(at, { redrives })] : [decided]
      }
      case 'dead': {
        // A buried record that nobody submitted is unreadable, not a file: outside the equation.
        const at = event.letter.trail.submitted
        if (at === null || !event.letter.endsFile) return nothing
        const redrives = redrivesIn(event.letter.trail)
        return redrives > 0
          ? [proof(at, { redrives, buried_after: redrives, burials: 1 })]
          : [entry(at, (bit) => ({ dead: [bit], buried: 1 }))]
      }
      case 'handled': {
        const at = event.trail.submitted
        if (at === null || !event.endsFile || event.handled.how !== 'redriven') return nothing
        return [proof(at, { redrives: redrivesIn(event.trail) + 1, handled_at: event.record.offset })]
      }
      case 'skipped':
      case 'fetched':
      case 'trained':
      case 'reviewed':
        return nothing
      default:
        return event satisfies never
    }
  },
}

const unproven = { redrives: 0, buried_after: null, burials: 0, handled_at: null }

const proof = (at: Position, proven: Row): RowChange =>
  change(redriven, { partition: at.partition, submitted_offset: at.offset, ...unproven, ...proven })

function entry(at: Position, counts: (bit: number) => Row): RowChange {
  const block = Math.floor(at.offset / blockBits)
  return change(ledger, { partition: at.partition, block, ...empty, ...counts(at.offset % blockBits) })
}

const unnamed = (record: LogRecord, counts: Row): RowChange =>
  change(ledger, { partition: record.partition, block: unnamedBlock, ...empty, ...counts })
