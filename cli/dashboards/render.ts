// Draws every dashboard from a Prometheus as a picture, for where there is no Grafana. A panel without data says so.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Dashboard, Panel } from '../../monitoring/dashboard.ts'
import { dashboards } from '../../monitoring/dashboards/index.ts'
import { exitCodes } from '../../runtime/errors.ts'
import { type Context, shown } from '../command.ts'
import { writing } from '../export-folder.ts'
import { jsonLine } from '../json.ts'
import { wholeOf } from '../options.ts'
import { drawDashboard } from './picture.ts'
import { type Prometheus, type PrometheusAnswer, prometheusAt, type Span } from './prometheus.ts'

export type RenderOptions = {
  readonly prometheus: string
  readonly out: string
  readonly minutes: string
  readonly window: string
  readonly json?: boolean
}

/** Points of a line. */
const pointsMax = 240

type Drawn = {
  readonly file: string
  readonly panels: number
  readonly empty: readonly string[]
  readonly refused: readonly string[]
}

export async function renderDashboards({ terminal, signal }: Context, options: RenderOptions): Promise<number> {
  const minutes = wholeOf(options.minutes, '--minutes', 1, 60 * 24 * 30)
  const window = wholeOf(options.window, '--window', 1, 86_400)
  const prometheus = prometheusAt(options.prometheus, signal)
  const folder = resolve(options.out)
  const now = Math.floor(Date.now() / 1_000)
  const stepSeconds = Math.max(1, Math.ceil((minutes * 60) / pointsMax))
  const span = { from: now - minutes * 60, to: now, stepSeconds }
  const drawn: Drawn[] = []
  for (const dashboard of dashboards) {
    terminal.progress(`drawing ${dashboard.title}`)
    drawn.push(await drawTo(folder, dashboard, { prometheus, span, window }))
  }
  if (options.json === true) terminal.out(jsonLine(drawn))
  else for (const one of drawn) terminal.out(lineOf(one))
  return drawn.some(({ refused }) => refused.length > 0) ? exitCodes.partial : exitCodes.done
}

const lineOf = ({ file, panels, empty, refused }: Drawn): string =>
  [
    `${shown(file)}: ${panels} panels`,
    ...(empty.length === 0 ? [] : [`without data: ${empty.join(', ')}`]),
    ...(refused.length === 0 ? [] : [`refused: ${refused.join(', ')}`]),
  ].join('; ')

type Source = { readonly prometheus: Prometheus; readonly span: Span; readonly window: number }

async function drawTo(folder: string, dashboard: Dashboard, source: Source): Promise<Drawn> {
  const panels = dashboard.rows.flatMap((row) => row.panels)
  const answers = new Map<Panel, readonly PrometheusAnswer[]>()
  for (const panel of panels) answers.set(panel, await answersOf(dashboard, panel, source))
  const of = (panel: Panel): readonly PrometheusAnswer[] => answers.get(panel) ?? []
  const file = join(folder, `${dashboard.id}.svg`)
  const part = `${file}.part`
  await writing(file, async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(part, drawDashboard(dashboard, of, source.span))
    await rename(part, file)
  })
  const titles = (fits: (answer: PrometheusAnswer) => boolean): readonly string[] =>
    panels.filter((panel) => of(panel).some(fits)).map(({ title }) => title)
  return {
    file,
    panels: panels.length,
    empty: titles((answer) => answer.kind === 'series' && answer.series.length === 0),
    refused: titles((answer) => answer.kind === 'refused'),
  }
}

async function answersOf(
  dashboard: Dashboard,
  panel: Panel,
  { prometheus, span, window }: Source,
): Promise<readonly PrometheusAnswer[]> {
  const answers: PrometheusAnswer[] = []
  for (const [expression] of panel.queries) {
    const query = filledIn(expression, dashboard, Math.max(window, span.stepSeconds))
    answers.push(
      await (panel.kind === 'timeseries' ? prometheus.range(query, span) : prometheus.instant(query, span.to)),
    )
  }
  return answers
}

/** What Grafana fills in: the window of rates, and variables, of which all values are chosen. */
export function filledIn(expression: string, { variables = [] }: Dashboard, window: number): string {
  return variables.reduce(
    (text, { name }) => text.replaceAll(`$${name}`, '.*'),
    expression.replaceAll('$__rate_interval', `${window}s`),
  )
}
