// Series by time: axes, lines with gaps where there is nothing, and a legend.
import type { Panel } from '../../monitoring/dashboard.ts'
import type { Named } from './picture.ts'
import type { Span } from './prometheus.ts'
import { type Box, group, type Point, polyline, rule, swatch, textAt } from './svg.ts'
import { textOfValue } from './unit-text.ts'

const colors = [
  '#0969da',
  '#bc4c00',
  '#1a7f37',
  '#8250df',
  '#cf222e',
  '#9a6700',
  '#0598bc',
  '#bf3989',
  '#57606a',
  '#4d2d00',
]
const colorOf = (index: number): string => colors[index % colors.length] ?? '#000'
const ticks = 4
const legendMax = 8
const legendColumns = 2

type Scale = { readonly low: number; readonly high: number; readonly box: Box; readonly span: Span }

export function drawLines(panel: Panel, named: readonly Named[], box: Box, span: Span): string {
  const legendHeight = Math.ceil(Math.min(named.length, legendMax + 1) / legendColumns) * 15 + 6
  const inner = { x: box.x + 70, y: box.y + 30, width: box.width - 85, height: box.height - 52 - legendHeight }
  const values = named.flatMap(({ series }) => series.points.map(([, value]) => value)).filter(Number.isFinite)
  const scale = { ...boundsOf(values, panel), box: inner, span }
  return group([
    ...axes(panel, scale),
    ...named.flatMap(({ series }, index) =>
      pieces(series.points, scale).map((points) => polyline(points, colorOf(index))),
    ),
    ...legend(named, box, legendHeight),
  ])
}

/** Round numbers around the values: from 0, unless the panel is free or something lies below. */
function boundsOf(values: readonly number[], { free, unit }: Panel): { readonly low: number; readonly high: number } {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY)
  if (values.length === 0 || unit === 'bool_yes_no') return { low: 0, high: 1 }
  const low = free === true ? least : Math.min(0, least)
  const step = roundUp((most - low || Math.abs(most) || 1) / ticks)
  const from = Math.floor(low / step) * step
  return { low: from, high: from + step * Math.max(ticks, Math.ceil((most - from) / step)) }
}

/** The next of 1, 2, 5, 10, 20, ... */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 5].find((one) => one * power >= value) ?? 10)
}

const placeOf = ([time, value]: readonly [number, number], { low, high, box, span }: Scale): Point => ({
  x: box.x + ((time - span.from) / (span.to - span.from)) * box.width,
  y: box.y + box.height - ((value - low) / (high - low)) * box.height,
})

/** Lines between neighbours in time; a number that is none, or a gap, ends one. */
function pieces(points: readonly (readonly [number, number])[], scale: Scale): readonly (readonly Point[])[] {
  const found: Point[][] = []
  const last = { at: Number.NEGATIVE_INFINITY }
  for (const point of points) {
    if (!Number.isFinite(point[1])) continue
    if (point[0] - last.at > scale.span.stepSeconds * 1.5) found.push([])
    found.at(-1)?.push(placeOf(point, scale))
    last.at = point[0]
  }
  return found
}

function axes({ unit }: Panel, scale: Scale): readonly string[] {
  const { low, high, box, span } = scale
  const steps = Array.from({ length: ticks + 1 }, (_, index) => index / ticks)
  return steps.flatMap((part) => {
    const y = box.y + box.height * (1 - part)
    const x = box.x + box.width * part
    const time = new Date((span.from + (span.to - span.from) * part) * 1_000).toISOString()
    const wholes = unit === 'bool_yes_no' && part !== 0 && part !== 1
    return [
      rule({ x: box.x, y }, { x: box.x + box.width, y }),
      wholes ? '' : textAt({ x: box.x - 6, y: y + 4 }, textOfValue(low + (high - low) * part, unit), 'small end'),
      textAt({ x, y: box.y + box.height + 14 }, time.slice(11, 19), 'small middle'),
    ]
  })
}

function legend(named: readonly Named[], box: Box, height: number): readonly string[] {
  const width = (box.width - 20) / legendColumns
  const place = (index: number): Point => ({
    x: box.x + 10 + (index % legendColumns) * width,
    y: box.y + box.height - height + 10 + Math.floor(index / legendColumns) * 15,
  })
  const names = named.slice(0, legendMax).flatMap(({ name }, index) => {
    const { x, y } = place(index)
    return [swatch({ x, y: y - 5 }, colorOf(index)), textAt({ x: x + 17, y }, name.slice(0, 48), 'small')]
  })
  const left = named.length - legendMax
  return left > 0 ? [...names, textAt(place(legendMax), `and ${left} more`, 'small')] : names
}
