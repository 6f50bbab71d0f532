// Which three bytes tell that a literal may be near, where only every third place is looked at: of each literal three
// neighbouring windows are chosen, so that one of them begins at a looked-at place wherever the literal begins. Bytes count
// by their low five bits, in which letters have no case; what else that takes for a window costs time and no finding.

/** Places apart at which a text is looked at; windows chosen of each literal. */
export const stride = 3

/** Where in a literal its first window may be, at most: so far back reads whoever finds a window. */
const startMax = 4

/** Literals shorter than this cannot be told by two of their bytes wherever they begin. */
const literalLengthMin = 3

export type Sampling = {
  /** By window: 1 where it was chosen of a literal. */
  readonly windows: Uint8Array
  /** Bytes that a literal may begin ahead of a window of its own. */
  readonly reach: number
  /** Share of the looked-at places of source code where a window is expected. */
  readonly share: number
}

/** The index of a window in `windows`. */
export const windowOf = (first: number, second: number, third: number): number =>
  (first & 31) | ((second & 31) << 5) | ((third & 31) << 10)

// Counts of bytes by their low five bits in a thousand bytes of source code in ten languages: which windows are chosen
// decides how fast a scan is, and nothing of what it finds.
const commonness = [
  199, 46, 17, 27, 21, 74, 19, 13, 26, 62, 37, 8, 38, 23, 54, 47, 24, 5, 49, 41, 60, 20, 8, 6, 6, 9, 9, 15, 5, 16, 6,
  10,
]

/** Chooses windows, shorter literals first, because they have the least choice; null where one is too short. */
export function chooseWindows(literals: readonly string[]): Sampling | null {
  if (literals.some(({ length }) => length < literalLengthMin)) return null
  const windows = new Uint8Array(32_768)
  let reach = 0
  for (const literal of [...literals].sort((a, b) => a.length - b.length)) {
    const start = rarestStart(literal, windows)
    for (let i = 0; i < stride; i++) for (const window of windowsAt(literal, start + i)) windows[window] = 1
    reach = Math.max(reach, start + stride - 1)
  }
  const share = windows.reduce((sum, chosen, window) => (chosen === 0 ? sum : sum + shareOf(window)), 0)
  return { windows, reach, share }
}

// Windows ahead of a literal or behind it are asked only of literals that have no three of their own.
function rarestStart(literal: string, windows: Uint8Array): number {
  const first = literal.length < stride + 2 ? -1 : 0
  const last = Math.min(Math.max(first, literal.length - stride - 2), startMax)
  let found = { start: first, cost: Number.POSITIVE_INFINITY }
  for (let start = first; start <= last; start++) {
    let cost = 0
    for (let i = 0; i < stride; i++)
      for (const window of windowsAt(literal, start + i)) if (windows[window] === 0) cost += shareOf(window)
    if (cost < found.cost) found = { start, cost }
  }
  return found.start
}

/** Windows at a place of a literal: any byte may stand ahead of it and behind it. */
function windowsAt(literal: string, at: number): readonly number[] {
  const bytesAt = (i: number): readonly number[] =>
    i < 0 || i >= literal.length ? commonness.map((_, byte) => byte) : [literal.charCodeAt(i)]
  return bytesAt(at).flatMap((first) =>
    bytesAt(at + 1).flatMap((second) => bytesAt(at + 2).map((third) => windowOf(first, second, third))),
  )
}

const shareOf = (window: number): number =>
  [window & 31, (window >> 5) & 31, window >> 10].reduce((share, byte) => share * ((commonness[byte] ?? 0) / 1_000), 1)
