// What hostile text costs a gate: a mebibyte of each kind, in milliseconds of processor time. The contract tests hold that no
// budget is passed; this is the time that the budgets come to.
import { type JudgedFile, judgedFile, type Processor } from '../processors/processor.ts'
import { round } from './report.ts'

const mebibyte = 1_048_576
/** The first judging compiles and fills tables, which a running gate has done. */
const judgings = 4

/** Milliseconds of processor time by text and gate: the least of some judgings, for what else runs only adds. */
export type HostileFigure = Readonly<Record<string, Readonly<Record<string, number>>>>

const fill = (piece: Buffer): Buffer => Buffer.alloc(mebibyte, piece)

/** Everything that rules say they match, and their words alone. */
function examplesOf(gates: readonly Processor[]): { readonly matches: string; readonly words: string } {
  const examples = gates.flatMap(({ rules }) => rules.flatMap(({ matches }) => matches))
  const matches = examples.map((example) => (typeof example === 'string' ? example : example.content)).join('\n')
  return { matches, words: [...new Set(matches.match(/[A-Za-z_][\w.-]{2,}/g) ?? [])].join(' ') }
}

function textsOf(gates: readonly Processor[]): Readonly<Record<string, Buffer>> {
  const { matches, words } = examplesOf(gates)
  const invisible = '\u200b\u200c\u200d\u2060\u202e\u2066\u2069\ufeff\u{e0041}\u{e0061}\u180e\u00ad'
  return {
    'one line of one character': fill(Buffer.from('a')),
    'one line of base64': fill(Buffer.from('QUtJQUlPU0ZPRE5ON0VYQU1QTEU0dGhpcyBpcyBub3QgYSBzZWNyZXQ')),
    'nested quantifiers': fill(
      Buffer.from(`password = ${'((a+)+)+$ '.repeat(3)}${'a'.repeat(80)}! ${'x '.repeat(40)}`),
    ),
    'opened and never closed': fill(Buffer.from('"((([[[{{{<!-- /* `${ ')),
    'keywords of all gates': fill(Buffer.from(`${words} `)),
    'matches of all gates': fill(Buffer.from(`${matches}\n`)),
    'invisible characters': fill(Buffer.from(invisible)),
    'bytes that are no text': fill(Buffer.from(Array.from({ length: 251 }, (_, at) => (at * 149 + 128) % 256))),
  }
}

const fileOf = (content: Buffer): JudgedFile =>
  judgedFile(
    {
      ...{ path: 'hostile.js', language: 'JavaScript', sizeBytes: content.length, submittedAt: 0, content },
      ...{
        contentSha256: '0'.repeat(64),
        fileId: '0'.repeat(32),
        submission: 'bench',
        generated: null,
        vendored: null,
      },
      repository: { host: 'local', owner: '-', name: 'hostile', url: null, commit: 'bench', declaredLicense: null },
      licenseEvidence: [],
    },
    content,
  )

export function measureHostile(gates: readonly Processor[]): HostileFigure {
  const millisecondsOf = (gate: Processor, file: JudgedFile): number => {
    const before = process.cpuUsage()
    gate.judge(file)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  const leastOf = (gate: Processor, file: JudgedFile): number =>
    round(Math.min(...Array.from({ length: judgings }, () => millisecondsOf(gate, file))), 1)
  return Object.fromEntries(
    Object.entries(textsOf(gates)).map(([text, content]) => {
      const file = fileOf(content)
      return [text, Object.fromEntries(gates.map((gate) => [gate.name, leastOf(gate, file)]))]
    }),
  )
}
