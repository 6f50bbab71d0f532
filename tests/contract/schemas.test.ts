// I7: every schema reads every version in history, and every version reads it; bytes that are no record are refused.
// Mutant: take the default away from File.content.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import avro from 'avsc'
import { describe, expect, test } from 'vitest'
import { createCodec, reframe, schemaIdOf } from '../../runtime/codec.ts'
import { type File, schemaTexts } from '../../schemas/types.ts'
import { topics } from '../../topics/index.ts'

const history = join(import.meta.dirname, '..', '..', 'schemas', 'history')
const parse = (text: string): avro.Type => avro.Type.forSchema(JSON.parse(text), { registry: {}, wrapUnions: false })

describe('history', () => {
  const subjects = topics.flatMap((topic) =>
    topic.schema === null ? [] : [[`${topic.name}-value`, topic.schema] as const],
  )
  test.each(subjects)('%s is readable both ways', (subject, name) => {
    const current = parse(schemaTexts[name])
    const versions = readdirSync(join(history, subject))
    expect(versions.length).toBeGreaterThan(0)
    for (const version of versions) {
      const published = parse(readFileSync(join(history, subject, version), 'utf8'))
      expect(() => current.createResolver(published)).not.toThrow()
      expect(() => published.createResolver(current)).not.toThrow()
    }
  })
})

const file: File = {
  fileId: 'f'.repeat(32),
  submission: 's@1',
  repository: { host: 'h', owner: 'o', name: 'n', url: null, commit: '1', declaredLicense: 'MIT' },
  path: 'ü/\u202e.js',
  language: 'JavaScript',
  sizeBytes: 3,
  contentSha256: 'c',
  generated: null,
  vendored: 'vendor/',
  licenseEvidence: [{ path: 'LICENSE', spdx: 'MIT', sha256: 'd', confidence: 0.98, ruleset: 'r' }],
  submittedAt: 1_700_000_000_000,
  content: Buffer.from([0, 255, 10]),
}

function codecWith(id: number, skipContent = false) {
  const codec = createCodec({ skipContent })
  codec.learn(id, schemaTexts.File)
  return codec
}

describe('the codec', () => {
  test('gives back what it was given, content without a copy', () => {
    const codec = codecWith(7)
    const bytes = codec.encode('File', 7, file)
    const read = codec.decode<File>('File', bytes)
    expect({
      ...read,
      repository: { ...read.repository },
      licenseEvidence: read.licenseEvidence.map((one) => ({ ...one })),
    }).toEqual(file)
    expect(read.content?.buffer).toBe(bytes.buffer)
  })

  test('skips content for readers that want none', () => {
    const read = codecWith(7, true).decode<File>('File', codecWith(7).encode('File', 7, file))
    expect(read.path).toBe(file.path)
    expect(read.content ?? null).toBeNull()
  })

  test('forwards a payload under another id', () => {
    const bytes = codecWith(7).encode('File', 7, file)
    const moved = reframe(bytes, 9)
    expect(schemaIdOf(moved)).toBe(9)
    expect(moved.subarray(5)).toEqual(bytes.subarray(5))
    expect(reframe(bytes, 7)).toBe(bytes)
  })

  test.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'schema.undecodable'],
    ['no magic byte', (bytes) => Buffer.concat([Buffer.from([1]), bytes.subarray(1)]), 'schema.undecodable'],
    ['an unknown id', (bytes) => reframe(bytes, 99), 'schema.unknown-id'],
    ['half of a record', (bytes) => bytes.subarray(0, bytes.length >> 1), 'schema.undecodable'],
    ['more than a record', (bytes) => Buffer.concat([bytes, Buffer.from([0])]), 'schema.undecodable'],
    ['a length below zero', (bytes) => Buffer.concat([bytes.subarray(0, 5), Buffer.from([1])]), 'schema.undecodable'],
  ])('refuses %s', (_, damage, code) => {
    const codec = codecWith(7)
    const bytes = damage(codec.encode('File', 7, file))
    expect(() => codec.decode('File', bytes)).toThrow(expect.objectContaining({ code }))
  })

  test('refuses to write what does not fit', () => {
    expect(() => codecWith(7).encode('File', 7, { ...file, sizeBytes: 'three' })).toThrow(
      expect.objectContaining({ code: 'schema.unencodable' }),
    )
  })

  test('writes records larger than its buffer', () => {
    const codec = codecWith(7)
    const content = Buffer.alloc(1_048_576, 97)
    expect(codec.decode<File>('File', codec.encode('File', 7, { ...file, content })).content?.equals(content)).toBe(
      true,
    )
  })
})
