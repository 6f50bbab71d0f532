// All the files that should not be learnt from, by group.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { base64 } from './bad-base64.ts'
import { characters } from './bad-characters.ts'
import { idleCode } from './bad-code.ts'
import { comments } from './bad-comments.ts'
import { longData } from './bad-data.ts'
import { generatedCompilers } from './bad-generated-compilers.ts'
import { generatedDocuments } from './bad-generated-documents.ts'
import { generatedHeaders } from './bad-generated-headers.ts'
import { generatedLocks } from './bad-generated-locks.ts'
import { generatedMarkers } from './bad-generated-markers.ts'
import { generatedOutputs } from './bad-generated-outputs.ts'
import { generatedPlaces } from './bad-generated-places.ts'
import { hexadecimalAndUnicode } from './bad-hexadecimal.ts'
import { html } from './bad-html.ts'
import { longLines } from './bad-lines.ts'
import { repeatedPhrases } from './bad-phrases.ts'
import { spokenPhrases } from './bad-phrases-spoken.ts'
import { repeatedBlocks } from './bad-repetition.ts'
import { replacements } from './bad-replacement.ts'
import { size } from './bad-size.ts'
import { emptyCode } from './bad-stubs.ts'
import { textsAndXml } from './bad-text.ts'
import { words } from './bad-words.ts'

export const positives = (random: Random): readonly GoldCase[] => [
  ...base64(random.of('base64')),
  ...characters(random.of('characters')),
  ...idleCode(random.of('code')),
  ...longData(random.of('data')),
  ...generatedCompilers(random.of('generated-compilers')),
  ...generatedDocuments(random.of('generated-documents')),
  ...generatedLocks(random.of('generated-locks')),
  ...generatedMarkers(random.of('generated-markers')),
  ...generatedOutputs(random.of('generated-outputs')),
  ...generatedPlaces(random.of('generated-places')),
  ...hexadecimalAndUnicode(random.of('hexadecimal')),
  ...html(random.of('html')),
  ...longLines(random.of('lines')),
  ...repeatedPhrases(random.of('phrases')),
  ...repeatedBlocks(random.of('repetition')),
  ...replacements(random.of('replacement')),
  ...size(random.of('size')),
  ...emptyCode(random.of('stubs')),
  ...textsAndXml(random.of('text')),
  ...words(random.of('words')),
  ...generatedHeaders(random.of('generated-headers')),
  ...comments(random.of('comments')),
  ...spokenPhrases(random.of('phrases-spoken')),
]
