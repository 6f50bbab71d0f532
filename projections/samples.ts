// Samples: files that every processor accepted, with the hash of what was released.
import { change, table } from '../runtime/sql.ts'
import { nothing, type Projection, place, placeOf } from './projection.ts'

const samples = table('samples', {
  file_id: ['text', 'key'],
  submission: ['text', 'key'],
  language: ['text', 'fact'],
  size_bytes: ['bigint', 'fact'],
  content_sha256: ['text', 'fact'],
  released_sha256: ['text', 'fact'],
  ...place,
})

export const samplesProjection: Projection = {
  name: 'samples',
  tables: [samples],
  inputs: ['decided'],
  fold: (event) => {
    if (event.kind !== 'decided' || event.decision.releasedSha256 === null) return nothing
    const { file, releasedSha256 } = event.decision
    return [
      change(samples, {
        file_id: file.fileId,
        submission: file.submission,
        language: file.language,
        size_bytes: file.sizeBytes,
        content_sha256: file.contentSha256,
        released_sha256: releasedSha256,
        ...placeOf(event.record),
      }),
    ]
  },
}
