// A gate and a peer on the same files in the same run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { defaultPolicy } from '../../processors/license/policy.ts'
import { createRater } from '../../processors/license/rating.ts'
import type { Processor } from '../../processors/processor.ts'
import { fail } from '../../runtime/errors.ts'
import { type Evaluation, evaluate, type Said } from '../evaluate.ts'
import type { LabelledCase } from '../labelled.ts'
import type { Peer, PeerFinding } from './peer.ts'
import { type Installed, runPeer } from './run.ts'

export type Comparison = {
  readonly name: string
  readonly version: string
  readonly evaluation: Evaluation
  /** Of it, what it takes to start: it is in the evaluation's too. */
  readonly startCpuSeconds: number
  /** Cases that the one finds and the other misses, of the positives. */
  readonly onlyPeer: readonly Said[]
  readonly onlyGate: readonly Said[]
}

export type Asked = {
  readonly gate: Processor
  /** The gate's own, of the same cases. */
  readonly said: readonly Said[]
  /** Seconds of processor time of this process' ended children. */
  readonly reaped: () => number
  readonly signal: AbortSignal
}

export async function comparePeer(installed: Installed, asked: Asked): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-peer-'))
  try {
    return await compareIn(folder, installed, asked)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compareIn(folder: string, installed: Installed, asked: Asked): Promise<Comparison> {
  const { gate, said, reaped, signal } = asked
  const { peer, version } = installed
  const [home, empty, files] = [join(folder, 'home'), join(folder, 'empty'), join(folder, 'files')]
  mkdirSync(home)
  writeCase(join(empty, '0'), { 'empty.txt': '' })
  const bytes = said.map(({ labelled }, index) => writeCase(join(files, String(index)), filesOf(peer.gate, labelled)))
  const run = (where: string) => runPeer(installed, where, home, reaped, signal)
  const start = await run(empty)
  const { findings, cpuSeconds } = await run(files)
  const rate = createRater(defaultPolicy)
  const isAllowed = (expression: string): boolean => rate(expression).rating === 'allow'
  const ofCase = byCase(peer.name, findings, said.length)
  const peerSaid = said.map(({ labelled }, index) => saidOf(labelled, ofCase.get(index) ?? [], peer.gate, isAllowed))
  const evaluation = evaluate(gate, { said: peerSaid, skipped: [], cpuSeconds })
  const only = (one: readonly Said[], other: readonly Said[]): readonly Said[] =>
    one.filter(({ labelled, flagged }, index) => labelled.positive && flagged && other[index]?.flagged === false)
  return {
    name: peer.name,
    version,
    startCpuSeconds: start.cpuSeconds,
    onlyPeer: only(peerSaid, said),
    onlyGate: only(said, peerSaid),
    evaluation: {
      ...evaluation,
      ruleset: `${peer.name} ${version}`,
      megabytes: bytes.reduce((sum, one) => sum + one, 0) / 1e6,
      // Its names of what it finds are not our classes.
      classes: evaluation.classes.map((one) => ({ ...one, named: null })),
    },
  }
}

/** The file, and of licences what stands beside it in its folder and above: a peer of that gate may read it there. */
function filesOf(gate: string, { path, content, beside }: LabelledCase): Readonly<Record<string, string | Buffer>> {
  const governs = (other: string): boolean => {
    const folder = dirname(other)
    return other !== path && (folder === '.' || path.startsWith(`${folder}/`))
  }
  const around = gate === 'license' ? Object.entries(beside).filter(([other]) => governs(other)) : []
  return { ...Object.fromEntries(around), [path]: content }
}

/** The bytes written. */
function writeCase(folder: string, files: Readonly<Record<string, string | Buffer>>): number {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0)
}

/** Findings by the number of their case, with paths in its folder. */
export function byCase(
  name: string,
  findings: readonly PeerFinding[],
  cases: number,
): ReadonlyMap<number, readonly PeerFinding[]> {
  const found = new Map<number, PeerFinding[]>()
  for (const finding of findings) {
    const [, number = '', path = ''] = /^(?:\.\/)?(\d+)\/(.+)$/s.exec(finding.path) ?? []
    if (number === '' || Number(number) >= cases)
      throw fail('evaluation.peer-failed', `expected ${name} to name files below numbered folders, found another path`)
    found.set(Number(number), [...(found.get(Number(number)) ?? []), { ...finding, path }])
  }
  return found
}

/** What the peer said of a case. Of licences: of the file itself, else of the nearest file beside it that it read one in. */
export function saidOf(
  labelled: LabelledCase,
  findings: readonly PeerFinding[],
  gate: Peer['gate'],
  isAllowed: (expression: string) => boolean,
): Said {
  const own = findings.filter(({ path }) => path === labelled.path)
  const rules = [...new Set(own.flatMap((finding) => finding.rules))]
  if (gate !== 'license') return { labelled, flagged: own.length > 0, rules, named: [], expression: null }
  const depth = (path: string): number => path.split('/').length
  const around = findings.filter(({ path }) => path !== labelled.path).toSorted((a, b) => depth(b.path) - depth(a.path))
  const read = [...own, ...around].find(({ expression }) => expression !== null)
  const rated = read?.rated ?? null
  const flagged = rated === null || !isAllowed(rated)
  return { labelled, flagged, rules, named: [], expression: read?.expression ?? 'NONE' }
}
