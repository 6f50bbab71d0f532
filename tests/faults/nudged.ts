// Loaded before a process of CodeLupe (NODE_OPTIONS=--import ...): SIGUSR2 does to it what CODELUPE_TEST_NUDGE says. `block`:
// its loop stands for five seconds, as in a call that takes so long; `reject`: a promise is rejected that nobody awaits.
const blockedMs = 5_000

process.on('SIGUSR2', () => {
  if (process.env.CODELUPE_TEST_NUDGE === 'reject') void Promise.reject(new Error('nobody awaits this'))
  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs)
})
