// The bound of a wait for somebody else's answer (I9): a client that never calls back must not stop a process for good.
// What was asked may still happen afterwards; whoever asks has to bear that, as after a lost answer.

// A timer that fires so much too late means that this process stood still, stopped or without a processor: the answer may be
// here, behind the timer.
const [stoodStillMs, afterwardsMs] = [1_000, 2_000]

/**
 * The answer, or the error of `late` when it has not come after so many milliseconds; a process that stood still itself waits a
 * moment more.
 */
export async function within<Result>(msMax: number, answer: Promise<Result>, late: () => Error): Promise<Result> {
  const timer: { id?: NodeJS.Timeout } = {}
  const startedAt = performance.now()
  const end = new Promise<never>((_, reject) => {
    const give = (): void => reject(late())
    timer.id = setTimeout(() => {
      if (performance.now() - startedAt < msMax + stoodStillMs) give()
      else timer.id = setTimeout(give, afterwardsMs)
    }, msMax)
  })
  try {
    return await Promise.race([answer, end])
  } finally {
    clearTimeout(timer.id)
  }
}

/** Waits for something whose end is welcome and not needed, such as a goodbye: at most so many milliseconds. */
export async function atMost(msMax: number, end: Promise<unknown>): Promise<void> {
  const timer: { id?: NodeJS.Timeout } = {}
  const late = new Promise<void>((resolve) => {
    timer.id = setTimeout(resolve, msMax)
  })
  await Promise.race([end, late])
  clearTimeout(timer.id)
}
