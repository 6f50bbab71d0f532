// Loaded with Node's --import before anything else, and only where OTEL_EXPORTER_OTLP_ENDPOINT is set: starts the
// OpenTelemetry SDK. The hook comes first: without it the SDK patches no ES module, and says nothing.
import { register } from 'import-in-the-middle/register-hooks.mjs'
import { serviceName } from './config.ts'

register({ include: ['kafkajs', 'pg', 'pg-pool'] })

const { startNodeSdk } = await import('@opentelemetry/sdk-node')
const { KafkaJsInstrumentation } = await import('@opentelemetry/instrumentation-kafkajs')
const { PgInstrumentation } = await import('@opentelemetry/instrumentation-pg')

// Where to and how is the standard's own environment. Metrics are Prometheus', and lines are not sent.
startNodeSdk({
  resourceAttributes: { 'service.name': serviceName() },
  metricReaders: [],
  logRecordProcessors: [],
  instrumentations: [new KafkaJsInstrumentation(), new PgInstrumentation()],
})
