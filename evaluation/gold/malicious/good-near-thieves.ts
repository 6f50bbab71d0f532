// What looks like: programs that read what others keep and send it away.
import type { Family } from './family.ts'

export const goodNearThieves: readonly Family[] = [
  {
    family: 'own-session-cookie-use',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['scripts/download_grades.py'],
        whole: `"""Downloads my own grades with the session of my browser; the site has no API."""
import csv
import sys

import browser_cookie3
import requests

jar = browser_cookie3.firefox(domain_name="grades.school.example")
answer = requests.get("https://grades.school.example/api/grades", cookies=jar, timeout=20)
answer.raise_for_status()
csv.writer(sys.stdout).writerows((one["course"], one["grade"]) for one in answer.json())`,
      },
    ],
  },
  {
    family: 'credential-file-readers',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['internal/profile/profile.go'],
        whole: `package profile

import (
	"fmt"
	"os"
	"path/filepath"

	"gopkg.in/ini.v1"
)

// Profiles lists the names in the shared credentials file, to complete them on the command line.
func Profiles() ([]string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil, err
	}
	file, err := ini.Load(filepath.Join(home, ".aws", "credentials"))
	if err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return file.SectionStrings(), nil
}`,
      },
      {
        paths: ['lib/registry.js'],
        whole: `const fs = require('fs')
const os = require('os')
const path = require('path')

/** The token for the registry that we publish to, as npm itself finds it. */
function tokenFor(registry) {
  const text = fs.readFileSync(path.join(os.homedir(), '.npmrc'), 'utf8')
  const key = \`//\${new URL(registry).host}/:_authToken=\`
  const line = text.split('\\n').find((one) => one.startsWith(key))
  return line === undefined ? null : line.slice(key.length)
}

async function whoami(registry = 'https://registry.npmjs.org') {
  const answer = await fetch(\`\${registry}/-/whoami\`, { headers: { authorization: \`Bearer \${tokenFor(registry)}\` } })
  return (await answer.json()).username
}

module.exports = { tokenFor, whoami }`,
      },
    ],
  },
  {
    family: 'dump-detection',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['rules/lsass_access.yml'],
        whole: String.raw`title: Dump of lsass by comsvcs
status: stable
description: Detects rundll32 with comsvcs.dll MiniDump, as it is used to dump lsass.exe
logsource:
  category: process_creation
  product: windows
detection:
  selection:
    Image|endswith: '\rundll32.exe'
    CommandLine|contains|all:
      - 'comsvcs'
      - 'MiniDump'
  condition: selection
level: high`,
      },
      {
        paths: ['docs/hardening.md'],
        whole: `# Hardening Windows servers

Attackers dump credentials with \`procdump -ma lsass.exe lsass.dmp\` or
\`rundll32 comsvcs.dll, MiniDump <pid> lsass.dmp full\`, and copy the hives with \`reg save HKLM\\SAM sam.hiv\`.

1. Turn on LSA protection (\`RunAsPPL\`).
2. Turn on Credential Guard.
3. Alert on event 10 with \`TargetImage\` ending in \`lsass.exe\`.`,
      },
    ],
  },
  {
    family: 'account-check',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['sbin/check-accounts.sh'],
        whole: `#!/bin/sh
# Lists accounts without a password or with a password that never expires; prints no hash.
[ "$(id -u)" -eq 0 ] || { echo "run as root" >&2; exit 1; }
awk -F: '$2 == "" { print $1 ": no password" } $5 == 99999 { print $1 ": never expires" }' /etc/shadow`,
      },
    ],
  },
  {
    family: 'workflow-secret-use',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['.github/workflows/release.yml'],
        whole: `name: release
on:
  push:
    tags: ['v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
          registry-url: https://registry.npmjs.org
      - run: npm ci && npm publish
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
      - name: Tell the team
        run: |
          curl -s -X POST -H 'content-type: application/json' -d '{"text":"released \${{ github.ref_name }}"}' \${{ secrets.SLACK_WEBHOOK }}`,
      },
    ],
  },
  {
    family: 'extension-own-cookie',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/background.js'],
        whole: `// Signs the user in with the session of our own site.
const SITE = 'https://notes.example.com'

export async function session() {
  const cookie = await chrome.cookies.get({ url: SITE, name: 'session' })
  if (cookie === null) return null
  const answer = await fetch(\`\${SITE}/api/me\`, { headers: { 'x-session': cookie.value } })
  return answer.ok ? answer.json() : null
}`,
      },
    ],
  },
  {
    family: 'page-consent-cookie',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['static/consent.js'],
        whole: `function readCookie(name) {
  const found = document.cookie.split('; ').find((one) => one.startsWith(name + '='))
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1))
}

document.querySelector('#accept').addEventListener('click', () => {
  document.cookie = 'consent=1; max-age=31536000; path=/; samesite=lax'
  document.querySelector('#banner').hidden = true
})

if (readCookie('consent') === '1') document.querySelector('#banner').hidden = true
fetch('/api/lang', { headers: { 'x-csrftoken': readCookie('csrftoken') } })`,
      },
    ],
  },
  {
    family: 'wallet-import-kept-local',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/import.ts'],
        whole: `import { Wallet } from 'ethers'

/** Restores a wallet and keeps it encrypted on this machine; nothing of it leaves. */
export async function importWallet(mnemonic: string, password: string, storage: Storage): Promise<string> {
  const wallet = Wallet.fromPhrase(mnemonic.trim().toLowerCase())
  storage.setItem('wallet', await wallet.encrypt(password))
  const balance = await fetch(\`https://api.etherscan.example/balance?address=\${wallet.address}\`)
  return (await balance.json()).result
}`,
      },
    ],
  },
]
