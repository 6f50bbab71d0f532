// An archive as a source: streamed, never unpacked. The first pass counts and gathers, the second gives the entries in
// the archive's own order. One folder that holds everything is no part of the paths, and neither is `.git`.
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { magicOf } from '../identify/magic.ts'
import { namePath } from '../identify/path.ts'
import { fail } from '../runtime/errors.ts'
import type { OptOutSignal } from '../schemas/types.ts'
import { chunksOf, type Member, type Members, type OpenedArchive } from './archive-member.ts'
import { tarMembers } from './archive-tar.ts'
import { openZip } from './archive-zip.ts'
import { type EntryContext, entryContext, entryOf, skipEntry, tooLarge } from './entry.ts'
import { type Gathered, gather } from './gather.ts'
import { optedOutEntry } from './listed.ts'
import { nameByPath, nameByUser, nameText } from './names.ts'
import { counter, type OnProgress } from './progress.ts'
import type { Entry, Source, SourceOptions } from './source.ts'

/** Opens the archive at an absolute path. Throws `ingest.archive-broken`, `ingest.empty`, `ingest.changed`. */
export async function openArchive(path: string, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw fail('ingest.unreadable', `expected a file that can be read, found that ${path} cannot`, cause)
  })
  try {
    const archive: OpenedArchive = { file, path, sizeBytes: (await file.stat()).size }
    return await sourceOf(archive, options, signal)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function sourceOf(archive: OpenedArchive, options: SourceOptions, signal: AbortSignal): Promise<Source> {
  const { file } = archive
  const opened = await stateOf(file)
  const commit = await digestOf(archive, signal, options.onProgress)
  const members = await membersOf(archive, signal)
  const survey = await surveyOf(members(archive, signal), archive.path, options)
  const { optOuts, licenseEvidence, reportedEvidence, declaredLicense } = survey.gathered
  if ((await stateOf(file)) !== opened) throw changed(archive)
  const name = options.repository === undefined ? nameByPath(archive.path) : nameByUser(options.repository)
  const context = entryContext(nameText(name), licenseEvidence, true)
  return {
    kind: 'archive',
    repository: { ...name, commit, declaredLicense },
    submission: `${nameText(name)}@${commit}`,
    optOuts,
    licenseEvidence: reportedEvidence,
    count: survey.count,
    sizeBytes: survey.sizeBytes,
    entries: async function* (from, stop) {
      if ((await stateOf(file)) !== opened) throw changed(archive)
      yield* entriesOf(members(archive, stop), survey.root, context, optOuts[0], from)
      if ((await stateOf(file)) !== opened) throw changed(archive)
    },
    close: () => file.close(),
  }
}

const changed = ({ path }: OpenedArchive) => fail('ingest.changed', `expected the archive that was opened at ${path}`)

async function stateOf(file: FileHandle): Promise<string> {
  const { size, mtimeNs, ino } = await file.stat({ bigint: true })
  return `${ino}:${size}:${mtimeNs}`
}

async function digestOf(
  { file, sizeBytes }: OpenedArchive,
  signal: AbortSignal,
  onProgress: OnProgress | undefined,
): Promise<string> {
  const digest = createHash('sha256')
  const hashing = counter(onProgress, { phase: 'hashing', unit: 'bytes', total: sizeBytes })
  for await (const chunk of chunksOf(file)) {
    signal.throwIfAborted()
    digest.update(chunk)
    hashing.add(chunk.length)
  }
  return digest.digest('hex')
}

/** The format is told by bytes, not by the name: a zip may also begin with a program that unpacks it. */
async function membersOf(archive: OpenedArchive, signal: AbortSignal): Promise<Members> {
  const head = Buffer.alloc(512)
  const { bytesRead } = await archive.file.read(head, 0, head.length, 0)
  const magic = magicOf(head.subarray(0, bytesRead))
  if (magic?.format === 'gzip') return tarMembers(true)
  if (magic?.format === 'tar') return tarMembers(false)
  if (magic?.format === 'zip' || /\.(?:zip|whl|jar|egg|nupkg|vsix)$/i.test(archive.path))
    return openZip(archive, signal)
  if (/\.tar$/i.test(archive.path)) return tarMembers(false)
  throw fail('ingest.archive-broken', `expected a zip, tar or tar.gz, found ${magic?.name ?? 'another file'}`)
}

type Survey = { readonly count: number; readonly sizeBytes: number; readonly root: string; readonly gathered: Gathered }

/** First pass: how many paths, whether one folder holds them all, evidence and opt-outs. */
async function surveyOf(
  members: AsyncIterable<Member>,
  archivePath: string,
  { onProgress, licensePack }: SourceOptions,
): Promise<Survey> {
  const gathering = gather()
  const listing = counter(onProgress, { phase: 'listing', unit: 'paths', total: null })
  let count = 0
  let sizeBytes = 0
  let root: string | null = null
  for await (const member of members) {
    if (count === 0 && member.path === null && member.known !== null) {
      throw fail('ingest.archive-broken', `${member.known.detail} in ${archivePath}`)
    }
    const named = namedMember(member)
    if (named === null) continue
    count += 1
    listing.add(1)
    sizeBytes += Math.max(0, member.sizeBytes)
    if (named.unsafe !== null || member.path === null) continue
    const first = named.path.slice(0, named.path.indexOf('/') + 1)
    root = root === null || root === first ? first : ''
    const content = member.known === null && gathering.wants(named.path) ? await member.read() : null
    if (Buffer.isBuffer(content)) gathering.take(named.path, content)
  }
  if (count === 0) throw fail('ingest.empty', `expected files in ${archivePath}, found none`)
  listing.end()
  const common = root ?? ''
  return {
    count,
    sizeBytes,
    root: common,
    gathered: gathering.finish((path) => path.slice(common.length), await licensePack?.()),
  }
}

type NamedMember = { readonly path: string; readonly unsafe: string | null }

/** Null for git's own bookkeeping. */
function namedMember(member: Member): NamedMember | null {
  if (member.path === null) return { path: '(rest)', unsafe: null }
  const named = namePath(member.path.replace(/^\.\//, ''))
  return named.unsafe === null && named.path.split('/').includes('.git') ? null : named
}

/** Second pass. Members before `from` are passed over unread. */
async function* entriesOf(
  members: AsyncIterable<Member>,
  root: string,
  context: EntryContext,
  optOut: OptOutSignal | undefined,
  from: number,
): AsyncGenerator<Entry, void, undefined> {
  const uses = new Map<string, number>()
  let index = -1
  for await (const member of members) {
    const named = namedMember(member)
    if (named === null) continue
    index += 1
    const inside = named.unsafe === null && member.path !== null
    const path = inside ? named.path.slice(root.length) : named.path
    const label = unusedLabel(path, uses)
    if (index < from) continue
    if (optOut !== undefined) yield optedOutEntry(index, label, optOut, member.sizeBytes)
    else if (named.unsafe !== null) yield skipEntry(index, label, 'path.unsafe', named.unsafe, member.sizeBytes)
    else if (label !== path) yield duplicate(index, label, path, member.sizeBytes)
    else yield await entryOfMember(context, index, path, member)
  }
}

async function entryOfMember(context: EntryContext, index: number, path: string, member: Member): Promise<Entry> {
  const content = member.known ?? (await member.read())
  if (Buffer.isBuffer(content)) return entryOf(context, index, path, content)
  if (content.reason === 'file.too-large') return tooLarge(index, path, member.sizeBytes)
  return skipEntry(index, path, content.reason, content.detail, member.sizeBytes)
}

const duplicate = (index: number, label: string, path: string, sizeBytes: number): Entry =>
  skipEntry(index, label, 'path.duplicate', `expected each path once, found ${path} again`, sizeBytes)

/** The path, or where an entry before had it, the path and a number, so that each is listed once. */
function unusedLabel(path: string, uses: Map<string, number>): string {
  let number = uses.get(path) ?? 0
  let label = path
  while (uses.has(label)) {
    number += 1
    label = `${path} (${number})`
  }
  uses.set(path, Math.max(1, number))
  uses.set(label, 1)
  return label
}
