// A dashboard as an SVG picture: panels where Grafana has them, in the simplest way that can be read. Pure: the same answers
// give the same picture. Whatever comes from Prometheus is escaped.
import { type Dashboard, type Panel, uidOf } from '../../monitoring/dashboard.ts'
import { columns, type Place, placed } from '../../monitoring/layout.ts'
import { drawLines } from './lines.ts'
import type { PrometheusAnswer, PrometheusSeries, Span } from './prometheus.ts'
import { type Box, group, rect, textAt } from './svg.ts'
import { textOfValue } from './unit-text.ts'

/** The answers to a panel's queries, in their order. */
export type Answers = (panel: Panel) => readonly PrometheusAnswer[]

const cell = { width: 52, height: 34 }
const margin = 8
const headHeight = 44
const rowsOfTableMax = 11

export type Named = { readonly name: string; readonly series: PrometheusSeries }

export function drawDashboard(dashboard: Dashboard, answers: Answers, span: Span): string {
  const all = placed(dashboard)
  const height = headHeight + Math.max(...all.map(({ place }) => place.y + place.h)) * cell.height + margin
  const width = columns * cell.width + 2 * margin
  const parts = all.map((one) => {
    const box = boxOf(one.place)
    if (one.kind === 'title') return textAt({ x: box.x, y: box.y + 22 }, one.title, 'row')
    return drawPanel(one.panel, answers(one.panel), box, span)
  })
  const when = new Date(span.to * 1_000).toISOString().slice(0, 16).replace('T', ' ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" id="${uidOf(dashboard.id)}">`,
    `<style>${style}</style>`,
    rect({ x: 0, y: 0, width, height }, 'page'),
    textAt({ x: margin, y: 28 }, dashboard.title, 'title'),
    textAt({ x: width - margin, y: 28 }, `${when} UTC, ${Math.round((span.to - span.from) / 60)} min`, 'end'),
    ...parts,
    '</svg>\n',
  ].join('\n')
}

const style = [
  'text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:18px;font-weight:600}.row{font-size:14px;font-weight:600}',
  '.page{fill:#f6f8fa}.panel{fill:#fff;stroke:#d0d7de}.name{font-weight:600}.big{font-size:30px;text-anchor:middle}',
  '.end{text-anchor:end}.middle{text-anchor:middle}.small{font-size:10px;fill:#57606a}.none{fill:#8c959f;text-anchor:middle}',
  '.grid{stroke:#eaeef2}.line{fill:none;stroke-width:1.5;stroke-linejoin:round}',
].join('')

const boxOf = ({ x, y, w, h }: Place): Box => ({
  x: margin + x * cell.width,
  y: headHeight + y * cell.height,
  width: w * cell.width,
  height: h * cell.height,
})

function drawPanel(panel: Panel, answers: readonly PrometheusAnswer[], outer: Box, span: Span): string {
  const box = { x: outer.x + 3, y: outer.y + 3, width: outer.width - 6, height: outer.height - 6 }
  const refused = answers.flatMap((answer) => (answer.kind === 'refused' ? [answer.why] : []))[0]
  const named = answers.flatMap((answer, index) =>
    answer.kind === 'series' ? answer.series.map((series) => ({ name: legendOf(panel, index, series), series })) : [],
  )
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 8 }
  const content =
    refused !== undefined
      ? textAt(middle, `refused: ${refused.slice(0, 80)}`, 'none')
      : named.every(({ series }) => series.points.length === 0)
        ? textAt(middle, 'no data', 'none')
        : drawSeries(panel, named, box, span)
  return group([rect(box, 'panel'), textAt({ x: box.x + 10, y: box.y + 18 }, panel.title, 'name'), content])
}

function drawSeries(panel: Panel, named: readonly Named[], box: Box, span: Span): string {
  const newest = (one: Named): string => textOfValue(one.series.points.at(-1)?.[1] ?? Number.NaN, panel.unit)
  if (panel.kind === 'timeseries') return drawLines(panel, named, box, span)
  if (panel.kind === 'stat')
    return textAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 + 20 }, named.map(newest).join(', '), 'big')
  const rows = named.slice(0, rowsOfTableMax).map((one, index) => {
    const y = box.y + 40 + index * 20
    return textAt({ x: box.x + 10, y }, one.name, '') + textAt({ x: box.x + box.width - 10, y }, newest(one), 'end')
  })
  const left = named.length - rowsOfTableMax
  return group([...rows, left > 0 ? textAt({ x: box.x + 10, y: box.y + 262 }, `and ${left} more`, 'small') : ''])
}

/** `{{step}} 99 %` with the labels of the series; a table shows them all. */
function legendOf(panel: Panel, index: number, { labels }: PrometheusSeries): string {
  const legend = panel.queries[index]?.[1] ?? ''
  if (panel.kind === 'table') return [...Object.values(labels), legend].join('  ')
  return legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '').trim()
}
