// What a run of the simulation came to, as a figure with its date and machine: schedules and decisions of each world, and
// after how many schedules each mutant was found. Written where CODELUPE_SIMULATION_RECORD=1 asks for it.
import { circumstancesOf, writeResult } from '../../bench/report.ts'
import type { JobResult, WorldName } from './worker.ts'

export type WorldFigure = {
  readonly schedules: number
  readonly decisions: number
  readonly seconds: number
  /** What befell the processes, how often. */
  readonly happened: Readonly<Record<string, number>>
}

export type MutantFigure = {
  readonly world: WorldName
  readonly mutant: string
  /** The schedule that found it, counted from 1; null where none did. */
  readonly schedules: number | null
  /** The promise that it broke. */
  readonly broke: string | null
}

export const mutantFigures = (results: readonly JobResult[]): readonly MutantFigure[] =>
  results.map(({ job, schedules, failed }) => ({
    world: job.world,
    mutant: job.mutant ?? '',
    schedules: failed === null ? null : schedules,
    broke: failed?.broken[0] ?? null,
  }))

export type SimulationFigure = {
  readonly worlds: Readonly<Partial<Record<WorldName, WorldFigure>>>
  readonly mutants: readonly MutantFigure[]
}

/** Begins a record: its circumstances are of now. */
export function openRecord(): { readonly write: (figure: SimulationFigure) => string } {
  const circumstances = circumstancesOf('CODELUPE_SIMULATION_RECORD=1 npm test -- tests/simulation')
  return { write: (figure) => writeResult('simulation', circumstances, figure) }
}
