// I4: a sample has exactly one accepting verdict of each processor; what lacks one is rejected and never thrown on.
// Mutant: drop the count of verdicts in processors/admission.ts.
import { expect, test } from 'vitest'
import { admission, applyEdits } from '../../processors/admission.ts'
import type { LogRecord } from '../../runtime/step.ts'
import type { Candidate, Decision, Edit, File, Sample, Verdict } from '../../schemas/types.ts'
import { filesDecided, filesLicense, samplesAccepted } from '../../topics/index.ts'

const content = Buffer.from('const key = "abc"\n')
const file: File = {
  fileId: 'f'.repeat(32),
  submission: 'local/-/x@1',
  repository: { host: 'local', owner: '-', name: 'x', url: null, commit: '1', declaredLicense: null },
  path: 'a.js',
  language: 'JavaScript',
  sizeBytes: content.length,
  contentSha256: 'c'.repeat(64),
  generated: null,
  vendored: null,
  licenseEvidence: [],
  submittedAt: 1,
  content,
}
const names = ['quality', 'secret']
const step = admission(names, filesLicense)
const record: LogRecord = {
  topic: filesLicense.name,
  partition: 0,
  offset: 0,
  key: '',
  value: Buffer.alloc(0),
  headers: [],
  timestamp: 0,
}

const verdict = (processor: string, change: Partial<Verdict> = {}): Verdict => ({
  processor,
  decision: 'accept',
  reason: null,
  edits: [],
  findings: [],
  signals: {},
  ruleset: 'r',
  ...change,
})

function decide(candidate: Candidate): { readonly decision: Decision; readonly sample: Sample | undefined } {
  const effects = step.handle(candidate, record).filter((effect) => effect.kind === 'emit')
  const eventOf = (topic: string): unknown => effects.find((effect) => effect.topic.name === topic)?.event
  return {
    decision: eventOf(filesDecided.name) as Decision,
    sample: eventOf(samplesAccepted.name) as Sample | undefined,
  }
}

test('accepts what every processor accepted, and releases its content', () => {
  const { decision, sample } = decide({ file, verdicts: [verdict('quality'), verdict('secret')] })
  expect(decision).toMatchObject({
    outcome: 'accepted',
    by: null,
    reason: null,
    sampleId: `${file.fileId}@${file.submission}`,
  })
  expect(decision.file.content).toBeNull()
  expect(sample?.file.content).toEqual(content)
  expect(sample?.releasedSha256).toBe(decision.releasedSha256)
})

test.each<[string, readonly Verdict[], string, string]>([
  ['a verdict is missing', [verdict('quality')], 'admission', 'admission.missing:secret'],
  ['there is none at all', [], 'admission', 'admission.missing:quality'],
  [
    'a processor spoke twice',
    [verdict('quality'), verdict('quality'), verdict('secret')],
    'admission',
    'admission.doubled:quality',
  ],
  ['one rejected', [verdict('quality', { decision: 'reject', reason: 'lines.count' })], 'quality', 'lines.count'],
])('rejects where %s', (_, verdicts, by, reason) => {
  const { decision, sample } = decide({ file, verdicts })
  expect(decision).toMatchObject({ outcome: 'rejected', by, reason, sampleId: null, releasedSha256: null })
  expect(sample).toBeUndefined()
})

test('applies edits once, to the ingested bytes', () => {
  const edits: readonly Edit[] = [{ startByte: 13, endByte: 16, replacement: 'REDACTED_1' }]
  const { decision, sample } = decide({ file, verdicts: [verdict('quality'), verdict('secret', { edits })] })
  expect(sample?.file.content?.toString()).toBe('const key = "REDACTED_1"\n')
  expect(sample?.file.contentSha256).toBe(file.contentSha256)
  expect(decision.releasedSha256).not.toBe(file.contentSha256)
})

test.each<[string, readonly Edit[]]>([
  [
    'overlap',
    [
      { startByte: 0, endByte: 5, replacement: '' },
      { startByte: 4, endByte: 6, replacement: '' },
    ],
  ],
  ['reach past the end', [{ startByte: 0, endByte: 500, replacement: '' }]],
])('rejects edits that %s', (_, edits) => {
  const { decision } = decide({ file, verdicts: [verdict('quality'), verdict('secret', { edits })] })
  expect(decision).toMatchObject({ outcome: 'rejected', by: 'admission', reason: 'admission.edits' })
})

test('a file without verdicts, straight from ingest, is rejected and not thrown on', () => {
  const [effect] = step.handle(file, record)
  expect(effect?.kind === 'emit' && effect.event).toMatchObject({
    outcome: 'rejected',
    reason: 'admission.missing:quality',
  })
})

test('edits at the ends and side by side leave the rest as it is', () => {
  const edits = [
    { startByte: 0, endByte: 1, replacement: 'é' },
    { startByte: 1, endByte: 2, replacement: '' },
    { startByte: 3, endByte: 3, replacement: '+' },
  ]
  expect(applyEdits(Buffer.from('abcd'), edits).toString()).toBe('éc+d')
})
