// How records are buried: never a foreign message (I15), the original bytes and headers, the crash marker, the breaker.
// Mutants of the marker: `note` writes no convicted; `clear` forgets all; a mark that is only kept counts as an unclean end;
// what is passed stays suspected.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createBreaker } from '../../runtime/breaker.ts'
import { createCodec } from '../../runtime/codec.ts'
import { openCrashMarker } from '../../runtime/crash-marker.ts'
import { bury, deadLetterOf } from '../../runtime/dead-letter.ts'
import { decider, encoder } from '../../runtime/decide.ts'
import { limits } from '../../runtime/limits.ts'
import type { Effect, LogRecord, Outcome, Step } from '../../runtime/step.ts'
import { trailOf } from '../../runtime/trail.ts'
import { schemaTexts } from '../../schemas/types.ts'
import { dlqByStep, filesSkipped } from '../../topics/index.ts'

const recordAt = (offset: number, change: Partial<LogRecord> = {}): LogRecord => ({
  topic: filesSkipped.name,
  partition: 1,
  offset,
  key: 'key',
  value: Buffer.from('bytes'),
  headers: [],
  timestamp: 5,
  ...change,
})

describe('a burial', () => {
  test('says where a foreign error was thrown, and nothing of what it says', () => {
    const secret = ['hun', 'ter2'].join('')
    const burial = bury(recordAt(1), 'handle', new SyntaxError(`Unexpected token in ${secret}`))
    expect(burial.code).toBe('handle.threw')
    expect(JSON.stringify(burial)).not.toContain(secret)
    expect(burial.message).toContain('SyntaxError')
  })

  // Mutants: the value, the key or the headers whole, however large: no topic takes them, and the step would never go on.
  test('cuts what no topic takes, and says how large it was', () => {
    const large = { value: Buffer.alloc(20_000_000, 7), key: 'é'.repeat(20_000) }
    const headers = Array.from({ length: 40 }, (_, index) => [`h${index}`, 'x'.repeat(10_000)] as const)
    const context = { step: 'quality', ruleset: 'r', topic: dlqByStep.quality, at: 0 }
    const letter = deadLetterOf(bury(recordAt(1, { ...large, headers }), 'decode', new Error('x')), context)
    const found = new Map(letter.headers)
    expect(letter.value).toEqual(large.value.subarray(0, limits.deadLetterBytesMax))
    expect(Buffer.byteLength(letter.key)).toBeLessThanOrEqual(limits.deadLetterKeyBytesMax)
    expect(['dlq.value.bytes', 'dlq.key.bytes', 'dlq.headers.left-out'].map((name) => found.get(name))).toEqual([
      '20000000',
      '40000',
      '14',
    ])
  })

  test('keeps key, bytes and headers, unprintable ones in base64', () => {
    const record = recordAt(3, {
      headers: [
        ['a', 'plain'],
        ['b', 'tab\there'],
        ['dlq.step', 'older'],
      ],
    })
    const letter = deadLetterOf(bury(record, 'decode', new Error('x')), {
      step: 'quality',
      ruleset: 'r',
      topic: dlqByStep.quality,
      at: 0,
    })
    const headers = new Map(letter.headers)
    expect(letter).toMatchObject({ topic: 'dlq.quality.v1', key: 'key', value: record.value })
    expect(headers.get('dlq.original.offset')).toBe('3')
    expect(headers.get('dlq.step')).toBe('quality')
    expect(headers.get('a')).toBe('plain')
    expect(Buffer.from(headers.get('b') ?? '', 'base64').toString()).toBe('tab\there')
    expect(headers.get('dlq.b64')).toBe('b')
    for (const [, value] of letter.headers) expect(value).toMatch(/^[\x20-\x7e]*$/)
  })
})

describe('a decision', () => {
  const codec = createCodec()
  codec.learn(4, schemaTexts.Skipped)
  const skipped = {
    submission: 's',
    repository: { host: 'h', owner: 'o', name: 'n', url: null, commit: 'c', declaredLicense: null },
    path: 'p',
    reason: 'r',
    detail: 'd',
    sizeBytes: 1,
    submittedAt: 2,
  }
  const good = recordAt(2, { value: codec.encode('Skipped', 4, skipped), headers: [['x-trail', 'a.b.v1:0:1']] })
  const subject = { fileId: 'f', submission: 's\u00e9', ruleset: 'r', at: 2 }
  const step = (handle: Step<object, Effect>['handle']): Step<object, Effect> => ({
    name: 'test',
    inputs: [filesSkipped],
    handle,
  })
  const encode = encoder('test', codec, new Map([[filesSkipped.name, 4]]))
  const decide = (handle: Step<object, Effect>['handle'], record = good): Outcome<ReturnType<typeof encode>> =>
    decider(step(handle), codec, encode)(record)

  test('encodes effects, with the trail grown and headers printable', () => {
    const outcome = decide((event) => [{ kind: 'emit', topic: filesSkipped, key: 'k', event, subject }])
    if (outcome.kind !== 'effects') throw new Error(outcome.message)
    const headers = new Map(outcome.effects[0]?.headers)
    expect(outcome.effects[0]?.value).toEqual(good.value)
    expect(headers.get('x-trail')).toBe(`a.b.v1:0:1,${filesSkipped.name}:1:2`)
    expect(headers.get('x-submission')).toBe('s%C3%A9')
    expect(trailOf(recordAt(9))).toBe(`${filesSkipped.name}:1:9`)
  })

  test.each<[string, LogRecord, Step<object, Effect>['handle'], string]>([
    ['decode', recordAt(1), () => [], 'decode'],
    [
      'handle',
      good,
      () => {
        throw new Error('defect')
      },
      'handle',
    ],
    ['encode', good, () => [{ kind: 'emit', topic: filesSkipped, key: 'k', event: {}, subject }], 'encode'],
    [
      'size',
      good,
      () => [
        {
          kind: 'emit',
          topic: filesSkipped,
          key: 'k',
          event: { ...skipped, detail: 'x'.repeat(limits.resultBytesMax) },
          subject,
        },
      ],
      'too-large',
    ],
  ])('never throws: %s', (_, record, handle, reason) => {
    expect(decide(handle, record)).toMatchObject({ kind: 'burial', reason })
  })
})

