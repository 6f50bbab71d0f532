// The client of the training sidecar: starts the Python process, whose life hangs on our end of its stdin, and calls it
// by HTTP/1.1 over a Unix socket. Nothing is retried here: after a failed step the sidecar may be a step ahead, so the
// trainer recovers from its last commit instead.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from '../runtime/limits.ts'
import * as protocol from './protocol.ts'
import { gone, isRefused, refusalOf, SidecarError } from './sidecar-error.ts'

export type SidecarSettings = {
  /** The Python with torch in it. */
  readonly python: string
  /** Folder of checkpoints; locked while the sidecar lives. */
  readonly stateDir: string
  /** A Hugging Face folder; null: the tiny Qwen2, from scratch. */
  readonly model: string | null
  readonly device?: 'auto' | 'cpu' | 'cuda'
  /** One thread and deterministic algorithms: the same bits again on a CPU. */
  readonly deterministic?: boolean
  /** Further options of the sidecar, as its --help lists them. */
  readonly options?: readonly string[]
  /** Longest call, in milliseconds; unset: the usual bound. */
  readonly callMsMax?: number
  /** Lines the sidecar writes to stderr; never content. */
  readonly log?: (line: string) => void
}

/** Every method throws SidecarError; an aborted signal throws its reason. */
export type Sidecar = {
  /** The fence that this start raised. */
  readonly fence: number
  readonly pid: number | undefined
  /** Settles when the process has ended, with its exit code or signal. */
  readonly ended: Promise<string>
  readonly health: (signal: AbortSignal) => Promise<protocol.Health>
  readonly metrics: (signal: AbortSignal) => Promise<string>
  readonly resume: (from: protocol.ResumeFrom, signal: AbortSignal) => Promise<protocol.Resumed>
  readonly step: (
    step: protocol.StepRequest,
    texts: readonly protocol.TrainingText[],
    signal: AbortSignal,
  ) => Promise<protocol.Stepped>
  readonly checkpoint: (at: protocol.CheckpointRequest, signal: AbortSignal) => Promise<protocol.Checkpointed>
  /** Deletes every checkpoint that is not named. */
  readonly prune: (keep: readonly string[], signal: AbortSignal) => Promise<protocol.Pruned>
  readonly generate: (what: protocol.GenerateRequest, signal: AbortSignal) => Promise<protocol.Generated>
  /** Ends the process, whatever it does, and waits for its end. */
  readonly close: () => Promise<void>
}

/** Starts a sidecar and waits until it can train. Throws sidecar.fenced where another one holds the state folder. */
export async function startSidecar(settings: SidecarSettings, signal: AbortSignal): Promise<Sidecar> {
  signal.throwIfAborted()
  const stateDir = resolve(settings.stateDir)
  mkdirSync(stateDir, { recursive: true })
  const socketPath = socketIn(stateDir)
  const child = launch(settings, stateDir, socketPath)
  const stderr = tailOf(child, settings.log)
  const ended = endOf(child)
  const client = connect(socketPath, () => stderr())
  const close = async (): Promise<void> => {
    child.stdin?.end()
    const stopped = await Promise.race([ended.then(() => true), sleep(limits.sidecarStopMsMax, false, { ref: false })])
    if (!stopped) child.kill('SIGKILL')
    await ended
    client.close()
  }
  try {
    const { fence } = await untilReady(client, ended, stderr, signal)
    return { fence, pid: child.pid, ended, close, ...calls(client, fence, settings.callMsMax) }
  } catch (error) {
    child.kill('SIGKILL')
    await close()
    throw error
  }
}

/** The calls on a sidecar that is already listening, for one that runs under another supervisor. */
export async function connectSidecar(socketPath: string, signal: AbortSignal): Promise<Omit<Sidecar, 'ended' | 'pid'>> {
  const client = connect(socketPath, () => '')
  const { fence } = await client.get('/health', protocol.healthFields, signal)
  return { fence, ...calls(client, fence), close: async () => client.close() }
}

type Client = ReturnType<typeof connect>

function calls(client: Client, fence: number, callMs: number = limits.sidecarCallMsMax) {
  const healthMs = limits.sidecarHealthMsMax
  return {
    health: (signal: AbortSignal) => client.get('/health', protocol.healthFields, signal),
    metrics: async (signal: AbortSignal) => (await client.send('GET', '/metrics', null, healthMs, signal)).body,
    resume: (from: protocol.ResumeFrom, signal: AbortSignal) =>
      client.post('resume', protocol.resumedFields, [{ fence, from }], callMs, signal),
    step: (step: protocol.StepRequest, texts: readonly protocol.TrainingText[], signal: AbortSignal) =>
      client.post('step', protocol.steppedFields, [{ fence, ...step }, ...texts], callMs, signal),
    checkpoint: (at: protocol.CheckpointRequest, signal: AbortSignal) =>
      client.post('checkpoint', protocol.checkpointedFields, [{ fence, ...at }], callMs, signal),
    prune: (keep: readonly string[], signal: AbortSignal) =>
      client.post('prune', protocol.prunedFields, [{ fence, keep }], callMs, signal),
    generate: (what: protocol.GenerateRequest, signal: AbortSignal) =>
      client.post('generate', protocol.generatedFields, [{ fence, ...what }], callMs, signal),
  }
}

