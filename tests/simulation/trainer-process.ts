// The trainer of the simulation: the loop, the lane log, the packer, the recovery and the sink are those of production; the
// sidecar, the clients and the ledger's topic are the seed's. The ledger does what cli/workers/ledger.ts does.
import type { LetterLog } from '../../cli/redrive/run.ts'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { crashMarkerIn, type MarkPlace } from '../../runtime/crash-marker.ts'
import { deadLetterOf } from '../../runtime/dead-letter.ts'
import { decider } from '../../runtime/decide.ts'
import { fail } from '../../runtime/errors.ts'
import type { Producer } from '../../runtime/kafka-clients.ts'
import { laneLogOn } from '../../runtime/lane-log.ts'
import { run } from '../../runtime/loop.ts'
import { headerIn } from '../../runtime/redriven.ts'
import { retry } from '../../runtime/retry.ts'
import type { LogRecord, Step } from '../../runtime/step.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { redriveByStep, type Topic } from '../../topics/index.ts'
import { packBatch, type TrainingEffect, type TrainingLedger, trainerSink } from '../../trainer/index.ts'
import type { Sidecar } from '../../trainer/sidecar.ts'
import type { Standing } from '../../trainer/standing.ts'
import { redrivenAt } from '../../trainer/step.ts'
import type { StepMarker } from '../../trainer/train.ts'
import { type Broker, committedIn, type Lane, stableEnd } from './broker.ts'
import { openSimulatedConsumer, unavailable } from './consumer.ts'
import { Killed } from './frame.ts'
import { createGroup } from './group.ts'
import type { Network } from './network.ts'
import { openSimulatedProducer } from './producer.ts'
import { buriedTopic, placeOf, wordOf } from './promises.ts'
import type { Actor } from './scheduler.ts'
import { type Disk, deadlyWord, largeWord } from './sidecar.ts'

export const samplesTopic = 'simulated.samples.v1'
export const ledgerTopic = 'simulated.training.v1'

/** Parts of a trainer that a mutant puts something else in the place of. */
export type TrainerMutant = {
  readonly name: string
  readonly sidecar?: (inner: Sidecar) => Sidecar
  readonly ledger?: (inner: TrainingLedger, producer: Producer) => TrainingLedger
  readonly ownId?: boolean
  readonly standing?: () => Standing
  readonly marker?: (inner: StepMarker) => StepMarker
  readonly operator?: (inner: LetterLog) => LetterLog
}

export type TrainerPlace = {
  readonly network: Network
  readonly broker: Broker
  readonly disk: Disk
  readonly mark: MarkPlace
  readonly stepMark: MarkPlace
  readonly mutant: TrainerMutant | null
  readonly count: (what: string) => void
}

const topic = (name: string): Topic => ({
  name,
  schema: null,
  key: 'key',
  partitions: 'files',
  retention: 'forever',
  messageBytesMax: 1_048_576,
})

const checkpointsKept = 3
const bounds = { bytes: 5, records: 6 }
const transactionalId = 'trainer'

const redriven = redriveByStep.trainer.name
export const trainerTopics: readonly string[] = [samplesTopic, redriven]

/** Its headers name a sample, as those of samples.accepted.v1 do. */
export const sampleIdOf = (record: LogRecord): string =>
  `${headerIn(record, 'ce_subject')}@${headerIn(record, 'x-submission')}`

/** Well once they are redriven. */
const mended: readonly string[] = [largeWord, deadlyWord]

/** What a sample is to become, as its value says: skipped, buried by the step, or tried. */
const step: Step<null, TrainingEffect> = {
  name: 'trainer',
  inputs: [topic(samplesTopic)],
  redrives: topic(redriven),
  handle: (_, record) => {
    const word = wordOf(record)
    if (word === 'poison') throw new Error('poison')
    const about = {
      ...{ sampleId: sampleIdOf(record), fileId: headerIn(record, 'ce_subject'), submission: 'one' },
      redriven: redrivenAt(record),
    }
    if (word === 'short') return [{ ...about, use: { kind: 'skip', reason: 'too-short' } }]
    const text = {
      sampleId: about.sampleId,
      path: '',
      repository: '',
      language: '',
      text: about.redriven !== null && mended.includes(word) ? 'plain' : word,
    }
    return [{ ...about, use: { kind: 'train', text } }]
  },
}

