// Files submitted, each once. Where a file stands is its decision, its dead letters, or that it has neither.
import { change, table } from '../runtime/sql.ts'
import { nameOf, nothing, type Projection, place, placeOf } from './projection.ts'

const files = table('files', {
  file_id: ['text', 'key'],
  submission: ['text', 'key'],
  repository: ['text', 'fact'],
  path: ['text', 'fact'],
  language: ['text', 'fact'],
  size_bytes: ['bigint', 'fact'],
  content_sha256: ['text', 'fact'],
  generated: ['text', 'fact'],
  vendored: ['text', 'fact'],
  submitted_at: ['time', 'fact'],
  ...place,
  records: ['int', 'sum'],
})

export const filesProjection: Projection = {
  name: 'files',
  tables: [files],
  inputs: ['submitted'],
  fold: (event) => {
    if (event.kind !== 'submitted') return nothing
    const { file, record } = event
    return [
      change(files, {
        file_id: file.fileId,
        submission: file.submission,
        repository: nameOf(file.repository),
        path: file.path,
        language: file.language,
        size_bytes: file.sizeBytes,
        content_sha256: file.contentSha256,
        generated: file.generated,
        vendored: file.vendored,
        submitted_at: file.submittedAt,
        ...placeOf(record),
        records: 1,
      }),
    ]
  },
}
