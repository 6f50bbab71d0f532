// What the client makes of answers, checked without a sidecar.
import { expect, test } from 'vitest'
import { exitCodeOf } from '../../runtime/errors.ts'
import { checkpointedFields, healthFields, isReply } from '../../trainer/protocol.ts'
import { gone, isRefused, refusalOf, SidecarError } from '../../trainer/sidecar-error.ts'

test('a refusal keeps its reason and the facts to act on', () => {
  const error = refusalOf('/v1/step', 507, { error: { code: 'out-of-memory', message: 'm', sampleId: 's1' } })
  expect(error).toMatchObject({ reason: 'out-of-memory', facts: { sampleId: 's1' }, code: 'sidecar.failed' })
  expect(refusalOf('/v1/step', 409, { error: { code: 'step-mismatch', actual: 4 } }).facts).toEqual({ actual: 4 })
  expect(isRefused(error, 'out-of-memory')).toBe(true)
  expect(isRefused(error, 'busy')).toBe(false)
  expect(isRefused(new Error('out-of-memory'), 'out-of-memory')).toBe(false)
})

test('a fenced trainer ends with the exit code that is not restarted, a lost checkpoint is named as such', () => {
  expect(exitCodeOf(refusalOf('/v1/step', 409, { error: { code: 'fenced', actual: 2 } }))).toBe(5)
  expect(new SidecarError('checkpoint-lost', 'd', {}).code).toBe('trainer.checkpoint-corrupt')
  expect(exitCodeOf(gone('socket hang up', '', undefined))).toBe(1)
})

test('an answer of another shape is no reason to guess', () => {
  for (const body of [null, 'x', [], {}, { error: {} }, { error: { code: 'new-one' } }])
    expect(refusalOf('/v1/step', 500, body)).toMatchObject({ reason: 'unreadable-reply', facts: {} })
})

test('what the sidecar last said is part of the error when it goes away', () => {
  expect(gone('socket hang up', 'CUDA error', undefined).message).toContain('it said: CUDA error')
})

test('replies are checked field by field', () => {
  const health = {
    status: 'ready',
    error: null,
    fence: 1,
    busy: null,
    step: 3,
    device: 'cpu',
    model: 'm',
    method: 'full',
  }
  expect(isReply(health, healthFields)).toBe(true)
  expect(isReply({ ...health, fence: '1' }, healthFields)).toBe(false)
  expect(isReply({ ...health, step: undefined }, healthFields)).toBe(false)
  expect(isReply(null, healthFields)).toBe(false)
  expect(isReply({ name: 'n', manifestSha256: 'x', step: 1, bytes: 2, ms: 3 }, checkpointedFields)).toBe(true)
})
