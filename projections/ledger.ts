// Conservation's ledger (I14): a bit a submitted record, set when it was submitted, decided, dead. Setting a bit twice is
// setting it once, and counts are kept beside, so that what is lost and what is doubled can both be read from it.
import { blockBits, change, type Row, type RowChange, table } from '../runtime/sql.ts'
import type { LogRecord, Position } from '../runtime/step.ts'
import { nothing, type Projection } from './projection.ts'
import { headerOf } from './trail.ts'

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

/** The block of outcomes that name no submission. */
export const unnamedBlock = -1

const noBits: readonly number[] = []
const empty = { submitted: noBits, decided: noBits, dead: noBits, accepted: 0, rejected: 0, buried: 0, frontier: null }

export const ledgerProjection: Projection = {
  name: 'ledger',
  tables: [ledger],
  inputs: ['submitted', 'decided', 'dead'],
  fold: (event) => {
    switch (event.kind) {
      case 'submitted':
        return [entry(event.record, (bit) => ({ submitted: [bit] }))]
      case 'decided': {
        const { outcome } = event.decision
        const at = event.trail.submitted
        if (at === null) return [unnamed(event.record, { [outcome]: 1 })]
        const frontier = isRedriven(event.record) ? null : at.offset
        return [entry(at, (bit) => ({ decided: [bit], [outcome]: 1, frontier }))]
      }
      case 'dead': {
        // A buried record that nobody submitted is unreadable, not a file: outside the equation.
        const at = event.letter.trail.submitted
        return at === null || !event.letter.endsFile ? nothing : [entry(at, (bit) => ({ dead: [bit], buried: 1 }))]
      }
      case 'skipped':
      case 'fetched':
      case 'trained':
        return nothing
      default:
        return event satisfies never
    }
  },
}

/** A redriven record comes out of order: it says nothing of those submitted before it. */
const isRedriven = (record: LogRecord): boolean => headerOf(record, 'x-redrive-attempt') !== null

function entry(at: Position, counts: (bit: number) => Row): RowChange {
  const block = Math.floor(at.offset / blockBits)
  return change(ledger, { partition: at.partition, block, ...empty, ...counts(at.offset % blockBits) })
}

const unnamed = (record: LogRecord, counts: Row): RowChange =>
  change(ledger, { partition: record.partition, block: unnamedBlock, ...empty, ...counts })
