// Every rule of the product says what it was written from and since which engine it is there.
// Mutants: a group's source left out of processors/provenance.ts; `later` without one of its rules; an engine above the gate's.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPipeline, defaultGateSettings } from '../../processors/index.ts'
import { provenanceOf } from '../../processors/provenance.ts'

describe.each(createPipeline(defaultGateSettings))('$name', (gate) => {
  const { engine }: { readonly engine: number } = JSON.parse(gate.rulesetText)
  const known = gate.rules.map((rule) => ({ id: rule.id, provenance: provenanceOf(gate.name, rule) }))

  it('names a source and an engine for each rule', () => {
    expect(known.filter(({ provenance }) => provenance === null).map(({ id }) => id)).toEqual([])
    for (const { id, provenance } of known)
      expect([id, provenance?.source.length, provenance?.added]).toEqual([
        id,
        expect.toSatisfy((length: number) => length > 5),
        expect.toSatisfy((added: number) => Number.isInteger(added) && added >= 1 && added <= engine),
      ])
  })

  // Another digest: a rule is new, and belongs into `later` of processors/provenance.ts with the engine it came with; or one
  // of the first was taken away.
  it('has no other rules of the first engine than it had', () => {
    const first = known.filter(({ provenance }) => provenance?.added === 1).map(({ id }) => id)
    const digest = createHash('sha256').update(first.toSorted().join('\n')).digest('hex').slice(0, 16)
    expect({ count: first.length, digest }).toEqual(firsts[gate.name])
  })
})

const firsts: Readonly<Record<string, { readonly count: number; readonly digest: string }>> = {
  quality: { count: 41, digest: '9f16fc56ec68f143' },
  malicious: { count: 283, digest: '16c57e2e3cfbb0f9' },
  secret: { count: 299, digest: '2f72a847597e1c5a' },
  license: { count: 46, digest: '7691776878c6ef5d' },
}
