// How languages write comments and strings, as data: just enough to tell comment bytes from the rest without a parser.

export type Syntax = {
  /** What begins a comment that ends with its line. */
  readonly line: readonly string[]
  /** What opens and closes a comment that may span lines. */
  readonly block: readonly (readonly [open: string, close: string])[]
  /** Quotes of strings that end with their line at the latest. */
  readonly quotes: string
  /** Quotes of strings that may span lines. */
  readonly longQuotes?: readonly string[]
  /** A line comment counts only at a line's start or after a blank. */
  readonly spaced?: true
  /** A long string that opens a line is documentation, and counts as a comment. */
  readonly docStrings?: true
  /** What begins a comment that documents: a tool makes pages of it. A banner, whose last character goes on, does not. */
  readonly documents?: readonly string[]
}

const c: Syntax = {
  line: ['//'],
  block: [['/*', '*/']],
  quotes: '"\'',
  documents: ['/**', '/*!', '///', '//!'],
}
const cWithBackticks: Syntax = { ...c, longQuotes: ['`'] }
/** A single quote may be a lifetime or a type's mark, so it opens nothing. */
const cWithoutCharacters: Syntax = { ...c, quotes: '"' }
const cWithText: Syntax = { ...c, longQuotes: ['"""'] }
const hash: Syntax = { line: ['#'], block: [], quotes: '"\'', spaced: true }
const python: Syntax = { ...hash, longQuotes: ['"""', "'''"], docStrings: true }
const dash: Syntax = { line: ['--'], block: [], quotes: '"\'' }
const sql: Syntax = { ...dash, block: [['/*', '*/']] }
const lisp: Syntax = { line: [';'], block: [['#|', '|#']], quotes: '"' }
const percent: Syntax = { line: ['%'], block: [], quotes: '' }
const markup: Syntax = { line: [], block: [['<!--', '-->']], quotes: '' }
const assembly: Syntax = { line: ['//', ';', '#'], block: [['/*', '*/']], quotes: '"', spaced: true }

const families: readonly (readonly [Syntax, readonly string[]])[] = [
  [
    c,
    [
      'C',
      'C++',
      'Objective-C',
      'Objective-C++',
      'C#',
      'CUDA',
      'Cuda',
      'GLSL',
      'HLSL',
      'OpenCL',
      'Metal',
      'SCSS',
      'Less',
      'Protocol Buffer',
      'Thrift',
      'Solidity',
      'Verilog',
      'SystemVerilog',
      'Zig',
      'Stylus',
      'JSON with Comments',
      'JSON5',
    ],
  ],
  [{ ...c, line: [] }, ['CSS']],
  [cWithBackticks, ['JavaScript', 'TypeScript', 'TSX', 'Go', 'D']],
  [cWithoutCharacters, ['Rust', 'Reason', 'ReScript']],
  [cWithText, ['Java', 'Kotlin', 'Scala', 'Swift', 'Groovy', 'Gradle', 'Dart']],
  [{ ...c, line: ['//', '#'], spaced: true }, ['PHP', 'Hack', 'HCL', 'Terraform']],
  [
    hash,
    [
      'Shell',
      'Makefile',
      'CMake',
      'Dockerfile',
      'YAML',
      'TOML',
      'Tcl',
      'Awk',
      'Nix',
      'Crystal',
      'Raku',
      'Meson',
      'Ignore List',
      'fish',
      'Starlark',
      'Puppet',
      'Gnuplot',
    ],
  ],
  [{ ...hash, documents: ["#'"] }, ['R']],
  [{ ...hash, documents: ['##'] }, ['GDScript', 'Nim']],
  [{ ...hash, block: [['=begin', '=end']] }, ['Ruby']],
  [
    {
      ...hash,
      block: [
        ['\n=head', '\n=cut'],
        ['\n=pod', '\n=cut'],
        ['\n=over', '\n=cut'],
        ['\n=item', '\n=cut'],
        ['\n=encoding', '\n=cut'],
      ],
      documents: ['\n='],
    },
    ['Perl'],
  ],
  [python, ['Python', 'Cython', 'Mojo']],
  [{ ...hash, longQuotes: ['"""'], docStrings: true }, ['Julia', 'Elixir']],
  [{ ...hash, block: [['<#', '#>']] }, ['PowerShell']],
  [{ ...hash, block: [['###', '###']] }, ['CoffeeScript']],
  [sql, ['SQL', 'PLpgSQL', 'PLSQL', 'TSQL', 'SQLPL', 'HiveQL']],
  [{ ...dash, block: [['--[[', ']]']], documents: ['---'] }, ['Lua', 'Luau']],
  [
    { ...dash, block: [['{-', '-}']], quotes: '"', documents: ['-- |', '-- ^', '{-|'] },
    ['Haskell', 'Elm', 'PureScript', 'Agda', 'Idris', 'Literate Haskell'],
  ],
  [{ ...dash, quotes: '"' }, ['Ada', 'VHDL', 'AppleScript']],
  [lisp, ['Common Lisp', 'Emacs Lisp', 'Scheme', 'Racket', 'Clojure', 'NewLisp', 'Fennel']],
  [percent, ['TeX', 'Prolog', 'PostScript']],
  [{ ...percent, block: [['%{', '%}']] }, ['MATLAB']],
  [{ ...percent, quotes: '"' }, ['Erlang']],
  [
    { line: [], block: [['(*', '*)']], quotes: '"', documents: ['(**'] },
    ['OCaml', 'Standard ML', 'Rocq Prover', 'Coq', 'Mathematica'],
  ],
  [{ line: ['//'], block: [['(*', '*)']], quotes: '"', documents: ['///'] }, ['F#']],
  [
    {
      line: ['//'],
      block: [
        ['{', '}'],
        ['(*', '*)'],
      ],
      quotes: "'",
    },
    ['Pascal'],
  ],
  [{ line: ['!'], block: [], quotes: '"\'' }, ['Fortran', 'Fortran Free Form']],
  [
    { line: ["'"], block: [], quotes: '"', documents: ["'''"] },
    ['Visual Basic .NET', 'VBA', 'VBScript', 'Visual Basic 6.0'],
  ],
  [
    markup,
    [
      'HTML',
      'XML',
      'XSLT',
      'SVG',
      'Markdown',
      'Vue',
      'Svelte',
      'Astro',
      'XML Property List',
      'HTML+ERB',
      'HTML+Django',
    ],
  ],
  [assembly, ['Assembly', 'Unix Assembly', 'WebAssembly', 'Motorola 68K Assembly']],
  [{ line: ['#', ';'], block: [], quotes: '', spaced: true }, ['INI', 'Java Properties', 'EditorConfig', 'Git Config']],
]

const byLanguage = new Map(families.flatMap(([syntax, languages]) => languages.map((name) => [name, syntax] as const)))

/** Every syntax, for the test of what they begin with. */
export const syntaxes: readonly Syntax[] = families.map(([syntax]) => syntax)

/** How a language writes comments; null where that is not known, so that nothing is measured rather than guessed. */
export const syntaxOf = (language: string): Syntax | null => byLanguage.get(language) ?? null
