// A judged file from a text in UTF-8 or from bytes, for the secret gate's tests.
import { createHash } from 'node:crypto'
import { type JudgedFile, judgedFile } from '../../processors/processor.ts'

export function fileOf(content: string | Buffer, language = 'unknown', path = 'src/a.txt'): JudgedFile {
  const bytes = Buffer.from(content)
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
