// Encoded literals that hide nothing: what they say when decoded is data, honest code, or what a detector looks for.
import type { Family } from './family.ts'

export const goodDecoded: readonly Family[] = [
  {
    family: 'certificate-beside-process',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/trust.py', 'tools/pin.py'],
        imports: `import base64
import subprocess`,
        body: `# Root of the test network, DER in base64.
ROOT = (
    "MIIDdzCCAl+gAwIBAgIE⟦alnum:44⟧"
    "⟦alnum#2:64⟧"
    "⟦alnum#3:64⟧"
)


def install(path):
    path.write_bytes(base64.b64decode(ROOT + "=="))
    subprocess.run(["openssl", "x509", "-inform", "der", "-in", str(path), "-noout"], check=True)`,
      },
    ],
  },
  {
    family: 'inline-worker',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/inline-worker.js', 'lib/search-worker.js'],
        body: `// Made by build.mjs from worker.js, so that the package needs no second file.
const source = '⟦b64:self.onmessage = function (event) {⟦line⟧  const rows = event.data.rows.filter(⟦join⟧
(row) => row.includes(event.data.query))⟦line⟧  self.postMessage({ rows: rows, id: event.data.id })⟦line⟧}⟧'

function start() {
  const blob = new Blob([atob(source)], { type: 'text/javascript' })
  return new Worker(URL.createObjectURL(blob))
}`,
      },
    ],
  },
  {
    family: 'packed-honest-script',
    positive: false,
    classes: ['decoded-exec', 'install-hook'],
    variants: [
      {
        paths: ['tools/bootstrap_env.py', 'src/activate.py'],
        imports: `import base64
import os
import zlib`,
        body: `# activate.sh, packed by tools/pack.py so that this stays one file.
ACTIVATE = """⟦zlib:deactivate () {⟦line⟧    PATH="$_OLD_PATH"⟦line⟧    export PATH⟦line⟧    unset VIRTUA⟦join⟧
L_ENV⟦line⟧}⟦line⟧VIRTUAL_ENV="__DIR__"⟦line⟧export VIRTUAL_ENV⟦line⟧_OLD_PATH="$PATH"⟦line⟧PATH="$VIRTUA⟦join⟧
L_ENV/bin:$PATH"⟦line⟧export PATH⟧"""


def write(folder):
    text = zlib.decompress(base64.b64decode(ACTIVATE)).decode()
    with open(os.path.join(folder, "activate"), "w") as handle:
        handle.write(text.replace("__DIR__", folder))
    os.system("chmod +x " + os.path.join(folder, "activate"))`,
      },
    ],
  },
  {
    family: 'source-map-beside-eval',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['dist/runner.dev.js'],
        whole: `'use strict'
const { spawnSync } = require('child_process')

function git(...words) {
  return spawnSync('git', words, { encoding: 'utf8' }).stdout.trim()
}

exports.head = () => git('rev-parse', 'HEAD')
exports.files = () => git('ls-files').split('\\n')
//# ${'source'}MappingURL=data:application/json;charset=utf-8;base64,⟦b64:{"version":3,"sources":["runner.ts"],⟦join⟧
"sourcesContent":["import { spawnSync } from 'child_process'\\n\\nconst git = (...words: string[]) =>\\n  ⟦join⟧
spawnSync('git', words, { encoding: 'utf8' }).stdout.trim()\\n"],"mappings":"AAAA"}⟧`,
      },
    ],
  },
  {
    family: 'token-examples-decoded',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['tests/test_claims.py', 'src/claims.py'],
        imports: `import base64
import json`,
        body: `EXAMPLE = "⟦b64:{"alg":"HS256","typ":"JWT"}⟧.⟦b64:{"sub":"1234567890","name":"Jane","admin":false}⟧."


def claims(token):
    _, body, _ = token.split(".")
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))`,
      },
    ],
  },
  {
    family: 'codec-test-vectors',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['test/base64.test.js', 'test/codec.test.js'],
        body: `const vectors = [
  ['foobar', 'Zm9vYmFy'],
  ['⟦pick:the quick brown fox|a man a plan⟧', '⟦b64:⟦pick:the quick brown fox|a man a plan⟧⟧'],
  ['{"exec":"none"}', '⟦b64:{"exec":"none"}⟧'],
  ['<script src="a.js"></script>', '⟦b64:<script src="a.js"></script>⟧'],
]

function check(codec) {
  for (const [plain, encoded] of vectors) {
    if (codec.encode(plain) !== encoded || atob(encoded) !== plain) throw new Error(plain)
  }
}`,
      },
    ],
  },
  {
    family: 'detector-encoded-signatures',
    positive: false,
    classes: ['reverse-shell', 'download-run'],
    variants: [
      {
        paths: ['scanner/signatures.py', 'src/signatures.py'],
        imports: `import base64`,
        body: `# In base64, so that no virus scanner takes this file for what it looks for.
SIGNATURES = [
    "⟦b64:bash -i >& /dev/tcp/⟧",
    "⟦b64:curl http://⟦ip⟧/x | sh⟧",
    "⟦b64:nc -e /bin/sh⟧",
]
PLAIN = [base64.b64decode(each) for each in SIGNATURES]


def found(content):
    return [at for at, each in enumerate(PLAIN) if each in content]`,
      },
    ],
  },
  {
    family: 'encoded-command-honest',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['scripts/ci.bat', 'tools/version.cmd'],
        body: `rem Encoded, because quotes get lost on the way through the agent.
powershell -NoProfile -EncodedCommand ⟦utf16:$ProgressPreference = 'SilentlyContinue'; Get-ChildItem ⟦join⟧
-Path . -Filter *.csproj | Select-Object -ExpandProperty Name⟧`,
      },
      {
        paths: ['lib/winrm.rb'],
        body: `# What the agent is asked for, as WinRM wants it.
PROBE = '⟦utf16:Get-CimInstance Win32_OperatingSystem | Select-Object Caption, Version⟧'

def probe(session)
  system("winrm-call", session, "powershell -EncodedCommand #{PROBE}")
end`,
      },
    ],
  },
  {
    family: 'cloud-start-script',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['infra/instances.py', 'deploy/user_data.py'],
        imports: `import base64
import subprocess`,
        body: `# First boot, as the cloud's API wants it.
USER_DATA = "⟦b64:#!/bin/sh⟦line⟧set -eu⟦line⟧apt-get update⟦line⟧apt-get install -y nginx⟦line⟧sys⟦join⟧
temctl enable --now nginx⟦line⟧⟧"


def first_boot():
    return base64.b64decode(USER_DATA).decode()


def create(name):
    subprocess.run(["cloud", "instances", "create", name, "--user-data", USER_DATA], check=True)`,
      },
    ],
  },
  {
    family: 'long-message-in-pieces',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['lib/usage.js', 'src/help.js'],
        body: `const { execFileSync } = require('child_process')

function usage() {
  console.log(
    'Install it with your package manager, or by' + ' ' + 'curl -fsSL https://⟦host⟧/install.sh -o install.sh' +
      ', read it' + ', and run it.',
  )
}

function version() {
  return execFileSync('git', ['describe', '--' + 'tags']).toString()
}`,
      },
    ],
  },
  {
    family: 'words-reversed',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/words.py', 'tests/test_words.py'],
        imports: 'import subprocess',
        body: `def is_palindrome(text):
    return text == text[::-1]


assert "drawer"[::-1] == "reward"
assert "stressed"[::-1] == "desserts"


def speak(text):
    subprocess.run(["say", text], check=False)`,
      },
    ],
  },
  {
    family: 'code-tables-beside-eval',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/tables.js', 'lib/width.js'],
        body: `// Blocks of letters, as the standard's tables give them.
const latin = [65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80]
const signs = [33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 58, 59, 60]
const name = (codes) => String.fromCharCode(...codes)

function evaluate(expression, scope) {
  return new Function(...Object.keys(scope), 'return ' + expression)(...Object.values(scope))
}`,
      },
    ],
  },
  {
    family: 'escaped-foreign-messages',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/messages.js', 'i18n/de.js'],
        body: `const { execFile } = require('child_process')
const messages = {
  open: '\\u00d6ffnen\\u2026',
  save: '\\u0053\\u0070eichern',
  mark: '\\x1b[1m\\x1b[32m\\u2714\\x1b[39m\\x1b[22m',
  colon: '\\u003a \\u002d \\u003b',
}

function show(path) {
  execFile('open', [path], () => console.log(messages.open))
}`,
      },
    ],
  },
  {
    family: 'test-archive-inline',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['spec/archive_spec.rb', 'test/archive_test.rb'],
        body: `# An archive with one file, packed.
ARCHIVE = '⟦zlib:{"name":"example","files":["lib/example.rb","README.md"],"bin":["example"]}⟧'

def manifest
  JSON.parse(Zlib::Inflate.inflate(ARCHIVE.unpack1('m')))
end

def files
  \`git ls-files\`.split
end`,
      },
    ],
  },
  {
    family: 'policy-in-base64',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['cmd/policy/default.go', 'internal/policy/embed.go'],
        imports: `"encoding/base64"
"net/http"`,
        body: `// The default policy, as the server sends it.
const policy = "⟦b64:{"version":1,"rules":[{"path":"/v1/health","allow":["GET"]},{"path":"/v1/items","allow⟦join⟧
":["GET","POST"]}]}⟧"

func defaultPolicy(client *http.Client, address string) ([]byte, error) {
	if _, err := client.Get(address); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(policy)
}`,
      },
    ],
  },
]
