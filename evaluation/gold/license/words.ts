// Wordings of copyleft notices: what the FSF tells people to write, with the addresses and programs of its time.

export const addresses = {
  mass: 'Free Software Foundation, Inc., 675 Mass Ave, Cambridge, MA 02139, USA.',
  temple: 'Free Software Foundation, Inc., 59 Temple Place - Suite 330, Boston, MA 02111-1307, USA.',
  temple2: 'Free Software Foundation, Inc., 59 Temple Place, Suite 330, Boston, MA  02111-1307  USA',
  franklin: 'Free Software Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.',
  franklin2: 'Free Software Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA  02110-1301, USA.',
} as const

export type Address = keyof typeof addresses

export type Terms = {
  /** `This program`, `@program@`, `This library`. */
  readonly what?: string
  readonly name?: string
  readonly version: string
  readonly later?: boolean
  readonly address?: Address | 'web'
}

const versionOf = (version: string, later: boolean): string =>
  later ? `either version ${version} of the License, or (at your option) any later version` : `version ${version}`

const warranty = (what: string, name: string): string =>
  `${what} is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied ` +
  'warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the ' +
  `${name} for more details.`

const copyOf = (what: string, name: string, address: Address | 'web'): string =>
  address === 'web'
    ? `You should have received a copy of the ${name} along with ${what}.  If not, see <https://www.gnu.org/licenses/>.`
    : `You should have received a copy of the ${name} along with ${what}; if not, write to the ${addresses[address]}`

/** The notice of the three paragraphs that the end of the GPL proposes. */
export const gnuNotice = ({ what = 'This program', name, version, later = true, address = 'web' }: Terms): string => {
  const license = name ?? 'GNU General Public License'
  const small = what.startsWith('This') ? what.toLowerCase() : what
  return [
    `${what} is free software; you can redistribute it and/or modify it under the terms of the ${license} as ` +
      `published by the Free Software Foundation; ${versionOf(version, later)}.`,
    warranty(what, license),
    copyOf(small, license, address),
  ].join('\n\n')
}

/** The same, begun with the program that the file is part of. */
export const partNotice = (terms: Terms & { readonly of: string }): string =>
  `This file is part of ${terms.of}.\n\n${gnuNotice({ ...terms, what: terms.what ?? terms.of })}`

export const lesser = 'GNU Lesser General Public License'
export const library = 'GNU Library General Public License'
export const affero = 'GNU Affero General Public License'

/** The short notice of version 2 or later without the warranty. */
export const gnuShort = (version: string, later: boolean, name = 'GNU General Public License'): string =>
  `This program is free software; you can redistribute it and/or modify it under the terms of the ${name} as ` +
  `published by the Free Software Foundation; ${versionOf(version, later)}.`
