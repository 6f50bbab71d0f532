// The texts of the SPDX list, from their data package. They are 17 MB in memory and most processes never compare a text,
// so they are read at the first comparison and not on import.
import { createRequire } from 'node:module'
import type spdxLicenses from 'spdx-license-list/full.js'

const require = createRequire(import.meta.url)

/** Every SPDX licence with its text, by id. */
export function spdxTexts(): typeof spdxLicenses {
  return require('spdx-license-list/full.js')
}
