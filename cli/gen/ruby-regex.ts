// Turns linguist's Ruby regular expressions into JavaScript sources for the flag `m`. Repeats get an upper bound, so that
// a pattern's work on hostile text is a multiple of the text's length; what cannot be converted has its own wording here.

/** Repeats of blanks, of anything else, and of groups. Longer runs than these are not what a heuristic looks for. */
const boundOf = { blank: 32, other: 160, group: 16 } as const

/** Ruby source -> JavaScript source, where the rule is exponential, unbounded by design, or uses what JavaScript lacks. */
export const overrides: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cairo: [
      String.raw`(^(\s*)%lang(\s+)([A-Za-z0-9_]+))|(^(\s*)%builtins(\s+)([A-Za-z0-9_]+\s*)*$)|(^(\s*)from(\s+)starkware\.(cairo|starknet)\.([A-Za-z0-9_.\s]+?)import)|(,\s*ap\+\+;$)|(;\s*ap\+\+$)`,
      String.raw`^[ \t]*%lang[ \t]{1,32}\w|^[ \t]*%builtins[ \t]{1,32}[\w \t]{0,160}$|^[ \t]*from[ \t]{1,32}starkware\.(?:cairo|starknet)\.|[,;][ \t]{0,32}ap\+\+;?$`,
    ],
    eiffel: [
      String.raw`^\s*\w+\s*(?:\(\s*\w+[:][^)]+\))?(?:[:]\s*\w+)?(?:--.+\s+)*\s+(?:do|local)\s`,
      String.raw`^[ \t]*\w{1,64}[ \t]{0,8}(?:\([ \t]{0,8}\w{1,64}:[^)\n]{1,160}\))?(?::[ \t]{0,8}\w{1,64})?\s{1,32}(?:do|local)\s`,
    ],
    erlangApp: [
      String.raw`^\{\s*(?:application|'application')\s*,\s*(?:[a-z]+[\w@]*|'[^']+')\s*,\s*\[(?:.|[\r\n])*\]\s*\}\.[ \t]*$`,
      String.raw`^\{\s{0,32}(?:application|'application')\s{0,32},`,
    ],
    javascriptEs: [
      String.raw`\/\/|["']use strict["']|export\s+default\s|\/\*(?:.|[\r\n])*?\*\/`,
      String.raw`\/\/|["']use strict["']|export\s{1,32}default\s|\/\*`,
    ],
    stl: [
      String.raw`\A\s*solid(?:$|\s)[\s\S]*^endsolid(?:$|\s)`,
      String.raw`(?<![\s\S])\s{0,32}solid(?:$|\s)[\s\S]{0,160}facet`,
    ],
    vimHelp: [
      String.raw`(?:(?:^|[ \t])(?:vi|Vi(?=m))(?:m[<=>]?[0-9]+|m)?|[ \t]ex)(?=:(?=[ \t]*set?[ \t][^\r\n:]+:)|:(?![ \t]*set?[ \t]))(?:(?:[ \t]*:[ \t]*|[ \t])\w*(?:[ \t]*=(?:[^\\\s]|\\.)*)?)*[ \t:](?:filetype|ft|syntax)[ \t]*=(help)(?=$|\s|:)`,
      String.raw`(?:^|[ \t])(?:[vV]im?[<=>0-9]{0,6}|ex):[^\n]{0,160}[ \t:](?:filetype|ft|syntax)=help(?=$|\s|:)`,
    ],
    hosts: [
      String.raw`(?xi) ^(?<ipv4>(?!\.)(?:\.?(?: 25[0-5]|   2[0-4]\d|   1\d\d|   [1-9]?\d)\b){4})(?<cidr>/(3[0-2]|[12]?\d)\b)?(?<domains>[ \t]+\w[-\w]* (?:\.\w[-\w]*)*(?<!-)\b)*+(?:$|\s)`,
      String.raw`^(?:\d{1,3}\.){3}\d{1,3}[ \t]{1,32}[A-Za-z][-\w.]{0,160}(?:$|\s)`,
    ],
    adblock: [
      String.raw`\A\[(?<version>(?:[Aa]d[Bb]lock(?:[ \t][Pp]lus)?|u[Bb]lock(?:[ \t][Oo]rigin)?|[Aa]d[Gg]uard)(?:[ \t] \d+(?:\.\d+)*+)?)(?:[ \t]?;[ \t]?\g<version>)*+\]`,
      String.raw`(?<![\s\S])\[(?:[Aa]d[Bb]lock|u[Bb]lock|[Aa]d[Gg]uard)[^\]\n]{0,80}\]`,
    ],
  }).map(([, [ruby, javascript]]) => [ruby ?? '', javascript ?? '']),
)

/**
 * A JavaScript source, for the flag `m`, of a Ruby pattern. Ruby's ^ and $ always speak of lines; a leading `^\s*`
 * becomes blanks of that line, which finds the same lines without trying every line end twice.
 */
export function toJavaScript(ruby: string): string {
  let ignoreCase = false
  const plain = ruby
    .replaceAll(/\(\?([a-z]*)(?:-[a-z]+)?\)/g, (_, on: string) => {
      ignoreCase ||= on.includes('i')
      return ''
    })
    .replaceAll('\\A', '(?<![\\s\\S])')
    .replaceAll('\\z', '(?![\\s\\S])')
    .replaceAll('[\\s&&[^\\r\\n]]', '[ \\t]')
    .replaceAll('^(\\s*)', '^\\s*')
    .replaceAll('<?xml|xmlns', '<\\?xml|xmlns')
  const bounded = bound(plain)
    .replaceAll(/\^\\s(?:\{0,32\}|\*)/g, '^[ \\t]*')
    .replaceAll('^\\s{1,32}', '^[ \\t]+')
  return ignoreCase ? `(?i:${bounded})` : bounded
}

/** Puts upper bounds on `*` and `+`. A repeat straight after a line start is linear already and stays as it is. */
function bound(source: string): string {
  let out = ''
  let atom: keyof typeof boundOf = 'other'
  for (let i = 0; i < source.length; ) {
    const length = atomLength(source, i)
    const text = source.slice(i, i + length)
    i += length
    if (text === '*' || text === '+') {
      out += `{${text === '*' ? 0 : 1},${boundOf[atom]}}`
    } else {
      atom =
        text === ')' ? 'group' : text === '\\s' || /^\[[ \\tsrn]*\]$/.test(text) || text === ' ' ? 'blank' : 'other'
      out += text
    }
  }
  return out
}

/** An escape, a whole character class, or one character. */
function atomLength(source: string, at: number): number {
  if (source[at] === '\\') return 2
  if (source[at] !== '[') return 1
  let end = at + 1
  if (source[end] === '^') end++
  if (source[end] === ']') end++
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1 - at
}
