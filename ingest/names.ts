// How a repository is called: host/owner/name, never an absolute path of the machine it was read on.
import { basename, dirname } from 'node:path'
import { fail } from '../runtime/errors.ts'

export type RepositoryName = {
  readonly host: string
  readonly owner: string
  readonly name: string
  readonly url: string | null
}

const part = /^[\w.+~-]+$/
const climbs = /^\.{1,2}$/
const isPart = (text: string): boolean => part.test(text) && !climbs.test(text) && text.length <= 200

/** The name in an https address: the first segment is the host, the last the name, all between the owner. */
export function nameOfUrl(url: URL): RepositoryName {
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  const name = (segments.pop() ?? '').replace(/\.git$/, '')
  if (segments.length === 0 || ![...segments, name].every(isPart)) {
    throw fail('usage.invalid', `expected an address such as https://host/owner/name, found the path ${url.pathname}`)
  }
  const owner = segments.join('/')
  const port = url.port === '' ? '' : `:${url.port}`
  const host = url.hostname.toLowerCase()
  return { host, owner, name, url: `https://${host}${port}/${owner}/${name}` }
}

/** What the user calls it: host/owner/name or an https address. */
export function nameByUser(text: string): RepositoryName {
  if (text.startsWith('https://') && URL.canParse(text)) return nameOfUrl(new URL(text))
  const parts = text.split('/')
  const [host = '', ...rest] = parts
  const name = rest.pop() ?? ''
  const owner = rest.join('/')
  if (rest.length === 0 || !parts.every(isPart)) {
    throw fail('usage.invalid', `expected a repository as host/owner/name, found ${JSON.stringify(text)}`)
  }
  return { host: host.toLowerCase(), owner, name, url: null }
}

/** local/-/<base name>, without the endings that say how it is packed. */
export function nameByPath(path: string): RepositoryName {
  const base = basename(path) === '.git' ? basename(dirname(path)) : basename(path)
  const name = base
    .replace(/(?:\.tar\.gz|\.tgz|\.tar|\.zip|\.whl|\.jar|\.git)$/i, '')
    .replace(/[^\w.+~-]+/g, '-')
    .slice(0, 200)
  return { host: 'local', owner: '-', name: name === '' || climbs.test(name) ? 'unnamed' : name, url: null }
}

/** npm/<scope or ->/<name> for a package's name, or null where it is not one. */
export function nameOfPackage(packageName: string): RepositoryName | null {
  const [, scope, name] = /^(?:@([^/]+)\/)?([^/]+)$/.exec(packageName) ?? []
  if (name === undefined || !isPart(name) || (scope !== undefined && !isPart(scope))) return null
  return { host: 'npm', owner: scope ?? '-', name, url: null }
}

export const nameText = (name: RepositoryName): string => `${name.host}/${name.owner}/${name.name}`
