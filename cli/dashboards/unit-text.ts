// Numbers as a reader of a dashboard wants them, by the unit of their panel.
import type { Unit } from '../../monitoring/dashboard.ts'

export function textOfValue(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'no number' : value > 0 ? 'infinite' : '-infinite'
  switch (unit) {
    case 's':
      return duration(value)
    case 'bytes':
      return `${scaled(value, 1_024, ['B', 'KiB', 'MiB', 'GiB', 'TiB'])}`
    case 'Bps':
      return `${scaled(value, 1_024, ['B/s', 'KiB/s', 'MiB/s', 'GiB/s', 'TiB/s'])}`
    case 'cps':
      return `${scaled(value, 1_000, ['', 'k', 'M', 'G'])}/s`
    case 'percentunit':
      return `${digits(value * 100)} %`
    case 'bool_yes_no':
      return value === 0 ? 'no' : 'yes'
    case 'short':
      return scaled(value, 1_000, ['', 'k', 'M', 'G', 'T'])
    case 'none':
      return digits(value)
  }
}

/** Three digits that count. */
const digits = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

function scaled(value: number, by: number, names: readonly string[]): string {
  const power = Math.min(names.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(by))))
  return `${digits(value / by ** power)} ${names[power]}`.trimEnd()
}

const durations = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [0.001, 'ms'],
] as const

function duration(seconds: number): string {
  const [size, name] = durations.find(([least]) => Math.abs(seconds) >= least) ?? [0.001, 'ms']
  return seconds === 0 ? '0 s' : `${digits(seconds / size)} ${name}`
}
