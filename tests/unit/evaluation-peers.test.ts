// What peers print, as their pinned versions printed it, and which cases it is about. No peer is installed for this.
// Mutants: take a finding without a rule; quote what cannot be read; take the file beside before the file itself; take the
// farther of two files beside; rate ScanCode's own ids by our policy; take a case's number that there is none of.
import { describe, expect, test } from 'vitest'
import type { LabelledCase } from '../../evaluation/labelled.ts'
import { byCase, saidOf } from '../../evaluation/peers/compare.ts'
import { peers } from '../../evaluation/peers/index.ts'
import { FormatFault, type PeerFinding } from '../../evaluation/peers/peer.ts'

const peerOf = (name: string) => {
  const found = peers.find((peer) => peer.name === name)
  if (found === undefined) throw new Error(`no peer ${name}`)
  return found
}
const finding = (path: string, ...rules: readonly string[]) => ({ path, rules, expression: null, rated: null })

// gitleaks v8.30.1 dir . --report-format json --report-path - --redact, without the fields of commits.
const gitleaksPrinted = `[
 {
  "RuleID": "generic-api-key",
  "Description": "Detected a Generic API Key, potentially exposing access to various services and sensitive operations.",
  "StartLine": 1,
  "Match": "api_key: REDACTED",
  "Secret": "REDACTED",
  "File": "1/src/b.py",
  "Entropy": 3.9056392,
  "Fingerprint": "1/src/b.py:generic-api-key:1"
 }
]
`
// detect-secrets 1.5.0 scan --all-files --no-verify ., without the lists of plugins and filters.
const detectSecretsPrinted = `{"version": "1.5.0", "plugins_used": [], "filters_used": [], "results": {"1/src/b.py": [
  {"type": "Secret Keyword", "filename": "1/src/b.py", "hashed_secret": "8b53", "is_verified": false, "line_number": 2},
  {"type": "Basic Auth Credentials", "filename": "1/src/b.py", "hashed_secret": "c7e0", "is_verified": false, "line_number": 3}]},
  "generated_at": "2026-11-28T00:22:15Z"}`
// scancode 32.5.0 --license --license-references --strip-root --json - ., without texts and matches.
const scancodePrinted = JSON.stringify({
  headers: [{ tool_name: 'scancode-toolkit', tool_version: '32.5.0' }],
  license_references: [
    { key: 'gpl-2.0', category: 'Copyleft', spdx_license_key: 'GPL-2.0-only' },
    { key: 'public-domain', category: 'Public Domain', spdx_license_key: 'LicenseRef-scancode-public-domain' },
    { key: 'commercial', category: 'Commercial', spdx_license_key: 'LicenseRef-scancode-commercial-license' },
  ],
  files: [
    { path: '0', type: 'directory', detected_license_expression_spdx: null },
    { path: '0/a.c', type: 'file', detected_license_expression_spdx: 'GPL-2.0-only OR MIT' },
    { path: '1/src/b.c', type: 'file', detected_license_expression_spdx: 'LicenseRef-scancode-public-domain' },
    { path: '2/d.c', type: 'file', detected_license_expression_spdx: 'LicenseRef-scancode-commercial-license' },
    { path: '1/c.c', type: 'file', detected_license_expression_spdx: null },
  ],
})
// guarddog-packages.py and datatrove-filters.py.
const linesPrinted =
  '{"path": "100/lib/pager.rb", "rules": ["capability-process-spawn", "threat-network-exfiltration"]}\n'

