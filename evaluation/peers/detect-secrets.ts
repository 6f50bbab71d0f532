// detect-secrets: detectors by vendor, keywords and entropy. It prints hashes of what it finds. Verification would send the
// values to the vendors, and is off.
import { fieldsOf, listOf, parseJson, textOf } from './fields.ts'
import type { Peer } from './peer.ts'

export const detectSecrets: Peer = {
  name: 'detect-secrets',
  gate: 'secret',
  package: 'detect-secrets',
  command: ['bin/detect-secrets', 'scan', '--all-files', '--no-verify', '.'],
  read: (printed) => {
    const { results } = fieldsOf(parseJson(printed, 'report'), 'report')
    return Object.entries(fieldsOf(results, 'results')).map(([path, findings]) => ({
      path,
      rules: listOf(findings, 'findings').map((one) => textOf(fieldsOf(one, 'finding').type, 'type')),
      expression: null,
      rated: null,
    }))
  },
}
