// Judges a text with the malicious gate as the pipeline would.
import { malicious } from '../../processors/malicious/index.ts'
import { judgedFile, type Processor, type RuleExample, verdictOf } from '../../processors/processor.ts'
import type { File, Verdict } from '../../schemas/types.ts'

export const fileAt = (path: string, language: string, sizeBytes: number): File => ({
  fileId: '0'.repeat(32),
  submission: 'local/-/t@0',
  repository: { host: 'local', owner: '-', name: 't', url: null, commit: '0', declaredLicense: null },
  path,
  language,
  sizeBytes,
  contentSha256: '0'.repeat(64),
  generated: null,
  vendored: null,
  licenseEvidence: [],
  submittedAt: 0,
  content: null,
})

export function judgeText(example: RuleExample, processor: Processor = malicious): Verdict {
  const {
    content,
    path = 'example',
    language = 'unknown',
  } = typeof example === 'string' ? { content: example } : example
  const bytes = Buffer.from(content, 'utf8')
  return verdictOf(processor, judgedFile(fileAt(path, language, bytes.length), bytes))
}
