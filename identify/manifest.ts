// The licence that a package manifest declares. Only the declaration is read, never executed; formats that are programs
// (setup.py, gemspec) are read as text, line by line.
import { parse as parseToml } from 'smol-toml'
import { attempt } from './attempt.ts'
import { readExpression } from './license-tags.ts'

const manifestNames = new Set([
  ...[
    'package.json',
    'composer.json',
    'pyproject.toml',
    'setup.cfg',
    'setup.py',
    'cargo.toml',
    'pom.xml',
    'bower.json',
  ],
  ...['metadata.json', 'pkg-info', 'metadata'],
])

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

/** Whether a path is a package manifest whose licence declaration is read. */
export function isManifest(path: string): boolean {
  const name = baseName(path)
  if (name === 'metadata') return path.toLowerCase().endsWith('.dist-info/metadata')
  return manifestNames.has(name) || name.endsWith('.gemspec') || name.endsWith('.nuspec') || name.endsWith('.cabal')
}

/** What stands for a declaration that could not be read as an expression. */
export type Declared = { readonly written: string; readonly spdx: string | null }

/** The licence that a manifest declares; null where it declares none or cannot be parsed. */
export function manifestLicense(path: string, text: string): Declared | null {
  const name = baseName(path)
  const written = name.endsWith('.json')
    ? jsonLicense(text)
    : name === 'pyproject.toml'
      ? pyprojectLicense(text)
      : name === 'cargo.toml'
        ? cargoLicense(text)
        : lineLicense(name, text)
  if (written === null || written.trim() === '') return null
  return { written, spdx: readDeclaration(written) }
}

// npm's own words for "see the file" and "nobody may".
function readDeclaration(written: string): string | null {
  if (/^see licen[cs]e/i.test(written)) return null
  if (/^(?:unlicensed|proprietary|commercial|private|none)$/i.test(written.trim())) return 'LicenseRef-proprietary'
  return readExpression(written)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const property = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value)

// `license` is a string, an object with a type, or a list of either; a list means a choice (npm and Composer say so).
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const names = value.map(nameOf).filter((name) => name !== null)
    return names.length === 0
      ? null
      : names.length === 1
        ? (names[0] ?? null)
        : names.map((name) => `(${name})`).join(' OR ')
  }
  const type = property(value, 'type') ?? property(value, 'name')
  return typeof type === 'string' ? type : null
}

function jsonLicense(text: string): string | null {
  const manifest = attempt((): unknown => JSON.parse(text))
  return nameOf(property(manifest, 'license')) ?? nameOf(property(manifest, 'licenses'))
}

function cargoLicense(text: string): string | null {
  const manifest = attempt((): unknown => parseToml(text))
  return (
    nameOf(property(manifest, 'package', 'license')) ?? nameOf(property(manifest, 'workspace', 'package', 'license'))
  )
}

function pyprojectLicense(text: string): string | null {
  const manifest = attempt((): unknown => parseToml(text))
  const project = property(manifest, 'project', 'license')
  const poetry = property(manifest, 'tool', 'poetry', 'license')
  const inline = property(project, 'text')
  const named = typeof project === 'string' ? project : typeof inline === 'string' ? inline : nameOf(poetry)
  const classifiers = property(manifest, 'project', 'classifiers')
  return named ?? (Array.isArray(classifiers) ? classifierLicense(classifiers.join('\n')) : null)
}

// "License :: OSI Approved :: MIT License"; several classifiers all hold.
function classifierLicense(text: string): string | null {
  const names = [...text.matchAll(/License :: (?:OSI Approved :: )?([^'"\n,]{2,80})/g)].map((match) => match[1] ?? '')
  const told = names.filter((name) => name.trim() !== 'OSI Approved')
  return told.length === 0 ? null : told.map((name) => name.trim()).join(' AND ')
}

export const lineForms: readonly (readonly [suffix: string, pattern: RegExp])[] = [
  ['setup.cfg', /^license\s{0,4}=\s{0,4}([^\n]{2,120})$/m],
  ['setup.py', /\blicense\s{0,4}=\s{0,4}['"]([^'"\n]{2,120})['"]/],
  ['.gemspec', /\.licenses?\s{0,4}=\s{0,4}\[?\s{0,4}(?:['"]|%w\[)([^'"\]\n]{2,120})/],
  ['.nuspec', /<license type="expression">([^<]{2,120})<\/license>/],
  ['.cabal', /^license:\s{0,40}([^\n]{2,120})$/im],
  ['pkg-info', /^License(?:-Expression)?:[ \t]{0,10}(\S[^\n]{1,119})$/m],
  ['metadata', /^License(?:-Expression)?:[ \t]{0,10}(\S[^\n]{1,119})$/m],
]

// Maven's names of licences; several all hold.
function pomLicense(text: string): string | null {
  const start = text.indexOf('<licenses>')
  if (start === -1) return null
  const names = [...text.slice(start, start + 4_000).matchAll(/<license>\s{0,80}<name>([^<]{2,160})<\/name>/g)]
  return names.length === 0 ? null : names.map((match) => match[1]?.trim() ?? '').join(' AND ')
}

function lineLicense(name: string, text: string): string | null {
  if (name === 'pom.xml') return pomLicense(text)
  const form = lineForms.find(([suffix]) => name.endsWith(suffix))
  const written = form?.[1].exec(text)?.[1]?.trim()
  return written ?? (/^(?:setup\.|pkg-info|metadata)/.test(name) ? classifierLicense(text) : null)
}
