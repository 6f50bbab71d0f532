// Which address a repository may be fetched from: https, no credentials, a host on the list, a public address.
// The address found here is the one git connects to, so that a second look-up cannot give another.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { fail } from '../runtime/errors.ts'
import { limits } from '../runtime/limits.ts'
import { nameOfUrl, type RepositoryName } from './names.ts'
import type { SourceOptions } from './source.ts'

/** Forges that anyone can publish on. */
export const publicHosts: readonly string[] = [
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitea.com',
  'git.sr.ht',
  'salsa.debian.org',
  'gitlab.freedesktop.org',
  'gitlab.gnome.org',
  'invent.kde.org',
  'huggingface.co',
]

export type GitAddress = {
  readonly name: RepositoryName
  /** What git is given: the address as the user wrote it, normalised. */
  readonly url: string
  /** A setting that pins the host to the address found. */
  readonly pin: string
}

/** Throws `ingest.host-refused`, `usage.invalid`. */
export async function gitAddress(text: string, options: SourceOptions, signal: AbortSignal): Promise<GitAddress> {
  if (!URL.canParse(text)) throw fail('usage.invalid', 'expected an address such as https://host/owner/name')
  const url = new URL(text)
  if (url.protocol !== 'https:') throw refused(`expected https, found ${url.protocol.replace(':', '')}`)
  if (url.username !== '' || url.password !== '') throw refused('expected no credentials in the address, found some')
  if (url.search !== '' || url.hash !== '') throw refused('expected no query or fragment in the address, found one')
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  const allowed = options.allowHosts ?? []
  const listed = url.port === '' ? [...publicHosts, ...allowed].includes(host) : allowed.includes(`${host}:${url.port}`)
  if (!listed) throw refused(`expected one of ${[...publicHosts, ...allowed].join(', ')}, found ${url.host}`)
  const name = nameOfUrl(url)
  const address = await publicAddress(host, options.allowPrivateAddresses === true, signal)
  const pinned = isIP(address) === 6 ? `[${address}]` : address
  const pin = `http.curloptResolve=${host}:${url.port === '' ? '443' : url.port}:${pinned}`
  return { name, url: `https://${url.host}${url.pathname}`, pin }
}

async function publicAddress(host: string, allowPrivate: boolean, signal: AbortSignal): Promise<string> {
  const literal = host.replace(/^\[|\]$/g, '')
  const answer = isIP(literal) === 0 ? await addressesOf(host, signal) : [literal]
  const hidden = allowPrivate ? undefined : answer.find(isPrivateAddress)
  if (hidden !== undefined) throw refused(`expected a public address, found ${hidden} for ${host}`)
  const [first] = answer
  if (first === undefined) throw fail('ingest.git-failed', `expected an address for ${host}, found none`)
  return first
}

async function addressesOf(host: string, signal: AbortSignal): Promise<readonly string[]> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(limits.gitAnswerMsMax)])
  const given = new Promise<never>((_resolve, reject) => {
    late.addEventListener('abort', () => reject(late.reason), { once: true })
  })
  try {
    const answer = await Promise.race([lookup(host, { all: true, order: 'ipv4first' }), given])
    return answer.map(({ address }) => address)
  } catch (cause) {
    signal.throwIfAborted()
    throw fail('ingest.git-failed', `expected an address for ${host}, found that its name does not resolve`, cause)
  }
}

/** Everything that IANA's special-purpose registries do not call globally reachable. */
const privateRanges: readonly (readonly [address: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

function blockList(): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of privateRanges) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}

const blocked = blockList()

/** Whether an address is private, loopback, link-local or otherwise not public; IPv4 inside IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address.replace(/%.*$/, ''))
  if (version === 0) return true
  return blocked.check(address.replace(/%.*$/, ''), version === 6 ? 'ipv6' : 'ipv4')
}

const refused = (detail: string) => fail('ingest.host-refused', detail)
