// Folds without a server: trails, dead letters of every kind, what a record of the wrong shape does.
import { describe, expect, test } from 'vitest'
import { inputs, logEvent } from '../../projections/events.ts'
import { buryInProjections, projections, projector } from '../../projections/index.ts'
import { parseTrail, trailText } from '../../projections/trail.ts'
import type { LogRecord } from '../../runtime/step.ts'
import { topics } from '../../topics/index.ts'
import { makeLog } from '../support/pipeline-log.ts'

const recordIn = (topic: string, headers: LogRecord['headers'] = []): LogRecord => ({
  topic,
  partition: 2,
  offset: 1_500,
  key: 'k',
  value: Buffer.alloc(0),
  headers,
  timestamp: 0,
})

const rowsIn = (table: string, changes: ReturnType<typeof projector.handle>) =>
  changes.filter((made) => made.table.name === table).map(({ row }) => row)

describe('trails', () => {
  test('read back as they were written, and leave out what is none', () => {
    const text = 'files.submitted.v1:3:1042,files.quality.v1:3:1050'
    expect(trailText(parseTrail(text))).toBe(text)
    expect(parseTrail(text).submitted).toEqual({ topic: 'files.submitted.v1', partition: 3, offset: 1042 })
    for (const broken of [
      null,
      '',
      'files',
      'files.submitted.v1:x:1',
      'a b:1:2',
      'files.submitted.v1:1:99999999999999999',
    ])
      expect(parseTrail(broken)).toEqual({ positions: [], submitted: null })
  })
})

describe('dead letters', () => {
  const original = (topic: string): LogRecord['headers'] => [
    ['dlq.step', 'quality'],
    ['dlq.code', 'schema.undecodable'],
    ['dlq.original.topic', topic],
    ['dlq.original.partition', '2'],
    ['dlq.original.offset', '7'],
  ]
  test('of a submission end it in the ledger, by their original place', () => {
    const changes = projector.handle(null, recordIn('dlq.quality.v1', original('files.submitted.v1')))
    expect(rowsIn('ledger', changes)).toEqual([
      expect.objectContaining({ partition: 2, block: 0, dead: [7], buried: 1, frontier: null }),
    ])
    expect(rowsIn('dead_letters', changes)).toEqual([
      expect.objectContaining({
        step: 'quality',
        original_offset: 7,
        letter_topic: 'dlq.quality.v1',
        log_offset: 1_500,
        attempt: 0,
      }),
    ])
  })
  test('of a later record end the submission that their trail names', () => {
    const changes = projector.handle(
      null,
      recordIn('dlq.secret.v1', [
        ...original('files.malicious.v1'),
        ['x-trail', 'files.submitted.v1:2:2050,files.quality.v1:2:9'],
        ['x-submission', 'local/-/d%C3%A9sk@1'],
      ]),
    )
    expect(rowsIn('ledger', changes)).toEqual([expect.objectContaining({ partition: 2, block: 2, dead: [2] })])
    expect(rowsIn('submissions', changes)).toEqual([expect.objectContaining({ submission: 'local/-/désk@1', dead: 1 })])
  })
  test('of two lineages that buried one sample are two', () => {
    const letter = (lineage: string) =>
      recordIn('dlq.trainer.v1', [...original('samples.accepted.v1'), ['dlq.attempt', '1'], ['dlq.lineage', lineage]])
    const changes = ['one', 'other'].flatMap((lineage) => projector.handle(null, letter(lineage)))
    expect(rowsIn('dead_letters', changes)).toEqual([
      expect.objectContaining({ lineage: 'one', attempt: 1, records: 1 }),
      expect.objectContaining({ lineage: 'other', attempt: 1, records: 1 }),
    ])
  })
  test('of a redriven record are the next attempt of the story that their first burial began', () => {
    const changes = projector.handle(
      null,
      recordIn('dlq.quality.v1', [
        ...original('files.submitted.v1'),
        ['dlq.attempt', '2'],
        ['dlq.redriven', 'redrive.quality.v1:2:3'],
        ['x-trail', 'files.submitted.v1:2:7'],
      ]),
    )
    expect(rowsIn('dead_letters', changes)).toEqual([expect.objectContaining({ original_offset: 7, attempt: 2 })])
    expect(rowsIn('ledger', changes)).toEqual([])
    expect(rowsIn('redriven_files', changes)).toEqual([
      { partition: 2, submitted_offset: 7, redrives: 1, buried_after: 1, burials: 1, handled_at: null },
    ])
  })
  test('without a trail are outside the equation, and so are the trainer’s', () => {
    expect(rowsIn('ledger', projector.handle(null, recordIn('dlq.secret.v1', original('files.malicious.v1'))))).toEqual(
      [],
    )
    expect(
      rowsIn('ledger', projector.handle(null, recordIn('dlq.trainer.v1', [['x-trail', 'files.submitted.v1:2:5']]))),
    ).toEqual([])
  })
  test('put into their topic by hand, without any header, are rows that stand for themselves', () => {
    expect(rowsIn('dead_letters', projector.handle(null, recordIn('dlq.license.v1')))).toEqual([
      expect.objectContaining({
        step: 'license',
        original_topic: 'dlq.license.v1',
        original_partition: 2,
        original_offset: 1_500,
      }),
    ])
  })
  test('of the projector are rows too; a decision that cannot be read is dead, a submission is not', () => {
    const burial = (topic: string) =>
      ({
        kind: 'burial',
        record: recordIn(topic, [['x-trail', 'files.submitted.v1:2:5']]),
        reason: 'decode',
        code: 'schema.undecodable',
        message: '',
      }) as const
    expect(rowsIn('ledger', buryInProjections(burial('files.decided.v1')))).toEqual([
      expect.objectContaining({ dead: [5] }),
    ])
    expect(rowsIn('ledger', buryInProjections(burial('files.submitted.v1')))).toEqual([])
    expect(rowsIn('dead_letters', buryInProjections(burial('files.submitted.v1')))).toEqual([
      expect.objectContaining({ step: 'projector', letter_topic: 'files.submitted.v1' }),
    ])
  })
})

