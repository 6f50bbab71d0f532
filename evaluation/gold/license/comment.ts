// Comment styles: how a notice stands in a file of some language, wrapped at some width.

const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length))

const marked =
  (mark: string) =>
  (lines: readonly string[]): string =>
    lines.map((line) => `${mark} ${line}`.trimEnd()).join('\n')

const enclosed =
  (before: string, mark: string, after: string) =>
  (lines: readonly string[]): string =>
    [before, ...lines.map((line) => `${mark}${line}`.trimEnd()), after].join('\n')

/** A box around the lines: of a block comment, or of line comments whose mark begins each rule, too. */
const boxed =
  (before: string, left: string, right: string, after: string, fill: string) =>
  (lines: readonly string[]): string => {
    const width = widest(lines)
    const total = width + left.length + right.length
    const middle = lines.map((line) => `${left}${line.padEnd(width)}${right}`.trimEnd())
    const top = `${before}${fill.repeat(total - before.length)}`
    return [top, ...middle, after === '' ? top : `${fill.repeat(total - after.length)}${after}`].join('\n')
  }

const tight = (before: string, after: string) => (lines: readonly string[]) => `${before} ${lines.join('\n')} ${after}`

export const styles = {
  slashes: marked('//'),
  slashesBang: marked('//!'),
  slashesTriple: marked('///'),
  slashesRuled: boxed('//', '// ', '', '', '='),
  stars: enclosed('/*', ' * ', ' */'),
  javadoc: enclosed('/**', ' * ', ' */'),
  keep: enclosed('/*!', ' * ', ' */'),
  bare: enclosed('/*', '', '*/'),
  bareIndented: enclosed('/*', '   ', '*/'),
  tight: tight('/*', '*/'),
  twoStars: enclosed('/*', '** ', '*/'),
  boxStars: boxed('/*', ' * ', ' *', '*/', '*'),
  boxEquals: boxed('/*', ' | ', ' |', '*/', '='),
  boxEach: (lines: readonly string[]) => {
    const width = widest(lines)
    const rule = `/*${'*'.repeat(width + 2)}*/`
    return [rule, ...lines.map((line) => `/* ${line.padEnd(width)} */`), rule].join('\n')
  },
  dashedBlock: enclosed(`/*${'-'.repeat(68)}`, '   ', `${'-'.repeat(68)}*/`),
  ruledBlock: enclosed(`/*${'='.repeat(66)}`, ' ', `${'='.repeat(66)}*/`),
  hash: marked('#'),
  hashDouble: marked('##'),
  hashBox: boxed('#', '# ', ' #', '', '#'),
  hashRuled: enclosed(`# ${'-'.repeat(70)}`, '# ', `# ${'-'.repeat(70)}`),
  dashes: marked('--'),
  dashesBox: boxed('--', '-- ', ' --', '--', '-'),
  lisp: marked(';;'),
  lispTriple: marked(';;;'),
  semicolon: marked(';'),
  percent: marked('%'),
  percentDouble: marked('%%'),
  percentBlock: enclosed('%{', '', '%}'),
  html: enclosed('<!--', '  ', '-->'),
  htmlTight: tight('<!--', '-->'),
  ocaml: enclosed('(*', '   ', '*)'),
  ocamlBox: (lines: readonly string[]) => {
    const width = widest(lines)
    const rule = `(*${'*'.repeat(width + 4)}*)`
    return [rule, ...lines.map((line) => `(*  ${line.padEnd(width)}  *)`), rule].join('\n')
  },
  braces: enclosed('{', '  ', '}'),
  haskell: enclosed('{-', '   ', '-}'),
  quotes: enclosed("'''", '', "'''"),
  docstring: enclosed('"""', '', '"""'),
  dnl: marked('dnl'),
  rem: marked('REM'),
  apostrophe: marked("'"),
  bang: marked('!'),
  bangBox: boxed('!', '! ', ' !', '!', '-'),
  columnC: marked('C    '),
  columnStar: marked('      *'),
  roff: marked('.\\"'),
  vim: marked('"'),
  batch: marked('::'),
  jinja: enclosed('{#', '  ', '#}'),
  jsp: enclosed('<%--', '  ', '--%>'),
  erb: enclosed('<%#', '  ', '%>'),
  handlebars: enclosed('{{!--', '  ', '--}}'),
  lua: enclosed('--[[', '  ', ']]'),
  powershell: enclosed('<#', '  ', '#>'),
  rubyBlock: enclosed('=begin', '', '=end'),
  julia: enclosed('#=', '', '=#'),
  coffee: enclosed('###', '', '###'),
  forth: marked('\\'),
  rst: enclosed('..', '   ', ''),
} as const

export type Style = keyof typeof styles

const wrapLine = (line: string, width: number): readonly string[] => {
  const indent = line.match(/^\s*/)?.[0] ?? ''
  const wrapped: string[] = []
  let current = indent
  for (const word of line.trim().split(/\s+/)) {
    const longer = current.trim() === '' ? `${current}${word}` : `${current} ${word}`
    if (longer.length > width && current.trim() !== '') {
      wrapped.push(current)
      current = `${indent}${word}`
    } else current = longer
  }
  return [...wrapped, current.trimEnd()]
}

/** Lines of `text` that are at most `width` wide; a line break of the text stays one. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => wrapLine(line, width))

export const comment = (style: Style, text: string, width: number): string => styles[style](wrap(text, width))
