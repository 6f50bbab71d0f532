// One 512-byte header of a tar: ustar, GNU and the older form, with pax and GNU extensions. Purely from bytes.
// Names are kept as bytes in Latin-1 form. Throws an Error that says what is wrong with the header.
import type { Known } from './listed.ts'

export const blockBytes = 512

export type TarHeader = {
  /** `meta` speaks of the next entry. */
  readonly kind: 'file' | 'folder' | 'other' | 'meta'
  readonly type: string
  readonly path: string
  readonly sizeBytes: number
  /** Whether that many bytes follow: links, folders and devices have none, whatever their size says. */
  readonly hasData: boolean
  readonly known: Known | null
}

type TypeEntry = Pick<TarHeader, 'kind' | 'hasData' | 'known'>

const refused = (reason: 'entry.symlink' | 'entry.type', found: string, hasData = false): TypeEntry => ({
  kind: 'other',
  hasData,
  known: { reason, detail: `expected a file, found ${found}` },
})
const file: TypeEntry = { kind: 'file', hasData: true, known: null }
const meta: TypeEntry = { kind: 'meta', hasData: true, known: null }

const types: Readonly<Record<string, TypeEntry>> = {
  '\0': file,
  '0': file,
  '7': file,
  '1': refused('entry.type', 'a hard link'),
  '2': refused('entry.symlink', 'a symbolic link'),
  '3': refused('entry.type', 'a character device'),
  '4': refused('entry.type', 'a block device'),
  '5': { kind: 'folder', hasData: false, known: null },
  '6': refused('entry.type', 'a pipe'),
  S: refused('entry.type', 'a sparse file', true),
  x: meta,
  X: meta,
  g: meta,
  L: meta,
  K: meta,
  V: meta,
}

export function tarHeader(block: Buffer): TarHeader {
  let sum = 8 * 32
  for (let at = 0; at < blockBytes; at += 1) if (at < 148 || at >= 156) sum += block[at] ?? 0
  if (sum !== numberAt(block, 148, 8)) throw new Error('not a tar header: its checksum is wrong')
  const type = block.toString('latin1', 156, 157)
  const named = textAt(block, 0, 100)
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : ''
  const rest = types[type] ?? refused('entry.type', 'an entry of an unknown type', true)
  return { type, path: prefix === '' ? named : `${prefix}/${named}`, sizeBytes: numberAt(block, 124, 12), ...rest }
}

export const isZero = (block: Buffer): boolean => block.every((byte) => byte === 0)

function textAt(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at)
  return block.toString('latin1', at, end === -1 || end > at + length ? at + length : end)
}

/** Octal digits, or base 256 where the first bit is set. */
function numberAt(block: Buffer, at: number, length: number): number {
  const field = block.subarray(at, at + length)
  const first = field[0] ?? 0
  if (first >= 0x80) {
    let value = first & 0x7f
    for (const byte of field.subarray(1)) value = value * 256 + byte
    if (!Number.isSafeInteger(value)) throw new Error('a number in a tar header is negative or too large')
    return value
  }
  const digits = field.toString('latin1').replace(/^[ \0]+|[ \0].*$/gs, '')
  if (!/^[0-7]*$/.test(digits)) throw new Error('a number in a tar header is not octal')
  return digits === '' ? 0 : Number.parseInt(digits, 8)
}

/** GNU's long name: the data, up to its NUL. */
export function longName(data: Buffer): string {
  const end = data.indexOf(0)
  return data.toString('latin1', 0, end === -1 ? data.length : end)
}

export type PaxRecords = { path?: string; size?: number; sparse?: boolean }

/** Records of `<length> <key>=<value>\n`; only those that change what is read. Ends at the first malformed one. */
export function paxRecords(data: Buffer): PaxRecords {
  const records: PaxRecords = {}
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at)
    const length = space === -1 || space - at > 8 ? 0 : Number(data.toString('latin1', at, space))
    if (!Number.isInteger(length) || length <= space - at + 1 || at + length > data.length) break
    const record = data.toString('latin1', space + 1, at + length - 1)
    const equals = record.indexOf('=')
    const key = record.slice(0, equals)
    const value = record.slice(equals + 1)
    if (key === 'path') records.path = value
    else if (key === 'size' && /^\d{1,15}$/.test(value)) records.size = Number(value)
    else if (key.startsWith('GNU.sparse.')) records.sparse = true
    at += length
  }
  return records
}
