// Traces: nothing is loaded where nobody asks, the preload patches what it should, and spans say what a batch was.
// Mutants: import the SDK in tracing.ts; leave the hook out of the preload; follow files by offset.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as api from '@opentelemetry/api'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../../runtime/config.ts'
import type { Turn } from '../../runtime/loop.ts'
import type { Batch, LogRecord } from '../../runtime/step.ts'
import { aroundOf, batchTracer, followedOf, isTraced, tracingFlags } from '../../runtime/tracing.ts'
import { sha256 } from '../support/made-files.ts'

const node = (flags: readonly string[], script: string) =>
  promisify(execFile)(process.execPath, [...flags, '--input-type=module', '-e', script], {
    cwd: projectFolder,
    env: { ...process.env, NODE_OPTIONS: '', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  })

// What is asked for is seen from within: every import of a worker, its libraries' own included. The API alone is small,
// and prom-client brings it along.
const probe = `
  import { registerHooks } from 'node:module'
  const asked = new Set()
  registerHooks({ resolve: (name, context, next) => { asked.add(name); return next(name, context) } })
  const { default: kafkajs } = await import('kafkajs')
  const { default: pg } = await import('pg')
  await import('./cli/workers/gate.ts')
  await import('./cli/workers/projector.ts')
  const { batchTracer, isTraced } = await import('./runtime/tracing.ts')
  const around = await batchTracer('quality')
  const wrapped = [kafkajs.Kafka.prototype.producer, kafkajs.Kafka.prototype.consumer, pg.Client.prototype.query]
  console.log(JSON.stringify({
    traced: isTraced(),
    around: typeof around,
    sdk: [...asked].filter((name) => /@opentelemetry.(?!api)|import-in-the-middle/.test(name)),
    wrapped: wrapped.map((call) => '__wrapped' in call),
  }))
  process.exit(0)`

describe('the preload', () => {
  test('patches the libraries, also as ES modules', { timeout: 60_000 }, async () => {
    const { stdout } = await node(tracingFlags, probe)
    expect(JSON.parse(stdout)).toEqual({
      traced: true,
      around: 'function',
      sdk: [expect.stringContaining('import-in-the-middle')],
      wrapped: [true, true, true],
    })
  })

  test('is all that loads OpenTelemetry', { timeout: 60_000 }, async () => {
    expect(isTraced()).toBe(false)
    expect(await batchTracer('quality')).toBeUndefined()
    const { stdout } = await node([], probe)
    expect(JSON.parse(stdout)).toEqual({
      traced: false,
      around: 'undefined',
      sdk: [],
      wrapped: [false, false, false],
    })
    expect(tracingFlags[1]).toBe(`file://${join(projectFolder, 'runtime', 'tracing-preload.ts')}`)
  })
})

const recordOf = (offset: number, fileId: string, partition = 0): LogRecord => ({
  topic: 'files.submitted.v1',
  partition,
  offset,
  key: 'key',
  value: Buffer.from('content'),
  headers: [['traceparent', `00-${fileId}-${'1'.repeat(16)}-01`]],
  timestamp: 0,
})
const followedId = `${'a'.repeat(30)}00`
const batchOf = (records: readonly LogRecord[]): Batch => ({
  records,
  from: [{ topic: 'files.submitted.v1', partition: 0, offset: records[0]?.offset ?? 0 }],
  next: [],
})

type Made = {
  name: string
  options: api.SpanOptions
  attributes: api.Attributes
  status?: number
  parent?: string
  ended: number
}

/** A tracer that keeps what it is asked for. */
function recorder() {
  const made: Made[] = []
  const begin = (name: string, options: api.SpanOptions, context: api.Context): api.Span => {
    const parent = api.trace.getSpanContext(context)?.spanId
    const one: Made = { name, options, attributes: {}, ended: 0, ...(parent === undefined ? {} : { parent }) }
    made.push(one)
    const span = api.trace.wrapSpanContext({
      traceId: 'b'.repeat(32),
      spanId: `${made.length}`.padStart(16, '0'),
      traceFlags: 1,
    })
    span.setAttribute = (key, value) => {
      one.attributes[key] = value
      return span
    }
    span.setAttributes = (attributes) => {
      Object.assign(one.attributes, attributes)
      return span
    }
    span.setStatus = ({ code }) => {
      one.status = code
      return span
    }
    span.end = () => {
      one.ended++
    }
    return span
  }
  const tracer = {
    startSpan: (name: string, options: api.SpanOptions = {}, context: api.Context = api.ROOT_CONTEXT) =>
      begin(name, options, context),
    startActiveSpan: (name: string, options: api.SpanOptions, work: (span: api.Span) => unknown) =>
      work(begin(name, options, api.ROOT_CONTEXT)),
  }
  return { made, around: aroundOf(api, tracer as unknown as api.Tracer, 'quality') }
}

const turn: Turn = { records: 2, burials: ['handle'], bytes: 14, judgeMs: 1_000, commitMs: 500 }

describe('the span of a batch', () => {
  test('says what the batch was and what became of it, and links the files that are followed', async () => {
    const { made, around } = recorder()
    const records = [recordOf(7, followedId), recordOf(8, sha256('other').slice(0, 31).concat('1'))]
    expect(await around(batchOf(records), async () => turn)).toBe(turn)
    const [batch, file, ...more] = made
    expect(more).toEqual([])
    expect(batch).toMatchObject({ name: 'codelupe.quality process', ended: 1 })
    expect(batch?.options.attributes).toEqual({
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
      'messaging.destination.name': 'files.submitted.v1',
      'messaging.destination.partition.id': '0',
      'messaging.kafka.offset': 7,
      'messaging.batch.message_count': 2,
      'messaging.consumer.group.name': 'codelupe.quality',
      'codelupe.step': 'quality',
    })
    expect(batch?.attributes).toEqual({
      'codelupe.bytes': 14,
      'codelupe.buried': 1,
      'codelupe.judge_seconds': 1,
      'codelupe.commit_seconds': 0.5,
    })
    expect(batch?.options.links?.map(({ context }) => context.traceId)).toEqual([followedId])
    expect(file).toMatchObject({ name: 'codelupe.quality file', parent: '1'.repeat(16), ended: 1 })
    expect(file?.options.links?.map(({ context }) => context.spanId)).toEqual(['1'.padStart(16, '0')])
  })

  test('is an error where the batch was aborted or the commit failed, without what the error says', async () => {
    const { made, around } = recorder()
    expect(await around(batchOf([recordOf(0, followedId)]), async () => null)).toBeNull()
    const failing = around(batchOf([recordOf(0, followedId)]), async () => {
      throw new TypeError('const password = 1')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(made.map(({ attributes, status, ended }) => ({ attributes, status, ended }))).toEqual([
      { attributes: { 'error.type': 'kafka.aborted' }, status: api.SpanStatusCode.ERROR, ended: 1 },
      { attributes: { 'error.type': 'TypeError' }, status: api.SpanStatusCode.ERROR, ended: 1 },
    ])
  })

  test('is none where there are no records', async () => {
    const { made, around } = recorder()
    await around({ records: [], from: [], next: [] }, async () => turn)
    expect(made).toEqual([])
  })
})

test('about one file in 256 is followed, the same one in every step, and no malformed header is', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => sha256(`file ${index}`).slice(0, 32))
  const followed = ids.filter((id, index) => followedOf(recordOf(index, id)).length === 1)
  expect(followed.length).toBeGreaterThan(40)
  expect(followed.length).toBeLessThan(130)
  expect(ids.filter((id, index) => followedOf(recordOf(index + 5, id, 3)).length === 1)).toEqual(followed)
  const headers = [
    undefined,
    '',
    'x'.repeat(55),
    `00-${followedId}-zz11111111111111-01`,
    `00-${followedId}-${'1'.repeat(16)}-00`,
  ]
  for (const header of headers)
    expect(followedOf({ ...recordOf(0, ''), headers: header === undefined ? [] : [['traceparent', header]] })).toEqual(
      [],
    )
})
