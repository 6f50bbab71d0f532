// Prints the path of the sidecar's Python, after setting it up where it is missing; for shell scripts.
import { sidecarPython } from '../embedded/sidecar.ts'
import { loadConfig } from '../runtime/config.ts'

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())
const say = (line: string): void => console.error(line)
console.log(await sidecarPython(loadConfig(), say, interrupted.signal))
