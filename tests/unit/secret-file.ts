// A judged file from a text, for the secret gate's tests.
import { createHash } from 'node:crypto'
import { type JudgedFile, judgedFile } from '../../processors/processor.ts'

export function fileOf(content: string, language = 'unknown', path = 'src/a.txt'): JudgedFile {
  const bytes = Buffer.from(content, 'latin1')
  return judgedFile(
    {
      fileId: '00'.repeat(16),
      submission: 'local/tests/secret@0',
      repository: {
        host: 'local',
        owner: 'tests',
        name: 'secret',
        url: 'file:///tests',
        commit: '0',
        declaredLicense: null,
      },
      path,
      language,
      sizeBytes: bytes.length,
      contentSha256: createHash('sha256').update(bytes).digest('hex'),
      generated: null,
      vendored: null,
      licenseEvidence: [],
      submittedAt: 0,
      content: null,
    },
    bytes,
  )
}
