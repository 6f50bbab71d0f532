// Whether a path is one that linguist calls vendored: third-party code, build output, fixtures. A flag, not a verdict.
import { vendoredPaths } from './linguist-data-vendor.ts'

const each = vendoredPaths.map((source) => new RegExp(source))
const any = new RegExp(vendoredPaths.map((source) => `(?:${source})`).join('|'))

/** The part of the path that linguist's vendor.yml names, as evidence; null where none does. */
export function vendoredBy(path: string): string | null {
  if (!any.test(path)) return null
  for (const pattern of each) {
    const found = pattern.exec(path)
    if (found !== null) return `vendored path: ${found[0].slice(0, 120)}`
  }
  return null
}
