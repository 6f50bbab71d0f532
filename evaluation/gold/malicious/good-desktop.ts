// Clipboards in honest programs.
import type { Family } from './family.ts'

export const goodDesktop: readonly Family[] = [
  {
    family: 'clipboard-copy-button',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/copy.js', 'public/js/snippets.js'],
        body: `document.querySelectorAll('pre > code').forEach((code) => {
  const button = document.createElement('button');
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.innerText);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  code.parentElement.append(button);
});`,
      },
    ],
  },
  {
    family: 'clipboard-library',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/clip.py', 'clipkit/__init__.py'],
        imports: `import shutil
import subprocess
import sys`,
        body: `def _commands():
    if sys.platform == "darwin":
        return ["pbcopy"], ["pbpaste"]
    if shutil.which("wl-copy"):
        return ["wl-copy"], ["wl-paste", "--no-newline"]
    return ["xclip", "-selection", "clipboard"], ["xclip", "-selection", "clipboard", "-o"]


def copy(text):
    subprocess.run(_commands()[0], input=text, text=True, check=True)


def paste():
    return subprocess.run(_commands()[1], capture_output=True, text=True, check=True).stdout`,
      },
    ],
  },
  {
    family: 'password-manager-clears-clipboard',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/clear.ts', 'app/clipboard.ts'],
        imports: `import { clipboard } from 'electron'`,
        body: `/** Copies a password, and takes it out of the clipboard again unless the use⟦join⟧
r has copied something else since. */
export const copySecret = (secret: string, seconds = 20): void => {
  clipboard.writeText(secret)
  setTimeout(() => {
    if (clipboard.readText() === secret) clipboard.clear()
  }, seconds * 1000)
}`,
      },
    ],
  },
  {
    family: 'clipboard-history-manager',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['clips/history.py'],
        whole: `"""Keeps the last texts of the clipboard, on this machine only, so that an old⟦join⟧
er one can be pasted."""
import collections
import time

import pyperclip

PRIVATE = ("password", "passwort", "secret")


class History:
    def __init__(self, size=50):
        self.texts = collections.deque(maxlen=size)

    def watch(self, pause=0.5):
        last = None
        while True:
            text = pyperclip.paste()
            if text != last and text.strip() and not text.lower().startswith(PRIVATE):
                self.texts.appendleft(text)
            last = text
            time.sleep(pause)

    def pick(self, index):
        pyperclip.copy(self.texts[index])`,
      },
    ],
  },
  {
    family: 'wallet-address-validator',
    positive: false,
    classes: ['clipboard-hijack'],
    variants: [
      {
        paths: ['src/address.js', 'lib/validate.js'],
        body: `const kinds = {
  btc: /^(?:bc1[a-z0-9]{25,59}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})$/,
  eth: /^0x[a-fA-F0-9]{40}$/,
  xmr: /^4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}$/,
};

function kindOf(address) {
  return Object.keys(kinds).find((kind) => kinds[kind].test(address.trim()));
}

// Shown before money is sent: the ends of what was pasted, so that a swapped address is seen.
const short = (address) => \`\${address.slice(0, 8)}…\${address.slice(-8)}\`;`,
      },
    ],
  },
]
