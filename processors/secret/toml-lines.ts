// Where what a TOML file says stands in it: the lines of its tables, keys and texts, which the parser does not tell. Read only of
// text that the parser has taken, so nothing is checked here.

/** A table's header with the keys below it; the first has what stands ahead of every header. Lines count from 1. */
export type Section = {
  /** `rules.allowlists` of `[[rules.allowlists]]`. */
  readonly name: string
  readonly line: number
  /** By key, its line and then those of the texts in its value, in their order. */
  readonly lines: ReadonlyMap<string, readonly number[]>
}

type Open = { readonly name: string; readonly line: number; readonly lines: Map<string, readonly number[]> }

/** A text of any of the four kinds, as a whole: an escaped quote ends none of the two that know escapes. */
const text = /"""(?:[^\\]|\\[\s\S])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y
const header = /\[{1,2}[ \t]*([^\]\n]+?)[ \t]*\]{1,2}/y
const key = /[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w.-]+)(?:[ \t]*\.[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*[ \t]*=/y

export function sectionsOf(toml: string): readonly Section[] {
  const lineAt = lineCounter(toml)
  const sections: Open[] = [{ name: '', line: 1, lines: new Map() }]
  for (let at = 0; at < toml.length; ) {
    const opened = matchAt(header, toml, skipped(toml, at))
    const named = opened === null ? matchAt(key, toml, at) : null
    const start = skipped(toml, at)
    if (opened !== null) sections.push({ name: bare(opened[1] ?? ''), line: lineAt(start), lines: new Map() })
    const from = start + (opened?.[0].length ?? 0)
    const value = named === null ? { end: from, texts: [] } : valueAt(toml, at + named[0].length)
    if (named !== null)
      sections.at(-1)?.lines.set(bare(named[0].slice(0, -1)), [lineAt(start), ...value.texts.map(lineAt)])
    const line = toml.indexOf('\n', value.end)
    at = line < 0 ? toml.length : line + 1
  }
  return sections
}

function matchAt(pattern: RegExp, toml: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(toml)
}

/** Behind the blanks of a line. */
function skipped(toml: string, from: number): number {
  let at = from
  while (toml[at] === ' ' || toml[at] === '\t') at++
  return at
}

const bare = (name: string): string => name.replaceAll(/["'\s]/g, '')

/** To the end of a value, which goes on over lines as long as a bracket is open; and where the texts in it begin. */
function valueAt(toml: string, from: number): { readonly end: number; readonly texts: readonly number[] } {
  const texts: number[] = []
  let depth = 0
  let at = from
  while (at < toml.length) {
    const character = toml[at] ?? ''
    if (character === '"' || character === "'") {
      texts.push(at)
      at += matchAt(text, toml, at)?.[0].length ?? 1
      continue
    }
    if (character === '\n' && depth === 0) break
    if (character === '#') {
      const line = toml.indexOf('\n', at)
      at = line < 0 ? toml.length : line
      continue
    }
    if (character === '[' || character === '{') depth++
    if (character === ']' || character === '}') depth--
    at++
  }
  return { end: at, texts }
}

/** The line of an offset; asked in ascending order, it reads the text once. */
function lineCounter(toml: string): (offset: number) => number {
  let line = 1
  let read = 0
  return (offset) => {
    if (offset < read) {
      line = 1
      read = 0
    }
    for (let next = toml.indexOf('\n', read); next >= 0 && next < offset; next = toml.indexOf('\n', read)) {
      line++
      read = next + 1
    }
    return line
  }
}
