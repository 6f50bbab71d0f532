// The training sidecar in memory: a model is the list of samples that went into it, a checkpoint a copy of that list on a
// disk that outlives processes, and one process at a time holds the disk. It refuses what the real one refuses.
import type { Stepped, TextUse } from '../../trainer/protocol.ts'
import type { Sidecar } from '../../trainer/sidecar.ts'
import { isRefused, SidecarError } from '../../trainer/sidecar-error.ts'
import type { Network } from './network.ts'
import type { Actor } from './scheduler.ts'

export type Checkpoint = { readonly sha: string; readonly step: number; readonly trained: readonly string[] }

type Model = { step: number; trained: readonly string[] }

type Holder = {
  readonly actor: Actor
  readonly fence: number
  model: Model | null
  gone: boolean
  /** Ends the sidecar; its trainer hears of it. */
  readonly end: () => void
  readonly ended: Promise<string>
}

export type Disk = {
  readonly checkpoints: Map<string, Checkpoint>
  /** Samples with which alone a step had no answer. */
  readonly unanswered: Set<string>
  /** Starts a sidecar for this process. Rejects with `sidecar.fenced` while another's holds the disk. */
  readonly start: (actor: Actor) => Promise<Sidecar>
  /** The process is gone, and its sidecar with it. */
  readonly gone: (actor: Actor) => void
}

/** Texts with these words do not fit into memory, or have no finite loss. */
export const largeWord = 'large'
export const infiniteWord = 'infinite'
/** The sidecar ends while it steps on such a text. */
export const deadlyWord = 'deadly'

export function createDisk(network: Network): Disk {
  const checkpoints = new Map<string, Checkpoint>()
  const unanswered = new Set<string>()
  const state: { fence: number; holder: Holder | null } = { fence: 0, holder: null }

  const take = (actor: Actor): Holder => {
    const { holder } = state
    if (holder !== null && !holder.gone && holder.actor.state !== 'dead') {
      // Somebody ends the sidecar that a stopped trainer left behind, and its own does not know.
      if (holder.actor.state !== 'paused' || !network.faulty('sidecar of a zombie killed', 0.7))
        throw new SidecarError('fenced', 'another holds the folder', {})
      holder.end()
    }
    const own = holderOf(network, actor, ++state.fence)
    state.holder = own
    return own
  }

  return {
    checkpoints,
    unanswered,
    start: async (actor) => {
      const own = await network.local(actor, 'sidecar starts', () => take(actor))
      return watched(sidecarOf(network, checkpoints, own), unanswered)
    },
    gone: (actor) => {
      if (state.holder?.actor === actor) state.holder.end()
    },
  }
}

function watched(inner: Sidecar, unanswered: Set<string>): Sidecar {
  return {
    ...inner,
    step: (request, texts, signal) =>
      inner.step(request, texts, signal).catch((error: unknown) => {
        const [only] = texts
        if (texts.length === 1 && only !== undefined && (isRefused(error, 'gone') || isRefused(error, 'timeout')))
          unanswered.add(only.sampleId)
        throw error
      }),
  }
}

function holderOf({ scheduler }: Network, actor: Actor, fence: number): Holder {
  const { promise, resolve } = Promise.withResolvers<string>()
  const own: Holder = {
    actor,
    fence,
    model: null,
    gone: false,
    ended: promise,
    end: () => {
      own.gone = true
      scheduler.later(actor, 'hears that its sidecar ended', scheduler.random.below(50), () => resolve('SIGKILL'))
    },
  }
  return own
}

const timedOut = (detail: string): Error => new SidecarError('timeout', detail, {})

function sidecarOf(network: Network, checkpoints: Map<string, Checkpoint>, own: Holder): Sidecar {
  const { actor, fence } = own
  const call = <Result>(label: string, effect: () => Result): Promise<Result> => {
    if (network.faulty('sidecar killed', 0.01)) own.end()
    return network.ask(
      actor,
      label,
      () => {
        if (own.gone) throw new SidecarError('gone', label, {})
        return effect()
      },
      timedOut,
    )
  }
  const modelAt = (expectedStep: number): Model => {
    const { model } = own
    if (model === null) throw new SidecarError('not-resumed', 'no model', {})
    if (model.step !== expectedStep) throw new SidecarError('step-mismatch', `at ${model.step}`, { actual: model.step })
    return model
  }
  return {
    fence,
    pid: undefined,
    ended: own.ended,
    health: () => Promise.reject(new Error('not asked for')),
    metrics: async () => '',
    generate: () => Promise.reject(new Error('not asked for')),
    close: async () => undefined,
    resume: (from) =>
      call('resume', () => {
        const found = from === 'fresh' ? { sha: null, step: 0, trained: [] } : checkpoints.get(from.name)
        if (found === undefined || (from !== 'fresh' && found.sha !== from.manifestSha256))
          throw new SidecarError('checkpoint-lost', 'no such checkpoint', {})
        own.model = { step: found.step, trained: found.trained }
        const name = from === 'fresh' ? null : from.name
        const about = { lineage: null, parent: null, positions: [], device: 'cpu', model: 'made', ms: 0 }
        return { name, manifestSha256: found.sha, step: found.step, ...about }
      }),
    step: ({ batchId, expectedStep }, texts) =>
      call('step', () => {
        const model = modelAt(expectedStep)
        if (texts.some((text) => text.text.includes(deadlyWord))) {
          own.end()
          throw new SidecarError('gone', 'ended while it stepped', {})
        }
        const large = texts.find((text) => text.text.includes(largeWord))
        if (large !== undefined) throw new SidecarError('out-of-memory', 'too large', { sampleId: large.sampleId })
        const finite = texts.filter((text) => !text.text.includes(infiniteWord)).map((text) => text.sampleId)
        if (finite.length > 0) own.model = { step: model.step + 1, trained: [...model.trained, ...finite] }
        const step = own.model?.step ?? model.step
        return steppedOf(batchId, step, finite, texts)
      }),
    checkpoint: ({ expectedStep }) =>
      call('checkpoint', () => {
        const { step, trained } = modelAt(expectedStep)
        const names = [`step-${step}-${fence}`, ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `step-${step}-${fence}.${n}`)]
        const name = names.find((one) => !checkpoints.has(one)) ?? ''
        const sha = `sha of ${trained.join(' ')}`
        checkpoints.set(name, { sha, step, trained })
        return { name, manifestSha256: sha, step, bytes: trained.length, ms: 0 }
      }),
    prune: (keep) =>
      call('prune', () => {
        const deleted = [...checkpoints.keys()].filter((name) => !keep.includes(name))
        for (const name of deleted) checkpoints.delete(name)
        return { deleted }
      }),
  }
}

function steppedOf(
  batchId: string,
  step: number,
  finite: readonly string[],
  texts: readonly { readonly sampleId: string }[],
): Stepped {
  const samples = texts.map(({ sampleId }): TextUse => {
    const trained = finite.includes(sampleId)
    const about = { sampleId, tokens: 1, chunks: 1, fim: 0 }
    return trained
      ? { ...about, became: 'trained', reason: null, step }
      : { ...about, became: 'buried', reason: 'non-finite-loss', step: null }
  })
  const trained = finite.length > 0
  return {
    batchId,
    step,
    trained,
    loss: trained ? 1 : null,
    tokens: finite.length,
    slots: finite.length,
    rows: finite.length,
    gradNorm: null,
    learningRate: null,
    tokenizeMs: 0,
    computeMs: 0,
    peakMemoryBytes: 0,
    oomRetries: 0,
    device: 'cpu',
    samples,
  }
}
