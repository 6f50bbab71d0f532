// How people write the names of licences: one table, read by manifests, by notices in source files and by licence files
// that only name their licence. A pattern speaks of words: a space stands for any run of other characters.

export type LicenseName = {
  /** SPDX id, or `gnu` and `cc` where the groups say which of the GNU or Creative Commons licences it is. */
  readonly spdx: string
  /** Lower-case literal that every match holds. */
  readonly keyword: string
  /** Source of a regular expression over lower-case words separated by single spaces. */
  readonly words: string
}

const versioned = (spdx: string, keyword: string, name: string, version: string): LicenseName => ({
  spdx,
  keyword,
  words: `${name}(?: public)?(?: licen[cs]e)?(?: version| ver| v)? ?v?${version}`,
})

/** "or (at your option) any later version", "or higher", "+". */
const orLater = '( or(?: [a-z]+){0,6}? (?:later|newer|above|higher|greater)| plus)?'

/** Tried in order: the longer name stands before the one that begins it. */
export const licenseNames: readonly LicenseName[] = [
  {
    spdx: 'LGPL-2.0-or-later WITH WxWindows-exception-3.1',
    keyword: 'wxwindows',
    words: 'wxwindows(?: library)? licen[cs]e(?: version)?(?: 3(?: 1)?)?',
  },
  {
    spdx: 'gnu',
    keyword: 'gnu',
    words: `gnu (?:(lesser|library|affero|free documentation) )?(?:general )?(?:public )?licen[cs]e(?:(?: [a-z]+){0,12}? (?:version |v)(\\d)(?: (\\d)\\b)?(?: (?!or\\b)[a-z]{2,3}){0,2}(?: licen[cs]e)?${orLater}(?: versions?)?)?`,
  },
  {
    spdx: 'gnu',
    keyword: 'gpl',
    words: `(?:gnu )?\\b([la]?)gpl(?:(?: licen[cs]e)?(?: version| ver| v)? ?v?(\\d)(?: (\\d)\\b)?${orLater}(?: versions?)?)?`,
  },
  {
    spdx: 'gnu',
    keyword: 'affero gpl',
    words: `(affero) gpl(?:(?: licen[cs]e| applies)?(?: version| ver| v)? ?v?(\\d)(?: (\\d)\\b)?${orLater})?`,
  },
  // French, Spanish, Portuguese and Italian put it the other way round.
  {
    spdx: 'gnu',
    keyword: 'gnu',
    words: `licen[cs]e pu[bl]{1,4}i[a-z]{1,4} ge[a-z]{2,7}(?: (reduite|reducida|affero))?(?: de)? gnu(?:(?: [a-z]+){0,14}? (?:version |v)(\\d)(?: (\\d)\\b)?(?: (?!or\\b)[a-z]{2,3}){0,2}(?: licen[cs]e)?${orLater})?`,
  },
  { spdx: 'SSPL-1.0', keyword: 'server side public', words: 'server side public licen[cs]e' },
  { spdx: 'BUSL-1.1', keyword: 'business source', words: 'business source licen[cs]e' },
  { spdx: 'Elastic-2.0', keyword: 'elastic licen', words: 'elastic licen[cs]e(?: 2 0)?' },
  { spdx: 'LicenseRef-source-available', keyword: 'confluent community', words: 'confluent community licen[cs]e' },
  {
    spdx: 'LicenseRef-source-available',
    keyword: 'redis source available',
    words: 'redis source available licen[cs]e',
  },
  { spdx: 'LicenseRef-source-available', keyword: 'timescale', words: 'timescale licen[cs]e' },
  { spdx: 'LicenseRef-source-available', keyword: 'functional source', words: 'functional source licen[cs]e' },
  { spdx: 'LicenseRef-source-available', keyword: 'polyform', words: 'polyform (?:[a-z]{1,20} ){1,2}licen[cs]e' },
  { spdx: 'Apache-1.1', keyword: 'apache', words: 'apache(?: software)?(?: licen[cs]e)?(?: version| ver| v)? ?v?1 1' },
  { spdx: 'Apache-1.0', keyword: 'apache', words: 'apache(?: software)?(?: licen[cs]e)?(?: version| ver| v)? ?v?1 0' },
  {
    spdx: 'Apache-2.0',
    keyword: 'apache',
    words: 'apache(?: software)?(?: licen[cs]e)?(?: version| ver| v)? ?v?2(?: 0)?\\b',
  },
  { spdx: 'Apache-2.0', keyword: 'apache', words: 'apache(?: software)? licen[cs]e' },
  { spdx: 'Apache-2.0', keyword: 'asl', words: '\\basl ?v?2(?: 0)?\\b' },
  { spdx: 'BSL-1.0', keyword: 'boost', words: 'boost(?: software)?(?: licen[cs]e)?(?: version)?(?: 1 0)?' },
  versioned('MPL-2.0', 'mozilla', 'mozilla', '2(?: 0)?'),
  versioned('MPL-1.1', 'mozilla', 'mozilla', '1 1'),
  versioned('MPL-1.0', 'mozilla', 'mozilla', '1 0'),
  versioned('MPL-2.0', 'mpl', '\\bmpl', '2(?: 0)?'),
  versioned('MPL-1.1', 'mpl', '\\bmpl', '1 1'),
  { spdx: 'MPL-2.0', keyword: 'mozilla public', words: 'mozilla public licen[cs]e' },
  versioned('EPL-2.0', 'eclipse public', 'eclipse', '2(?: 0)?'),
  versioned('EPL-1.0', 'eclipse public', 'eclipse', '1(?: 0)?'),
  { spdx: 'EPL-1.0', keyword: 'eclipse public', words: 'eclipse public licen[cs]e' },
  versioned('EPL-2.0', 'epl', '\\bepl', '2(?: 0)?'),
  versioned('EPL-1.0', 'epl', '\\bepl', '1(?: 0)?'),
  { spdx: 'BSD-3-Clause', keyword: 'eclipse distribution', words: 'eclipse distribution licen[cs]e' },
  { spdx: 'EUPL-1.2', keyword: 'eupl', words: '\\beupl' },
  { spdx: 'LPPL-1.3c', keyword: 'latex project', words: 'latex project public licen[cs]e' },
  { spdx: 'Vim', keyword: 'vim', words: '\\bvim licen[cs]e' },
  { spdx: 'Beerware', keyword: 'beer', words: 'beer ?ware' },
  { spdx: 'LicenseRef-model-license', keyword: 'llama', words: 'llama(?: \\d)*(?: community)? licen[cs]e' },
  {
    spdx: 'LicenseRef-model-license',
    keyword: 'rail',
    words: '(?:open ?rail(?: [a-z]{1,3})?|responsible ai(?: source code| community)?) licen[cs]e',
  },
  { spdx: 'LicenseRef-commercial', keyword: 'commercial licen', words: '(?<!non )commercial licen[cs]e' },
  { spdx: 'ODbL-1.0', keyword: 'open d', words: 'open (?:data commons open )?database licen[cs]e' },
  { spdx: 'CPAL-1.0', keyword: 'common public attribution', words: 'common public attribution licen[cs]e' },
  { spdx: 'LicenseRef-source-available', keyword: 'amazon software', words: 'amazon software licen[cs]e' },
  { spdx: 'CDDL-1.0', keyword: 'cddl', words: '\\bcddl' },
  {
    spdx: 'CDDL-1.0',
    keyword: 'common development and distribution',
    words: 'common development and distribution licen[cs]e',
  },
  { spdx: 'CPL-1.0', keyword: 'common public', words: 'common public licen[cs]e' },
  { spdx: 'EUPL-1.2', keyword: 'european union public', words: 'european union public licen[cs]e' },
  { spdx: 'OSL-3.0', keyword: 'open software', words: 'open software licen[cs]e' },
  { spdx: 'AFL-3.0', keyword: 'academic free', words: 'academic free licen[cs]e' },
  { spdx: 'MulanPSL-2.0', keyword: 'mulan', words: 'mulan psl v2' },
  { spdx: 'MS-PL', keyword: 'microsoft public', words: 'microsoft public licen[cs]e' },
  { spdx: 'MS-PL', keyword: 'ms', words: '\\bms pl\\b' },
  { spdx: 'Artistic-2.0', keyword: 'artistic', words: 'artistic(?: licen[cs]e)?(?: version| ver| v)? ?v?2(?: 0)?' },
  { spdx: 'Artistic-1.0', keyword: 'artistic licen', words: 'artistic licen[cs]e' },
  { spdx: 'Artistic-1.0-Perl OR GPL-1.0-or-later', keyword: 'perl', words: 'same terms as(?: the)? perl' },
  {
    spdx: 'PSF-2.0',
    keyword: 'python software foundation',
    words: 'python software foundation licen[cs]e(?: version 2)?',
  },
  { spdx: 'PSF-2.0', keyword: 'psf', words: '\\bpsf(?: licen[cs]e)?(?: version)?(?: 2(?: 0)?)?' },
  { spdx: 'Python-2.0', keyword: 'python licen', words: 'python licen[cs]e' },
  { spdx: 'ZPL-2.1', keyword: 'zope', words: 'zope public licen[cs]e(?: version)?(?: 2 1)?' },
  { spdx: 'CC0-1.0', keyword: 'cc0', words: '(?:creative commons )?cc0(?: 1 0)?(?: universal)?' },
  { spdx: 'CC0-1.0', keyword: 'creative commons zero', words: 'creative commons zero' },
  { spdx: 'Unlicense', keyword: 'unlicense', words: '(?:the )?unlicense\\b' },
  { spdx: 'WTFPL', keyword: 'wtfpl', words: 'wtfpl' },
  { spdx: 'WTFPL', keyword: 'do what the f', words: 'do what the f[a-z]{1,6} you want to public licen[cs]e' },
  { spdx: 'Zlib', keyword: 'zlib', words: 'zlib(?: libpng)? licen[cs]e' },
  { spdx: '0BSD', keyword: '0bsd', words: '0bsd' },
  { spdx: '0BSD', keyword: 'zero clause bsd', words: 'zero clause bsd' },
  { spdx: 'BSD-4-Clause', keyword: 'bsd', words: '(?:original bsd|bsd 4 clause|(?:4|four) clause bsd)' },
  {
    spdx: 'BSD-2-Clause',
    keyword: 'bsd',
    words: '(?:simplified bsd|bsd 2(?: clause)?|bsd two clause|(?:2|two) clause bsd|freebsd)',
  },
  {
    spdx: 'BSD-3-Clause',
    keyword: 'bsd',
    words: '(?:(?:new|modified|revised|3 clause|three clause) bsd|bsd 3(?: clause)?|bsd three clause)',
  },
  // BSD alone is most often the three-clause text, and every BSD is treated alike.
  { spdx: 'BSD-3-Clause', keyword: 'bsd', words: '\\bbsd(?: style| type| like)?' },
  { spdx: 'ISC', keyword: 'isc', words: '\\bisc\\b' },
  { spdx: 'MIT', keyword: 'mit', words: '(?:\\bmit\\b(?: ?x11| expat| style)?|x11 mit)' },
  { spdx: 'MIT', keyword: 'expat', words: '\\bexpat' },
  { spdx: 'X11', keyword: 'x11', words: 'x11' },
  { spdx: 'PostgreSQL', keyword: 'postgresql', words: 'postgresql licen[cs]e' },
  { spdx: 'OFL-1.1', keyword: 'open font', words: '(?:sil )?open font licen[cs]e' },
  { spdx: 'Ruby', keyword: 'ruby', words: '(?:ruby licen[cs]e|same (?:terms|conditions|licen[cs]e) as ruby)' },
  { spdx: 'NCSA', keyword: 'ncsa', words: 'ncsa(?: open source)?' },
  { spdx: 'NCSA', keyword: 'university of illinois', words: 'university of illinois(?: ncsa)?(?: open source)?' },
  { spdx: 'UPL-1.0', keyword: 'universal permissive', words: 'universal permissive licen[cs]e' },
  { spdx: 'BlueOak-1.0.0', keyword: 'blue oak', words: 'blue oak model licen[cs]e' },
  // Somebody's own licence of that form: terms that nobody here has read.
  {
    spdx: 'LicenseRef-public-license',
    keyword: 'public licen',
    words:
      '\\b(?!(?:general|affero|lesser|library|mozilla|eclipse|common|commons|microsoft|side|to|project|zope|union|this|the|a|gnu)\\b)[a-z0-9]+ public licen[cs]e',
  },
]