const lanesOf = (broker: Broker, name: string): readonly Lane[] =>
  [...broker.lanes.values()].filter((lane) => lane.topic === name)

/** Every commit that is in the log, oldest first. */
export const commitsIn = (broker: Broker): readonly TrainingCommit[] =>
  lanesOf(broker, ledgerTopic)
    .flatMap((lane) => committedIn(lane))
    .map((record): TrainingCommit => JSON.parse(record.value.toString()))

function ledgerOf({ network, broker }: TrainerPlace, actor: Actor, producer: Producer): TrainingLedger {
  const nobody = Object.create(null)
  return {
    initialise: (signal) => retry(() => producer.initTransactions(), signal),
    history: async () => {
      for (;;) {
        // Read to the end that was seen, so whatever is open below it has to be settled first.
        const settled = await network.ask(
          actor,
          'history',
          () =>
            lanesOf(broker, ledgerTopic).every((lane) => stableEnd(lane) === lane.entries.length)
              ? commitsIn(broker)
              : null,
          unavailable,
        )
        if (settled !== null) return settled
        await new Promise<void>((resolve) => {
          network.scheduler.later(actor, 'waits for what is open', 500, resolve)
        })
      }
    },
    commit: async (event, burials, next, signal) => {
      const context = { step: 'trainer', ruleset: '', topic: topic(buriedTopic), at: 0, lineage: event.lineage }
      const value = Buffer.from(JSON.stringify(event))
      await producer.begin()
      await producer.produce(
        [
          { topic: ledgerTopic, key: 'one lineage', value, headers: [] },
          ...burials.map((burial) => deadLetterOf(burial, context)),
        ],
        signal,
      )
      await retry(() => producer.sendOffsets(next, nobody), signal)
      await retry(() => producer.commit(), signal)
    },
    close: () => producer.close(),
  }
}

/** One trainer, from its start to its end. */
export async function runSimulatedTrainer(place: TrainerPlace, actor: Actor, signal: AbortSignal): Promise<void> {
  const { network, broker, disk, mutant } = place
  const started = await disk.start(actor)
  const sidecar = mutant?.sidecar?.(started) ?? started
  const lost = new AbortController()
  void started.ended.then(() => lost.abort())
  const nobody = createGroup(network.scheduler, [], 0)
  const { consumer } = openSimulatedConsumer(
    place,
    actor,
    'trainer-0',
    nobody,
    () => undefined,
    () => undefined,
    false,
  )
  const id = mutant?.ownId === true ? actor.name : transactionalId
  const producer = openSimulatedProducer(place, actor, id, () => ({ isOfAnother: false, verdict: () => 'member' }))
  const ledger = ledgerOf(place, actor, producer)
  const log = laneLogOn(consumer, async () => trainerTopics.flatMap((name) => lanesOf(broker, name)), {
    topics: trainerTopics.map(topic),
    group: 'trainer',
    weigh: () => 1,
    pack: (lanes) => packBatch(lanes, bounds),
    recordsMin: () => 1,
    prepare: async () => undefined,
    idle: () => undefined,
  })
  const marker = crashMarkerIn(place.stepMark)
  const decide = decider(step, createCodec(), (effect) => effect)
  await run(
    {
      log,
      sink: trainerSink(
        {
          sidecar,
          ledger: mutant?.ledger?.(ledger, producer) ?? ledger,
          marker: mutant?.marker?.(marker) ?? marker,
          model: 'made',
          checkpointsKept,
          say: () => undefined,
          passing: () => undefined,
        },
        mutant?.standing?.(),
      ),
      decide: (record) => {
        if (wordOf(record) === 'killer' && redrivenAt(record) === null) throw new Killed(placeOf(record))
        return decide(record)
      },
      prepare: async () => undefined,
      marker: crashMarkerIn(place.mark),
      breaker: createBreaker('trainer'),
      judgeMsMax: Number.POSITIVE_INFINITY,
      observe: ({ records }) => {
        if (records > 0) place.count('batches of the trainer')
      },
    },
    AbortSignal.any([signal, lost.signal]),
  )
  if (lost.signal.aborted) throw fail('sidecar.gone', 'expected the sidecar to live as long as the trainer')
  await ledger.close()
  await log.close()
}
