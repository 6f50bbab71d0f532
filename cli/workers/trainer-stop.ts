// When a trainer stops, and for how few new samples it starts: what its process, its caller and its endpoints have asked.

export type Stop = {
  readonly signal: AbortSignal
  readonly stepped: (steps: number) => void
  readonly idle: (waiting: number | null) => void
  /** Records to wait for: one once somebody has asked for training, as many as the settings say otherwise. */
  readonly recordsMin: (usual: number) => number
  readonly ask: () => void
  readonly asked: () => boolean
  readonly lost: () => void
  readonly gone: () => boolean
}

/** Ends the loop for each of its reasons: the process's signal, enough steps, nothing left, a sidecar that went away. */
export function stopper(stepsMax: number | undefined, signal: AbortSignal): Stop {
  const controller = new AbortController()
  const state = { steps: 0, asked: stepsMax !== undefined, gone: false }
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    stepped: (steps) => {
      state.steps += steps
      if (stepsMax !== undefined && state.steps >= stepsMax) controller.abort(new Error('enough steps'))
    },
    idle: (waiting) => {
      if (waiting === null) return
      if (stepsMax === undefined) state.asked = false
      else controller.abort(new Error('nothing left to train on'))
    },
    recordsMin: (usual) => (state.asked ? 1 : usual),
    ask: () => {
      state.asked = true
    },
    asked: () => state.asked,
    lost: () => {
      state.gone = true
      controller.abort(new Error('the sidecar went away'))
    },
    gone: () => state.gone,
  }
}
