// The world of the trainer: samples, one trainer with its sidecar, kills and zombies; and what must hold at each commit: the
// event, its checkpoint and its positions speak of the same samples, each once in the one lineage.
import type { MarkPlace } from '../../runtime/crash-marker.ts'
import { limits } from '../../runtime/limits.ts'
import { headerIn, storyOf } from '../../runtime/redriven.ts'
import type { Headers, LogRecord } from '../../runtime/step.ts'
import type { TrainingCommit } from '../../schemas/types.ts'
import { redriveByStep } from '../../topics/index.ts'
import { redrivenAt } from '../../trainer/step.ts'
import { type Broker, committedIn, createBroker, laneOf, type Transaction } from './broker.ts'
import type { Slot } from './faults.ts'
import { type Frame, feedRecords, lagOf, runInFrame, type ScheduleResult, type World } from './frame.ts'
import { operatorTopics, runSimulatedOperator, watchRedrives } from './operator.ts'
import { buriedTopic, wordOf } from './promises.ts'
import { createDisk, type Disk, deadlyWord, infiniteWord, largeWord } from './sidecar.ts'
import {
  commitsIn,
  ledgerTopic,
  runSimulatedTrainer,
  sampleIdOf,
  samplesTopic,
  type TrainerMutant,
  trainerTopics,
} from './trainer-process.ts'

const words = ['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'short', 'poison', 'large', 'infinite'] as const
/** Buried whenever they come; and the first time, to be trained once they are redriven. */
const badWords: readonly string[] = ['poison', infiniteWord]
const mendedWords: readonly string[] = ['killer', largeWord, deadlyWord]
/** Schedules with two operators who redrive whatever is buried. */
const redrivingShare = 0.08
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
  const redrives = watchRedrives('trainer', breaks)
  const broker: Broker = createBroker(scheduler, {
    topics: [samplesTopic, ledgerTopic, buriedTopic],
    partitions: 3,
    narrow: [redriveByStep.trainer.name, ...operatorTopics],
    transactionMsMax: 10_000,
    transactionLookMs: 10_000,
    committing: (transaction) => {
      if (!redrives.isOperators(transaction)) checkCommit(broker, disk, transaction, breaks)
    },
  })
  const disk = createDisk(network)
  const redriving = mutant?.operator !== undefined || scheduler.random.chance(redrivingShare)
  const slots = ['trainer-0', ...(redriving ? ['operator-0', 'operator-1'] : [])].map(
    (name): Slot => ({ name, kind: name.startsWith('trainer') ? 'trainer' : 'operator', current: null, wanted: true }),
  )
  const place = { network, broker, disk, mark: markPlace(), stepMark: markPlace(), mutant, count }
  const lanes = [...broker.lanes.values()].filter(({ topic }) => trainerTopics.includes(topic))
  return {
    slots,
    groups: [],
    begin: ({ slot, actor, stop }) =>
      slot.kind === 'trainer'
        ? runSimulatedTrainer(place, actor, stop.signal)
        : runSimulatedOperator(place, 'trainer', actor, stop.signal),
    gone: ({ actor }) => disk.gone(actor),
    ended: () => undefined,
    feed: (ms) =>
      feedRecords(
        frame,
        broker,
        samplesTopic,
        ms,
        () =>
          scheduler.random.chance(killerShare)
            ? scheduler.random.pick(['killer', deadlyWord])
            : scheduler.random.pick(words),
        submission,
      ),
    pending: () => {
      const open = redriving ? redrives.left() : []
      const positions = new Map(
        commitsIn(broker)
          .at(-1)
          ?.positions.map((at) => [laneOf(at), at.offset]),
      )
      return [...open, ...lanes.flatMap((lane) => lagOf(broker, lane, positions.get(laneOf(lane)), 'trainer'))]
    },
    check: () => checkEnd(broker, disk, redriving, breaks),
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

const submission = (number: number): Headers => [
  ['ce_subject', number.toString(16).padStart(32, '0')],
  ['x-submission', 'one'],
]

/** A record, or a letter of one, as its use in an event names it. */
function useOf(record: LogRecord): string {
  const read = headerIn(record, 'dlq.redriven')
  const offset = read === '' ? redrivenAt(record) : read.split(':').at(-1)
  return `${sampleIdOf(record)} ${offset ?? ''}`
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
    return lane === undefined ? [] : committedIn(lane, from.get(laneOf(at)) ?? 0, at.offset).map(useOf)
  })
  const buried = transaction.records.filter(({ topic }) => topic === buriedTopic).map(useOf)
  const effects = event.samples.map(({ sampleId, redriven }) => `${sampleId} ${redriven ?? ''}`)
  const graves = event.samples.flatMap(({ became }, index) => (became === 'buried' ? (effects[index] ?? []) : []))
  if (buried.toSorted().join() !== graves.toSorted().join())
    broken(`an event and its letters differ: ${graves.join(' ')} but written are ${buried.join(' ')}`)
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

/** Looks at everything once it is healed and drained; `redrives` says whether operators were there. */
function checkEnd(broker: Broker, disk: Disk, redrives: boolean, broken: (promise: string) => void): void {
  const commits = commitsIn(broker)
  const last = commits.at(-1)
  if (last !== undefined && !disk.checkpoints.has(last.checkpoint)) broken(`checkpoint ${last.checkpoint} is gone`)
  const uses = commits.flatMap(({ samples }) => samples)
  const lanes = [...broker.lanes.values()]
  const letters = lanes.filter(({ topic }) => topic === buriedTopic).flatMap((lane) => committedIn(lane))
  for (const record of lanes.filter(({ topic }) => topic === samplesTopic).flatMap((lane) => committedIn(lane))) {
    const id = sampleIdOf(record)
    const word = wordOf(record)
    const own = uses.filter(({ sampleId }) => sampleId === id).map(({ became }) => became)
    const attempts = letters.filter((letter) => sampleIdOf(letter) === id).map((letter) => storyOf(letter).attempt)
    // One with which alone a step had no answer, whoever was to blame, may be buried for it.
    const suspected = disk.unanswered.has(id)
    if (!fits(word, own, redrives, suspected)) broken(`${id} (${word}) became ${own.join(' and ') || 'nothing'}`)
    if (attempts.toSorted().join() !== own.flatMap((became, at) => (became === 'buried' ? [at + 1] : [])).join())
      broken(`${id} (${word}) became ${own.join(' and ')}, buried as attempts ${attempts.join(' ')}`)
  }
}

/** Whether a sample of this word may have become this, in this order. */
function fits(word: string, own: readonly string[], redrives: boolean, suspected: boolean): boolean {
  const last = word === 'short' ? 'skipped' : 'trained'
  const buried = own.filter((became) => became === 'buried').length
  const tries = redrives ? limits.redriveAttemptsMax : 1
  if (own.slice(0, buried).some((became) => became !== 'buried')) return false
  const ended = own.slice(buried).join()
  if (badWords.includes(word)) return buried === tries && ended === ''
  const expected = mendedWords.includes(word) ? 1 : 0
  if (buried < expected || (buried > expected && !suspected)) return false
  return ended === (buried === 0 || (redrives && buried < tries) ? last : '')
}