describe('what is printed by', () => {
  test.each([
    ['gitleaks', gitleaksPrinted, [finding('1/src/b.py', 'generic-api-key')]],
    ['gitleaks', '[]\n', []],
    ['detect-secrets', detectSecretsPrinted, [finding('1/src/b.py', 'Secret Keyword', 'Basic Auth Credentials')]],
    [
      'guarddog',
      linesPrinted,
      [finding('100/lib/pager.rb', 'capability-process-spawn', 'threat-network-exfiltration')],
    ],
    ['datatrove', '{"path": "0/a.css", "rules": ["list_ratio"]}\n', [finding('0/a.css', 'list_ratio')]],
    ['datatrove', '', []],
    [
      'scancode',
      scancodePrinted,
      [
        { path: '0/a.c', rules: [], expression: 'GPL-2.0-only OR MIT', rated: 'GPL-2.0-only OR MIT' },
        { path: '1/src/b.c', rules: [], expression: 'LicenseRef-scancode-public-domain', rated: 'MIT' },
        {
          ...{ path: '2/d.c', rules: [], expression: 'LicenseRef-scancode-commercial-license' },
          rated: 'LicenseRef-scancode-commercial-license',
        },
        { path: '1/c.c', rules: [], expression: null, rated: null },
      ],
    ],
  ])('%s is read', (name, printed, expected) => {
    expect(peerOf(name).read(printed)).toEqual(expected)
  })

  test.each([
    ['gitleaks', '', 'report: expected JSON'],
    ['gitleaks', '[{"File": "0/a.py"}]', 'RuleID: expected text, found undefined'],
    ['gitleaks', '{"hunter2": []}', 'report: expected a list, found an object'],
    ['gitleaks', '[{"RuleID": "x", "File": ["hunter2"]}]', 'File: expected text, found a list'],
    ['detect-secrets', '{"hunter2": 1}', 'results: expected an object, found undefined'],
    ['detect-secrets', '{"results": {"0/a": [{"hunter2": 1}]}}', 'type: expected text'],
    [
      'scancode',
      '{"license_references": [], "files": [{"type": "file", "path": "0/a"}]}',
      'detected_license_expression_spdx',
    ],
    ['scancode', '{"files": []}', 'license_references: expected a list'],
    ['guarddog', 'hunter2 is no JSON\n', 'line: expected JSON'],
    ['datatrove', '{"path": "0/a"}\n', 'rules: expected a list'],
  ])('%s in another format is refused, and not quoted', (name, printed, fault) => {
    const read = (): unknown => peerOf(name).read(printed)
    expect(read).toThrow(FormatFault)
    expect(read).toThrow(fault)
    expect(read).not.toThrow('hunter2')
  })
})

describe('findings', () => {
  test('are of the case whose number their folder has', () => {
    const found = byCase('p', [finding('1/a.py', 'x'), finding('./0/src/a.py', 'y'), finding('1/b.py', 'z')], 2)
    expect(found).toEqual(
      new Map([
        [1, [finding('a.py', 'x'), finding('b.py', 'z')]],
        [0, [finding('src/a.py', 'y')]],
      ]),
    )
  })
  test.each(['2/a.py', 'a.py', '/0/a.py', 'src/0/a.py'])('of another path, %s, are refused', (path) => {
    expect(() => byCase('p', [finding(path, 'x')], 2)).toThrow('below numbered folders')
  })
})

describe('a case', () => {
  const labelled: LabelledCase = {
    ...{ id: 'one', path: 'lib/src/a.c', content: Buffer.from(''), positive: true, classes: [] },
    ...{ expression: 'MIT', beside: {}, half: null },
  }
  const read = (path: string, expression: string | null): PeerFinding => ({
    ...{ path, rules: [], expression, rated: expression },
  })
  const said = (...findings: readonly PeerFinding[]) => {
    const { flagged, expression } = saidOf(labelled, findings, 'license', (one) => one === 'MIT')
    return [flagged, expression]
  }
  test('has the licence that was read in it', () => {
    expect(said(read('lib/LICENSE', 'GPL-2.0-only'), read('lib/src/a.c', 'MIT'))).toEqual([false, 'MIT'])
  })
  test('without one has that of the nearest file beside it', () => {
    const around = [read('LICENSE', 'MIT'), read('lib/LICENSE', 'GPL-2.0-only'), read('lib/src/COPYING', null)]
    expect(said(read('lib/src/a.c', null), ...around)).toEqual([true, 'GPL-2.0-only'])
  })
  test('without any is objected to', () => {
    expect(said()).toEqual([true, 'NONE'])
    expect(said(read('lib/src/a.c', null))).toEqual([true, 'NONE'])
  })
  test('of another gate is objected to where something was found in it, and not beside it', () => {
    const flagged = (path: string): boolean => saidOf(labelled, [finding(path, 'x')], 'secret', () => true).flagged
    expect([flagged('lib/src/a.c'), flagged('LICENSE')]).toEqual([true, false])
  })
})
