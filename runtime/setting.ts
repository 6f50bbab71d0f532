// How one setting is described and how its text is read. A parser throws a plain sentence on what it expected;
// config.ts collects those sentences, so that all faults are listed at once.
import { isAbsolute, resolve } from 'node:path'

/** The variables a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>

/** One variable: how its text is read, what it is for, and an example. A secret may also come as NAME_FILE. */
export type Setting<Value> = {
  readonly variable: string
  readonly parse: (text: string) => Value
  readonly doc: string
  readonly example: string
  readonly secret: boolean
}

/** A setting that always has a value; `shown` is the default as the docs print it. */
export type Defaulted<Value> = Setting<Value> & {
  readonly fallback: (env: Environment) => string
  readonly shown: string
}

type More = { readonly secret?: boolean; readonly shown?: string }

/** A setting that may be unset: its value is then undefined. */
export const optional = <Value>(
  variable: string,
  parse: (text: string) => Value,
  doc: string,
  example: string,
  more: More = {},
): Setting<Value> => ({ variable, parse, doc, example, secret: more.secret ?? false })

/** A setting with a default, given as the text that would be written in the environment. */
export const defaulted = <Value>(
  variable: string,
  parse: (text: string) => Value,
  fallback: string | ((env: Environment) => string),
  doc: string,
  more: More = {},
): Defaulted<Value> => {
  const from = typeof fallback === 'string' ? () => fallback : fallback
  const shown = more.shown ?? from({})
  return { variable, parse, doc, example: shown, secret: more.secret ?? false, fallback: from, shown }
}

export const text = (value: string): string => value

/** Words with spaces between them, as a command line without quotes has them. */
export const words = (value: string): readonly string[] => value.split(/\s+/).filter((word) => word !== '')

export const path = (value: string): string => resolve(value)

/** Where a path that means something else in another folder would silently mean other rules. */
export const absolutePath = (value: string): string => {
  if (isAbsolute(value)) return resolve(value)
  throw new Error('an absolute path')
}

/** A key that cannot be guessed, whatever it is made of. */
export const key = (value: string): string => {
  if (value.length >= 32) return value
  throw new Error('a key of at least 32 characters, as `openssl rand -hex 32` makes one')
}

export const integer =
  (least: number, most: number) =>
  (value: string): number => {
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= least && number <= most) return number
    throw new Error(`a whole number from ${least} to ${most}`)
  }

/** TCP ports; 0 lets the system choose one. */
export const port = integer(0, 65_535)

export const flag = (value: string): boolean => {
  if (value === 'true' || value === '1') return true
  if (value === 'false' || value === '0') return false
  throw new Error('true or false')
}

/** One of a closed list of words. */
export const choice =
  <Word extends string>(...words: readonly Word[]) =>
  (value: string): Word => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    throw new Error(`one of ${words.join(', ')}`)
  }

/** host:port, comma separated. */
export const addresses = (value: string): readonly string[] => {
  const list = value.split(',').map((part) => part.trim())
  const valid = (part: string): boolean => /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+):\d{1,5}$/.test(part)
  if (list.every(valid)) return list
  throw new Error('host:port, several separated by commas')
}

/** A URL with one of the given protocols. */
export const url =
  (...protocols: readonly string[]) =>
  (value: string): string => {
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
    throw new Error(`a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`)
  }

/** Where a URL leads, as it may be printed: never its user, password, path or query. */
export const addressOf = (address: string): string => {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}