function connect(socketPath: string, stderr: () => string) {
  const agent = new Agent({ keepAlive: true })
  const send = (method: string, path: string, body: Buffer | null, ms: number, signal: AbortSignal) =>
    exchange({ agent, socketPath, method, path, body, ms, signal, stderr })
  const read = <Reply>(path: string, reply: Answer, fields: protocol.Fields<Reply>): Reply => {
    const value = parsed(reply.body)
    if (reply.status !== 200) throw refusalOf(path, reply.status, value)
    if (!protocol.isReply(value, fields)) throw new SidecarError('unreadable-reply', `${path} lacks fields`, {})
    return value
  }
  return {
    send,
    get: async <Reply>(path: string, fields: protocol.Fields<Reply>, signal: AbortSignal): Promise<Reply> =>
      read(path, await send('GET', path, null, limits.sidecarHealthMsMax, signal), fields),
    post: async <Reply>(
      name: string,
      fields: protocol.Fields<Reply>,
      lines: readonly object[],
      ms: number,
      signal: AbortSignal,
    ) => {
      const body = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      return read(`/v1/${name}`, await send('POST', `/v1/${name}`, body, ms, signal), fields)
    },
    close: () => agent.destroy(),
  }
}

type Answer = { readonly status: number; readonly body: string }

type Exchange = {
  readonly agent: Agent
  readonly socketPath: string
  readonly method: string
  readonly path: string
  readonly body: Buffer | null
  readonly ms: number
  readonly signal: AbortSignal
  readonly stderr: () => string
}

function exchange(call: Exchange): Promise<Answer> {
  const { agent, socketPath, method, path, body, ms, signal } = call
  const late = AbortSignal.timeout(ms)
  return new Promise((done, failed) => {
    const fail = (error: Error): void => {
      if (signal.aborted) failed(signal.reason)
      else if (late.aborted) failed(new SidecarError('timeout', `${path} took longer than ${ms} ms`, {}))
      else failed(gone(`${path}: ${error.message}`, call.stderr(), error))
    }
    const headers = body === null ? {} : { 'content-type': 'application/x-ndjson', 'content-length': body.length }
    const options = { agent, socketPath, method, path, headers, signal: AbortSignal.any([signal, late]) }
    const sent = request(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', fail)
      response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }))
    })
    sent.on('error', fail)
    sent.end(body ?? undefined)
  })
}

async function untilReady(
  client: Client,
  ended: Promise<string>,
  stderr: () => string,
  signal: AbortSignal,
): Promise<protocol.Health> {
  const deadline = performance.now() + limits.sidecarStartMsMax
  let end: string | null = null
  void ended.then((how) => {
    end = how
  })
  while (performance.now() < deadline) {
    if (end === 'exit code 5') throw new SidecarError('fenced', 'another sidecar holds the state folder', {})
    if (end !== null) throw gone(`it ended while starting: ${end}`, stderr(), undefined)
    const health = await client.get('/health', protocol.healthFields, signal).catch((error: unknown) => {
      // Not listening yet; or importing torch on a machine that others share, too busy to say so.
      if (isRefused(error, 'gone') || isRefused(error, 'timeout')) return null
      throw error
    })
    if (health?.status === 'failed') throw new SidecarError('not-loaded', health.error ?? '', {})
    if (health?.status === 'ready') return health
    await sleep(limits.sidecarPollMs, undefined, { signal })
  }
  throw new SidecarError('timeout', `it was not ready within ${limits.sidecarStartMsMax} ms: ${stderr()}`, {})
}

function launch(settings: SidecarSettings, stateDir: string, socketPath: string): ChildProcess {
  const options = ['-m', 'codelupe_sidecar', '--state', stateDir, '--socket', socketPath]
  if (settings.model !== null) options.push('--model', resolve(settings.model))
  if (settings.device !== undefined) options.push('--device', settings.device)
  if (settings.deterministic === true) options.push('--deterministic')
  const folder = join(import.meta.dirname, 'sidecar')
  return spawn(settings.python, [...options, ...(settings.options ?? [])], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

/** Never an earlier sidecar's: that one could still answer there. A socket's path may have 107 bytes, so deep state
 * folders get one in the temporary folder. */
function socketIn(stateDir: string): string {
  const near = join(stateDir, `${randomUUID().slice(0, 8)}.sock`)
  return Buffer.byteLength(near) <= 100 ? near : join(mkdtempSync(join(tmpdir(), 'codelupe-')), 's')
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    child.on('error', (error) => done(error.message))
    child.on('exit', (code, signal) => done(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
}

/** Keeps the end of what the process says on stderr, for the error that is thrown when it goes away. */
function tailOf(child: ChildProcess, log: ((line: string) => void) | undefined): () => string {
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-limits.sidecarMessageBytesMax)
    for (const line of text.split('\n')) if (line.trim() !== '') log?.(line)
  })
  child.stdin?.on('error', () => {}) // it ended before us: `ended` tells
  return () => tail.trim()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
