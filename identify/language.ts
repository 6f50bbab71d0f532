// What language a file is in, by linguist's data and in linguist's order: mode line, file name, shebang, extension, XML,
// heuristics; where these leave several, the likeliest. Names are linguist's; what nothing names is `unknown`.
import { byHeuristics, heuristicBytesMax } from './heuristics.ts'
import {
  languagesByAlias,
  languagesByExtension,
  languagesByFileName,
  languagesByInterpreter,
  likeliest,
} from './languages.ts'

/** Bytes of the first lines in which a shebang, a mode line or an XML header is looked for. */
const headBytes = 512
const tailBytes = 256

const emacsMode = /-\*-(?:[^\n]{0,120}?[ ;]mode:)?[ \t]{0,8}([A-Za-z][\w+#.-]{0,30})[ \t]{0,8}(?:;[^\n]{0,120}?)?-\*-/i
const vimMode = /(?:\bvim?|\bex):[^\n]{0,120}?\b(?:ft|filetype|syntax)=([A-Za-z][\w+#.-]{0,30})/
const shebang = /^#![ \t]{0,8}(\S{1,120})(?:[ \t]{1,8}([^\n]{0,120}))?/

/** Linguist's name of a file's language, or `unknown`. */
export function languageOf(path: string, content: Buffer): string {
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const head = content.toString('latin1', 0, headBytes)
  const named = byModeLine(head, content) ?? single(byFileName(fileName))
  if (named !== null) return named
  const script = interpreted(head)
  const extension = extensionOf(fileName)
  const candidates = narrowed(script, languagesByExtension.get(extension) ?? [])
  if (candidates.length === 1) return candidates[0] ?? 'unknown'
  if (candidates.length === 0) return isXml(head) ? 'XML' : 'unknown'
  const text = content.toString('latin1', 0, heuristicBytesMax)
  const decided = byHeuristics(extension, text)
  // `2.7.1` is a version, not a page of the manual, unless the text says so.
  return decided ?? (/^\.\d$/.test(extension) ? 'unknown' : likeliest(candidates, extension))
}

/** Linguist knows LICENSE and README; people write license and Readme as well. */
const byFileName = (fileName: string): readonly string[] | undefined =>
  languagesByFileName.get(fileName) ??
  (fileName.includes('.') ? undefined : languagesByFileName.get(fileName.toUpperCase()))

const single = (names: readonly string[] | undefined): string | null =>
  names === undefined ? null : names.length === 1 ? (names[0] ?? null) : likeliest(names, '')

/** A shebang speaks louder than an extension, unless both leave the same language. */
function narrowed(script: readonly string[], byExtension: readonly string[]): readonly string[] {
  if (script.length === 0) return byExtension
  const both = byExtension.filter((name) => script.includes(name))
  return both.length > 0 ? both : script
}

function byModeLine(head: string, content: Buffer): string | null {
  const emacs = head.includes('-*-') ? emacsMode.exec(head) : null
  const tail = content.length > headBytes ? content.toString('latin1', content.length - tailBytes) : ''
  const vim =
    emacs ?? (mentionsVim(head) ? vimMode.exec(head) : null) ?? (mentionsVim(tail) ? vimMode.exec(tail) : null)
  return single(languagesByAlias.get(vim?.[1]?.toLowerCase() ?? ''))
}

const mentionsVim = (text: string): boolean => text.includes('vi:') || text.includes('vim:') || text.includes('ex:')

/** `#!/usr/bin/env -S python3.11 -u` -> the languages of python3. */
function interpreted(head: string): readonly string[] {
  if (!head.startsWith('#!')) return []
  const [, program = '', rest = ''] = shebang.exec(head) ?? []
  const words = program.endsWith('/env') ? rest.split(/[ \t]+/) : [program]
  const command = words.find((word) => !word.startsWith('-') && !word.includes('=')) ?? ''
  const name = command.slice(command.lastIndexOf('/') + 1).trim()
  for (const known of [name, name.replace(/[\d.]{1,8}$/, ''), name.replace(/\.[\d.]{1,8}$/, '')]) {
    const languages = languagesByInterpreter.get(known)
    if (languages !== undefined) return languages
  }
  return []
}

/** The longest suffix that is an extension of some language: `.d.ts` is tried before `.ts`. */
function extensionOf(fileName: string): string {
  const lower = fileName.toLowerCase()
  let dot = lower.indexOf('.')
  while (dot !== -1) {
    const extension = lower.slice(dot)
    if (languagesByExtension.has(extension)) return extension
    dot = lower.indexOf('.', dot + 1)
  }
  return ''
}

const isXml = (head: string): boolean => head.split('\n', 2).some((line) => line.includes('<?xml version='))
