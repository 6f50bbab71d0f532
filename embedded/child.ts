// A program that does one thing and ends, beside which this process does nothing.
import { spawn } from 'node:child_process'

type Place = {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Where what it says goes; talk, so by default to standard error. */
  readonly output?: number
}

/** Its exit code; null where it could not be started, or was ended. Throws where the signal says so. */
export async function runChild(
  file: string,
  args: readonly string[],
  signal: AbortSignal,
  { output = 2, ...place }: Place = {},
): Promise<number | null> {
  const child = spawn(file, args, { ...place, stdio: ['ignore', output, output], signal })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  signal.throwIfAborted()
  return code
}
