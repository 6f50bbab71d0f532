// Fetches the archive of a pin with its registry's own client, as the machine has it set up. Nothing of a package is run:
// npm without scripts, PyPI wheels only, Maven, Go and cargo fetch and no more.
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Pin, Registry } from './corpus-pins.ts'

const call = promisify(execFile)

/** Each registry's client: a machine without one leaves those pins out. */
const clients: Readonly<Record<Registry, readonly [program: string, ...args: string[]]>> = {
  npm: ['npm', '--version'],
  pypi: ['python3', '-m', 'pip', '--version'],
  maven: ['mvn', '--version'],
  go: ['go', 'version'],
  cargo: ['cargo', '--version'],
}

export async function hasClient(registry: Registry): Promise<boolean> {
  const [program, ...args] = clients[registry]
  return call(program, args).then(
    () => true,
    () => false,
  )
}

const fetchMsMax = 300_000

/** Puts the archive of a pin somewhere below a folder of its own, and tells where. */
export async function fetchArchive(pin: Pin, folder: string, signal: AbortSignal): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    call(program, args, { cwd: folder, signal, timeout: fetchMsMax, env: { ...process.env, ...env } })
  if (pin.registry === 'npm') {
    await run('npm', ['pack', '--ignore-scripts', '--silent', `${pin.name}@${pin.version}`])
    return found(folder, '.tgz')
  }
  if (pin.registry === 'pypi') {
    const wheel = ['--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--quiet']
    await run('python3', ['-m', 'pip', 'download', ...wheel, `${pin.name}==${pin.version}`])
    return found(folder, '.whl')
  }
  if (pin.registry === 'maven') {
    writeFileSync(join(folder, 'pom.xml'), emptyPom)
    const artifact = `${pin.name}:${pin.version}:jar:sources`
    await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`])
    return found(folder, '-sources.jar')
  }
  if (pin.registry === 'go') {
    const { stdout } = await run('go', ['mod', 'download', '-json', '-modcacherw', `${pin.name}@${pin.version}`], {
      GOMODCACHE: join(folder, 'modules'),
    })
    const { Zip } = JSON.parse(stdout) as { readonly Zip: string }
    return Zip
  }
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src', 'lib.rs'), '')
  writeFileSync(join(folder, 'Cargo.toml'), manifestFor(pin))
  await run('cargo', ['fetch', '--quiet'], { CARGO_HOME: cargoHome(folder) })
  return found(cargoHome(folder), `/${pin.name}-${pin.version}.crate`)
}

// The registry's index is shared by the pins of one corpus.
const cargoHome = (folder: string): string => join(dirname(folder), `${basename(folder)}-home`)

const emptyPom =
  '<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version></project>\n'

const manifestFor = ({ name, version }: Pin): string =>
  `[package]\nname = "bench"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n${name} = { version = "=${version}", default-features = false }\n`

function found(folder: string, ending: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const name = names.find((candidate) => `/${candidate}`.endsWith(ending))
  if (name === undefined)
    throw new Error(`expected a file that ends in ${ending} in ${folder}, found ${names.join(', ')}`)
  return join(folder, name)
}
