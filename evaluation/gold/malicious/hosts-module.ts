// Ordinary JavaScript modules and TypeScript files with places for a piece of code.

export const moduleHosts: readonly string[] = [
  String.raw`import { readFile } from 'node:fs/promises'
⟦imports⟧

const comment = /^\s*(#|$)/

export const parseRobots = (text) => {
  const groups = []
  for (const line of text.split('\n')) {
    if (comment.test(line)) continue
    const [field, value] = line.split(':').map((part) => part.trim())
    if (field.toLowerCase() === 'user-agent') groups.push({ agent: value, disallow: [] })
    else if (field.toLowerCase() === 'disallow') groups.at(-1)?.disallow.push(value)
  }
  return groups
}

⟦here⟧

export const loadRobots = async (path) => parseRobots(await readFile(path, 'utf8'))

⟦here⟧`,
  `⟦imports⟧

⟦here⟧

export function debounce(callback, wait = 200) {
  let timer
  return (...values) => {
    clearTimeout(timer)
    timer = setTimeout(() => callback(...values), wait)
  }
}

export function chunk(items, size) {
  const chunks = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}

⟦here⟧`,
]

export const typedHosts: readonly string[] = [
  `import { join } from 'node:path'
⟦imports⟧

export interface Route {
  readonly pattern: string
  readonly handler: (params: Record<string, string>) => Promise<unknown>
}

const toRegExp = (pattern: string): RegExp =>
  new RegExp(\`^\${pattern.replace(/:(\\w+)/g, '(?<$1>[^/]+)')}$\`)

⟦here⟧

export async function dispatch(routes: readonly Route[], path: string): Promise<unknown> {
  for (const route of routes) {
    const match = toRegExp(route.pattern).exec(path)
    if (match) return route.handler({ ...match.groups })
  }
  throw new Error(\`no route for \${join('/', path)}\`)
}

⟦here⟧`,
  `⟦imports⟧

export type Money = { amount: bigint; currency: string }

export const add = (left: Money, right: Money): Money => {
  if (left.currency !== right.currency) throw new Error('currencies differ')
  return { amount: left.amount + right.amount, currency: left.currency }
}

⟦here⟧

export const format = ({ amount, currency }: Money, locale = 'en-GB'): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount) / 100)

⟦here⟧`,
]
