// Dependencies, shims and workflows without a trap.
import type { Family } from './family.ts'

export const goodDependencies: readonly Family[] = [
  {
    family: 'deprecated-shim',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['index.js'],
        whole: `'use strict'

// This package has been renamed. It only hands on to the new name, and says so once.
if (!process.env.NO_DEPRECATION) {
  process.emitWarning('querystring-lite is now qs-lite, please change your dependency', 'Deprecati⟦join⟧
onWarning')
}

module.exports = require('qs-lite')`,
      },
      {
        paths: ['sklearn/__init__.py'],
        whole: `"""Placeholder that keeps the old name from being taken; see the project's page."""
raise ImportError("The name 'sklearn' is deprecated, install 'scikit-learn' instead: pip install s⟦join⟧
cikit-learn")`,
      },
    ],
  },
  {
    family: 'private-registry-settings',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.npmrc'],
        whole: `@acme:registry=https://npm.acme.example/
//npm.acme.example/:_authToken=\${NPM_TOKEN}
ignore-scripts=true
save-exact=true
audit-level=high`,
      },
      {
        paths: ['pyproject.toml'],
        whole: `[project]
name = "acme-billing"
version = "3.1.0"
requires-python = ">=3.11"
dependencies = ["acme-internal-auth==2.4.1", "httpx>=0.27"]

[[tool.uv.index]]
name = "acme"
url = "https://pypi.acme.example/simple"
explicit = true

[tool.uv.sources]
acme-internal-auth = { index = "acme" }

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"`,
      },
    ],
  },
  {
    family: 'labeler-pull-request-target',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/label.yml'],
        whole: `name: label
on:
  pull_request_target:
    types: [opened, synchronize]
permissions:
  contents: read
  pull-requests: write
jobs:
  label:
    # no code of the pull request is checked out here
    runs-on: ubuntu-latest
    steps:
      - uses: actions/labeler@8558fd74291d67161a8a78ce36a881fa63b766a9 # v5.0.0
      - name: Thank first-time contributors
        if: github.event.pull_request.author_association == 'FIRST_TIME_CONTRIBUTOR'
        env:
          TITLE: \${{ github.event.pull_request.title }}
          GH_TOKEN: \${{ github.token }}
        run: gh pr comment "\${{ github.event.number }}" --body "Thank you for \\"$TITLE\\"!"`,
      },
    ],
  },
  {
    family: 'deploy-with-secrets',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/deploy.yml'],
        whole: `name: deploy
on:
  workflow_dispatch:
  push:
    tags: ['v*']
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v4
      - name: Write the key
        run: |
          mkdir -p ~/.ssh
          echo "\${{ secrets.DEPLOY_KEY }}" > ~/.ssh/id_ed25519
          chmod 600 ~/.ssh/id_ed25519
          echo "\${{ vars.KNOWN_HOSTS }}" > ~/.ssh/known_hosts
      - run: ssh deploy@app.example.com 'cd /srv/app && git pull --ff-only && docker compose up -⟦join⟧
d --build'
      - name: Encode the keystore for Gradle
        run: echo "\${{ secrets.KEYSTORE_BASE64 }}" | base64 -d > app/release.keystore`,
      },
    ],
  },
  {
    family: 'changed-files-action',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['dist/index.js'],
        whole: `const core = require('@actions/core');
const exec = require('@actions/exec');

async function changedFiles(base, head) {
  const { stdout } = await exec.getExecOutput('git', ['diff', '--name-only', \`\${base}...\${head}\`]⟦join⟧
, { silent: true });
  return stdout.split('\\n').filter(Boolean);
}

async function run() {
  try {
    const token = core.getInput('token');
    core.setSecret(token);
    const files = await changedFiles(core.getInput('base'), core.getInput('head'));
    core.info(\`\${files.length} files changed\`);
    core.setOutput('all_changed_files', files.join(' '));
  } catch (error) {
    core.setFailed(error.message);
  }
}

run();`,
      },
    ],
  },
  {
    family: 'coverage-uploader',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['scripts/upload-coverage.sh'],
        whole: `#!/usr/bin/env bash
# Uploads coverage reports. Sends the report, the commit and the branch, nothing else.
set -euo pipefail

url="\${COVERAGE_URL:-https://coverage.example.com}"
commit=$(git rev-parse HEAD)
branch=\${GITHUB_REF_NAME:-$(git branch --show-current)}

curl -fsSLo codecov https://uploader.codecov.io/latest/linux/codecov
curl -fsSLo codecov.SHA256SUM https://uploader.codecov.io/latest/linux/codecov.SHA256SUM
shasum -a 256 -c codecov.SHA256SUM
chmod +x codecov

for file in coverage/*.xml; do
  ./codecov --file "$file" --sha "$commit" --branch "$branch" --url "$url"
done`,
      },
    ],
  },
  {
    family: 'version-bump-and-publish',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['scripts/release.mjs'],
        whole: `// Bumps the packages of this workspace and publishes those that changed.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

const run = (command, ...values) => execFileSync(command, values, { stdio: 'inherit' })

for (const name of readdirSync('packages')) {
  const file = \`packages/\${name}/package.json\`
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  if (manifest.private) continue
  const last = \`\${manifest.name}@\${manifest.version}\`
  const changed = execFileSync('git', ['diff', '--name-only', last, '--', \`packages/\${name}\`]).toS⟦join⟧
tring().trim()
  if (changed === '') continue
  manifest.version = manifest.version.replace(/\\d+$/, (patch) => Number(patch) + 1)
  writeFileSync(file, \`\${JSON.stringify(manifest, null, 2)}\\n\`)
  run('git', 'commit', '-m', \`\${manifest.name} \${manifest.version}\`, file)
  run('git', 'tag', \`\${manifest.name}@\${manifest.version}\`)
  run('npm', 'publish', '--provenance', '-w', manifest.name)
}`,
      },
    ],
  },
]
