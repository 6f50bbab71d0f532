// What `replay` may be given, checked where it comes in.
import { userInfo } from 'node:os'
import { fail } from '../../runtime/errors.ts'
import { wholeOf } from '../options.ts'

export type ReplayOptions = {
  readonly ruleset?: string
  readonly from?: string
  readonly to?: string
  readonly where?: string
  readonly into?: string
  readonly execute?: boolean
  readonly id?: string
  readonly rate?: string
  readonly anew?: boolean
  readonly flips?: string
  readonly json?: boolean
}

/** Who types. */
export const operator = (): string => userInfo().username

/** Records a second; without a limit where none is given. */
export const rateOf = (rate: string | undefined): number =>
  rate === undefined ? Number.POSITIVE_INFINITY : wholeOf(rate, '--rate', 1, 1_000_000)

/** An id becomes part of names that persist. */
export function replayIdOf(id: string | undefined): string | null {
  if (id === undefined) return null
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return id
  throw fail(
    'usage.invalid',
    `expected --id of up to 40 small letters, digits and hyphens, found ${JSON.stringify(id)}`,
  )
}
