// REUSE's records speak for the paths that they name, the last of them that matches; for others they are silent.
// Mutants: let the first that matches speak; let `*` take slashes in REUSE.toml; let a record speak for every file below.
import { describe, expect, it } from 'vitest'
import { createEvidenceReader, type FoundEvidence, nearestEvidence } from '../../identify/license-evidence.ts'
import { annotationsOf, speakingFor } from '../../identify/license-reuse.ts'
import { nearestOf } from '../../ingest/identification.ts'
import { governingOutside } from '../../processors/license/evidence.ts'

const toml = `version = 1
[[annotations]]
path = "**"
SPDX-License-Identifier = "MIT"
[[annotations]]
path = ["docs/*.md", "art/**"]
SPDX-License-Identifier = "CC-BY-SA-4.0"
[[annotations]]
path = 'docs/\\*.md'
SPDX-License-Identifier = ["GPL-3.0-only", "MIT"]
[[annotations]]
path = "gone/**"
SPDX-License-Identifier = "no expression at all"
`

const dep5 = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: src/*
  include/?.h
Copyright: 2020 Roe
License: Apache-2.0
 The text of it follows
 License: as it goes on

Files: src/vendored/*
License: GPL-2.0-or-later

License: MIT
 Text of a licence that no paragraph of files has
`

const read = createEvidenceReader()
const found = (path: string, text: string): FoundEvidence => {
  const evidence = read(path, Buffer.from(text))
  if (evidence === null) throw new Error(`expected ${path} to be evidence`)
  return evidence
}
const saidBy = (record: string, text: string, path: string): string | null | undefined =>
  speakingFor(annotationsOf(record, text) ?? [], path)?.spdx

describe('a record of REUSE', () => {
  it.each([
    ['src/deep/a.c', 'MIT'],
    ['docs/a.md', 'CC-BY-SA-4.0'],
    ['docs/deep/a.md', 'MIT'],
    ['art/deep/a.svg', 'CC-BY-SA-4.0'],
    ['docs/*.md', '(GPL-3.0-only) AND (MIT)'],
    ['gone/a.c', null],
  ])('as REUSE.toml says of %s that it is under %s', (path, spdx) => {
    expect(saidBy('REUSE.toml', toml, path)).toBe(spdx)
  })

  it.each([
    ['src/deep/a.c', 'Apache-2.0'],
    ['include/a.h', 'Apache-2.0'],
    ['include/ab.h', undefined],
    ['src/vendored/b.c', 'GPL-2.0-or-later'],
    ['README.md', undefined],
  ])('as dep5 says of %s that it is under %s', (path, spdx) => {
    expect(saidBy('.reuse/dep5', dep5, path)).toBe(spdx)
  })

  it('costs no more than its length for hostile patterns', () => {
    const hostile = `[[annotations]]\npath = "${'*a**'.repeat(40)}b"\nSPDX-License-Identifier = "MIT"\n`
    expect(saidBy('REUSE.toml', hostile, 'a'.repeat(4_000))).toBeUndefined()
  })

  it('that cannot be read says that the terms are not known', () => {
    expect(found('REUSE.toml', 'version = [').spdx).toBe('NOASSERTION')
    expect(found('REUSE.toml', 'version = 1').spdx).toBe('NOASSERTION')
    expect(read('REUSE.toml', Buffer.from(' \n'))).toBeNull()
  })
})

describe('what a record says of one file', () => {
  const all = [found('LICENSE', 'MIT'), found('REUSE.toml', toml), found('sub/.reuse/dep5', dep5)]
  const nearest = nearestOf(all)
  const governs = (path: string): string | undefined => governingOutside(nearest(path), null)?.spdx

  it('is kept as its evidence, and nothing of what it says of others', () => {
    expect(nearest('docs/a.md').find(({ path }) => path === 'REUSE.toml')).toEqual({
      path: 'REUSE.toml',
      spdx: 'CC-BY-SA-4.0',
      confidence: 0.8,
      sha256: expect.any(String),
      ruleset: expect.any(String),
    })
    expect(nearest('sub/README.md').map(({ path }) => path)).toEqual(['LICENSE', 'REUSE.toml'])
    expect(nearestEvidence('gone/a.c', all).find(({ path }) => path === 'REUSE.toml')?.spdx).toBe('NOASSERTION')
  })

  it('holds before whatever else lies in its folder, and behind what is nearer', () => {
    expect(governs('docs/a.md')).toBe('CC-BY-SA-4.0')
    expect(governs('src/a.c')).toBe('MIT')
    expect(governs('sub/src/vendored/b.c')).toBe('GPL-2.0-or-later')
    expect(governs('sub/README.md')).toBe('MIT')
  })

  it('is told file by file, whichever was asked before', () => {
    expect(['docs/a.md', 'docs/deep/a.md', 'docs/a.md'].map(governs)).toEqual(['CC-BY-SA-4.0', 'MIT', 'CC-BY-SA-4.0'])
  })
})
