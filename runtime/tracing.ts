// Spans of the Kafka plane that no instrumentation knows, with the attribute names of instrumentation-kafkajs: one a batch,
// and one a step for each file that is followed. Nothing of OpenTelemetry is loaded unless tracing-preload.ts has been.
import type { Attributes, Link, Span, SpanContext, Tracer } from '@opentelemetry/api'
import { limits } from './limits.ts'
import type { Around, Turn } from './loop.ts'
import type { Batch, LogRecord } from './step.ts'

/** Node's flag that loads the SDK before everything else. */
export const tracingFlags = ['--import', new URL('./tracing-preload.ts', import.meta.url).href] as const

/** Where the API keeps what an SDK has registered: there only after the preload. */
const registered = Symbol.for('opentelemetry.js.api.1')

export const isTraced = (): boolean => registered in globalThis

type Api = typeof import('@opentelemetry/api')

/** Puts a span round each batch of a step; undefined, and nothing loaded, where nobody traces. */
export async function batchTracer(step: string): Promise<Around | undefined> {
  if (!isTraced()) return undefined
  const api = await import('@opentelemetry/api')
  return aroundOf(api, api.trace.getTracer('codelupe'), step)
}

/** Sends the spans that have not been sent, before a process ends; waits no longer than its limit. */
export async function flushTraces(): Promise<void> {
  if (!isTraced()) return
  const { ProxyTracerProvider, trace } = await import('@opentelemetry/api')
  const provider = trace.getTracerProvider()
  const own = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider
  if (!canFlush(own)) return
  const late = new Promise<void>((resolve) => setTimeout(resolve, limits.traceFlushMsMax).unref())
  // A collector that is away costs its spans, never the command.
  await Promise.race([own.forceFlush().catch(() => undefined), late])
}

const canFlush = (provider: object): provider is { readonly forceFlush: () => Promise<void> } =>
  'forceFlush' in provider && typeof provider.forceFlush === 'function'

export const aroundOf =
  (api: Api, tracer: Tracer, step: string): Around =>
  (batch, work) => {
    if (batch.records.length === 0) return work()
    const followed = batch.records.flatMap((record) => followedOf(record))
    const links: readonly Link[] = followed.slice(0, limits.traceLinksMax).map(({ context }) => ({ context }))
    const startTime = Date.now()
    const options = { kind: api.SpanKind.CONSUMER, attributes: attributesOf(step, batch), links: [...links], startTime }
    return tracer.startActiveSpan(`codelupe.${step} process`, options, async (span) => {
      try {
        const turn = await work()
        finish(api, span, turn)
        if (turn !== null) followFiles(api, tracer, step, followed, { span, startTime })
        return turn
      } catch (error) {
        // The name alone: a message of a library may quote what it could not handle (I15).
        span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
        span.setStatus({ code: api.SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    })
  }

function attributesOf(step: string, { records, from }: Batch): Attributes {
  const topics = [...new Set(records.map((record) => record.topic))]
  const [first] = records
  const alone = from.length === 1 && first !== undefined
  return {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.destination.name': topics.join(','),
    'messaging.batch.message_count': records.length,
    'messaging.consumer.group.name': `codelupe.${step}`,
    'codelupe.step': step,
    ...(alone
      ? { 'messaging.destination.partition.id': String(first.partition), 'messaging.kafka.offset': first.offset }
      : {}),
  }
}

function finish(api: Api, span: Span, turn: Turn | null): void {
  if (turn === null) {
    span.setAttribute('error.type', 'kafka.aborted')
    span.setStatus({ code: api.SpanStatusCode.ERROR })
    return
  }
  span.setAttributes({
    'codelupe.bytes': turn.bytes,
    'codelupe.buried': turn.burials.length,
    'codelupe.judge_seconds': turn.judgeMs / 1_000,
    'codelupe.commit_seconds': turn.commitMs / 1_000,
  })
}

type Followed = { readonly record: LogRecord; readonly context: SpanContext }

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/

/**
 * A record whose file is followed: one in so many, chosen by the trace id, which is the file id, so that every step
 * chooses the same ones.
 */
export function followedOf(record: LogRecord): readonly Followed[] {
  const header = record.headers.find(([name]) => name === 'traceparent')?.[1]
  if (header === undefined || Number.parseInt(header.slice(27, 35), 16) % limits.tracedFilesOneIn !== 0) return []
  const [, traceId, spanId] = traceparent.exec(header) ?? []
  if (traceId === undefined || spanId === undefined) return []
  return [{ record, context: { traceId, spanId, traceFlags: 1, isRemote: true } }]
}

/** A span for each followed file of a committed batch, in the trace of the file, linked to the batch. */
function followFiles(
  api: Api,
  tracer: Tracer,
  step: string,
  followed: readonly Followed[],
  batch: { readonly span: Span; readonly startTime: number },
): void {
  const links = [{ context: batch.span.spanContext() }]
  for (const { record, context } of followed) {
    const parent = api.trace.setSpanContext(api.ROOT_CONTEXT, context)
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': record.topic,
      'messaging.destination.partition.id': String(record.partition),
      'messaging.kafka.offset': record.offset,
      'codelupe.step': step,
    }
    const options = { kind: api.SpanKind.CONSUMER, startTime: batch.startTime, links, attributes }
    tracer.startSpan(`codelupe.${step} file`, options, parent).end()
  }
}
