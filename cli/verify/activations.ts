// By which ruleset each processor decided from which place on, as rulesets.activated says it: what every fresh verdict is held
// against (I5). A verdict from before a partition's first activation is not: logs older than activations have none.
import type { LogRecord } from '../../runtime/step.ts'
import { rulesetsActivated } from '../../topics/index.ts'
import { listAt, numberAt, textAt } from './fields.ts'
import { type LogView, rangesIn, type Source } from './log.ts'

/** The ruleset that a processor decided by at the place that a record was made from; null where nothing says so. */
export type ActiveAt = (processor: string, made: LogRecord) => string | null

type Since = { readonly offset: number; readonly ruleset: string }

/** Memory: one entry a partition and activation, so a handful a change of rules. */
export async function readActivations(source: Source, view: LogView): Promise<ActiveAt> {
  const byPlace = new Map<string, Since[]>()
  for await (const chunk of source.events(rangesIn(view, [rulesetsActivated]))) {
    for (const { event } of chunk) {
      const [processor, ruleset] = [textAt(event, 'processor'), textAt(event, 'ruleset')]
      for (const position of listAt(event, 'positions')) {
        const key = `${processor} ${textAt(position, 'topic')}:${numberAt(position, 'partition')}`
        const before = byPlace.get(key) ?? []
        byPlace.set(key, [...before, { offset: numberAt(position, 'offset'), ruleset }])
      }
    }
  }
  return (processor, made) => {
    const place = lastPlaceOf(made)
    if (place === null) return null
    // In the order written: of two from one place on, the later counts.
    return (
      byPlace.get(`${processor} ${place.partition}`)?.findLast(({ offset }) => offset <= place.offset)?.ruleset ?? null
    )
  }
}

/** The record that this one was made from: the last of its trail. */
function lastPlaceOf({ headers }: LogRecord): { readonly partition: string; readonly offset: number } | null {
  const trail = headers.find(([name]) => name === 'x-trail')?.[1] ?? ''
  const [, partition, offset] = /([^,]+:\d+):(\d+)$/.exec(trail) ?? []
  return partition === undefined ? null : { partition, offset: Number(offset) }
}
