// A record put by hand stops no trainer; a commit of its own that has become unreadable does, or its samples would be
// trained twice. Mutant: take every unreadable record for somebody else's.
import { expect, test } from 'vitest'
import { requireForeign } from '../../cli/workers/ledger.ts'
import { headersOf } from '../../runtime/decide.ts'
import type { Headers, LogRecord } from '../../runtime/step.ts'
import { trainingSteps } from '../../topics/index.ts'

const recordWith = (headers: Headers): LogRecord => ({
  topic: trainingSteps.name,
  partition: 0,
  offset: 7,
  key: 'lineage',
  value: Buffer.from('not avro'),
  headers,
  timestamp: 0,
})

test('an unreadable record is passed over unless the trainer wrote it', () => {
  expect(() => requireForeign([recordWith([]), recordWith([['ce_source', 'somebody/else']])])).not.toThrow()
  const subject = { fileId: 'step-3', submission: 'lineage', ruleset: 'hash', at: 0 }
  const own = recordWith(headersOf('trainer', trainingSteps, subject, ''))
  expect(() => requireForeign([recordWith([]), own])).toThrow(/commit at training.steps.v1 0@7 to be readable/)
})
