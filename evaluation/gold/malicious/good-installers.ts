// Honest installers: vendors' scripts, images and workflows that fetch their tools.
import type { Family } from './family.ts'

export const goodInstallers: readonly Family[] = [
  {
    family: 'rustup-in-dockerfile',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['Dockerfile'],
        whole: `FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential ca-certificates c⟦join⟧
url pkg-config libssl-dev \\
    && rm -rf /var/lib/apt/lists/*
RUN curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal --de⟦join⟧
fault-toolchain 1.79.0
ENV PATH="/root/.cargo/bin:\${PATH}"
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build /src/target/release/ledger /usr/local/bin/ledger
USER nobody
ENTRYPOINT ["/usr/local/bin/ledger"]`,
      },
    ],
  },
  {
    family: 'nodesource-docs-pipe',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['README.md'],
        whole: `# Fieldbook

## Requirements

Node 20 or newer. On Debian and Ubuntu:

\`\`\`sh
curl -fsSL https://deb.nodesource.com/setup_20.x | sudo -E bash -
sudo apt-get install -y nodejs
\`\`\`

On macOS:

\`\`\`sh
/bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"
brew install node
\`\`\`

## Start

\`\`\`sh
npm ci
npm start
\`\`\``,
      },
    ],
  },
  {
    family: 'vendor-script-in-workflow',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/release.yml'],
        whole: `name: build
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Install Poetry
        run: curl -sSL https://install.python-poetry.org | python3 - --version 1.8.3
      - name: Install golangci-lint
        run: curl -sSfL https://raw.githubusercontent.com/golangci/golangci-lint/master/install.s⟦join⟧
h | sh -s -- -b $(go env GOPATH)/bin v1.59.1
      - run: poetry install --no-interaction
      - run: make lint`,
      },
    ],
  },
  {
    family: 'installer-with-checksum',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['scripts/get.sh'],
        whole: `#!/bin/sh
# Installs the latest release of gridctl into ~/.local/bin.
set -eu

version="\${GRIDCTL_VERSION:-1.14.2}"
os=$(uname -s | tr '[:upper:]' '[:lower:]')
arch=$(uname -m)
case "$arch" in
  x86_64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) echo "unsupported architecture: $arch" >&2; exit 1 ;;
esac

base="https://github.com/gridctl/gridctl/releases/download/v\${version}"
file="gridctl_\${version}_\${os}_\${arch}.tar.gz"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "downloading $file"
curl -fsSL "$base/$file" -o "$work/$file"
curl -fsSL "$base/checksums.txt" -o "$work/checksums.txt"
(cd "$work" && grep " $file\\$" checksums.txt | sha256sum -c -)

mkdir -p "$HOME/.local/bin"
tar -xzf "$work/$file" -C "$work" gridctl
install -m 755 "$work/gridctl" "$HOME/.local/bin/gridctl"
echo "installed $("$HOME/.local/bin/gridctl" --version)"`,
      },
    ],
  },
  {
    family: 'compiler-download-with-hash',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['tools/toolchain.py', 'scripts/fetch_compiler.py'],
        imports: `import hashlib
import os
import stat
import subprocess
import urllib.request`,
        body: `URL = "https://dl.example.com/zig/zig-linux-x86_64-0.13.0"
SHA256 = "⟦hex:64⟧"


def compiler(directory):
    """Fetches the compiler once and checks its hash before it is used."""
    path = os.path.join(directory, "zig")
    if not os.path.exists(path):
        data = urllib.request.urlopen(URL).read()
        if hashlib.sha256(data).hexdigest() != SHA256:
            raise RuntimeError("the compiler's hash is not the expected one")
        with open(path, "wb") as handle:
            handle.write(data)
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


def build(directory, source):
    subprocess.run([compiler(directory), "build-exe", source, "-O", "ReleaseSafe"], check=True)`,
      },
    ],
  },
  {
    family: 'npm-binary-download-integrity',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['install.js'],
        whole: `'use strict'
// Downloads the prebuilt binary for this platform, as its optional dependency could not be installed.
const fs = require('fs')
const path = require('path')
const https = require('https')
const crypto = require('crypto')
const { version, binaries } = require('./package.json')

const target = \`\${process.platform}-\${process.arch}\`
const wanted = binaries[target]
if (!wanted) {
  console.error(\`no prebuilt binary for \${target}, build from source: see README.md\`)
  process.exit(1)
}

https.get(\`https://registry.npmjs.org/@fastcss/\${target}/-/\${target}-\${version}.tgz\`, (response) => {
  const chunks = []
  response.on('data', (chunk) => chunks.push(chunk))
  response.on('end', () => {
    const archive = Buffer.concat(chunks)
    const integrity = 'sha512-' + crypto.createHash('sha512').update(archive).digest('base64')
    if (integrity !== wanted.integrity) throw new Error(\`integrity of \${target} does not match\`)
    fs.writeFileSync(path.join(__dirname, 'bin.tgz'), archive)
    require('./unpack')(path.join(__dirname, 'bin.tgz'), path.join(__dirname, 'bin'))
  })
})`,
      },
    ],
  },
]
