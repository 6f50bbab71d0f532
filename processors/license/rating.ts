// What a policy says of an SPDX expression: OR takes the mildest part, AND the strictest, WITH what the exception gives.
import { type Expression, parseExpression } from '../../identify/license-tags.ts'
import { type Rating, ratings } from '../rating.ts'
import type { Family, Policy } from './policy.ts'
import { remembering } from './remember.ts'

export type Rated = {
  readonly rating: Rating
  /** The licence that decided: of an OR the one chosen, of an AND the strictest. */
  readonly license: string
  /** Rule id of its family; null where no family holds it. */
  readonly family: Family | null
}

export const rank = (rating: Rating): number => ratings.indexOf(rating)

export const strictest = (a: Rated, b: Rated): Rated => (rank(b.rating) > rank(a.rating) ? b : a)

const mildest = (a: Rated, b: Rated): Rated => (rank(b.rating) < rank(a.rating) ? b : a)

/** Rates expressions under a policy. */
export const createRater = (policy: Policy): ((spdx: string) => Rated) =>
  remembering(
    (spdx) => spdx,
    (spdx) => {
      const expression = parseExpression(spdx)
      return expression === null ? unknown(spdx) : rate(expression, policy)
    },
  )

const unknown = (license: string): Rated => ({ rating: 'unknown', license, family: null })

function rate(expression: Expression, policy: Policy): Rated {
  if ('license' in expression) return rateLicense(expression.license, expression.exception, policy)
  const left = rate(expression.left, policy)
  const right = rate(expression.right, policy)
  return expression.conjunction === 'or' ? mildest(left, right) : strictest(left, right)
}

function rateLicense(id: string, exception: string | null, policy: Policy): Rated {
  const family = policy.families.find(({ licenses }) =>
    licenses instanceof RegExp ? licenses.test(id) : licenses.has(id),
  )
  if (family === undefined) {
    return id.includes('LicenseRef-') ? unknown(id) : { rating: policy.unlisted, license: id, family: null }
  }
  const eased = exception === null ? undefined : policy.exceptions[exception]
  const rating = eased !== undefined && rank(eased) < rank(family.rating) ? eased : family.rating
  return { rating, license: exception === null ? id : `${id} WITH ${exception}`, family }
}
