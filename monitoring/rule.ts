// What Prometheus records and alerts on, as plain data; an alert stands with its proof beside it: what makes it fire, and
// what must not. The file of rules, promtool's cases and the check of the runbook are made from it.
import type { DashboardId } from './dashboard.ts'

/** page: files stop, or are lost to the pipeline, now; ticket: look at it today; info: good to know. */
export type Severity = 'page' | 'ticket' | 'info'

/** Series in promtool's words, one value a minute, by selector: `'up{job="a"}': '1x10 0x80'`. */
export type Series = Readonly<Record<string, string>>

export type Alert = {
  readonly alert: string
  readonly severity: Severity
  readonly expr: string
  /** How long it must hold. */
  readonly for?: string
  /** One line, which may quote the series by Prometheus' templates. */
  readonly summary: string
  readonly dashboard: DashboardId
  /** Fires at this time, of the minutes of the series, with these labels. */
  readonly fires: {
    readonly given: Series
    readonly at: string
    readonly labels: Readonly<Record<string, string>>
    readonly summary: string
  }
  /** Much like it, and no reason to call anybody. Null where it always fires. */
  readonly quiet: Series | null
  /** When that is looked at, where only some moments matter. */
  readonly quietAt?: readonly string[]
  /** It says that data is missing: it fires where there is none. */
  readonly firesWithoutData?: true
}

export type Recording = { readonly record: string; readonly expr: string }

export type RuleGroup = { readonly name: string; readonly rules: readonly (Alert | Recording)[] }

export const isAlert = (rule: Alert | Recording): rule is Alert => 'alert' in rule
