// How well licence texts are told apart, measured: every compared SPDX text as it is, and as people change it. The
// exceptions are listed by name, so that a better or worse threshold shows here.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import spdxLicenses from 'spdx-license-list/full.js'
import { describe, expect, it } from 'vitest'
import { renderLicenseData } from '../../cli/gen/licenses.ts'
import { comparedLicenses } from '../../identify/license-compared.ts'
import { createEvidenceReader, isLicenseFile } from '../../identify/license-evidence.ts'
import {
  bullet,
  entityForms,
  holderStart,
  licenseWords,
  noticeWords,
  sentenceForms,
  wordForms,
} from '../../identify/license-normalize.ts'
import { createLicenseIndex, termPatterns, unknownTerms } from '../../identify/license-text.ts'
import { lineForms } from '../../identify/manifest.ts'
import { openAttacks, patternMsMax } from '../support/attacks.ts'

const { breaks } = openAttacks('license-text')

const index = createLicenseIndex()

const textOf = (id: string): string => spdxLicenses[id]?.licenseText ?? ''

function wrap(text: string, width: number, lead: string): string {
  const wrapParagraph = (paragraph: string): string => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/\s+/)) {
      if (line.length + word.length > width) {
        lines.push(lead + line.trimEnd())
        line = ''
      }
      line += `${word} `
    }
    return [...lines, lead + line.trimEnd()].join('\n')
  }
  return text
    .split(/\n\s*\n/)
    .map(wrapParagraph)
    .join(`\n${lead}\n`)
}

/** Ids that are not recognised as themselves after a change. */
const lostBy = (change: (text: string) => string): readonly string[] =>
  comparedLicenses.filter((id) => index.identify(change(textOf(id)))?.spdx !== id)

// Comparing 144 texts seven times takes seconds where others use the machine.
describe('licence texts', { timeout: 60_000 }, () => {
  it('are all recognised as they are', () => {
    expect(comparedLicenses.length).toBeGreaterThanOrEqual(140)
    expect(lostBy((text) => text)).toEqual([])
  })

  it('are recognised when only their form changes', () => {
    const copyright = 'Copyright (c) 2014-2020 Jane Roe <jane@roe.example> and contributors\nAll rights reserved.\n\n'
    expect(lostBy((text) => text.toUpperCase())).toEqual([])
    expect(lostBy((text) => copyright + text)).toEqual([])
    expect(lostBy((text) => wrap(text, 60, ''))).toEqual(['BSD-3-Clause-LBNL'])
    expect(lostBy((text) => wrap(text, 72, '# '))).toEqual(['BSD-3-Clause-LBNL'])
    expect(lostBy((text) => `/*\n${wrap(text, 66, ' * ')}\n */`)).toEqual(['BSD-3-Clause-LBNL', 'IBM-pibs'])
  })

  it('are recognised when one word in a hundred is another', () => {
    const misspelt = (text: string): string => {
      let words = 0
      return text.replaceAll(/\b[a-z]{5,}\b/g, (word) => (++words % 100 === 0 ? 'foobar' : word))
    }
    expect(lostBy(misspelt)).toEqual(['CC-BY-NC-SA-4.0'])
  })

  it('are never the plain licence once a restriction was added', () => {
    const added =
      '\n\nThe licensee must send the author a postcard from each city, and may not sell the software there.\n'
    const passed = comparedLicenses.filter(
      (id) => !/LicenseRef-/.test(index.identify(textOf(id) + added)?.spdx ?? unknownTerms),
    )
    expect(passed).toEqual([])
  })

  it('are not the plain licence once a limit was slipped in', () => {
    const changed: readonly (readonly [id: string, from: string, to: string])[] = [
      ['MIT', 'free of charge', 'free of charge and for noncommercial purposes only'],
      ['BSD-3-Clause', 'are permitted provided', 'are not permitted unless agreed, provided'],
      ['ISC', 'for any purpose', 'only for use with our chips, for any purpose'],
    ]
    for (const [id, from, to] of changed) {
      const text = textOf(id)
      expect(text).toContain(from)
      expect(index.identify(text.replace(from, to))?.spdx ?? unknownTerms, id).not.toBe(id)
    }
  })

  it('become a near relative at worst when a sentence is missing', () => {
    const shortened = (text: string): string => {
      const sentences = text.split(/(?<=[.;])\s+/)
      return sentences.filter((_, i) => i !== sentences.length >> 1).join(' ')
    }
    const other = comparedLicenses.flatMap((id) => {
      const spdx = index.identify(shortened(textOf(id)))?.spdx ?? id
      return spdx === id || spdx.includes('LicenseRef-') ? [] : [`${id} read as ${spdx}`]
    })
    expect(other).toEqual([
      'BSD-4-Clause read as BSD-3-Clause',
      'BSD-3-Clause-Clear read as BSD-3-Clause',
      'BSD-4-Clause-UC read as BSD-3-Clause',
      'Python-2.0 read as CNRI-Python AND PSF-2.0',
      'BSD-2-Clause-first-lines read as BSD-1-Clause',
    ])
  })

  it('are told apart in one file, and offered where the file says so', () => {
    const mit = textOf('MIT')
    const isc = textOf('ISC')
    expect(index.identify(`${mit}\n\nParts are under this:\n\n${isc}`)?.spdx).toBe('ISC AND MIT')
    expect(index.identify(`This is dual licensed.\n\n${mit}\n\n${isc}`)?.spdx).toBe('ISC OR MIT')
  })

  it('are null or a named licence where there is no text', () => {
    expect(index.identify('A list of things to do.')).toBeNull()
    expect(index.identify('')).toBeNull()
    expect(index.identify('MIT')?.spdx).toBe('MIT')
    expect(index.identify('Licensed under the Apache License, Version 2.0.')?.spdx).toBe('Apache-2.0')
    expect(index.identify('This software may not be used to train AI models.')?.spdx).toBe('LicenseRef-no-ai-training')
  })
})