describe('the projector', () => {
  test('reads topics of the catalogue only, each once, every dead-letter topic among them', () => {
    expect(new Set(inputs).size).toBe(inputs.length)
    for (const input of inputs) expect(topics).toContain(input)
    expect(topics.filter((topic) => topic.name.startsWith('dlq.')).every((topic) => inputs.includes(topic))).toBe(true)
  })
  test('throws on a record that its topic does not carry, so that the loop buries it', () => {
    const file = makeLog({ files: 1 }).partitions.flat()[0]?.event ?? null
    expect(() => logEvent(file, recordIn('files.decided.v1'))).toThrow('files.decided.v1')
  })
  test('a redriven decision does not move the frontier', () => {
    const entry = makeLog({ files: 3 })
      .partitions.flat()
      .find(({ record }) => record.topic === 'files.decided.v1')
    if (entry === undefined) throw new Error('the log has a decision')
    const trail = 'files.submitted.v1:2:5,redrive.quality.v1:2:0,files.quality.v1:2:9'
    const redriven = { ...entry.record, headers: [['x-trail', trail] as const] }
    expect(rowsIn('ledger', projector.handle(entry.event, entry.record))[0]?.frontier).not.toBeNull()
    expect(rowsIn('ledger', projector.handle(entry.event, redriven))[0]?.frontier).toBeNull()
  })
  test('every projection writes only its own tables, and names every kind that it folds', () => {
    const log = makeLog({ files: 60, deadEach: 5, redrives: true }).partitions.flat()
    for (const projection of projections) {
      const kinds = new Set<string>()
      for (const { event, record } of log) {
        const made = logEvent(event, record)
        const changes = projection.fold(made)
        if (changes.length > 0) kinds.add(made.kind)
        for (const { table } of changes) expect(projection.tables).toContain(table)
      }
      expect([...kinds].sort(), projection.name).toEqual([...projection.inputs].sort())
    }
  })
})
