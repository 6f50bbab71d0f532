// Parsers of foreign text say "no" by throwing. This is the one place of this folder where that becomes null, so that
// unreadable evidence is a value and not an end.

/** What `parse` returns, or null where it throws an Error. */
export function attempt<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
