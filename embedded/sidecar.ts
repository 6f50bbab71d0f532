// The Python of the training sidecar: a virtual environment in the cache, made when training is first wanted, named by
// the hash of the lock file, so that checkouts share it and a changed lock gets a new one.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Config, projectFolder } from '../runtime/config.ts'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { runChild } from './child.ts'
import { withLock } from './lock.ts'

const lockFile = join(projectFolder, 'trainer', 'sidecar', 'requirements.lock')
const pythonLeast = 11

/**
 * The path of a Python that has the packages of trainer/sidecar/requirements.lock; installs them when they are missing
 * (up to 3 GB). Errors: sidecar.python-missing where there is no Python 3.11, sidecar.failed with the end of the log.
 */
export async function sidecarPython(
  config: Config,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  if (config.python !== undefined) return givenPython(config.python)
  const folder = sidecarFolder(config)
  const python = join(folder, 'bin', 'python')
  if (isComplete(folder) && isCompiled(folder)) return python
  const install = async (): Promise<void> => {
    if (!isComplete(folder)) await installPackages(config, folder, progress, signal)
    if (!isCompiled(folder)) await compilePackages(config, folder, progress, signal)
  }
  await withLock(folder, install, signal, limits.setupMsMax)
  return python
}

/** Where the environment for the present lock file is, or will be. */
export function sidecarFolder(config: Config): string {
  const key = createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 12)
  return join(config.cache, `python-${key}`)
}

/** Whether training needs no more set-up. */
export const hasSidecar = (config: Config): boolean => config.python !== undefined || isComplete(sidecarFolder(config))

const isComplete = (folder: string): boolean => existsSync(join(folder, '.complete'))
const isCompiled = (folder: string): boolean => existsSync(join(folder, '.compiled'))

/**
 * Imports once what every sidecar imports, so that Python keeps it compiled: where PYTHONDONTWRITEBYTECODE is set, as in many
 * containers, each start compiled 2,500 modules anew, 11 s of CPU instead of 5.
 */
async function compilePackages(
  config: Config,
  folder: string,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const log = join(config.cache, 'logs', 'setup-python.log')
  mkdirSync(join(config.cache, 'logs'), { recursive: true })
  const imports = 'import torch, peft, safetensors.torch; from transformers import Qwen2ForCausalLM, AutoTokenizer'
  const python = join(folder, 'bin', 'python')
  const command = ['/usr/bin/env', '-u', 'PYTHONDONTWRITEBYTECODE', python, '-c', imports]
  await logged(command, log, "compiling the trainer's Python packages", progress, signal)
  writeFileSync(join(folder, '.compiled'), '')
}

async function installPackages(
  config: Config,
  folder: string,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const logs = join(config.cache, 'logs')
  mkdirSync(logs, { recursive: true })
  const log = join(logs, 'setup-python.log')
  const run = (command: readonly string[], doing: string): Promise<void> =>
    logged(command, log, doing, progress, signal)
  const base = await findPython(signal)
  const uv = join(config.cache, 'uv', 'bin', 'uv')
  writeFileSync(log, '')
  if (!existsSync(uv)) {
    rmSync(join(config.cache, 'uv'), { recursive: true, force: true })
    await run([base, '-m', 'pip', 'install', '--no-deps', '--target', join(config.cache, 'uv'), 'uv'], 'fetching uv')
  }
  await run([uv, 'venv', '--allow-existing', '--python', base, folder], 'making the Python environment')
  const install = [uv, 'pip', 'install', '--python', join(folder, 'bin', 'python')]
  const doing = "installing the trainer's Python packages (up to 3 GB)"
  const small = join(logs, 'requirements-small.lock')
  writeFileSync(small, withoutCuda(readFileSync(lockFile, 'utf8')))
  try {
    // The small build for this machine's processor, where PyTorch's own index is reached; CUDA's libraries come with it where needed.
    await run([...install, '--torch-backend=auto', '-r', small], doing)
  } catch {
    signal.throwIfAborted()
    await run([...install, '-r', lockFile], doing)
  }
  writeFileSync(join(folder, '.complete'), '')
}

/** PyPI's PyTorch for Linux is the CUDA build and brings these; the build for a processor alone does not need them. */
const withoutCuda = (lock: string): string =>
  lock
    .split('\n')
    .filter((line) => !/^(nvidia-|cuda-|triton)/.test(line))
    .join('\n')

/** Runs a command with its output in the log; says every few seconds how long it has taken. */
async function logged(
  [file, ...args]: readonly string[],
  log: string,
  doing: string,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const output = openSync(log, 'a')
  const begun = performance.now()
  const seconds = (): string => `${Math.round((performance.now() - begun) / 1000)} s`
  progress(doing)
  const ticker = setInterval(() => progress(`${doing}, ${seconds()}`), limits.setupTickMs)
  try {
    const code = await runChild(file ?? '', args, signal, { output })
    if (code !== 0)
      throw fail(
        'sidecar.failed',
        `expected ${file} ${args.slice(0, 3).join(' ')} to succeed, found exit ${code}; the end of ${log}:\n${tail(log)}`,
      )
  } finally {
    clearInterval(ticker)
    closeSync(output)
  }
}

const tail = (log: string): string => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')

function givenPython(python: string): string {
  if (existsSync(python)) return python
  throw fail('sidecar.python-missing', `expected CODELUPE_PYTHON to be a program, found nothing at ${python}`)
}

/** The first Python on the PATH that is new enough. */
export async function findPython(signal: AbortSignal): Promise<string> {
  const found: string[] = []
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11']) {
    const version = await pythonVersion(name, signal)
    if (version !== undefined && Number(version.split('.')[1]) >= pythonLeast) return name
    if (version !== undefined) found.push(version)
  }
  throw fail('sidecar.python-missing', `expected Python 3.${pythonLeast} or later, found ${found.join(', ') || 'none'}`)
}

async function pythonVersion(name: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const print = 'import platform; print(platform.python_version())'
    const { stdout } = await promisify(execFile)(name, ['-c', print], { signal, timeout: limits.serverStopMsMax })
    return stdout.trim()
  } catch {
    return undefined
  }
}
