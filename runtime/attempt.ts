// Parsers, compilers and file systems say "no" by throwing. Here that becomes a value, for readers that list every fault
// at once instead of ending at the first.

export type Attempt<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly reason: string }

/** What `action` returns, or the first line of why it throws. */
export function attempt<Value>(action: () => Value): Attempt<Value> {
  try {
    return { kind: 'done', value: action() }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', reason: message.split('\n', 1)[0] ?? message }
  }
}
