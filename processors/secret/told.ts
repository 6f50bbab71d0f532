// Judges what a reader is told as a password. Behind `the password is` any word may stand, so the value must look like one that
// somebody types: no word, no name, no measure, nothing that is looked up.
import { judgePassword } from './assigned.ts'
import type { Captured, Reason } from './check.ts'
import { characterKinds, wordShare } from './entropy.ts'

const address = /^[\w.+-]+@[\w-]+\.[\w.-]+$/
// Norms, sizes and ranges: RFC2617, ISO-8859-1, SSE4.2, 12-72ch, 1024x768px.
const measure = /^[A-Z]{2,}[-_.]?\d{1,5}(?:[-_.:]\d+)*$|^\d+(?:[-x/.]\d+)*[a-z%]{0,5}$/
const named = /^[A-Za-z_$][\w$]*$/

/** A comment's sign or an opened quote ahead: what follows is said to a reader. */
const isSaid = (ahead: string): boolean =>
  /(?:^|\s)(?:\/\/|#|\/\*|--|<!--|<#|;|%|REM\b|'|\*)/i.test(ahead) ||
  ['"', "'", '`'].some((quote) => ahead.split(quote).length % 2 === 0)

/** Whether the line speaks of somebody who signs in: `pass` alone is of compilers, renderers and tests too. */
const signsIn = /user|login|log[- ](?:in|on)|\bname|admin|root|account|mail|credential|sign[- ]in|\bid\b/i

/** Something people sign in with, told in words. */
export function judgeTold(captured: Captured): Reason | null {
  const { value, context } = captured
  const { ahead, bareIsLiteral } = context
  if (value.length < 6) return 'short'
  if (/^pass(?!w|p|c)/.test(context.words.join('')) && !signsIn.test(ahead)) return 'name'
  if (/^[A-Za-z_.-]+$/.test(value)) return 'words'
  if (address.test(value)) return 'path'
  if (measure.test(value)) return 'plain'
  const general = judgePassword(captured)
  if (general !== null) return general
  const dense = characterKinds(value) >= 3 && wordShare(value) < 0.4 && value.length >= 8
  if (named.test(value) && !dense && !((isSaid(ahead) || bareIsLiteral) && /\d{2}/.test(value))) return 'code'
  return characterKinds(value) >= 3 || (/\d/.test(value) && value.length >= 8) ? null : 'words'
}
