// What was found of equal facts before is found again: the files of a repository repeat few of them.

/** Answers kept by one function. */
const rememberedMax = 512

/** The same function, which asks for each key once while it is remembered; `keyOf` says all that the answer depends on. */
export function remembering<In, Out>(keyOf: (given: In) => string, find: (given: In) => Out): (given: In) => Out {
  const known = new Map<string, Out>()
  return (given) => {
    const key = keyOf(given)
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find(given)
    if (known.size >= rememberedMax) known.clear()
    known.set(key, found)
    return found
  }
}
