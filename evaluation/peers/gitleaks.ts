// gitleaks: regular expressions with an entropy, by vendor. It is asked to leave the values out of its report.
import { fieldsOf, listOf, parseJson, textOf } from './fields.ts'
import type { Peer } from './peer.ts'

export const gitleaks: Peer = {
  name: 'gitleaks',
  gate: 'secret',
  package: 'github.com/zricethezav/gitleaks/v8',
  command: [
    'bin/gitleaks',
    ...['dir', '.', '--report-format', 'json', '--report-path', '-', '--redact'],
    ...['--no-banner', '--log-level', 'error', '--exit-code', '0'],
  ],
  read: (printed) =>
    listOf(parseJson(printed, 'report'), 'report').map((value) => {
      const { File, RuleID } = fieldsOf(value, 'finding')
      return { path: textOf(File, 'File'), rules: [textOf(RuleID, 'RuleID')], expression: null, rated: null }
    }),
}
