// The figures of the gold corpus where they are written down: its table in docs/evaluation.md, and the floors beside the corpus.
import { type GoldFigures, renderFloors, renderGoldTable } from '../../evaluation/gold-figures.ts'

const [begin, end] = ['<!-- gold:begin -->\n', '\n<!-- gold:end -->']

/** Of these files as they are, path -> text: with these figures. */
export function renderGold(docs: string, figures: readonly GoldFigures[]): ReadonlyMap<string, string> {
  const [from, to] = [docs.indexOf(begin), docs.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`expected ${begin.trim()} and ${end.trim()} in docs/evaluation.md`)
  const written = `${docs.slice(0, from + begin.length)}${renderGoldTable(figures)}${docs.slice(to)}`
  return new Map([
    ['docs/evaluation.md', written],
    ['evaluation/floors.json', renderFloors(figures)],
  ])
}
