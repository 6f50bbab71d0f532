// ScanCode: compares with its own texts of licences and notices. Expressions are SPDX's where SPDX has an id; a licence
// that it has none for is rated by ScanCode's own category, as our policy cannot know those ids.
import { fieldsOf, listOf, parseJson, textOf } from './fields.ts'
import type { Peer } from './peer.ts'

const mild = new Set(['Permissive', 'Public Domain'])

/** Stands in the rated expression for a licence without an SPDX id that ScanCode calls permissive. */
const stand = 'MIT'

export const scancode: Peer = {
  name: 'scancode',
  gate: 'license',
  package: 'scancode-toolkit',
  command: [
    'bin/scancode',
    ...['--license', '--license-references', '--quiet', '--strip-root', '--json', '-'],
    // Of one file, in seconds of the clock; by default two minutes, so that a busy machine would find less.
    ...['--timeout', '3600', '.'],
  ],
  read: (printed) => {
    const report = fieldsOf(parseJson(printed, 'report'), 'report')
    const references = listOf(report.license_references, 'license_references').map((one) =>
      fieldsOf(one, 'license reference'),
    )
    const categories = new Map(
      references.map(({ spdx_license_key, category }) => [textOf(spdx_license_key, 'spdx_license_key'), category]),
    )
    const ratedOf = (expression: string): string =>
      expression.replace(/LicenseRef-scancode-[\w.-]+/g, (id) => (mild.has(String(categories.get(id))) ? stand : id))
    return listOf(report.files, 'files')
      .map((one) => fieldsOf(one, 'file'))
      .filter(({ type }) => type === 'file')
      .map((file) => {
        const found = file.detected_license_expression_spdx
        const expression = found === null ? null : textOf(found, 'detected_license_expression_spdx')
        const rated = expression === null ? null : ratedOf(expression)
        return { path: textOf(file.path, 'path'), rules: [], expression, rated }
      })
  },
}