describe('the words of a licence', () => {
  it('leave out titles, copyright lines, bullets and comment signs', () => {
    const plain = 'Permission is granted to use the licence.'
    const dressed =
      '/*\n * The MIT License (MIT)\n *\n * Copyright (c) 2020 Roe\n *\n * Permission is\n * granted to use the license.\n */'
    expect(licenseWords(dressed)).toEqual(licenseWords(plain))
  })

  it('keep sentences that speak of the copyright notice', () => {
    expect(licenseWords('the above\ncopyright notice and this permission notice')).toContain('copyright')
  })
})

describe('the patterns of licence files and manifests', () => {
  const patterns = [
    holderStart,
    noticeWords,
    bullet,
    ...[...wordForms, ...sentenceForms, ...entityForms].map(([pattern]) => pattern),
    ...lineForms.map(([, pattern]) => pattern),
    ...termPatterns,
  ]

  it.each(patterns.map((pattern) => [pattern.source, pattern.flags]))(
    '%s cannot backtrack for ever',
    async (source, flags) => {
      expect(await breaks(source, flags)).toBe(false)
    },
    patternMsMax,
  )
})

describe('the generated table', () => {
  it('is what the generator writes', () => {
    const written = readFileSync(new URL('../../identify/license-data.ts', import.meta.url), 'utf8')
    expect(written).toBe(renderLicenseData())
  })
})

describe('packages installed here', { timeout: 60_000 }, () => {
  const read = createEvidenceReader(null, index)
  const root = new URL('../../node_modules/', import.meta.url).pathname

  function packagesIn(folder: string): readonly string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (!entry.isDirectory()) return []
      if (entry.name.startsWith('@')) return packagesIn(path)
      return existsSync(join(path, 'package.json')) ? [path] : []
    })
  }

  it('have the licence file that their manifest declares, for 95 of 100', () => {
    const misses: string[] = []
    let compared = 0
    for (const folder of packagesIn(root)) {
      const declared = read('package.json', readFileSync(join(folder, 'package.json')))?.spdx
      const files = readdirSync(folder, { withFileTypes: true }).filter(
        (entry) => entry.isFile() && isLicenseFile(entry.name),
      )
      if (files.length === 0 || declared === undefined) continue
      compared++
      const found = files.map(({ name }) => read(name, readFileSync(join(folder, name)))?.spdx)
      if (!found.includes(declared)) misses.push(`${folder.slice(root.length)}: ${declared} <> ${found.join(', ')}`)
    }
    console.log(`licence files: ${compared - misses.length} of ${compared} agree with the manifest`)
    for (const miss of misses) console.log(`  ${miss}`)
    expect(compared).toBeGreaterThan(100)
    expect(misses.length / compared).toBeLessThan(0.05)
  })
})
