// What a proposal may say, and how its faults are told; what of a verdict may be said again from its signals.
// Mutants: take the first fault only; leave the rule that was meant out; let a value as near as rounding stand; take a
// verdict of an unknown ruleset for comparable; leave switched-off rules in the ruleset.
import { describe, expect, test } from 'vitest'
import { changesBetween } from '../../cli/rulesets/changes.ts'
import { createDecider } from '../../processors/again.ts'
import { createPipeline, defaultGateSettings, type GateSettings } from '../../processors/index.ts'
import { judgedFile, type Processor, verdictOf } from '../../processors/processor.ts'
import { parseProposal } from '../../processors/proposal.ts'
import { prose, python } from '../../processors/quality/examples.ts'
import type { Decision, File } from '../../schemas/types.ts'
import { fileOf } from './secret-file.ts'

const faultsOf = (text: string): readonly string[] => {
  const read = parseProposal(text)
  return read.kind === 'faults' ? read.faults : []
}

function settingsOf(text: string): GateSettings {
  const read = parseProposal(text)
  if (read.kind === 'faults') throw new Error(read.faults.join('; '))
  const { scoreMin, changes } = read.proposal
  return { ...defaultGateSettings, scoreMin: scoreMin ?? defaultGateSettings.scoreMin, changes }
}

const gateOf = (text: string, name: Processor['name']): Processor => {
  const found = createPipeline(settingsOf(text)).find((processor) => processor.name === name)
  if (found === undefined) throw new Error(`expected ${name}`)
  return found
}

describe('a proposal', () => {
  test('that is empty changes no ruleset', () => {
    const hashes = (processors: readonly Processor[]) => processors.map(({ ruleset }) => ruleset)
    expect(hashes(createPipeline(settingsOf('')))).toEqual(hashes(createPipeline(defaultGateSettings)))
  })

  test.each([
    ['quality', '[quality]\nscore_min = 71'],
    ['quality', '[quality]\noff = ["code.pass"]'],
    ['quality', '[quality.thresholds]\ncharacters.digits = 0.3'],
    ['quality', '[quality.thresholds]\n"lines.longest" = { languages = { Go = 900 } }'],
    ['malicious', '[malicious]\noff = ["decoded-exec.python"]'],
    ['secret', '[secret]\noff = ["aws.access-key"]'],
    ['license', '[license]\nevidence_required = false'],
    ['license', '[license]\nfamilies = { lgpl = "allow" }'],
  ] as const)('changes the ruleset of %s and no other: %s', (name, text) => {
    const off = text.includes('aws.') ? text.replace('aws.access-key', secretRule()) : text
    const changed = createPipeline(settingsOf(off)).filter(
      ({ ruleset }, at) => ruleset !== createPipeline(defaultGateSettings)[at]?.ruleset,
    )
    expect(changed.map((processor) => processor.name)).toEqual([name])
  })

  test('is refused with all of its faults, and what was meant', () => {
    const text = `
      [qualtiy]
      [quality]
      score_min = 101
      off = ["code.pas"]
      [quality.thresholds]
      "characters.digit" = 1
      "lines.mean" = "wide"
      "score.below-threshold" = 3
      [malicious]
      rules = ""
      [license]
      unlisted = "perhaps"
      families = { lgplx = "allow" }`
    expect(faultsOf(text)).toEqual([
      'expected [[allow]], [quality], [malicious], [secret], [license], found qualtiy, did you mean quality?',
      'quality.score_min: expected a number from 0 to 100, found 101',
      'quality.thresholds: expected a rule of quality, found characters.digit, did you mean characters.digits?',
      'quality.thresholds.lines.mean: expected a number, or { value, languages = { Go = number } }, found "wide"',
      'quality.thresholds: expected the least score as quality.score_min',
      'quality.off: expected a rule of quality, found "code.pas", did you mean code.pass?',
      'license.families: expected a family, found lgplx, did you mean lgpl?',
      'license.unlisted: expected allow, review, unknown, blocked, no-ai, found "perhaps"',
      'malicious.rules: expected a path, found ""',
    ])
    expect(faultsOf('[quality\n')).toEqual([expect.stringMatching(/^expected TOML, found line 1: /)])
  })

  test('is shown as what it changes', () => {
    const [before, after] = [
      gateOf('', 'quality'),
      gateOf(
        '[quality]\nscore_min = 75\noff = ["code.pass"]\n[quality.thresholds]\ncharacters.digits.languages.SQL = 0.4',
        'quality',
      ),
    ]
    expect(changesBetween('quality', before.rulesetText, after.rulesetText)).toEqual([
      { processor: 'quality', what: 'characters.digits', field: 'above.byLanguage.SQL', before: 0.3, after: 0.4 },
      { processor: 'quality', what: 'code.pass', field: 'rule', before: 'on', after: null },
      { processor: 'quality', what: 'score.below-threshold', field: 'below.value', before: 70, after: 75 },
    ])
  })
})

