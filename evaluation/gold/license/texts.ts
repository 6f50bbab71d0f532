// Full texts of licences from the SPDX list, as licence files carry them.
import list from 'spdx-license-list/full.js'

const textOf = (id: string): string => {
  const found = list[id]
  if (found === undefined) throw new Error(`expected a licence of the SPDX list, found ${id}`)
  return found.licenseText
    .replaceAll('<year>', '@years@')
    .replaceAll(/<(?:copyright holders?|owner|owner organization name)>/g, '@holder@')
    .replaceAll(/\[yyyy\]/g, '@year@')
    .replaceAll(/\[name of copyright owner\]/g, '@holder@')
}

/** The text as the list has it: for files called LICENSE, COPYING and the like. */
export const licenseText = (id: string): string => `${textOf(id).trim()}\n`

/** The text with one line for each paragraph: for comments, which are wrapped anew. */
export const flowing = (id: string): string =>
  textOf(id)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .join('\n\n')

/** A licence file beside the case, at the root unless `path` says otherwise. */
export const licenseAt = (id: string, path = 'LICENSE'): Readonly<Record<string, string>> => ({
  [path]: licenseText(id),
})
