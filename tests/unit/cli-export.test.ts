// An export: what a line and the manifest say, and a folder that is whole or not there.
// Mutants: skip the hash of the content; write into the folder under its own name; a shard of Parquet leaves its last rows out.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openExportFolder, type Shard } from '../../cli/export-folder.ts'
import { count, countsOf, emptyTally, exportedSample, licenseOf, pairsOf } from '../../cli/export-lines.ts'
import { parquetShards } from '../../cli/export-parquet.ts'
import { openSqlEngine } from '../../runtime/duckdb.ts'
import type { Sample, Verdict } from '../../schemas/types.ts'
import { fileOf, sha256 } from '../support/made-files.ts'

const verdict = (processor: string, rest: Partial<Verdict> = {}): Verdict => ({
  processor,
  decision: 'accept',
  reason: null,
  edits: [],
  findings: [],
  signals: {},
  ruleset: sha256(processor),
  ...rest,
})

const finding = (message: string) => ({
  rule: 'r',
  severity: 'info' as const,
  startLine: 0,
  endLine: 0,
  message,
  evidence: '',
  measured: null,
  threshold: null,
})

function sampleOf(text: string): Sample {
  const file = { ...fileOf(1, 1), content: Buffer.from(text) }
  return {
    sampleId: `${file.fileId}@${file.submission}`,
    file,
    releasedSha256: sha256(text),
    verdicts: [
      verdict('quality', { signals: { score: 91 } }),
      verdict('secret', { edits: [{ startByte: 0, endByte: 3, replacement: 'REDACTED_1' }] }),
      verdict('license', { findings: [finding('under MIT OR Apache-2.0: MIT is allow, license.family.permissive')] }),
    ],
  }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'codelupe-export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a line says what the sample is, where it is from, and what governs it', () => {
  expect(exportedSample(sampleOf('naïve'))).toMatchObject({
    repository: 'github.com/owner-1/repository-1',
    license: 'MIT OR Apache-2.0',
    content: 'naïve',
    sizeBytes: 6,
    sha256: sha256('naïve'),
    redactions: 1,
    qualityScore: 91,
  })
  expect(licenseOf({ verdicts: [] })).toBeNull()
})

test('a sample whose content is not what its hash says is refused', () => {
  const sample = sampleOf('text')
  expect(() => exportedSample({ ...sample, releasedSha256: sha256('other') })).toThrow('hash')
  expect(() => exportedSample({ ...sample, file: { ...sample.file, content: null } })).toThrow('hash')
})

test('the tally counts by language, licence, ruleset and order', () => {
  const tally = emptyTally()
  for (const text of ['a', 'bc']) count(tally, sampleOf(text), exportedSample(sampleOf(text)))
  expect(tally).toMatchObject({ samples: 2, bytes: 3, leftOut: 0 })
  expect(countsOf(tally.licenses)).toEqual({ 'MIT OR Apache-2.0': 2 })
  expect(pairsOf(tally.rulesets, 'processor', 'ruleset').map((row) => row.processor)).toEqual([
    'license',
    'quality',
    'secret',
  ])
  expect(pairsOf(tally.pipelines, 'order', 'pipeline')).toMatchObject([{ order: 'quality,secret,license', samples: 2 }])
})

test('shards are bounded, hashed, and there only once the manifest is', async () => {
  const to = join(folder, 'corpus')
  const writing = await openExportFolder(to, 25)
  await writing.write(['{"a":1}', '{"b":2}', '{"c":3}', '{"long":"0123456789012345678901234567890"}', '{"d":4}'])
  const shards = await writing.shards()
  expect(existsSync(to)).toBe(false)
  await writing.finish('{}\n')
  expect(readdirSync(folder)).toEqual(['corpus'])
  expect(shards.map(({ file, samples }) => [file, samples])).toEqual([
    ['samples-00000.jsonl', 3],
    ['samples-00001.jsonl', 1],
    ['samples-00002.jsonl', 1],
  ])
  for (const { file, bytes, sha256: hash } of shards) {
    const text = readFileSync(join(to, file))
    expect(text.length).toBe(bytes)
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash)
  }
})

