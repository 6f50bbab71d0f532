// The bound of a wait for somebody else's answer (I9): a client that never calls back must not stop a process for good.
// What was asked may still happen afterwards; whoever asks has to bear that, as after a lost answer.

/** The answer, or the error of `late` when it has not come after so many milliseconds. */
export async function within<Result>(msMax: number, answer: Promise<Result>, late: () => Error): Promise<Result> {
  const timer: { id?: NodeJS.Timeout } = {}
  const end = new Promise<never>((_, reject) => {
    timer.id = setTimeout(() => reject(late()), msMax)
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
