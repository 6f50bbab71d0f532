// Runs git so that nothing a repository says is executed: no hooks, filters, helpers, prompts, credentials or
// configuration of the machine, and one transport only. What git prints is data, cut and escaped.
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'

export type GitContext = {
  /** An empty folder that stands for the home. */
  readonly home: string
  /** Folders in which git is looked for. */
  readonly searchPath: string
  readonly transport: 'https' | 'file'
  /** More settings, each `name=value`. */
  readonly settings: readonly string[]
}

export const defaultSearchPath = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/usr/local/sbin:/usr/sbin:/sbin'

const environmentOf = ({ home, searchPath, transport }: GitContext): NodeJS.ProcessEnv => ({
  PATH: searchPath,
  HOME: home,
  XDG_CONFIG_HOME: home,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'false',
  SSH_ASKPASS: 'false',
  GIT_SSH_COMMAND: 'false',
  GIT_ALLOW_PROTOCOL: transport,
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_HTTP_LOW_SPEED_LIMIT: '1000',
  GIT_HTTP_LOW_SPEED_TIME: '30',
})

const settingsOf = ({ transport, settings }: GitContext): readonly string[] =>
  [
    'protocol.allow=never',
    `protocol.${transport}.allow=always`,
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.symlinks=false',
    'core.askPass=',
    'core.attributesFile=/dev/null',
    'credential.helper=',
    'http.followRedirects=false',
    'submodule.recurse=false',
    'fetch.recurseSubmodules=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'advice.detachedHead=false',
    'pack.threads=1',
    'core.bigFileThreshold=2m',
    ...settings,
  ].flatMap((setting) => ['-c', setting])

/** Starts git in a process group of its own, so that its helpers end with it. */
export function startGit(context: GitContext, args: readonly string[]): ChildProcess {
  return spawn('git', [...settingsOf(context), ...args], {
    cwd: context.home,
    env: environmentOf(context),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
}

export function endGit(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

export type GitResult = { readonly code: number; readonly output: string; readonly message: string }

export type RunOptions = {
  readonly msMax: number
  /** Asked at intervals; gives the reason to stop early, or null. */
  readonly overrun?: () => Promise<string | null>
  /** Given each line of stderr, and says whether it is talk that belongs to no message. */
  readonly isTalk?: (line: string) => boolean
}

/**
 * Runs git to its end.
 * Throws `ingest.git-failed` where git is missing, is stopped, or takes longer than `msMax`.
 */
export async function runGit(
  context: GitContext,
  args: readonly string[],
  options: RunOptions,
  signal: AbortSignal,
): Promise<GitResult> {
  signal.throwIfAborted()
  const child = startGit(context, args)
  const ended = new AbortController()
  const exit = exitOf(child)
  const output = collect(child.stdout)
  const message = options.isTalk === undefined ? collect(child.stderr) : collectLines(child.stderr, options.isTalk)
  child.stdin?.on('error', () => {}).end()
  const abort = (): void => endGit(child)
  signal.addEventListener('abort', abort, { once: true })
  const watched = watch(options, ended.signal).then((reason) => {
    if (reason !== null) endGit(child)
    return reason
  })
  try {
    const code = await exit
    ended.abort()
    const stopped = await watched
    signal.throwIfAborted()
    if (stopped !== null) throw fail('ingest.git-failed', stopped)
    if (code === gitMissing) throw fail('ingest.git-failed', `expected git in ${context.searchPath}, found none`)
    return { code, output: output(), message: escaped(message()) }
  } finally {
    ended.abort()
    signal.removeEventListener('abort', abort)
  }
}

/** Git's exit code; never rejects, so that no one has to wait for it. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(gitMissing))
    child.once('close', (code) => resolve(code ?? gitKilled))
  })
}

/** Exit codes as a shell gives them. */
const gitMissing = 127
const gitKilled = 137

async function watch(options: RunOptions, ended: AbortSignal): Promise<string | null> {
  for (let waited = 0; !ended.aborted; waited += limits.gitPollMs) {
    if (waited >= options.msMax) return `expected git to end within ${options.msMax / 1000} s, found that it did not`
    const reason = (await options.overrun?.()) ?? null
    if (reason !== null) return reason
    await setTimeout(limits.gitPollMs, null, { signal: ended }).catch(() => null)
  }
  return null
}

/** Keeps the last bytes of a stream as text. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-limits.gitMessageBytesMax)
  })
  return () => text
}

/** The same without the lines that are talk. Lines of progress end at a carriage return. */
function collectLines(stream: NodeJS.ReadableStream | null, isTalk: (line: string) => boolean): () => string {
  let text = ''
  let rest = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/(?<=[\r\n])/)
    rest = lines.pop()?.slice(-limits.gitMessageBytesMax) ?? ''
    for (const line of lines) if (!isTalk(line)) text = (text + line).slice(-limits.gitMessageBytesMax)
  })
  return () => (isTalk(rest) ? text : text + rest)
}

/** One line, printable: a hostile server chooses these words. */
export const escaped = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .slice(-500)
