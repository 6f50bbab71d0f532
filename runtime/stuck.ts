// Whether a call into native code has not come back in this process: it holds a thread that an exit would wait for, so the
// process can only be killed, and waits for nothing more.
const state = { stuck: false }

export const noteStuck = (): void => {
  state.stuck = true
}

export const isStuck = (): boolean => state.stuck
