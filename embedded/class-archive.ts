// What a server's Java has unpacked at its start, kept in the cache, so that the next start maps it: half of a start's
// processor time (a class data sharing archive, JEP 350). Set-up makes one for each server and Java. The JVM looks whether it
// fits its own build and the jars, and starts without it where it does not.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../runtime/config.ts'
import type { Java } from './java.ts'
import type { ServerName } from './server.ts'

/** Where the archive of one server's version on one Java is, or would be. */
export function archiveFile(config: Config, server: ServerName, version: string, java: Java): string {
  const build = createHash('sha256')
    .update(readFileSync(join(java.home, 'release')))
    .digest('hex')
    .slice(0, 12)
  return join(config.cache, 'classes', `${server}-${version}-java${java.version}-${build}.jsa`)
}

/** Words of the command line that use the archive where it is; none where it is not. */
export const archiveFlags = (archive: string): readonly string[] =>
  existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, '-Xlog:cds=off', '-Xlog:cds,dynamic=off'] : []

/** Words of the command line that write an archive when the server is asked to end. */
export const archivingFlags = (archive: string): readonly string[] => [`-XX:ArchiveClassesAtExit=${archive}`]