describe('the crash marker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-marker-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const batch = [recordAt(10), recordAt(11), recordAt(12)]

  test('goes one by one after two unclean ends, and names the culprit at the third', () => {
    const file = join(folder, 'a.marker')
    const crash = (judged: readonly LogRecord[]): ReturnType<ReturnType<typeof openCrashMarker>['plan']> => {
      const marker = openCrashMarker(file)
      const plan = marker.plan(batch)
      marker.note(judged)
      return plan
    }
    expect(crash(batch)).toEqual({ single: false, crashed: [], apart: false })
    expect(crash(batch)).toEqual({ single: false, crashed: [], apart: false })
    expect(crash([recordAt(11)])).toEqual({ single: true, crashed: [], apart: false })
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: true, crashed: [batch[1]], apart: false })
  })

  test('knows of a batch whose records were fine one by one that it ends its process only as a whole', () => {
    const file = join(folder, 'h.marker')
    for (let crashes = 0; crashes < limits.crashesBeforeBurial; crashes++) {
      expect(openCrashMarker(file).plan(batch).apart).toBe(false)
      openCrashMarker(file).note(batch)
    }
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: true, crashed: [], apart: true })
    expect(openCrashMarker(file).plan([recordAt(99)])).toEqual({ single: false, crashed: [], apart: false })
  })

  test('forgets after a clean batch, and suspects nothing else', () => {
    const file = join(folder, 'b.marker')
    const marker = openCrashMarker(file)
    marker.note(batch)
    marker.clear(batch)
    expect(existsSync(file)).toBe(false)
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: false, crashed: [], apart: false })
    openCrashMarker(file).note([recordAt(99)])
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: false, crashed: [], apart: false })
  })

  // What a process does with a batch: killed at the first of these records that it judges.
  const judge = (file: string, records: readonly LogRecord[], killers: readonly number[]): readonly number[] | null => {
    const marker = openCrashMarker(file)
    const plan = marker.plan(records)
    const judged = records.filter((record) => !plan.crashed.includes(record))
    if (!plan.single) marker.note(records)
    for (const record of judged) {
      if (plan.single) marker.note([record])
      if (killers.includes(record.offset)) return null
    }
    marker.clear(records)
    return plan.crashed.map(({ offset }) => offset)
  }

  test('names every culprit of a batch, one after the other', () => {
    const file = join(folder, 'd.marker')
    for (let crashes = 0; crashes < 2 * limits.crashesBeforeBurial; crashes++)
      expect(judge(file, batch, [10, 12])).toBeNull()
    expect(judge(file, batch, [10, 12])).toEqual([10, 12])
  })

  test('suspects on while other partitions are judged, and counts no clean end', () => {
    const file = join(folder, 'e.marker')
    const elsewhere = [recordAt(7, { partition: 2 })]
    for (let crashes = 0; crashes < limits.crashesBeforeBurial; crashes++) {
      expect(judge(file, batch, [11])).toBeNull()
      for (let ends = 0; ends < 5; ends++) expect(judge(file, elsewhere, [])).toEqual([])
    }
    expect(judge(file, batch, [11])).toEqual([11])
    expect(existsSync(file)).toBe(false)
  })

  test('forgets what another instance has passed since', () => {
    const file = join(folder, 'f.marker')
    expect(judge(file, batch, [11])).toBeNull()
    expect(judge(file, [recordAt(13)], [])).toEqual([])
    expect(existsSync(file)).toBe(false)
  })

  test('reads the marker of an earlier version', () => {
    const file = join(folder, 'g.marker')
    const records = [recordAt(11), recordAt(11)].map(({ topic, partition, offset }) => ({ topic, partition, offset }))
    writeFileSync(file, JSON.stringify({ crashes: 2, single: true, records }))
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: true, crashed: [batch[1]], apart: false })
  })

  test('takes a marker that was cut off before its first byte for none', () => {
    const file = join(folder, 'c.marker')
    writeFileSync(file, '')
    expect(openCrashMarker(file).plan(batch)).toEqual({ single: false, crashed: [], apart: false })
  })
})

describe('the breaker', () => {
  const buried = (): Outcome<never> => bury(recordAt(0), 'handle', new Error('x'))
  const fine = (): Outcome<never> => ({ kind: 'effects', record: recordAt(0), effects: [] })

  test('opens past a hundred burials that are over a fifth of the last thousand', () => {
    const breaker = createBreaker('test')
    breaker.observe(Array.from({ length: limits.burialsMin }, buried))
    expect(() => breaker.observe([buried()])).toThrow(expect.objectContaining({ code: 'breaker.open' }))
  })

  test('stays closed up to the number that somebody allowed', () => {
    const breaker = createBreaker('test', 400)
    breaker.observe(Array.from({ length: 400 }, buried))
    expect(() => breaker.observe([buried()])).toThrow(expect.objectContaining({ code: 'breaker.open' }))
  })

  test('stays closed while they are few among many', () => {
    const breaker = createBreaker('test')
    for (let turn = 0; turn < 300; turn++) breaker.observe([buried(), ...Array.from({ length: 9 }, fine)])
  })
})
