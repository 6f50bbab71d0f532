// What looks like: programs that send facts out, spy, mine and destroy.
import type { Family } from './family.ts'

export const goodNearHarm: readonly Family[] = [
  {
    family: 'own-token-to-own-host',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/github.js'],
        whole: `/** Talks to the host that issued the token and to no other. */
async function createRelease(repository, tag) {
  const answer = await fetch(\`https://api.github.com/repos/\${repository}/releases\`, {
    method: 'POST',
    headers: { authorization: \`Bearer \${process.env.GITHUB_TOKEN}\`, accept: 'application/vnd.github+json' },
    body: JSON.stringify({ tag_name: tag, generate_release_notes: true }),
  })
  if (!answer.ok) throw new Error(\`release: \${answer.status}\`)
  return answer.json()
}

module.exports = { createRelease }`,
      },
      {
        paths: ['ask.py'],
        whole: `import os

import requests

answer = requests.post(
    "https://api.openai.com/v1/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
    json={"model": os.environ.get("MODEL", "gpt-4o-mini"), "messages": [{"role": "user", "content": "Hello"}]},
    timeout=60,
)
print(answer.json()["choices"][0]["message"]["content"])`,
      },
    ],
  },
  {
    family: 'build-result-to-chat',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['scripts/notify.py'],
        whole: `import os
import socket
import sys

import requests

text = f"{sys.argv[1]} finished on {socket.gethostname()} with status {sys.argv[2]}"
requests.post(os.environ["SLACK_WEBHOOK_URL"], json={"text": text}, timeout=10).raise_for_status()`,
      },
    ],
  },
  {
    family: 'disk-alert',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['Watch-Disk.ps1'],
        whole: `$free = (Get-PSDrive C).Free / 1GB
if ($free -lt 20) {
    $body = @{ text = "$env:COMPUTERNAME has $([math]::Round($free)) GB left" } | ConvertTo-Json
    Invoke-RestMethod -Uri $env:TEAMS_WEBHOOK -Method Post -Body $body -ContentType 'application/json'
}`,
      },
    ],
  },
  {
    family: 'dns-checks',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['bin/check-dns.sh'],
        whole: `#!/bin/sh
# Compares what the resolvers of the office say of our own names.
for name in www mail vpn; do
  for server in 192.0.2.53 198.51.100.53; do
    dig +short "$name.example.com" @"$server" | sort > "/tmp/dns.$server"
  done
  cmp -s /tmp/dns.192.0.2.53 /tmp/dns.198.51.100.53 || echo "$(hostname): $name differs"
done
ping -c 1 -s 1472 -M do 192.0.2.1 > /dev/null || echo "path MTU below 1500"`,
      },
    ],
  },
  {
    family: 'log-to-paste-by-hand',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['contrib/share-log.sh'],
        whole: `#!/bin/sh
# Uploads the log that you name, for a bug report. Read it first.
[ -f "\${1:-}" ] || { echo "usage: $0 build.log" >&2; exit 2; }
printf 'Upload %s (%s lines)? [y/N] ' "$1" "$(wc -l < "$1")"
read -r answer
[ "$answer" = y ] && curl -F "file=@$1" https://0x0.st`,
      },
    ],
  },
  {
    family: 'wallet-request-wrapper',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/provider.ts'],
        whole: `type Request = { method: string; params?: unknown[] }

/** Logs calls and asks the user before anything is signed. The call itself is passed on as it came. */
export function guarded(provider: { request: (call: Request) => Promise<unknown> }, ask: (call: Request) => Promise<boolean>) {
  return {
    async request(call: Request): Promise<unknown> {
      if (call.method === 'eth_sendTransaction' && !(await ask(call))) throw new Error('rejected by the user')
      console.debug('wallet', call.method)
      return provider.request(call)
    },
  }
}`,
      },
      {
        paths: ['src/fetch-log.js'],
        whole: `const realFetch = window.fetch
window.fetch = async (...all) => {
  const began = performance.now()
  const answer = await realFetch(...all)
  performance.measure(\`fetch \${answer.status}\`, { start: began })
  return answer
}`,
      },
    ],
  },
  {
    family: 'shortcuts-of-an-app',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['src/shortcuts.js'],
        whole: `const { app, globalShortcut, BrowserWindow } = require('electron')
const { uIOhook, UiohookKey } = require('uiohook-napi')

/** Push to talk: only the one key is looked at, and only while a call is open. */
function pushToTalk(onChange) {
  uIOhook.on('keydown', (event) => event.keycode === UiohookKey.F8 && onChange(true))
  uIOhook.on('keyup', (event) => event.keycode === UiohookKey.F8 && onChange(false))
  uIOhook.start()
}

app.whenReady().then(() => {
  globalShortcut.register('CommandOrControl+Shift+M', () => BrowserWindow.getAllWindows()[0]?.show())
})

module.exports = { pushToTalk }`,
      },
    ],
  },
  {
    family: 'dictation-tool',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['dictate.py'],
        whole: `import sounddevice as sd
import whisper
from scipy.io.wavfile import write

model = whisper.load_model("base")
input("Press enter and speak for ten seconds")
sound = sd.rec(10 * 16000, samplerate=16000, channels=1)
sd.wait()
write("note.wav", 16000, sound)
print(model.transcribe("note.wav")["text"])`,
      },
    ],
  },
  {
    family: 'own-history-statistics',
    positive: false,
    classes: ['spying'],
    variants: [
      {
        paths: ['stats.py'],
        whole: `"""Counts which sites I visit, on my own machine; prints a table."""
import collections
import os
import shutil
import sqlite3
import tempfile
from urllib.parse import urlsplit

source = os.path.expanduser("~/.config/google-chrome/Default/History")
with tempfile.NamedTemporaryFile() as copy:
    shutil.copyfile(source, copy.name)
    rows = sqlite3.connect(copy.name).execute("SELECT url, visit_count FROM urls")
    counts = collections.Counter()
    for url, visits in rows:
        counts[urlsplit(url).hostname] += visits
for host, visits in counts.most_common(20):
    print(f"{visits:6} {host}")`,
      },
    ],
  },
  {
    family: 'pool-statistics',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['src/pool.py'],
        whole: `import requests

POOLS = {"supportxmr": "https://supportxmr.com/api/pool/stats", "2miners": "https://xmr.2miners.com/api/stats"}


def hash_rates():
    """What each public pool says of itself, for the chart on the home page."""
    for name, url in POOLS.items():
        stats = requests.get(url, timeout=10).json()
        yield name, stats.get("pool_statistics", stats).get("hashRate")


for name, rate in hash_rates():
    print(name, rate)`,
      },
    ],
  },
  {
    family: 'miner-detection',
    positive: false,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['rules/miners.py'],
        whole: String.raw`import re

import psutil

NAMES = re.compile(r"xmrig|minerd|kdevtmpfsi|kinsing|cpuminer")
ARGUMENTS = re.compile(r"stratum\+(?:tcp|ssl)://|--donate-level|pool\.supportxmr\.com|-o \S+:3333")


def suspects():
    for process in psutil.process_iter(["pid", "name", "cmdline"]):
        line = " ".join(process.info["cmdline"] or [])
        if NAMES.search(process.info["name"] or "") or ARGUMENTS.search(line):
            yield process.info["pid"], line


for pid, line in suspects():
    print("possible miner", pid, line)`,
      },
    ],
  },
  {
    family: 'image-writer',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['scripts/flash.sh'],
        whole: `#!/bin/bash
# Writes the image to a card. Refuses anything that is not removable.
set -euo pipefail
image=$1
device=$2
[ "$(cat "/sys/block/$(basename "$device")/removable")" = 1 ] || { echo "$device is not removable" >&2; exit 1; }
lsblk "$device"
read -rp "Everything on $device will be lost. Type its name to go on: " answer
[ "$answer" = "$device" ] || exit 1
xzcat "$image" | dd of="$device" bs=4M conv=fsync status=progress`,
      },
    ],
  },
  {
    family: 'build-cleaner',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['scripts/clean.js'],
        whole: `const fs = require('fs')
const os = require('os')
const path = require('path')

for (const name of ['dist', 'coverage', '.turbo', 'node_modules/.cache']) {
  fs.rmSync(path.join(__dirname, '..', name), { recursive: true, force: true })
}
fs.rmSync(path.join(os.homedir(), '.cache', 'shop-build'), { recursive: true, force: true })`,
      },
    ],
  },
  {
    family: 'licence-header-writer',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['tools/headers.py'],
        whole: String.raw`import os

HEADER = "# Copyright the authors of Shop. MIT.\n"

for folder, names, files in os.walk("src"):
    names[:] = [name for name in names if name != "vendor"]
    for name in files:
        if not name.endswith(".py"):
            continue
        path = os.path.join(folder, name)
        with open(path) as source:
            text = source.read()
        if not text.startswith(HEADER):
            with open(path, "w") as target:
                target.write(HEADER + text)`,
      },
    ],
  },
  {
    family: 'backup-with-password',
    positive: false,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['backup.bat'],
        whole: String.raw`@echo off
rem Nightly: the accounts, encrypted, onto the share. The originals stay.
set /p PASSWORD=<C:\keys\backup.txt
"C:\Program Files\7-Zip\7z.exe" a -t7z -mhe=on -p%PASSWORD% \\nas\backup\accounts-%DATE:~-4%.7z D:\accounts
if errorlevel 1 eventcreate /t ERROR /id 1 /l APPLICATION /d "backup failed"`,
      },
    ],
  },
]
