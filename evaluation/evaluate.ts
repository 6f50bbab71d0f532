// A gate over a labelled set: what it said of each case, and how good that is, in all and by class.
import type { LicensePack } from '../identify/license-pack.ts'
import { governingIn } from '../processors/license/findings.ts'
import type { Judgement, Processor } from '../processors/processor.ts'
import { namerOf } from './classes.ts'
import { isSameExpression } from './expression.ts'
import { type LabelledCase, preparer } from './labelled.ts'
import { type Counts, type Score, type Share, scoreOf, shareOf } from './score.ts'

/** What the gate said of one case. */
export type Said = {
  readonly labelled: LabelledCase
  readonly flagged: boolean
  /** Ids of the rules that fired. */
  readonly rules: readonly string[]
  /** Classes that those name. */
  readonly named: readonly string[]
  /** Licence: the expression that the gate found to govern the file. */
  readonly expression: string | null
}

/** A case that ingest would not have submitted: no gate sees it. */
export type Skipped = { readonly labelled: LabelledCase; readonly reason: string; readonly detail: string }

export type ClassScore = {
  readonly name: string
  /** Cases of the class, and how many of its positives the gate objects to. */
  readonly positives: number
  readonly negatives: number
  readonly recall: Share
  /** Positives that it objects to under this very name; null for a class that no rule names. */
  readonly named: Share
  /** Negatives near this class that it objects to. */
  readonly falseAlarms: number
}

export type Evaluation = {
  readonly gate: Processor['name']
  readonly ruleset: string
  readonly cases: number
  readonly score: Score
  readonly classes: readonly ClassScore[]
  /** Licence: cases with an expression that the gate found exactly. */
  readonly exact: Share
  readonly misses: readonly Said[]
  readonly falseAlarms: readonly Said[]
  /** Licence: cases whose expression it read otherwise. */
  readonly otherwise: readonly Said[]
  readonly skipped: readonly Skipped[]
  readonly megabytes: number
  /** Of judging alone. */
  readonly cpuSeconds: number
}

/**
 * Judges every case. `usage` gives the microseconds of processor time that this process has used; licence evidence beside the
 * cases is read with the pack, as ingest reads it.
 */
export function judgeCases(
  gate: Processor,
  cases: readonly LabelledCase[],
  usage: () => number,
  pack: LicensePack | null = null,
): { readonly said: readonly Said[]; readonly skipped: readonly Skipped[]; readonly cpuSeconds: number } {
  const prepare = preparer(pack)
  const namesOf = namerOf(gate.name, gate.rules)
  const said: Said[] = []
  const skipped: Skipped[] = []
  let microseconds = 0
  for (const labelled of cases) {
    const prepared = prepare(labelled)
    if (prepared.kind === 'skip') {
      skipped.push({ labelled, reason: prepared.reason, detail: prepared.detail })
      continue
    }
    const before = usage()
    const judgement = gate.judge(prepared.file)
    microseconds += usage() - before
    said.push(saidOf(gate, labelled, judgement, namesOf))
  }
  return { said, skipped, cpuSeconds: microseconds / 1e6 }
}

function saidOf(
  gate: Processor,
  labelled: LabelledCase,
  { reason, findings }: Judgement,
  namesOf: (rule: string) => readonly string[],
): Said {
  // A secret that is redacted is found too; elsewhere a finding may be a mere remark.
  const flagged = gate.name === 'secret' ? reason !== null || findings.length > 0 : reason !== null
  const rules = [...new Set([...(reason === null ? [] : [reason]), ...findings.map(({ rule }) => rule)])]
  return {
    labelled,
    flagged,
    rules,
    named: [...new Set(rules.flatMap(namesOf))],
    expression: gate.name === 'license' ? (governingIn(findings) ?? 'NONE') : null,
  }
}

/** Scores what was said. */
export function evaluate(gate: Processor, { said, skipped, cpuSeconds }: ReturnType<typeof judgeCases>): Evaluation {
  const stated = said.filter(({ labelled }) => labelled.expression !== null)
  const otherwise = stated.filter(({ labelled, expression }) => !isSameExpression(labelled.expression, expression))
  return {
    gate: gate.name,
    ruleset: gate.ruleset,
    cases: said.length,
    score: scoreOf(countsOf(said)),
    classes: classScores(gate, said),
    exact: gate.name === 'license' ? shareOf(stated.length - otherwise.length, stated.length) : null,
    misses: said.filter(({ labelled, flagged }) => labelled.positive && !flagged),
    falseAlarms: said.filter(({ labelled, flagged }) => !labelled.positive && flagged),
    otherwise: gate.name === 'license' ? otherwise : [],
    skipped,
    megabytes: said.reduce((sum, { labelled }) => sum + labelled.content.length, 0) / 1e6,
    cpuSeconds,
  }
}

const countsOf = (said: readonly Said[]): Counts => {
  const count = (positive: boolean, flagged: boolean): number =>
    said.filter((one) => one.labelled.positive === positive && one.flagged === flagged).length
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, false),
  }
}

function classScores(gate: Processor, said: readonly Said[]): readonly ClassScore[] {
  const namesOf = namerOf(gate.name, gate.rules)
  const nameable = new Set(gate.rules.flatMap(({ id }) => namesOf(id)))
  const names = [...new Set(said.flatMap(({ labelled }) => labelled.classes))].sort()
  return names.map((name) => {
    const own = said.filter(({ labelled }) => labelled.classes.includes(name))
    const positives = own.filter(({ labelled }) => labelled.positive)
    const flagged = positives.filter((one) => one.flagged)
    const named = flagged.filter((one) => one.named.includes(name))
    return {
      name,
      positives: positives.length,
      negatives: own.length - positives.length,
      recall: shareOf(flagged.length, positives.length),
      named: nameable.has(name) ? shareOf(named.length, positives.length) : null,
      falseAlarms: own.filter(({ labelled, flagged: objected }) => !labelled.positive && objected).length,
    }
  })
}
