// Runs a peer over labelled cases: the files that the gate judged, each in a folder of its own below a temporary one. The
// peer's processor time is that of its whole process, start-up and reading included, as its users pay it; start-up is also
// measured alone, on a folder with one empty file.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../runtime/errors.ts'
import { limits } from '../../runtime/limits.ts'
import { FormatFault, type Peer, type PeerFinding } from './peer.ts'

export type Installed = { readonly peer: Peer; readonly folder: string; readonly version: string }

export type PeerRun = { readonly findings: readonly PeerFinding[]; readonly cpuSeconds: number }

/** How it is said to be installed. */
const install = ({ name }: Peer): string => `sh scripts/install-peers.sh ${name}`

/**
 * The peer as scripts/install-peers.sh has installed it below `cache`. Errors: evaluation.peer-absent with the reason and what
 * to type.
 */
export function installedPeer(peer: Peer, cache: string): Installed {
  const folder = join(cache, 'peers', peer.name)
  const note = join(folder, 'installed-from')
  const program = join(folder, peer.command[0])
  const absent = [note, program].find((path) => !existsSync(path))
  if (absent !== undefined)
    throw fail(
      'evaluation.peer-absent',
      `expected ${peer.name} to be installed, found no ${absent}; ${install(peer)} installs it`,
    )
  const name = peer.package.replace(/[.\\]/g, '\\$&')
  const version = new RegExp(`^${name}(?:==| )(\\S+)$`, 'm').exec(readFileSync(note, 'utf8'))?.[1]
  if (version === undefined)
    throw fail(
      'evaluation.peer-absent',
      `expected a version of ${peer.package} in ${note}, found none; ${install(peer)}`,
    )
  return { peer, folder, version }
}

/**
 * Runs it to its end in a folder. `reaped` gives the seconds of processor time of this process' ended children. Errors:
 * evaluation.peer-failed with what it said, where it fails or prints something else than expected.
 */
export async function runPeer(
  { peer, folder }: Installed,
  files: string,
  home: string,
  reaped: () => number,
  signal: AbortSignal,
): Promise<PeerRun> {
  signal.throwIfAborted()
  const [program, ...args] = peer.command
  const before = reaped()
  // Nothing of our environment: settings and tokens are none of its business, and a result does not depend on them.
  const child = spawn(join(folder, program), args, {
    cwd: files,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: home, TMPDIR: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that its workers end with it.
    detached: true,
  })
  const late = AbortSignal.timeout(limits.peerMsMax)
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
  }
  for (const one of [signal, late]) one.addEventListener('abort', stop, { once: true })
  const printed: Buffer[] = []
  const state = { bytes: 0, said: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    state.bytes += chunk.length
    if (state.bytes <= limits.peerOutputBytesMax) printed.push(chunk)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    state.said = (state.said + text).slice(-saidCharacters)
  })
  const ended = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, killedBy) => resolve(code === 0 ? '' : `exit ${code ?? killedBy}`))
  })
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (late.aborted) throw failed(peer, `to end within ${limits.peerMsMax} ms, found that it still ran`)
  if (ended !== '') throw failed(peer, `to run to its end, found ${ended}; it said: ${state.said.trim()}`)
  if (state.bytes > limits.peerOutputBytesMax)
    throw failed(peer, `at most ${limits.peerOutputBytesMax} bytes of output, found ${state.bytes}`)
  const cpuSeconds = reaped() - before
  return { findings: findingsOf(peer, Buffer.concat(printed).toString()), cpuSeconds }
}

/** Of the end of what a peer says. */
const saidCharacters = 1_000

const failed = (peer: Peer, rest: string): Error => fail('evaluation.peer-failed', `expected ${peer.name} ${rest}`)

function findingsOf(peer: Peer, printed: string): readonly PeerFinding[] {
  try {
    return peer.read(printed)
  } catch (cause) {
    if (cause instanceof FormatFault) throw failed(peer, `to print what it is known to print; ${cause.message}`)
    throw cause
  }
}
