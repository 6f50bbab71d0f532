// Whether a file was written by a tool: linguist's rules on its path, its first and last lines, and its line lengths.
import { footerRules, type HeaderRule, headerRules, pathRules } from './generated-rules.ts'

/** Bytes of the start and of the end in which marks are looked for; 40 lines of ordinary code fit. */
const headBytes = 4_096
const tailBytes = 1_024
/** Mean characters a line from which linguist calls JavaScript and CSS minified. */
const minifiedLineMeanMin = 110

const minifiable: readonly string[] = ['.js', '.mjs', '.cjs', '.css']

const byExtension = new Map<string, HeaderRule[]>()
for (const rule of headerRules) {
  for (const extension of rule.extensions ?? []) {
    const rules = byExtension.get(extension)
    if (rules === undefined) byExtension.set(extension, [rule])
    else rules.push(rule)
  }
}
const everywhere = headerRules.filter((rule) => rule.extensions === null)

/** What says that a tool wrote the file, as evidence; null where nothing does. */
export function generatedBy(path: string, content: Buffer): string | null {
  const named = pathRules.find((rule) => rule.path.test(path))
  if (named !== undefined) return `${named.what}: the path says so`
  const extension = extensionOf(path)
  const head = content.toString('latin1', 0, headBytes).split(/\r?\n/, 41)
  const rules = byExtension.get(extension) ?? []
  const marked = marks(head, rules) ?? marks(head, everywhere)
  if (marked !== null) return marked
  if (extension === '.xml' && isNetDocumentation(head)) return '.NET documentation: <doc> and <assembly> open it'
  if (extension === '.js' && isCoffeeScript(head, content)) return 'CoffeeScript output: its closure and helpers'
  if (minifiable.includes(extension)) {
    const mean = lineMean(content)
    if (mean > minifiedLineMeanMin) return `minified: ${Math.floor(mean)} characters a line`
  }
  const footers = footerRules.filter((rule) => rule.extensions?.includes(extension))
  return footers.length === 0 ? null : marks(lastLines(content), footers)
}

/** The first rule whose mark stands in its lines. The evidence names the rule and the line, never the text. */
function marks(lines: readonly string[], rules: readonly HeaderRule[]): string | null {
  for (const rule of rules) {
    const [from, to] = rule.lines
    const looked = from < 0 ? lines : lines.slice(from, to)
    const at = looked.findIndex((line) => rule.mark.test(line))
    if (at !== -1) return `${rule.what}: ${from < 0 ? 'its last lines say so' : `line ${from + at + 1} says so`}`
  }
  return null
}

function extensionOf(path: string): string {
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const dot = fileName.lastIndexOf('.')
  return dot === -1 ? '' : fileName.slice(dot).toLowerCase()
}

function lastLines(content: Buffer): readonly string[] {
  const tail = content.toString('latin1', Math.max(0, content.length - tailBytes))
  return tail.split(/\r?\n/).slice(-2)
}

function lineMean(content: Buffer): number {
  let lines = 1
  for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) lines++
  return (content.length - lines + 1) / lines
}

const isNetDocumentation = (head: readonly string[]): boolean =>
  (head[1]?.includes('<doc>') ?? false) && (head[2]?.includes('<assembly>') ?? false)

/** CoffeeScript's closure around the file, and at least three of the temporary names that only it writes. */
function isCoffeeScript(head: readonly string[], content: Buffer): boolean {
  if (head[0] !== '(function() {' || !content.toString('latin1', content.length - 64).includes('}).call(this);')) {
    return false
  }
  const names = content
    .toString('latin1')
    .match(/\b_(?:fn|i|len|ref|results)\b|\b__(?:bind|extends|hasProp|indexOf|slice)\b/g)
  return (names?.length ?? 0) >= 3
}
