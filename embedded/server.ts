// What the three embedded servers have in common: how one is recognised, prepared, started, asked and ended.
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import { limits } from '../runtime/limits.ts'
import type { Command } from './process.ts'

export const serverNames = ['kafka', 'registry', 'postgres'] as const
export type ServerName = (typeof serverNames)[number]

export type Ports = Readonly<Record<string, number>>

/** What is known of a server before it is started. */
export type ServerKind = {
  readonly name: ServerName
  readonly ports: readonly string[]
  /** Its program's file name and a word of its command line that only this server of this home has. */
  readonly program: 'java' | 'postgres'
  readonly marker: (config: Config) => string
  /** The signal that asks for a clean end. */
  readonly endWith: NodeJS.Signals
  readonly plan: (config: Config, ports: Ports, password: string) => ServerPlan
}

/** How one server is started on the ports that were chosen. */
export type ServerPlan = {
  /** Makes the data folder and files the server needs; does nothing where they are whole. */
  readonly prepare: (signal: AbortSignal) => Promise<void>
  readonly command: Command
  /** Whether the server really serves, not only listens. */
  readonly ready: (signal: AbortSignal) => Promise<boolean>
}

export const logFile = (config: Config, name: ServerName): string => join(config.home, 'logs', `${name}.log`)

/** Sends bytes to a loopback port and gives the first bytes that come back; undefined when none do. */
export function ask(port: number, question: Buffer, signal: AbortSignal): Promise<Buffer | undefined> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, signal })
    const finish = (answer?: Buffer): void => {
      socket.destroy()
      done(answer)
    }
    socket.setTimeout(limits.serverAnswerMsMax, finish)
    socket.once('connect', () => socket.write(question))
    socket.once('data', finish)
    socket.once('error', () => finish())
    socket.once('close', () => finish())
  })
}
