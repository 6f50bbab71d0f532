// Hostile archives made by hand, byte for byte, and the promises that every source keeps whatever it holds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, onTestFinished } from 'vitest'
import { openSource } from '../../ingest/open.ts'
import type { Entry, Source, SourceOptions } from '../../ingest/source.ts'

export const signal = new AbortController().signal

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codelupe-ingest-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function fileWith(name: string, bytes: Buffer): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}

export const optionsFor = (more: Partial<SourceOptions> = {}): SourceOptions => ({
  temporaryDirectory: temporaryFolder(),
  ...more,
})

export async function opened(argument: string, more: Partial<SourceOptions> = {}): Promise<Source> {
  const source = await openSource(argument, optionsFor(more), signal)
  onTestFinished(() => source.close())
  return source
}

/** Reads a source whole and checks what every source promises: the count, the order, each path once, and resuming. */
export async function readWhole(source: Source): Promise<readonly Entry[]> {
  const entries = await collected(source, 0)
  expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: source.count }, (_, index) => index))
  expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length)
  const half = Math.floor(source.count / 2)
  expect((await collected(source, half)).map(summary)).toEqual(entries.slice(half).map(summary))
  expect(await collected(source, source.count)).toEqual([])
  return entries
}

/** Comparing contents byte by byte would take longer than reading them. */
const summary = (entry: Entry): string =>
  entry.kind === 'file' ? `${entry.index} ${entry.fileId} ${entry.content.length}` : JSON.stringify(entry)

async function collected(source: Source, from: number): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of source.entries(from, signal)) entries.push(entry)
  return entries
}

/** path -> `file` or the reason it was skipped for. */
export const outcomes = (entries: readonly Entry[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries.map((entry) => [entry.path, entry.kind === 'file' ? 'file' : entry.reason]))

export const fileAt = (entries: readonly Entry[], path: string) => {
  const found = entries.find((entry) => entry.path === path)
  if (found?.kind !== 'file') throw new Error(`expected a file at ${path}, found ${found?.kind}`)
  return found
}

export type TarEntry = {
  readonly name: string | Buffer
  readonly content?: Buffer | string
  readonly type?: string
  /** The size field, where it is to differ from the content's. */
  readonly size?: number | string
}

const field = (text: string | Buffer, length: number): Buffer => {
  const bytes = Buffer.alloc(length)
  Buffer.from(text).copy(bytes)
  return bytes
}

export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(tarBlocks), Buffer.alloc(1_024)])
}

export function tarBlocks({ name, content = '', type = '0', size }: TarEntry): readonly Buffer[] {
  const data = Buffer.from(content)
  const declared = size ?? data.length
  const octal = typeof declared === 'string' ? declared : `${declared.toString(8).padStart(11, '0')}\0`
  const header = Buffer.concat([
    field(name, 100),
    field('0000644\0', 8),
    field('0000000\0', 8),
    field('0000000\0', 8),
    field(octal, 12),
    field('00000000000\0', 12),
    field('        ', 8),
    field(type, 1),
    field('', 100),
    field('ustar\u000000', 8),
    field('', 247),
  ])
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]
}

/** A pax header for the entry after it. */
export function paxEntry(records: Readonly<Record<string, string>>): TarEntry {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`
    const bytes = Buffer.byteLength(rest)
    const length = bytes + String(bytes + String(bytes).length).length
    return `${length}${rest}`
  })
  return { name: 'pax', type: 'x', content: lines.join('') }
}

export type ZipEntry = {
  readonly name: string | Buffer
  readonly content?: Buffer | string
  /** 0 stored, 8 deflated. */
  readonly method?: number
  readonly flags?: number
  /** Unix mode; 0 for none. */
  readonly mode?: number
  /** The uncompressed size that is declared. */
  readonly size?: number
  readonly crc?: number
  /** Index of the entry whose bytes this one shares. */
  readonly shares?: number
  /** The name in the local header. */
  readonly localName?: string
}

type Written = { readonly offset: number; readonly packed: Buffer }

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const written: Written[] = []
  const central: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const shared = entry.shares === undefined ? undefined : written[entry.shares]
    const { offset, packed } = shared ?? { offset: at, packed: packedOf(entry) }
    const common = commonFields(entry, packed.length, name.length)
    written.push({ offset, packed })
    if (shared === undefined) {
      const signature = Buffer.from('PK\u0003\u0004\u0014\0', 'latin1')
      const bytes = Buffer.concat([signature, common, Buffer.alloc(2), Buffer.from(entry.localName ?? name), packed])
      parts.push(bytes)
      at += bytes.length
    }
    const record = Buffer.alloc(46)
    record.write('PK\u0001\u0002\u0014\u0003\u0014\0', 0, 'latin1')
    common.copy(record, 8)
    record.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38)
    record.writeUInt32LE(offset, 42)
    central.push(record, name)
  }
  const directory = Buffer.concat(central)
  return Buffer.concat([...parts, directory, endRecord(entries.length, directory.length, at)])
}

const packedOf = ({ content = '', method = 8 }: ZipEntry): Buffer =>
  method === 8 ? deflateRawSync(Buffer.from(content)) : Buffer.from(content)

/** Flags to name length: the fields that both headers have. */
function commonFields(entry: ZipEntry, packedBytes: number, nameBytes: number): Buffer {
  const content = Buffer.from(entry.content ?? '')
  const fields = Buffer.alloc(22)
  fields.writeUInt16LE(entry.flags ?? 0x800, 0)
  fields.writeUInt16LE(entry.method ?? 8, 2)
  fields.writeUInt32LE(entry.crc ?? crc32(content), 8)
  fields.writeUInt32LE(packedBytes, 12)
  fields.writeUInt32LE(entry.size ?? content.length, 16)
  fields.writeUInt16LE(nameBytes, 20)
  return fields
}

function endRecord(count: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