test('shards of Parquet have the same rows, in order, and the same bytes each time', async () => {
  const lines = Array.from({ length: 1_203 }, (_, at) =>
    JSON.stringify({
      ...exportedSample(sampleOf(`line ${at}, "quoted"\n`)),
      url: at % 2 === 0 ? null : 'https://a.example',
    }),
  )
  const made: (readonly Shard[])[] = []
  for (const name of ['one', 'two']) {
    const to = join(folder, name)
    const writing = await openExportFolder(to, 400_000, parquetShards(join(folder, 'spilled')))
    await writing.write(lines)
    made.push(await writing.shards())
    await writing.finish('{}\n')
  }
  expect(made[0]).toEqual(made[1])
  expect(made[0]?.map(({ file }) => file)).toEqual(made[0]?.map((_, at) => `samples-0000${at}.parquet`))
  expect(made[0]?.length).toBeGreaterThan(1)
  const engine = await openSqlEngine({ spillFolder: join(folder, 'spilled'), writes: join(folder, 'one') })
  const rows = await engine.query(`SELECT to_json(r) FROM read_parquet('${join(folder, 'one')}/*.parquet') AS r`)
  await engine.close()
  expect(rows.map(([row]) => JSON.parse(row ?? ''))).toEqual(lines.map((line) => JSON.parse(line)))
})

test('a folder with something in it is refused, an empty one taken', async () => {
  const full = join(folder, 'full')
  mkdirSync(full)
  const empty = await openExportFolder(full, 100)
  await empty.finish('{}\n')
  await expect(openExportFolder(full, 100)).rejects.toMatchObject({ code: 'usage.invalid' })
  writeFileSync(join(folder, 'file'), '')
  await expect(openExportFolder(join(folder, 'file'), 100)).rejects.toMatchObject({ code: 'usage.invalid' })
})

test('what was given up leaves nothing, and what was killed is removed by the next', async () => {
  const to = join(folder, 'corpus')
  mkdirSync(join(folder, '.corpus.part-999999999'))
  const writing = await openExportFolder(to, 100)
  await writing.write(['{}'])
  expect(readdirSync(folder)).toEqual([`.corpus.part-${process.pid}`])
  await writing.drop()
  expect(readdirSync(folder)).toEqual([])
})

// Mutants: writing() runs its work and catches nothing; one that does not cover finish.
const unwritable = { code: 'export.unwritable' }

test('a path through a file, and a name that no disk takes, are refused, and nothing is left', async () => {
  writeFileSync(join(folder, 'file'), 'kept')
  for (const to of ['file/corpus', 'file/below/corpus', 'n'.repeat(250)])
    await expect(openExportFolder(join(folder, to), 100)).rejects.toMatchObject(unwritable)
  expect(readdirSync(folder)).toEqual(['file'])
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept')
})

test('a folder that may not be written is refused, and nothing is left', async () => {
  chmodSync(folder, 0o555)
  // Permissions do not bind root, so root writes as nobody.
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    for (const to of ['corpus', 'below/corpus']) {
      const refused = openExportFolder(join(folder, to), 100)
      await expect(refused).rejects.toMatchObject({ ...unwritable, detail: expect.stringContaining('EACCES') })
    }
  } finally {
    if (isRoot) process.seteuid?.(0)
    chmodSync(folder, 0o755)
  }
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that something fills meanwhile is refused at the end, and nothing of the export is left', async () => {
  const to = join(folder, 'corpus')
  const writing = await openExportFolder(to, 100)
  await writing.write(['{}'])
  await writing.shards()
  mkdirSync(join(to, 'other'), { recursive: true })
  await expect(writing.finish('{}\n')).rejects.toMatchObject(unwritable)
  await writing.drop()
  expect(readdirSync(folder)).toEqual(['corpus'])
  expect(readdirSync(to)).toEqual(['other'])
})
