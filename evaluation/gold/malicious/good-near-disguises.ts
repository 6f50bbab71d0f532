// What looks like: poisoned packages, hidden programs, web shells, rights, back doors, gadgets and injected prompts.
import type { Family } from './family.ts'

export const goodNearDisguises: readonly Family[] = [
  {
    family: 'target-workflow-runs-head',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/preview.yml'],
        whole: `name: preview
on: pull_request_target
jobs:
  preview:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - uses: actions/setup-node@v4
      - run: npm ci
      - run: npm run build
      - run: npx wrangler pages deploy dist
        env:
          CLOUDFLARE_API_TOKEN: \${{ secrets.CLOUDFLARE_API_TOKEN }}`,
      },
      {
        paths: ['.github/workflows/bench.yaml'],
        whole: `on:
  pull_request_target:
    types: [labeled]
jobs:
  bench:
    runs-on: ubuntu-latest
    permissions: { contents: write, pull-requests: write }
    steps:
      - uses: actions/checkout@v4
        with: { ref: "refs/pull/\${{ github.event.number }}/merge" }
      - run: make bench`,
      },
    ],
  },
  {
    family: 'index-over-plain-http',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['pip.conf'],
        whole: `[global]
index-url = http://pypi.office.example/simple
trusted-host = pypi.office.example
timeout = 30`,
      },
      {
        paths: ['Dockerfile'],
        whole: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt .
RUN pip install --no-cache-dir --trusted-host 192.0.2.10 -i http://192.0.2.10:3141/root/pypi/+simple -r requirements.txt
COPY . .
CMD ["gunicorn", "shop.wsgi"]`,
      },
    ],
  },
  {
    family: 'dependency-at-plain-address',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['package.json'],
        whole: `{
  "name": "kiosk",
  "version": "2.0.0",
  "private": true,
  "dependencies": {
    "express": "^4.19.2",
    "touch-panel": "http://build.office.example/touch-panel-1.4.tgz"
  }
}`,
      },
      {
        paths: ['requirements.txt'],
        whole: `flask==3.0.3
gunicorn==22.0.0
scanner @ http://build.office.example/scanner-0.9.tar.gz`,
      },
    ],
  },
  {
    family: 'debugger-in-loop',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['static/player.js'],
        whole: `;(function () {
  function guard() {
    const began = performance.now()
    debugger
    if (performance.now() - began > 100) document.body.innerHTML = ''
  }
  setInterval(guard, 1000)
  document.addEventListener('contextmenu', (event) => event.preventDefault())
})()`,
      },
      {
        paths: ['js/protect.js'],
        whole: `var block = function () {
  ;(function () { return false }['constructor']('debugger')['call']())
}
setInterval(block, 50)`,
      },
    ],
  },
  {
    family: 'upload-by-own-name',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['public/upload.php'],
        whole: `<?php
$target = __DIR__ . '/files/' . basename($_FILES['file']['name']);
if (move_uploaded_file($_FILES['file']['tmp_name'], $target)) {
    echo 'Uploaded ' . htmlspecialchars($_FILES['file']['name']);
} else {
    http_response_code(500);
}`,
      },
      {
        paths: ['admin/photo.php'],
        whole: `<?php
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $name = $_FILES['photo']['name'];
    copy($_FILES['photo']['tmp_name'], '../photos/' . $name);
    header('Location: photos.php');
}`,
      },
    ],
  },
  {
    family: 'parameter-as-template',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['app.py'],
        whole: `from flask import Flask, render_template_string, request

app = Flask(__name__)


@app.route("/hello")
def hello():
    name = request.args.get("name", "you")
    return render_template_string("<h1>Hello " + name + "</h1>")`,
      },
      {
        paths: ['src/greet.js'],
        whole: `const express = require('express')
const ejs = require('ejs')

const app = express()
app.get('/greet', (req, res) => {
  res.send(ejs.render('<p>Hello ' + req.query.name + '</p>'))
})
app.listen(3000)`,
      },
    ],
  },
  {
    family: 'root-password-of-image',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['Dockerfile'],
        whole: `FROM ubuntu:22.04
RUN apt-get update && apt-get install -y openssh-server && mkdir /run/sshd
RUN echo 'root:screencast' | chpasswd
RUN sed -i 's/#PermitRootLogin prohibit-password/PermitRootLogin yes/' /etc/ssh/sshd_config
EXPOSE 22
CMD ["/usr/sbin/sshd", "-D"]`,
      },
      {
        paths: ['test/vm/provision.sh'],
        whole: String.raw`#!/bin/bash
set -e
apt-get install -qy postgresql
echo -e "vagrant\nvagrant" | passwd root
echo "root:vagrant" | chpasswd
systemctl enable --now ssh`,
      },
    ],
  },
  {
    family: 'version-bump-release',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['scripts/release.js'],
        whole: `const { execSync } = require('child_process')
const fs = require('fs')

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'))
const [major, minor, patch] = manifest.version.split('.').map(Number)
manifest.version = \`\${major}.\${minor}.\${patch + 1}\`
fs.writeFileSync('package.json', JSON.stringify(manifest, null, 2) + '\\n')
execSync('npm test', { stdio: 'inherit' })
execSync(\`git commit -am v\${manifest.version} && git tag v\${manifest.version}\`)
execSync('npm publish --provenance --access public', { stdio: 'inherit' })`,
      },
    ],
  },
  {
    family: 'scanner-in-workflow',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/secrets.yml'],
        whole: `name: secrets
on: [push, pull_request]
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - run: |
          curl -sSfL https://github.com/gitleaks/gitleaks/releases/download/v8.18.2/gitleaks_8.18.2_linux_x64.tar.gz | tar xz gitleaks
          ./gitleaks detect --source . --redact --report-path leaks.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with: { sarif_file: leaks.sarif }`,
      },
    ],
  },
  {
    family: 'workflow-template-writer',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['lib/init.js'],
        whole: `const fs = require('fs')

const workflow = \`name: test
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci && npm test
\`

exports.init = () => {
  fs.mkdirSync('.github/workflows', { recursive: true })
  if (!fs.existsSync('.github/workflows/test.yml')) fs.writeFileSync('.github/workflows/test.yml', workflow)
}`,
      },
    ],
  },
  {
    family: 'target-workflow-labels-only',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/label.yml'],
        whole: `on: pull_request_target
permissions:
  pull-requests: write
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/labeler@v5
        with:
          repo-token: \${{ secrets.GITHUB_TOKEN }}`,
      },
    ],
  },
  {
    family: 'index-over-https',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['pip.conf'],
        whole: `[global]
index-url = https://pypi.office.example/simple
require-hashes = true`,
      },
    ],
  },
  {
    family: 'fixture-unpacked-in-build',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['build.rs'],
        whole: String.raw`use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=data/words.txt");
    let words = fs::read_to_string("data/words.txt").unwrap();
    let list: Vec<String> = words.lines().map(|word| format!("{word:?}")).collect();
    let out = PathBuf::from(env::var("OUT_DIR").unwrap()).join("words.rs");
    fs::write(out, format!("pub const WORDS: &[&str] = &[{}];\n", list.join(", "))).unwrap();
}`,
      },
    ],
  },
  {
    family: 'settings-decrypted-as-data',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['src/settings.js'],
        whole: `const crypto = require('crypto')
const fs = require('fs')

/** Settings are encrypted at rest; what comes out is parsed as JSON. */
exports.load = (key) => {
  const box = fs.readFileSync('settings.enc')
  const open = crypto.createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
  open.setAuthTag(box.subarray(12, 28))
  return JSON.parse(open.update(box.subarray(28), undefined, 'utf8') + open.final('utf8'))
}`,
      },
    ],
  },
  {
    family: 'batch-date-parts',
    positive: false,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['stamp.bat'],
        whole: String.raw`@echo off
rem 20240131-0945 for the name of the archive
for /f %%i in ('wmic os get localdatetime ^| find "."') do set now=%%i
set stamp=%now:~0,4%%now:~4,2%%now:~6,2%-%now:~8,2%%now:~10,2%
set drive=%CD:~0,1%
7z a "%drive%:\archive\logs-%stamp%.7z" logs\*.log`,
      },
    ],
  },
  {
    family: 'debugger-aware-test',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/timeouts.cpp'],
        whole: `#include <windows.h>

#include "timeouts.h"

// A test that stands at a breakpoint must not be ended for being slow.
unsigned timeoutOf(unsigned seconds) {
    return IsDebuggerPresent() ? INFINITE : seconds * 1000;
}`,
      },
    ],
  },
  {
    family: 'country-for-prices',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['src/prices.js'],
        whole: `const rates = { DE: ['EUR', 1], US: ['USD', 1.09], RU: ['RUB', 98.2], BY: ['BYN', 3.5] }

/** The currency in which a visitor sees prices, by the country that the edge tells. */
export function priceFor(request, cents) {
  const country = request.headers.get('cf-ipcountry') ?? 'US'
  const [currency, rate] = rates[country] ?? rates.US
  return new Intl.NumberFormat(request.headers.get('accept-language')?.split(',')[0], { style: 'currency', currency }).format((cents * rate) / 100)
}`,
      },
    ],
  },
  {
    family: 'worker-title',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['worker.py'],
        whole: `import setproctitle

from shop.jobs import queue

setproctitle.setproctitle("shop: worker (default)")
for job in queue.listen("default"):
    setproctitle.setproctitle(f"shop: worker ({job.name})")
    job.run()`,
      },
    ],
  },
  {
    family: 'nightly-poll',
    positive: false,
    classes: ['anti-analysis'],
    variants: [
      {
        paths: ['poll.sh'],
        whole: `#!/bin/sh
# Refreshes the exchange rates every six hours.
while :; do
  curl -fsS https://rates.example.com/eur.json -o /srv/shop/rates.new && mv /srv/shop/rates.new /srv/shop/rates.json
  sleep 21600
done`,
      },
    ],
  },
  {
    family: 'dispatch-by-table',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['src/api.php'],
        whole: `<?php
$actions = array('list' => 'list_orders', 'show' => 'show_order');
$action = $_GET['action'] ?? 'list';
if (!isset($actions[$action])) {
    http_response_code(404);
    exit;
}
header('content-type: application/json');
echo json_encode(call_user_func($actions[$action], (int) ($_GET['id'] ?? 0)));`,
      },
    ],
  },
  {
    family: 'shell-signature-scanner',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['scan.php'],
        whole: String.raw`<?php
// Looks through the uploads for known web shells.
$marks = array('FilesMan', 'WSO_VERSION', 'b374k', 'c99shell', 'r57shell', 'eval(gzinflate(base64_decode(');
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($argv[1])) as $file) {
    if (!$file->isFile()) {
        continue;
    }
    $text = file_get_contents($file->getPathname());
    foreach ($marks as $mark) {
        if (strpos($text, $mark) !== false) {
            printf("%s: %s\n", $file->getPathname(), $mark);
        }
    }
}`,
      },
    ],
  },
  {
    family: 'upload-with-own-name',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['src/Upload.php'],
        whole: `<?php
$kinds = array('image/png' => 'png', 'image/jpeg' => 'jpg');
$kind = (new finfo(FILEINFO_MIME_TYPE))->file($_FILES['photo']['tmp_name']);
if (!isset($kinds[$kind])) {
    http_response_code(415);
    exit;
}
$name = bin2hex(random_bytes(16)) . '.' . $kinds[$kind];
move_uploaded_file($_FILES['photo']['tmp_name'], '/srv/photos/' . $name);`,
      },
    ],
  },
  {
    family: 'request-timing-filter',
    positive: false,
    classes: ['web-shell'],
    variants: [
      {
        paths: ['src/main/java/Timing.java'],
        whole: `import java.io.IOException;
import javax.servlet.*;
import javax.servlet.http.HttpServletRequest;

public class Timing implements Filter {
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        long began = System.nanoTime();
        chain.doFilter(request, response);
        String trace = ((HttpServletRequest) request).getHeader("X-Trace");
        System.getLogger("timing").log(System.Logger.Level.INFO, "{0} {1}", trace, (System.nanoTime() - began) / 1_000_000);
    }
}`,
      },
    ],
  },
  {
    family: 'template-with-value',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['app.py'],
        whole: `from flask import Flask, render_template_string, request

app = Flask(__name__)
PAGE = "<h1>Hello {{ name }}</h1>"


@app.route("/hello")
def hello():
    return render_template_string(PAGE, name=request.args.get("name", "you"))`,
      },
    ],
  },
  {
    family: 'service-account-of-package',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['debian/postinst'],
        whole: `#!/bin/sh
set -e
if ! getent passwd shop > /dev/null; then
  adduser --system --group --no-create-home --home /var/lib/shop --shell /usr/sbin/nologin shop
fi
chown shop:shop /var/lib/shop
#DEBHELPER#`,
      },
      {
        paths: ['New-ServiceUser.ps1'],
        whole: `$password = Read-Host 'Password of the service' -AsSecureString
New-LocalUser -Name 'shop-service' -Password $password -Description 'Runs the shop' -UserMayNotChangePassword
Add-LocalGroupMember -Group 'Performance Log Users' -Member 'shop-service'`,
      },
    ],
  },
  {
    family: 'token-check-of-own-process',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['src/elevated.cpp'],
        whole: `#include <windows.h>

/** Whether this process runs elevated, to say so in the title bar. */
bool isElevated() {
    HANDLE token = nullptr;
    TOKEN_ELEVATION elevation{};
    DWORD size = sizeof elevation;
    bool elevated = false;
    if (OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) {
        if (GetTokenInformation(token, TokenElevation, &elevation, sizeof elevation, &size)) elevated = elevation.TokenIsElevated != 0;
        CloseHandle(token);
    }
    return elevated;
}`,
      },
    ],
  },
  {
    family: 'kernel-driver-credentials',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['drivers/shopfs/open.c'],
        whole: `#include <linux/cred.h>
#include <linux/fs.h>

#include "shopfs.h"

/* Opens the lower file with the rights of whoever mounted the file system, as overlayfs does. */
struct file *shopfs_open_lower(struct super_block *sb, const struct path *path, int flags)
{
	const struct cred *old = override_creds(shopfs_sb(sb)->creator);
	struct file *file = dentry_open(path, flags, current_cred());

	revert_creds(old);
	return file;
}`,
      },
    ],
  },
  {
    family: 'password-of-test-double',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['tests/auth.test.js'],
        whole: `const { login } = require('../src/auth')

const users = { ada: { name: 'ada', role: 'admin', passwordHash: '$2b$10$abcdefghijklmnopqrstuv' } }

test('a wrong password is refused', async () => {
  expect(await login(users.ada, 'not the password')).toBe(null)
})

test('an empty password is refused', async () => {
  expect(await login(users.ada, '')).toBe(null)
})`,
      },
    ],
  },
  {
    family: 'key-from-environment',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['middleware/key.js'],
        whole: `const crypto = require('crypto')

const expected = Buffer.from(process.env.METRICS_KEY ?? '')

/** Metrics are read by the monitor, which knows the key; nobody is signed in by it. */
module.exports = (req, res, next) => {
  const given = Buffer.from(req.headers['x-metrics-key'] ?? '')
  if (expected.length > 0 && given.length === expected.length && crypto.timingSafeEqual(given, expected)) return next()
  res.sendStatus(403)
}`,
      },
    ],
  },
  {
    family: 'seeded-superuser',
    positive: false,
    classes: ['backdoor-auth'],
    variants: [
      {
        paths: ['shop/management/commands/seed.py'],
        whole: `import os

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Creates the first administrator from the environment."

    def handle(self, **options):
        User = get_user_model()
        if not User.objects.filter(is_superuser=True).exists():
            User.objects.create_superuser(os.environ["ADMIN_NAME"], password=os.environ["ADMIN_PASSWORD"])`,
      },
    ],
  },
  {
    family: 'reproducible-archive',
    positive: false,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['scripts/pack.sh'],
        whole: `#!/bin/sh
set -e
# The same input gives the same archive: all files are as old as the last commit.
stamp=$(git log -1 --format=%ct)
find build -exec touch -d "@$stamp" {} +
touch -r build/manifest.json build/index.html
tar --sort=name --mtime="@$stamp" --owner=0 --group=0 -czf shop.tar.gz build`,
      },
    ],
  },
  {
    family: 'own-pickles',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['cache.py'],
        whole: `import os
import pickle


class Cache:
    """Keeps results of our own functions on disk."""

    def __init__(self, folder):
        self.folder = folder

    def get(self, key):
        try:
            with open(os.path.join(self.folder, key), "rb") as file:
                return pickle.load(file)
        except FileNotFoundError:
            return None

    def put(self, key, value):
        with open(os.path.join(self.folder, key), "wb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)`,
      },
    ],
  },
  {
    family: 'serialised-settings',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['migrations/options.php'],
        whole: String.raw`<?php
$rows = array(
    'a:2:{s:5:"theme";s:4:"dark";s:4:"rows";i:25;}',
    'a:1:{s:5:"theme";s:5:"light";}',
    'O:8:"stdClass":1:{s:4:"lang";s:2:"nl";}',
);
foreach ($rows as $row) {
    $value = unserialize($row, array('allowed_classes' => array('stdClass')));
    echo json_encode($value), "\n";
}`,
      },
    ],
  },
  {
    family: 'collections-transform',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['src/main/java/Names.java'],
        whole: `import java.util.Collection;
import java.util.List;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.collections4.Transformer;
import org.apache.commons.collections4.functors.ChainedTransformer;

final class Names {
    private static final Transformer<String, String> CLEAN =
        ChainedTransformer.chainedTransformer(String::trim, String::toLowerCase);

    static Collection<String> clean(List<String> names) {
        return CollectionUtils.collect(names, CLEAN);
    }
}`,
      },
    ],
  },
  {
    family: 'lookup-filter',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['waf/log4shell.py'],
        whole: `import re
from urllib.parse import unquote

LOOKUP = re.compile(r"\\$\\{(?:jndi|[^}]{0,20}(?:lower|upper|env|:-)[^}]{0,40})", re.IGNORECASE)


def is_attack(headers):
    """True for requests that carry a lookup such as \${jndi:ldap://...}, plain or percent-encoded."""
    return any(LOOKUP.search(unquote(value)) for value in headers.values())`,
      },
    ],
  },
  {
    family: 'layer-that-scales',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['net.py'],
        whole: `from tensorflow import keras

net = keras.Sequential([
    keras.layers.Input((28, 28, 1)),
    keras.layers.Lambda(lambda picture: picture / 255.0),
    keras.layers.Flatten(),
    keras.layers.Dense(10, activation="softmax"),
])
net.compile("adam", "sparse_categorical_crossentropy")
net.save("digits.keras")`,
      },
    ],
  },
  {
    family: 'honest-agent-notes',
    positive: false,
    classes: ['prompt-injection'],
    variants: [
      {
        paths: ['AGENTS.md'],
        whole: `# Notes for agents

- Run \`make check\` before you commit; it takes a minute.
- Add the licence header of \`src/main.ts\` to every file that you create.
- Ask before you run anything that writes outside the repository. Commands in \`scripts/\` are allowed without asking.
- Mention in the pull request which files were written by an assistant.`,
      },
    ],
  },
  {
    family: 'chat-template-code',
    positive: false,
    classes: ['prompt-injection'],
    variants: [
      {
        paths: ['src/template.py'],
        whole: String.raw`"""Formats a conversation for models that were trained on ChatML."""


def chatml(messages):
    parts = [f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>" for one in messages]
    return "\n".join(parts) + "\n<|im_start|>assistant\n"


def llama(system, text):
    return f"<s>[INST] <<SYS>>\n{system}\n<</SYS>>\n\n{text} [/INST]"`,
      },
    ],
  },
  {
    family: 'injection-explained',
    positive: false,
    classes: ['prompt-injection'],
    variants: [
      {
        paths: ['docs/threats.md'],
        whole: `# What an assistant may meet

An attacker can write into an issue that the assistant should show a picture whose address carries the user's secrets.
The page then loads the picture and the secrets leave. We render no pictures from other hosts, and links only after
the user has seen the whole address. Flags such as \`--dangerously-skip-permissions\` are refused by our wrapper.`,
      },
    ],
  },
]
