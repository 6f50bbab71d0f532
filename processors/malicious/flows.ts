// A step of data flow that a regular expression cannot take: a value is given a name, and the name reaches a sink a few
// lines later. Textual and bounded: the same name, within reach, in a call of one of the sinks.
import { type Condition, type Test, where } from './model.ts'

const reachBytes = 800
const assigned =
  /(?:^|[\s;({])\$?([A-Za-z_]\w{0,40})\s*(?::\s?[\w<>[\]]{1,30}\s*)?:?=(?!=)\s*(?:await\s+)?(?:[^=\n]|=>){0,60}$/

/** Matches that are assigned to a name which then appears in the arguments of a sink. `sinks` is a pattern's source. */
export const flows = (of: Condition, sinks: string): Condition =>
  where(of, { name: 'flows-into', test: reaches(sinks), parameters: [sinks, reachBytes] })

const reaches =
  (sinks: string): Test =>
  (text, span) => {
    const found = assigned.exec(text.slice(Math.max(0, span.start - 100), span.start))
    const name = found?.[1]
    if (name === undefined) return false
    const sink = new RegExp(`(?:${sinks})[^\\n;]{0,80}(?<![\\w$'"])[$]?${name}(?![\\w'"])`, 'i')
    return sink.test(text.slice(span.end, span.end + reachBytes))
  }
