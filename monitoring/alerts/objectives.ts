// Objectives, and how fast their budgets of errors burn, by the SRE workbook (Google, chapter 5, "multiwindow, multi-burn-rate
// alerts"): a budget is for 30 days; 14.4 times too fast uses 2 % of it in an hour, 6 times 5 % in six hours, once all of it.
// A long window says that it matters, a short one that it still goes on.
import type { DashboardId } from '../dashboard.ts'
import type { Alert, Recording, RuleGroup, Series, Severity } from '../rule.ts'

type Objective = {
  /** Begins the names of its alerts. */
  readonly name: string
  /** Begins the names of its recorded series. */
  readonly series: string
  /** Share that may go wrong. */
  readonly budget: number
  readonly errors: (window: string) => string
  readonly all: (window: string) => string
  /** Errors below which no window counts: of ten records one is a tenth. */
  readonly errorsMin: number
  readonly severities: { readonly fast: Severity; readonly slow: Severity }
  readonly dashboard: DashboardId
  /** What goes wrong, as `{{ $labels.step }} ...`. */
  readonly what: string
  /** A step that goes wrong by `share` in a thousand a minute, over so many minutes. */
  readonly example: (thousandths: number, minutes: number) => Series
  /** One that goes wrong so much for some minutes after so many good ones, and is well again. */
  readonly burst: (thousandths: number, after: number, minutes: number) => Series
}

const windows = ['5m', '30m', '1h', '6h', '3d'] as const
type Window = (typeof windows)[number]

const ratio = ({ series }: Objective, window: Window): string => `step:${series}:ratio_rate${window}`

/** Both windows burn `factor` times too fast. */
const burns = (objective: Objective, factor: number, long: Window, short: Window): string =>
  [long, short].map((window) => `${ratio(objective, window)} > ${factor} * ${objective.budget}`).join(' and ')

const enough = ({ errors, errorsMin }: Objective, window: string): string => `${errors(window)} > ${errorsMin}`

function rulesOf(objective: Objective): readonly (Alert | Recording)[] {
  const { name, errors, all, severities, dashboard, what, example, burst } = objective
  const recordings = windows.map((window) => ({
    record: ratio(objective, window),
    expr: `${errors(window)} / (${all(window)} > 0)`,
  }))
  const summary = `{{ $labels.step }} ${what}: {{ $value | humanizePercentage }}`
  const summaryOf = (percent: string): string => `quality ${what}: ${percent}`
  const fast: Alert = {
    alert: `${name}BurnFast`,
    severity: severities.fast,
    expr: `((${burns(objective, 14.4, '1h', '5m')}) or (${burns(objective, 6, '6h', '30m')})) and ${enough(objective, '6h')}`,
    for: '2m',
    summary,
    dashboard,
    fires: {
      given: example(objective.budget * 20_000, 120),
      at: '100m',
      labels: { step: 'quality' },
      summary: summaryOf(`${objective.budget * 2_000}%`),
    },
    // It has burnt, within the hour, and does no longer.
    quiet: burst(500, 20, 9),
    quietAt: ['60m', '85m'],
  }
  const slow: Alert = {
    alert: `${name}BurnSlowly`,
    severity: severities.slow,
    expr: `${burns(objective, 1, '3d', '6h')} and ${enough(objective, '3d')}`,
    for: '1h',
    summary,
    dashboard,
    fires: {
      given: example(objective.budget * 3_000, 600),
      at: '500m',
      labels: { step: 'quality' },
      summary: summaryOf(`${objective.budget * 300}%`),
    },
    // It burnt for an hour, after a good day.
    quiet: burst(objective.budget * 10_000, 900, 60),
    quietAt: ['1010m'],
  }
  return [...recordings, fast, slow]
}

const burials: Objective = {
  name: 'Burials',
  series: 'codelupe_burials',
  budget: 0.001,
  errors: (window) => `sum by (step) (increase(codelupe_dead_letters_total[${window}]))`,
  all: (window) => `sum by (step) (increase(codelupe_records_total[${window}]))`,
  errorsMin: 5,
  severities: { fast: 'page', slow: 'ticket' },
  dashboard: 'stages',
  what: 'buries more than one record in a thousand',
  example: (thousandths, minutes) => ({
    'codelupe_dead_letters_total{step="quality",outcome="handle"}': `0+${thousandths}x${minutes}`,
    'codelupe_records_total{step="quality"}': `0+1000x${minutes}`,
  }),
  burst: (thousandths, after, minutes) => ({
    'codelupe_dead_letters_total{step="quality",outcome="handle"}': `0x${after} 0+${thousandths}x${minutes} ${thousandths * minutes}x90`,
    'codelupe_records_total{step="quality"}': `0+1000x${after + minutes + 90}`,
  }),
}

const commits: Objective = {
  name: 'SlowCommits',
  series: 'codelupe_slow_commits',
  budget: 0.01,
  errors: (window) =>
    `(sum by (step) (increase(codelupe_commit_seconds_count{step!="trainer"}[${window}])) - sum by (step) (increase(codelupe_commit_seconds_bucket{step!="trainer",le="2.5"}[${window}])))`,
  all: (window) => `sum by (step) (increase(codelupe_commit_seconds_count{step!="trainer"}[${window}]))`,
  errorsMin: 5,
  severities: { fast: 'ticket', slow: 'info' },
  dashboard: 'stages',
  what: 'takes over 2.5 s for more than one commit in a hundred',
  example: (thousandths, minutes) => ({
    'codelupe_commit_seconds_count{step="quality"}': `0+1000x${minutes}`,
    'codelupe_commit_seconds_bucket{step="quality",le="2.5"}': `0+${1_000 - thousandths}x${minutes}`,
  }),
  burst: (thousandths, after, minutes) => {
    const good = after * 1_000
    const slow = 1_000 - thousandths
    return {
      'codelupe_commit_seconds_count{step="quality"}': `0+1000x${after + minutes + 90}`,
      'codelupe_commit_seconds_bucket{step="quality",le="2.5"}': `0+1000x${after} ${good + slow}+${slow}x${minutes - 1} ${good + minutes * slow + 1_000}+1000x90`,
    }
  },
}

export const objectives: RuleGroup = { name: 'objectives', rules: [burials, commits].flatMap(rulesOf) }
