// How far the opening of a source has come: a phase and its counts. Told often; whoever shows it leaves most of it out.

/**
 * `counting` and `packing` are the server's work, `fetching` and `resolving` git's own; `hashing` is an archive's bytes,
 * `listing` finds paths, `reading` reads them, or the evidence in them.
 */
export type OpenPhase = 'counting' | 'packing' | 'fetching' | 'resolving' | 'hashing' | 'listing' | 'reading'

export type OpenProgress = {
  readonly phase: OpenPhase
  /** Never falls within a phase, and ends at `total`. */
  readonly done: number
  /** Null as long as nobody knows it. */
  readonly total: number | null
  readonly unit: 'objects' | 'deltas' | 'bytes' | 'paths' | 'files'
}

export type OnProgress = (progress: OpenProgress) => void

export type Counter = { readonly add: (count: number) => void; readonly end: () => void }

/** Tells of a phase when it begins, with each count, and at its end, which is the total where that was not known. */
export function counter(
  onProgress: OnProgress | undefined,
  { phase, unit, total }: Pick<OpenProgress, 'phase' | 'unit' | 'total'>,
): Counter {
  let done = 0
  const tell = (of: number | null): void => onProgress?.({ phase, done, total: of, unit })
  tell(total)
  return {
    add: (count) => {
      done += count
      tell(total)
    },
    end: () => {
      if (total === null) tell(done)
    },
  }
}
