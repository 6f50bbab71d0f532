// Options that several commands share, checked where they come in.
import { fail } from '../runtime/errors.ts'

export type TrainerOptions = { readonly trainer?: string; readonly model?: string }

export function trainerOf({ trainer = 'on' }: TrainerOptions): 'on' | 'off' {
  if (trainer !== 'on' && trainer !== 'off')
    throw fail('usage.invalid', `expected --trainer on or off, found ${trainer}`)
  return trainer
}

/** A whole number within bounds. */
export function wholeOf(text: string, name: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw fail(
      'usage.invalid',
      `expected ${name} as a whole number from ${min} to ${max}, found ${JSON.stringify(text)}`,
    )
  }
  return value
}
