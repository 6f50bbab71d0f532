// Adds to package-lock.json the optional packages of other platforms that a registry did not list: without them `npm ci`
// refuses a lock that `npm install` has just written. Run after every change of a version: node scripts/complete-lock.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Entry = {
  readonly version?: string
  readonly optional?: boolean
  readonly dev?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const path = join(import.meta.dirname, '..', 'package-lock.json')
const lock: { packages: Record<string, Entry & { os?: string[]; cpu?: string[] }> } = JSON.parse(
  readFileSync(path, 'utf8'),
)
const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32']

const wordsOf = (name: string): readonly string[] => name.split(/[-/]/)

let added = 0
for (const [owner, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${owner}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (lock.packages[nested] !== undefined || lock.packages[top] !== undefined) continue
    const os = systems.filter((system) => wordsOf(name).includes(system))
    const cpu = processors.filter((processor) => wordsOf(name).includes(processor))
    if (os.length === 0 && cpu.length === 0) continue
    const version = range.replace(/^[^\d]*/, '')
    lock.packages[top] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(entry.dev === true ? { dev: true } : {}),
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`added ${added} entries\n`)
