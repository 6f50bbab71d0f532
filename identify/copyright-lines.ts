// Who says to hold the copyright of a text, line by line, as it stands there: comment signs taken away, nothing else.
// Talk about copyright, as licences are full of it, names nobody and is left out, and so are forms that nobody filled in.

/** Lines told of one text, and characters read from the word on. */
export const copyrightLinesMax = 64
export const copyrightLengthMax = 300

/** What is in every line that is told, found faster than the lines are split. */
const anchor = /copyright|copr\.|©|&copy;|\(c\)/gi

/** Characters ahead of the word that are still its line: minified code has lines of a megabyte. */
const leadMax = 120

const year = '(?:19|20)\\d\\d'
const sign = '(?:\\([cC]\\)|©|&copy;)'

/** Behind the word alone a name, and no word of a licence's text, which speaks of holders, notices and laws. */
const terms =
  'Holders?|Notices?|Owners?|Laws?|Licen[cs]es?|Licensed|Licensors?|Statements?|Infringement|Protection|Interests?|Headers?|Treat(?:y|ies)|Ownership|Acts?|And|Or|In|Is|Of|The|To|For|On|As|Are|With|Disclaimer|Information|Terms?|Assignment|Symbol|Text|Year|File'

/** A line that names a holder or a year, once its comment signs are gone. */
const statements: readonly RegExp[] = [
  /^SPDX-(?:File|Snippet)CopyrightText:\s*\S/i,
  new RegExp(`\\b(?:copyright|copr\\.)[\\s:,]*(?:by\\s+)?(?:${sign}[\\s:,]*\\S|${year})`, 'i'),
  new RegExp(`(?:^|[\\s|])${sign}[\\s:,]*(?:copyright[\\s:,]*)?(?:by\\s+)?${year}`, 'i'),
  new RegExp(
    `^(?:All\\s|Portions\\s|Parts\\s)?${sign}[\\s:,]*(?:[Cc]opyright[\\s:,]*)?(?:[Bb]y\\s+)?\\p{Lu}\\p{Ll}`,
    'u',
  ),
  new RegExp(`^(?:[A-Za-z]+\\s){0,3}[Cc]opyright(?::|\\s[Bb]y)?\\s+(?!(?:${terms})\\b)\\p{Lu}\\p{Ll}`, 'u'),
]

const unfilled =
  /<(?:years?|copyright holders?|owner|name of author|author|fullname)>|[[{](?:yyyy|years?|fullname|name of copyright owner|various years)[\]}]|\{\{|\$\{|%[sd]\b/i

const commentStart = /^(?:\s|[*#;%!"'`|+]|\/[/*]|<!--|--|\(\*|\{[-#]|\.\.(?=\s)|(?:dnl|rem|@copyright:?)(?=\s))+/i
const commentEnd = /\s*(?:\*+\/|-->|-\}|#\}|\*\)|"""|''')[\s\S]*$/
const boxEnd = /\s+[*#|;%+]+$/

/** One line without the signs of a comment round it, single spaces between its words. */
export const withoutCommentSigns = (line: string): string =>
  line.replace(commentStart, '').replace(commentEnd, '').replace(boxEnd, '').replaceAll(/\s+/g, ' ').trim()

/** The lines of a text that say who holds its copyright, each once, in their order. */
export function copyrightLines(text: string): readonly string[] {
  const found = new Set<string>()
  let next = 0
  for (const { index } of text.matchAll(anchor)) {
    if (index < next) continue
    const lead = Math.max(text.lastIndexOf('\n', index) + 1, index - leadMax)
    const start = lead + Math.max(0, text.slice(lead, index).lastIndexOf('/*'))
    const newline = text.indexOf('\n', index)
    next = Math.min(newline === -1 ? text.length : newline, index + copyrightLengthMax)
    const line = withoutCommentSigns(text.slice(start, next))
    if (!unfilled.test(line) && statements.some((pattern) => pattern.test(line))) found.add(line)
    if (found.size >= copyrightLinesMax) break
  }
  return [...found]
}
