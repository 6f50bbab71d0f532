// One dead letter, shown: why, its bytes, and of its content only what the secret processor has accepted or redacted (I15).
// Mutants: return the content without its edits; show bytes whose scan found something; judge what crashed a process.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { letterIdText, parseLetterId } from '../../cli/dead-letter-id.ts'
import { letterLines } from '../../cli/dead-letter-lines.ts'
import { factsOfHeaders, type LetterView, letterView } from '../../cli/dead-letter-view.ts'
import { redactContent, showBytes } from '../../cli/redaction.ts'
import { secret } from '../../processors/secret/index.ts'
import { createCodec } from '../../runtime/codec.ts'
import { bury, deadLetterOf } from '../../runtime/dead-letter.ts'
import type { BurialReason, LogRecord } from '../../runtime/step.ts'
import { schemaTexts } from '../../schemas/types.ts'
import { dlqByStep, filesSubmitted } from '../../topics/index.ts'
import { fileOf } from '../support/made-files.ts'

// Joined from parts, so that nobody's scanner takes this file for a leak.
const secretValue = ['sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc'].join('')
const keyBody = Array.from({ length: 24 }, (_, line) =>
  createHash('sha384').update(String(line)).digest('base64'),
).join('\n')
const privateKey = [
  '-----BEGIN RSA PRIVATE',
  ' KEY-----\nMIIEow',
  keyBody,
  '\n-----END RSA PRIVATE',
  ' KEY-----\n',
].join('')
const source = `import stripe\n\nstripe.api_key = "${secretValue}"\nprint(stripe)\n`

const codec = createCodec()
codec.learn(7, schemaTexts.File)

function letterOf(value: Buffer, reason: BurialReason = 'handle', error: Error = new Error('no')): LetterView {
  const record: LogRecord = { ...filesSubmittedAt, value }
  const context = { step: 'quality', ruleset: 'r', topic: dlqByStep.quality, at: Date.UTC(2026, 0, 1) }
  const letter = deadLetterOf(bury(record, reason, error), context)
  const written = { ...letter, partition: 2, offset: 5, timestamp: 0 }
  const id = parseLetterId('quality/2/5')
  return letterView('quality/2/5', id, codec, written, factsOfHeaders(written), [], secret)
}

const filesSubmittedAt = {
  topic: filesSubmitted.name,
  partition: 2,
  offset: 40,
  key: 'k',
  headers: [['ce_subject', 'f']] as const,
  timestamp: 0,
}

const encoded = (content: Buffer | null): Buffer => codec.encode('File', 7, { ...fileOf(1, 1), content })

test('a letter is named by where its bytes lie', () => {
  expect(letterIdText('quality', 'dlq.quality.v1', 2, 5)).toBe('quality/2/5')
  expect(letterIdText('projector', 'files.decided.v1', 2, 5)).toBe('projector/files.decided.v1/2/5')
  expect(parseLetterId('quality/2/5')).toMatchObject({
    step: 'quality',
    topic: dlqByStep.quality,
    partition: 2,
    offset: 5,
  })
  expect(parseLetterId('projector/files.submitted.v1/0/9')).toMatchObject({ step: 'projector', topic: filesSubmitted })
  for (const wrong of ['', 'quality', 'quality/2', 'nobody/2/5', 'projector/2/5', 'quality/../2/5', 'quality/2/-5'])
    expect(() => parseLetterId(wrong)).toThrow('expected a dead letter')
})

test('content is shown with its secrets redacted', () => {
  const view = letterOf(encoded(Buffer.from(source)))
  expect(view.content).toMatchObject({ kind: 'text', redactions: 1 })
  expect(view.event).toMatchObject({ content: `<${source.length} bytes withheld>` })
  const text = [JSON.stringify(view), ...letterLines(view)].join('\n')
  expect(text).toContain('import stripe')
  expect(text).toContain('REDACTED_1')
  expect(text).not.toContain(secretValue)
  expect(text).not.toContain(Buffer.from(secretValue).toString('hex'))
})

test('content that the secret processor rejects is not shown at all', () => {
  expect(redactContent(secret, fileOf(1, 1), Buffer.from(privateKey))).toMatchObject({ kind: 'withheld' })
  const view = letterOf(encoded(Buffer.from(privateKey)))
  expect(view.content).toMatchObject({ kind: 'withheld' })
  expect(letterLines(view).join('\n')).not.toContain('MIIEow')
})

test('what ended a process is not judged again', () => {
  const view = letterOf(encoded(Buffer.from('harmless')), 'process.crashed')
  expect(view.content).toEqual({ kind: 'withheld', reason: 'process.crashed' })
  expect(view.reason).toBe('process.crashed')
})

test('a file without content says so by having none', () => {
  expect(letterOf(encoded(null))).toMatchObject({ content: null, bytes: null, undecodable: null })
})

test('undecodable bytes show in hex, at most 256 of them, with why', () => {
  const view = letterOf(Buffer.from(`junk ${'x'.repeat(300)}`), 'decode')
  expect(view.undecodable).toContain('found 305 bytes')
  expect(view.bytes).toMatchObject({ kind: 'hex', whole: false })
  expect(view.bytes?.kind === 'hex' && view.bytes.hex.length).toBe(512)
  expect(view).toMatchObject({ sizeBytes: 305, schemaId: null, step: 'quality' })
})

test('undecodable bytes with a secret in them are withheld, in one byte a character or two', () => {
  const truncated = encoded(Buffer.from(source)).subarray(0, -3)
  expect(letterOf(truncated, 'decode').bytes).toMatchObject({ kind: 'withheld' })
  expect(showBytes(secret, Buffer.from(source, 'utf16le'))).toMatchObject({ kind: 'withheld' })
  expect(showBytes(secret, Buffer.from(privateKey))).toMatchObject({ kind: 'withheld' })
  expect(showBytes(secret, Buffer.alloc(0))).toEqual({ kind: 'hex', hex: '', whole: true })
})

test('content is printed escaped, a screen or two of it', () => {
  const lines = letterLines(letterOf(encoded(Buffer.from(`\u001b[31mred\u202e\n${'line\n'.repeat(500)}`))))
  expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/)
  expect(lines.at(-1)).toContain('more lines')
  expect(lines.length).toBeLessThan(120)
})