/** The SPDX id that a matched name stands for; `groups` are the pattern's captures, lower or upper case. */
export function spdxOfName(name: LicenseName, groups: readonly (string | undefined)[]): string {
  if (name.spdx === 'cc') return creativeCommonsId(groups)
  if (name.spdx !== 'gnu') return name.spdx
  const [kind = '', major, minor, later] = groups
  return gnuId(kind.toLowerCase(), major, minor, later !== undefined)
}

// Creative Commons without a version: the current one, which grants no more than the older ones.
function creativeCommonsId([kind = '', major = '4', minor = '0']: readonly (string | undefined)[]): string {
  const words = kind.toLowerCase().replaceAll('non commercial', 'noncommercial')
  const noncommercial = /\bnc\b|noncommercial/.test(words) ? '-NC' : ''
  const form = /\bsa\b|share/.test(words) ? '-SA' : /\bnd\b|deriv/.test(words) ? '-ND' : ''
  return `CC-BY${noncommercial}${form}-${major}.${minor}`
}

// A GNU licence without a version allows any version that was published.
function gnuId(kind: string, major: string | undefined, minor: string | undefined, later: boolean): string {
  const first = kind === 'reduite' || kind === 'reducida' ? 'l' : kind.charAt(0)
  const family = first === 'l' ? 'LGPL' : first === 'a' ? 'AGPL' : first === 'f' ? 'GFDL' : 'GPL'
  const oldest = { GPL: '1.0', LGPL: '2.0', AGPL: '1.0', GFDL: '1.1' }[family]
  if (major === undefined) return `${family}-${oldest}-or-later`
  const known = {
    GPL: ['1.0', '2.0', '3.0'],
    LGPL: ['2.0', '2.1', '3.0'],
    AGPL: ['1.0', '3.0'],
    GFDL: ['1.1', '1.2', '1.3'],
  }
  const version = `${major}.${minor ?? '0'}`
  if (!known[family].includes(version)) return `${family}-${oldest}-or-later`
  return `${family}-${version}-${later ? 'or-later' : 'only'}`
}
