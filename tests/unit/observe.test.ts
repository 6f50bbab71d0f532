// What is not known of a position is never taken for progress. Mutant: withUnknown gives back the known positions alone.
import { expect, test } from 'vitest'
import { withUnknown } from '../../cli/observe.ts'
import { filesLicense, redriveByStep } from '../../topics/index.ts'

test('a step without a position in a partition stands at its beginning', () => {
  const redriven = { step: 'admission', topic: redriveByStep.admission.name, partition: 0, offset: 3 }
  const known = { step: 'admission', topic: filesLicense.name, partition: 0, offset: 92 }
  const ends = [redriven, known, { ...known, partition: 1 }].map(({ topic, partition }) => ({
    ...{ topic, partition },
    offset: 100,
  }))
  expect(withUnknown('admission', [redriven, known], ends)).toEqual([
    redriven,
    known,
    { step: 'admission', topic: filesLicense.name, partition: 1, offset: 0 },
  ])
})
