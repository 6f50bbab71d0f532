// Prometheus' HTTP API, as far as pictures need it. Every question has an end and every answer a size; an address may hold a
// password, which goes into a header and into no message.
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'

export type PrometheusSeries = {
  readonly labels: Readonly<Record<string, string>>
  /** Seconds since 1970, and the value there. */
  readonly points: readonly (readonly [at: number, value: number])[]
}

/** Series, or why Prometheus refuses the question. */
export type PrometheusAnswer =
  | { readonly kind: 'series'; readonly series: readonly PrometheusSeries[] }
  | { readonly kind: 'refused'; readonly why: string }

export type Span = { readonly from: number; readonly to: number; readonly stepSeconds: number }

export type Prometheus = {
  readonly range: (expression: string, span: Span) => Promise<PrometheusAnswer>
  readonly instant: (expression: string, at: number) => Promise<PrometheusAnswer>
}

/** Rejects with `usage.invalid` where it is no address, and each question with `prometheus.unavailable` without an answer. */
export function prometheusAt(address: string, signal: AbortSignal): Prometheus {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw fail('usage.invalid', 'expected --prometheus as an http or https address, such as http://127.0.0.1:9090')
  const url = new URL(address)
  const login = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  Object.assign(url, { username: '', password: '', search: '', hash: '' })
  const headers = login === null ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` }
  const base = url.href.replace(/\/$/, '')
  const ask = async (path: string, query: Readonly<Record<string, string>>): Promise<PrometheusAnswer> => {
    const late = AbortSignal.timeout(limits.prometheusMsMax)
    const body = new URLSearchParams(query)
    const unavailable = (found: string, cause?: unknown) =>
      fail('prometheus.unavailable', `expected an answer of ${base}, found ${found}`, cause)
    const options = {
      method: 'POST',
      body,
      headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, late]),
    } as const
    const text = await fetch(`${base}/api/v1/${path}`, options)
      .then(textOf)
      .catch((error: unknown) => {
        signal.throwIfAborted()
        throw unavailable(late.aborted ? `none within ${limits.prometheusMsMax / 1_000} s` : reasonOf(error), error)
      })
    const answer = answerOf(text)
    if (answer === null) throw unavailable('an answer that is not of Prometheus')
    return answer
  }
  return {
    range: (query, { from, to, stepSeconds }) =>
      ask('query_range', { query, start: String(from), end: String(to), step: String(stepSeconds) }),
    instant: (query, at) => ask('query', { query, time: String(at) }),
  }
}

/** The body, up to its limit. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  const size = { bytes: 0 }
  for await (const chunk of response.body ?? []) {
    size.bytes += chunk.length
    if (size.bytes > limits.prometheusBytesMax) throw new Error(`more than ${limits.prometheusBytesMax} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

function answerOf(text: string): PrometheusAnswer | null {
  const said = parsed(text)
  if (said.status === 'error') return { kind: 'refused', why: String(said.error) }
  const result = objectOf(said.data).result
  if (said.status !== 'success' || !Array.isArray(result)) return null
  return { kind: 'series', series: result.map(seriesOf) }
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return {}
  }
}

function seriesOf(value: unknown): PrometheusSeries {
  const { metric, values, value: newest } = objectOf(value)
  const points = Array.isArray(values) ? values : [newest]
  return {
    labels: Object.fromEntries(Object.entries(objectOf(metric)).map(([name, text]) => [name, String(text)])),
    points: points.flatMap((point: unknown) =>
      Array.isArray(point) ? [[Number(point[0]), numberOf(String(point[1]))] as const] : [],
    ),
  }
}

/** Prometheus writes infinity in its own way. */
const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'))
