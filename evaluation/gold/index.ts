// The gold corpus: labelled cases for each gate, the same on every machine. Written from the definitions of the classes, by
// authors who had not seen the rules; half of it may be looked at while rules are mended, the other half is only counted.
import { createHash } from 'node:crypto'
import type { ProcessorName } from '../../processors/order.ts'
import type { LabelledCase } from '../labelled.ts'
import type { GoldCase, Half } from './case.ts'
import { licenseCases } from './license/index.ts'
import { maliciousCases } from './malicious/index.ts'
import { qualityCases } from './quality/index.ts'
import { type Random, randomOf } from './random.ts'
import { secretCases } from './secret/index.ts'

const makers: Readonly<Record<ProcessorName, (random: Random) => readonly GoldCase[]>> = {
  quality: qualityCases,
  malicious: maliciousCases,
  secret: secretCases,
  license: licenseCases,
}

/** The cases of a gate. */
export function goldCases(gate: ProcessorName): readonly LabelledCase[] {
  const counts = new Map<string, number>()
  return makers[gate](randomOf(`gold ${gate}`)).map((gold) => {
    const count = (counts.get(gold.family) ?? 0) + 1
    counts.set(gold.family, count)
    return {
      id: `${gold.family}-${count}`,
      path: gold.path,
      content: Buffer.from(gold.content),
      positive: gold.positive,
      classes: gold.classes,
      expression: gold.expression ?? null,
      declared: gold.declared ?? null,
      beside: gold.beside ?? {},
      half: halfOf(`${gate}/${gold.family}`),
    }
  })
}

/** By the first bit of the name's hash: nobody chooses. */
const halfOf = (name: string): Half => {
  const [first = 0] = createHash('sha256').update(name).digest()
  return first < 128 ? 'train' : 'test'
}
