// Tests of a match that a regular expression cannot make, by name: the ruleset's text names them and leaves their code to
// the engine number, because code is printed differently by different loaders.
import type { Look } from './model.ts'
import { hasCodeOnLine, isUnclosedOverride, shadowsLatinName } from './unicode.ts'

export const unclosedOverride: Look = {
  name: 'unclosed-override',
  test: (text, span) => isUnclosedOverride(text, span) && hasCodeOnLine(text, span),
}

export const latinShadow: Look = { name: 'latin-shadow', test: shadowsLatinName }

/** Something stands ahead of it on its line. */
export const afterText: Look = {
  name: 'after-text',
  test: (text, span) => /\S/.test(text.slice(text.lastIndexOf('\n', span.start) + 1, span.start)),
}

/** It is evaluated, just ahead or just after. */
export const evaluatedBeside: Look = {
  name: 'evaluated-beside',
  test: (text, span) => /(?:^|[^\w.])(?:exec|eval)\s*\(/.test(text.slice(Math.max(0, span.start - 40), span.end + 200)),
}

/** It lies inside one comment of markup. */
export const insideOneComment: Look = {
  name: 'inside-one-comment',
  test: (text, span) => !text.slice(span.start, span.end).includes('-->'),
}

/** It is not the address of a paper or of a project. */
export const notReference: Look = {
  name: 'not-reference',
  test: (text, span) => !/^https?:\/\/(?:arxiv|github\.com|doi)/.test(text.slice(span.start, span.end)),
}
