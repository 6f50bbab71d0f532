// What a dashboard is, as plain data: Grafana's files are made from it (grafana.ts), and pictures (cli/dashboards). A query
// may use $__rate_interval, and the variables of its dashboard.

/** Grafana's names of units. */
export type Unit = 'short' | 'none' | 's' | 'bytes' | 'Bps' | 'cps' | 'percentunit' | 'bool_yes_no'

/** stat: the newest value; timeseries: by time; table: the newest value of each series, with its labels. */
export type Panel = {
  readonly title: string
  readonly kind: 'stat' | 'timeseries' | 'table'
  readonly unit: Unit
  /** What a reader should know of it. */
  readonly help?: string
  /** PromQL -> legend. */
  readonly queries: readonly Query[]
  /** Values that may be below 0, or whose small changes matter: the scale does not begin at 0. */
  readonly free?: boolean
}

export type Query = readonly [expression: string, legend: string]

type Row = { readonly title: string; readonly panels: readonly Panel[] }

/** A choice above the dashboard: the values that a label of a metric has; all of them, unless some are chosen. */
export type Variable = { readonly name: string; readonly label: string; readonly metric: string }

export type Dashboard = {
  readonly id: DashboardId
  readonly title: string
  readonly variables?: readonly Variable[]
  readonly rows: readonly Row[]
}

export type DashboardId = 'overview' | 'lag' | 'stages' | 'runtime' | 'postgres' | 'training'

/** Its address in Grafana, which lasts. */
export const uidOf = (id: DashboardId): string => `codelupe-${id}`

/** The sum of a counter's rates, by labels. */
export const perSecond = (counter: string, by = ''): string =>
  `sum${by === '' ? '' : ` by (${by})`} (rate(${counter}[$__rate_interval]))`

/** How much a counter has grown since the last point, by labels. */
export const grown = (counter: string, by: string): string => `sum by (${by}) (increase(${counter}[$__rate_interval]))`

export const stat = (title: string, unit: Unit, expression: string, help?: string): Panel => ({
  title,
  kind: 'stat',
  unit,
  queries: [[expression, title]],
  ...(help === undefined ? {} : { help }),
})

export const lines = (title: string, unit: Unit, queries: readonly Query[], help?: string): Panel => ({
  title,
  kind: 'timeseries',
  unit,
  queries,
  ...(help === undefined ? {} : { help }),
})
