// The world of the trainer: samples, one trainer with its sidecar, kills and zombies; and what must hold at each commit: the
// event, its checkpoint and its positions speak of the same samples, each once in the one lineage.
import type { MarkPlace } from '../../runtime/crash-marker.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { type Broker, committedIn, createBroker, laneOf, type Transaction } from './broker.ts'
import type { Slot } from './faults.ts'
import { type Frame, feedRecords, lagOf, runInFrame, type ScheduleResult, type World } from './frame.ts'
import { buriedTopic, originOf, placeOf, wordOf } from './promises.ts'
import { createDisk, type Disk, deadlyWord } from './sidecar.ts'
import { commitsIn, ledgerTopic, runSimulatedTrainer, samplesTopic, type TrainerMutant } from './trainer-process.ts'

const words = ['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'short', 'poison', 'large', 'infinite'] as const
/** Those that the step or the loop buries, before there is a sample of an event. */
const buriedEarly: readonly string[] = ['poison', 'killer']
const buriedWords: readonly string[] = [...buriedEarly, 'large', 'infinite', deadlyWord]
/** Of records that end the trainer, and as many that end its sidecar. */
const killerShare = 0.02

export function runTrainerSchedule(
  seed: number,
  options: { readonly mutant?: TrainerMutant | null; readonly traced?: boolean } = {},
): Promise<ScheduleResult> {
  return runInFrame(seed, options.traced === true, (frame) => createWorld(frame, options.mutant ?? null))
}

function createWorld(frame: Frame, mutant: TrainerMutant | null): World {
  const { scheduler, network, breaks, count } = frame
  const broker: Broker = createBroker(scheduler, {
    topics: [samplesTopic, ledgerTopic, buriedTopic],
    partitions: 3,
    transactionMsMax: 10_000,
    transactionLookMs: 10_000,
    committing: (transaction) => checkCommit(broker, disk, transaction, breaks),
  })
  const disk = createDisk(network)
  const slot: Slot = { name: 'trainer-0', kind: 'trainer', current: null, wanted: true }
  const place = { network, broker, disk, mark: markPlace(), stepMark: markPlace(), mutant, count }
  const lanes = [...broker.lanes.values()].filter(({ topic }) => topic === samplesTopic)
  return {
    slots: [slot],
    groups: [],
    begin: ({ actor, stop }) => runSimulatedTrainer(place, actor, stop.signal),
    gone: ({ actor }) => disk.gone(actor),
    ended: () => undefined,
    feed: (ms) =>
      feedRecords(frame, broker, samplesTopic, ms, () =>
        scheduler.random.chance(killerShare)
          ? scheduler.random.pick(['killer', deadlyWord])
          : scheduler.random.pick(words),
      ),
    pending: () => {
      const positions = new Map(
        commitsIn(broker)
          .at(-1)
          ?.positions.map((at) => [laneOf(at), at.offset]),
      )
      return lanes.flatMap((lane) => lagOf(broker, lane, positions.get(laneOf(lane)), 'trainer'))
    },
    check: () => checkEnd(broker, disk, breaks),
  }
}

function markPlace(): MarkPlace {
  const mark = { text: '' }
  return {
    read: () => mark.text,
    write: (text) => {
      mark.text = text
    },
    remove: () => {
      mark.text = ''
    },
  }
}

const trainedIn = (commit: TrainingCommit): readonly string[] =>
  commit.samples.filter(({ became }) => became === 'trained').map(({ sampleId }) => sampleId)

/** Looks at a transaction of the trainer before it commits. */
function checkCommit(broker: Broker, disk: Disk, transaction: Transaction, broken: (promise: string) => void): void {
  const record = transaction.records.find(({ topic }) => topic === ledgerTopic)
  if (record === undefined) {
    if (transaction.offsets.size > 0) broken('positions without an event')
    return
  }
  const event: TrainingCommit = JSON.parse(record.value.toString())
  const before = commitsIn(broker)
  const last = before.at(-1)
  const from = new Map(last?.positions.map((at) => [laneOf(at), at.offset]))
  const covered = event.positions.flatMap((at) => {
    const lane = broker.lanes.get(laneOf(at))
    return lane === undefined ? [] : committedIn(lane, from.get(laneOf(at)) ?? 0, at.offset).map(placeOf)
  })
  const buried = transaction.records.filter(({ topic }) => topic === buriedTopic).map(originOf)
  const effects = [...new Set([...event.samples.map(({ sampleId }) => sampleId), ...buried])]
  if (covered.toSorted().join() !== effects.toSorted().join())
    broken(`an event and its positions differ: ${effects.join(' ')} but covered are ${covered.join(' ')}`)
  for (const { topic, partition, offset } of event.positions)
    if (transaction.offsets.get(laneOf({ topic, partition }))?.offset !== offset)
      broken(`positions of an event are not those of its transaction: ${laneOf({ topic, partition })}`)
  if (event.lineage !== 'main') broken(`a checkpoint was lost: lineage ${event.lineage}`)
  const trained = [...before.flatMap(trainedIn), ...trainedIn(event)].join(' ')
  const found = disk.checkpoints.get(event.checkpoint)?.trained.join(' ')
  if (found !== trained) broken(`checkpoint ${event.checkpoint} holds ${found}, its commits ${trained}`)
}

/** Looks at everything once it is healed and drained. */
function checkEnd(broker: Broker, disk: Disk, broken: (promise: string) => void): void {
  const commits = commitsIn(broker)
  const last = commits.at(-1)
  if (last !== undefined && !disk.checkpoints.has(last.checkpoint)) broken(`checkpoint ${last.checkpoint} is gone`)
  const uses = commits.flatMap(({ samples }) => samples)
  const lanes = [...broker.lanes.values()]
  const buried = lanes.filter(({ topic }) => topic === buriedTopic).flatMap((lane) => committedIn(lane).map(originOf))
  for (const record of lanes.filter(({ topic }) => topic === samplesTopic).flatMap((lane) => committedIn(lane))) {
    const place = placeOf(record)
    const word = wordOf(record)
    const own = uses.filter(({ sampleId }) => sampleId === place).map(({ became }) => became)
    const graves = buried.filter((origin) => origin === place).length
    // One with which alone a step had no answer, whoever was to blame, may be buried for it.
    const suspected = disk.unanswered.has(place) && own.join() === 'buried'
    const fate = suspected ? 'buried' : word === 'short' ? 'skipped' : buriedWords.includes(word) ? 'buried' : 'trained'
    const expected = buriedEarly.includes(word) ? '' : fate
    if (own.join() !== expected || graves !== (fate === 'buried' ? 1 : 0))
      broken(`${place} (${word}) became ${own.join(' and ') || 'nothing'}, buried ${graves} times`)
  }
}
