// Pictures of dashboards: what Prometheus answers is drawn, whatever it is; one that is away, hangs, floods or is none is named.
// Mutants: labels unescaped; no time-out; a gap drawn through; the password in the address that is asked and named.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { drawDashboard } from '../../cli/dashboards/picture.ts'
import { type PrometheusSeries, prometheusAt } from '../../cli/dashboards/prometheus.ts'
import { filledIn } from '../../cli/dashboards/render.ts'
import { textOfValue } from '../../cli/dashboards/unit-text.ts'
import { type Dashboard, lines, stat } from '../../monitoring/dashboard.ts'
import { dashboards } from '../../monitoring/dashboards/index.ts'
import { loadConfig } from '../../runtime/config.ts'
import { limits } from '../../runtime/limits.ts'
import { runHere } from '../support/commands-here.ts'

const span = { from: 1_000, to: 1_240, stepSeconds: 1 }
const small: Dashboard = {
  id: 'overview',
  title: 'Small',
  rows: [{ title: 'Row', panels: [stat('Size', 'bytes', 'size'), lines('Speed', 'cps', [['speed', '{{step}} now']])] }],
}
const answered = (series: readonly PrometheusSeries[]) => [{ kind: 'series', series } as const]

/** A server on loopback for one test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-pictures-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
const render = (...args: readonly string[]) => runHere(loadConfig({}), ['dashboards', 'render', ...args])

test('numbers and lines are drawn with their units, a gap is no line, and labels are text', () => {
  const points = [1_000, 1_001, 1_002, 1_100, 1_101].map((at) => [at, at - 990] as const)
  const picture = drawDashboard(
    small,
    ({ kind }) =>
      kind === 'stat'
        ? answered([{ labels: {}, points: [[1_240, 1_536]] }])
        : answered([{ labels: { step: '<script>&\u202e' }, points }]),
    span,
  )
  expect(picture).toContain('>1.5 KiB<')
  expect(picture).toContain('&lt;script&gt;&amp;\u00b7 now')
  expect(picture).not.toMatch(/<script|\u202e/)
  expect(picture.match(/<polyline/g)).toHaveLength(2)
  expect(picture).toContain('>Row<')
  expect(picture).toMatch(/^<svg [^>]+>\n[\s\S]+<\/svg>\n$/)
})

test('what has no data says so, and so does what Prometheus refuses', () => {
  const picture = drawDashboard(
    small,
    ({ kind }) => (kind === 'stat' ? answered([]) : [{ kind: 'refused', why: 'parse error' }]),
    span,
  )
  expect(picture).toContain('>no data<')
  expect(picture).toContain('>refused: parse error<')
})

test.each([
  [0, 's', '0 s'],
  [0.0123, 's', '12.3 ms'],
  [5_400, 's', '1.5 h'],
  [Number.POSITIVE_INFINITY, 's', 'infinite'],
  [Number.NaN, 'none', 'no number'],
  [2_500_000, 'short', '2.5 M'],
  [-3, 'short', '-3'],
  [0.256, 'percentunit', '25.6 %'],
  [1_500, 'cps', '1.5 k/s'],
  [1, 'bool_yes_no', 'yes'],
] as const)('%d in %s is %s', (value, unit, text) => {
  expect(textOfValue(value, unit)).toBe(text)
})

test('what Grafana fills in is filled in: the window and every variable', () => {
  for (const dashboard of dashboards)
    for (const [expression] of dashboard.rows.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries)))
      expect(filledIn(expression, dashboard, 60)).not.toContain('$')
})

test('a Prometheus that answers is drawn whole, and pictures of before are replaced', async () => {
  const asked: string[] = []
  const url = await serve((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked.push(`${request.headers.authorization} ${request.url} ${new URLSearchParams(body).get('query')}`)
      const point = [Math.floor(Date.now() / 1_000) - 5, '+Inf']
      const result = [{ metric: { step: 'quality' }, value: point, values: [point, [point[0], '7']] }]
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }))
    })
  })
  const folder = folderOf()
  writeFileSync(join(folder, 'overview.svg'), 'old')
  const address = url.replace('http://', 'http://desk:p%40ss@')
  const { out, err } = await render('--prometheus', address, '--out', folder, '--json')
  expect(err).not.toMatch(/p%40ss|p@ss/)
  expect(JSON.parse(out)).toHaveLength(dashboards.length)
  expect(readdirSync(folder).toSorted()).toEqual(dashboards.map(({ id }) => `${id}.svg`).toSorted())
  expect(readFileSync(join(folder, 'overview.svg'), 'utf8')).toContain('</svg>')
  const login = `Basic ${Buffer.from('desk:p@ss').toString('base64')}`
  expect(asked.every((one) => one.startsWith(`${login} /api/v1/query`))).toBe(true)
})

test('a query that Prometheus refuses leaves the others, and the end says partial', async () => {
  const url = await serve((_, response) => {
    response.writeHead(422).end(JSON.stringify({ status: 'error', errorType: 'execution', error: 'too many samples' }))
  })
  const { out } = await render('--prometheus', url, '--out', folderOf(), '--minutes', '5')
  expect(out.split('\n')).toHaveLength(dashboards.length)
  expect(out).toMatch(/refused: Files decided a second/)
})

test('one that is away, is none, floods, or says nothing is named, without its password', async () => {
  const folder = folderOf()
  const away = await render('--prometheus', 'http://desk:geheim@127.0.0.1:9', '--out', folder)
  expect(away.err).toMatch(
    /expected an answer of http:\/\/127\.0\.0\.1:9, found .+ \[prometheus\.unavailable\]\nname one/,
  )
  expect(away.err).not.toContain('geheim')
  const other = await serve((_, response) => response.end('<html>hello</html>'))
  expect((await render('--prometheus', other, '--out', folder)).err).toContain(
    'found an answer that is not of Prometheus',
  )
  const moved = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end())
  expect((await render('--prometheus', moved, '--out', folder)).err).toContain('[prometheus.unavailable]')
  const chunk = Buffer.alloc(1_048_576, 32)
  const flood = await serve((_, response) => {
    const more = (): void => void (response.destroyed || response.write(chunk, () => setImmediate(more)))
    more()
  })
  expect((await render('--prometheus', flood, '--out', folder)).err).toContain(
    `more than ${limits.prometheusBytesMax} bytes`,
  )
  expect((await render('--prometheus', 'nowhere', '--out', folder)).err).toContain('[usage.invalid]')
  expect((await render('--minutes', 'x', '--out', folder)).err).toContain('expected --minutes as a whole number')
  expect(readdirSync(folder)).toEqual([])
})

test('one that hangs is given up in time', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    return stop.signal
  })
  onTestFinished(() => timeout.mockRestore())
  const url = await serve(() => undefined)
  const prometheus = prometheusAt(url, new AbortController().signal)
  await expect(prometheus.instant('up', 0)).rejects.toThrow(`found none within ${limits.prometheusMsMax / 1_000} s`)
  expect(timeout).toHaveBeenCalledWith(limits.prometheusMsMax)
})