const secretRule = (): string => createPipeline(defaultGateSettings)[2]?.rules[0]?.id ?? ''

function decisionOf(file: File, processors: readonly Processor[]): Decision {
  const decided = createDecider({ processors, published: () => null, anew: true })
  const nothing: Decision = {
    file: { ...file, content: null },
    outcome: 'rejected',
    by: null,
    reason: null,
    verdicts: [],
    sampleId: null,
    releasedSha256: null,
    pipeline: '',
  }
  return decided.fromContent(nothing, file)
}

describe('a verdict is said again', () => {
  const file = fileOf(`# SPDX-License-Identifier: MIT\n${python(8)}# ${prose(1)}\n`, 'Python', 'a.py')
  const now = createPipeline(defaultGateSettings)
  const before = decisionOf(file, now)
  const texts = new Map(now.map(({ ruleset, rulesetText }) => [ruleset, rulesetText]))
  const published = (ruleset: string) => texts.get(ruleset) ?? null
  const under = (text: string, known = published) =>
    createDecider({ processors: createPipeline(settingsOf(text)), published: known }).fromVerdicts(before)

  test('where its ruleset is the same, or only thresholds of its signals differ', () => {
    expect(before.outcome).toBe('accepted')
    expect(under('')).toEqual({ kind: 'decided', decision: before })
    expect(under('[quality.thresholds]\ncode.comments.languages.Python = 0.01')).toMatchObject({
      kind: 'decided',
      decision: { outcome: 'rejected', by: 'quality', reason: 'code.comments', sampleId: null, releasedSha256: null },
    })
    // Of another language, and so of no concern.
    expect(under('[quality.thresholds]\ncode.comments.languages.Go = 0.01')).toMatchObject({
      decision: { outcome: 'accepted' },
    })
  })

  test('and not where a value is as near to a threshold as it is rounded', () => {
    const value = verdictOf(now[0] as Processor, judgedFile(file, file.content ?? Buffer.alloc(0))).signals
      .commentShareCounted
    const near = `[quality.thresholds]\ncode.comments = ${value}`
    expect(under(near)).toEqual({ kind: 'content', why: 'too-near', processor: 'quality' })
  })

  test('and not where nobody knows what its ruleset measured, or the rule is looked for in the content', () => {
    const text = '[quality]\nscore_min = 10'
    expect(under(text, () => null)).toMatchObject({ kind: 'content', why: 'rules-changed' })
    const other = (ruleset: string) => published(ruleset)?.replace(/"engine":\d+/, '"engine":0') ?? null
    expect(under(text, other)).toMatchObject({ kind: 'content', why: 'rules-changed' })
    expect(under('[malicious]\noff = ["decoded-exec.python"]')).toMatchObject({
      why: 'rules-changed',
      processor: 'malicious',
    })
  })
})
