// Whether two SPDX expressions say the same: order of operands and deprecated ids aside.
import { type Expression, parseExpression } from '../identify/license-tags.ts'

/** Two texts of expressions, or `NONE`; what cannot be read is only equal to itself. */
export function isSameExpression(expected: string | null, found: string | null): boolean {
  if (expected === null || found === null) return expected === found
  return canonical(expected) === canonical(found)
}

function canonical(text: string): string {
  const read = parseExpression(text)
  return read === null ? text.trim() : written(read)
}

function written(expression: Expression): string {
  if ('license' in expression) {
    const { license, exception } = expression
    const later = license.replace(/\+$/, '-or-later')
    return exception === null ? later : `${later} WITH ${exception}`
  }
  const { conjunction } = expression
  return `(${[...new Set(operands(expression, conjunction))].sort().join(` ${conjunction} `)})`
}

/** Operands of a chain of one conjunction, however it is bracketed. */
function operands(expression: Expression, conjunction: 'and' | 'or'): readonly string[] {
  if ('license' in expression || expression.conjunction !== conjunction) return [written(expression)]
  return [...operands(expression.left, conjunction), ...operands(expression.right, conjunction)]
}
