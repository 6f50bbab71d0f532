// How far every group is behind. The supervisor of this home reads it every few seconds, and is asked; where none runs, or
// it reads no lag, the command reads by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../runtime/config.ts'
import type { ToldLag } from '../runtime/health.ts'
import type { LagReader } from '../runtime/lag.ts'
import { lagWindow } from '../runtime/lag-window.ts'
import { limits } from '../runtime/limits.ts'
import { type Context, shown } from './command.ts'
import { jsonLine } from './json.ts'
import { lagLines, lagView, type ReadLag } from './lag-view.ts'
import { openReader } from './lag-watch.ts'
import { findSupervisor } from './supervisor-state.ts'

export type LagOptions = { readonly partitions?: boolean; readonly watch?: boolean; readonly json?: boolean }

export async function lagCommand({ config, signal, terminal }: Context, options: LagOptions): Promise<number> {
  const own: { reader?: LagReader } = {}
  const judge = lagWindow()
  const readHere = async (): Promise<ReadLag> => {
    own.reader ??= await openReader(config)
    const lag = judge(await own.reader.read())
    return { from: 'command', up: lag.missed.length === 0, lag }
  }
  try {
    for (;;) {
      const read = (await readBySupervisor(config, signal)) ?? (await readHere())
      if (options.json === true) terminal.out(jsonLine(lagView(read)))
      else {
        terminal.out(`as of ${new Date(read.lag.at).toISOString()}`)
        for (const line of lagLines(read, options.partitions === true)) terminal.out(line)
      }
      if (!read.up) terminal.say(whyNotUp(read))
      if (options.watch !== true) return 0
      await sleep(limits.lagPollMs, undefined, { signal })
      if (options.json !== true) terminal.out('')
    }
  } finally {
    await own.reader?.close()
  }
}

const whyNotUp = ({ lag }: ReadLag): string =>
  lag.missed.length > 0
    ? `not read, and shown as last: ${lag.missed.map(shown).join(', ')}`
    : 'this is the last reading: the supervisor cannot read the lag now'

/** Null where no supervisor runs here, or it has read no lag. */
async function readBySupervisor(config: Config, signal: AbortSignal): Promise<ReadLag | null> {
  const port = findSupervisor(config)?.metricsPort ?? null
  if (port === null) return null
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/lag`
  const within = AbortSignal.any([signal, AbortSignal.timeout(limits.serverAnswerMsMax)])
  const answer = await fetch(address, { signal: within }).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  )
  signal.throwIfAborted()
  if (answer === null) return null
  const { up, lag }: ToldLag = JSON.parse(answer)
  return lag === null ? null : { from: 'supervisor', up, lag }
}
