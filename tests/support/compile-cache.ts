// Where child processes keep what Node has compiled, as ./codelupe has them do: a start costs half the processor time, and a
// run of all tests makes a thousand. Not for the tests themselves: what comes from a cache is counted less exactly.
import { join } from 'node:path'
import { loadConfig } from '../../runtime/config.ts'
import { withoutServers } from './server-kind.ts'

export const compileCache = {
  NODE_COMPILE_CACHE: join(loadConfig(withoutServers(process.env)).cache, 'compiled'),
} as const
