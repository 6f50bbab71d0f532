// Two rulesets side by side: which rules came, went or differ, and in what. Made of the texts that are published, so that
// what is shown is what was judged by.

/** One difference: where, and what stood and stands there; null where it is not there. */
export type RulesetChange = {
  readonly processor: string
  /** Rule id, or the name of a threshold or of data. */
  readonly what: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rules of a ruleset by id; those in sets are taken out of them. */
function rulesIn(tree: Tree): Readonly<Record<string, Tree>> {
  const list = Array.isArray(tree.rules) ? tree.rules : []
  const found = list.flatMap((entry: unknown): readonly (readonly [string, Tree])[] => {
    if (!isTree(entry)) return []
    const nested = Object.entries(rulesIn(entry))
    if (nested.length > 0) return nested
    const id = entry.id ?? entry.name ?? entry.capability
    return typeof id === 'string' ? [[id, entry]] : []
  })
  return Object.fromEntries(found)
}

/** What differs between two texts of rulesets of one processor, rules first. */
export function changesBetween(processor: string, before: string, after: string): readonly RulesetChange[] {
  const [old, now] = [treeOf(before), treeOf(after)]
  const [oldRules, nowRules] = [rulesIn(old), rulesIn(now)]
  const changes: RulesetChange[] = []
  for (const id of new Set([...Object.keys(oldRules), ...Object.keys(nowRules)])) {
    const [one, other] = [oldRules[id], nowRules[id]]
    if (one === undefined || other === undefined)
      changes.push({
        processor,
        what: id,
        field: 'rule',
        before: one === undefined ? null : 'on',
        after: other === undefined ? null : 'on',
      })
    else changes.push(...leaves(one, other, '').map((leaf) => ({ processor, what: id, ...leaf })))
  }
  for (const part of ['engine', 'thresholds', 'data'])
    changes.push(...leaves(old[part], now[part], '').map((leaf) => ({ processor, what: part, ...leaf })))
  return changes
}

function treeOf(text: string): Tree {
  const tree: unknown = JSON.parse(text)
  return isTree(tree) ? tree : {}
}

type Leaf = Pick<RulesetChange, 'field' | 'before' | 'after'>

function leaves(before: unknown, after: unknown, path: string): readonly Leaf[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isTree(before) || !isTree(after)) return [{ field: path, before: before ?? null, after: after ?? null }]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    leaves(before[key], after[key], path === '' ? key : `${path}.${key}`),
  )
}

const valueMax = 60

const words = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length > valueMax ? `${text.slice(0, valueMax)}...` : text
}

/** A change in a line. */
export function changeLine({ processor, what, field, before, after }: RulesetChange): string {
  if (field === 'rule') return `${processor} ${what}: ${before === null ? 'added' : 'left out'}`
  return `${processor} ${what}: ${field} ${words(before)} -> ${words(after)}`
}
