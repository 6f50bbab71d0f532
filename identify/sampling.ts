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
  /** By a window's first two bytes, a bit for each third with which it was chosen of a literal: 4 KiB in all. */
  readonly windows: Int32Array
  /** Bytes that a literal may begin ahead of a window of its own. */
  readonly reach: number
  /** Share of the looked-at places of source code where a window is expected. */
  readonly share: number
}

/** Where in `windows` a window is asked for. */
export const windowWord = (first: number, second: number): number => (first & 31) | ((second & 31) << 5)
export const windowBit = (third: number): number => 1 << (third & 31)

type Window = readonly [first: number, second: number, third: number]

// Counts of bytes by their low five bits in a thousand bytes of source code in ten languages: which windows are chosen
// decides how fast a scan is, and nothing of what it finds.
const commonness = [
  199, 46, 17, 27, 21, 74, 19, 13, 26, 62, 37, 8, 38, 23, 54, 47, 24, 5, 49, 41, 60, 20, 8, 6, 6, 9, 9, 15, 5, 16, 6,
  10,
]

/** Chooses windows, shorter literals first, because they have the least choice; null where one is too short. */
export function chooseWindows(literals: readonly string[]): Sampling | null {
  if (literals.some(({ length }) => length < literalLengthMin)) return null
  const windows = new Int32Array(1_024)
  const has = ([first, second, third]: Window): boolean =>
    ((windows[windowWord(first, second)] as number) & windowBit(third)) !== 0
  let reach = 0
  let share = 0
  for (const literal of [...literals].sort((a, b) => a.length - b.length)) {
    const start = rarestStart(literal, has)
    for (const window of windowsFrom(literal, start)) {
      if (has(window)) continue
      const word = windowWord(window[0], window[1])
      windows[word] = (windows[word] as number) | windowBit(window[2])
      share += shareOf(window)
    }
    reach = Math.max(reach, start + stride - 1)
  }
  return { windows, reach, share }
}

// Windows ahead of a literal or behind it are asked only of literals that have no three of their own.
function rarestStart(literal: string, has: (window: Window) => boolean): number {
  const first = literal.length < stride + 2 ? -1 : 0
  const last = Math.min(Math.max(first, literal.length - stride - 2), startMax)
  let found = { start: first, cost: Number.POSITIVE_INFINITY }
  for (let start = first; start <= last; start++) {
    const cost = windowsFrom(literal, start).reduce((sum, window) => (has(window) ? sum : sum + shareOf(window)), 0)
    if (cost < found.cost) found = { start, cost }
  }
  return found.start
}

/** Neighbouring windows, one for each place apart: one of them begins at a looked-at place. */
const windowsFrom = (literal: string, start: number): readonly Window[] =>
  Array.from({ length: stride }, (_, i) => windowsAt(literal, start + i)).flat()

/** Windows at a place of a literal: any byte may stand ahead of it and behind it. */
function windowsAt(literal: string, at: number): readonly Window[] {
  const bytesAt = (i: number): readonly number[] =>
    i < 0 || i >= literal.length ? commonness.map((_, byte) => byte) : [literal.charCodeAt(i) & 31]
  return bytesAt(at).flatMap((first) =>
    bytesAt(at + 1).flatMap((second) => bytesAt(at + 2).map((third): Window => [first, second, third])),
  )
}

const shareOf = (window: Window): number => window.reduce((share, byte) => share * ((commonness[byte] ?? 0) / 1_000), 1)
