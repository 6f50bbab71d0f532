// Keys, tokens and forms that stay with their owner.
import type { Family } from './family.ts'

export const goodKeys: readonly Family[] = [
  {
    family: 'ssh-config-and-keys',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/ssh.py', 'tools/connect.py'],
        imports: `import getpass
from pathlib import Path as _Path
import paramiko`,
        body: `def connect(host):
    """Connects with the user's own key, as ssh would."""
    config = paramiko.SSHConfig.from_path(str(_Path.home() / ".ssh" / "config")).lookup(host)
    key = next((p for p in (_Path.home() / ".ssh" / n for n in ("id_ed25519", "id_rsa")) if p.exis⟦join⟧
ts()), None)
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    client.connect(config["hostname"], username=config.get("user", getpass.getuser()), key_filenam⟦join⟧
e=str(key) if key else None)
    return client`,
      },
      {
        paths: ['scripts/add-key.sh'],
        body: `# makes a key for the deployment and prints the public half, for the settings page
if [ ! -f "$HOME/.ssh/id_ed25519" ]; then
  ssh-keygen -t ed25519 -N '' -f "$HOME/.ssh/id_ed25519" -C "$USER@$(hostname)"
fi
cat "$HOME/.ssh/id_ed25519.pub"
eval "$(ssh-agent -s)" && ssh-add "$HOME/.ssh/id_ed25519"`,
      },
    ],
  },
  {
    family: 'keyring-wrapper',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/secrets.py', 'app/keyring_store.py'],
        imports: `import keyring`,
        body: `SERVICE = "org.deskclock"


def remember(user, token):
    keyring.set_password(SERVICE, user, token)


def recall(user):
    return keyring.get_password(SERVICE, user)


def forget(user):
    keyring.delete_password(SERVICE, user)`,
      },
      {
        paths: ['cmd/helper/keychain_darwin.go'],
        whole: String.raw`package main

import (
	"bytes"
	"os/exec"
	"strings"
)

const service = "com.example.gridctl"

// Get reads our own token from the login keychain; macOS asks the user.
func Get(account string) (string, error) {
	out, err := exec.Command("/usr/bin/security", "find-generic-password", "-s", service, "-a", accou⟦join⟧
nt, "-w").Output()
	return strings.TrimSpace(string(out)), err
}

// Set stores it.
func Set(account, token string) error {
	command := exec.Command("/usr/bin/security", "-i")
	command.Stdin = bytes.NewBufferString("add-generic-password -U -s " + service + " -a " + accoun⟦join⟧
t + " -w " + token + "\n")
	return command.Run()
}`,
      },
    ],
  },
  {
    family: 'npm-token-in-ci',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['.github/workflows/publish.yml'],
        whole: `name: publish
on:
  release:
    types: [published]
permissions:
  contents: read
  id-token: write
jobs:
  npm:
    runs-on: ubuntu-latest
    environment: npm
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          registry-url: https://registry.npmjs.org
      - run: npm ci --ignore-scripts
      - run: npm publish --provenance --access public
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}`,
      },
      {
        paths: ['scripts/publish.sh'],
        whole: `#!/bin/sh
set -eu
: "\${NPM_TOKEN:?}"
echo "//registry.npmjs.org/:_authToken=\${NPM_TOKEN}" > "$HOME/.npmrc"
trap 'rm -f "$HOME/.npmrc"' EXIT
npm whoami
npm publish --access public`,
      },
    ],
  },
  {
    family: 'wallet-software',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/wallet.mjs', 'lib/keystore.mjs'],
        imports: `import { createCipheriv, randomBytes, scryptSync } from 'node:crypto'
import { homedir } from 'node:os'
import { writeFile } from 'node:fs/promises'`,
        body: `// The private key never leaves this machine; what lies on the disk is encrypt⟦join⟧
ed with the user's passphrase.
export const store = async (privateKey, passphrase, file = \`\${homedir()}/.ledgerbook/wallet.json\`) => {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32), iv)
  const sealed = Buffer.concat([cipher.update(privateKey), cipher.final()])
  await writeFile(file, JSON.stringify({ salt: salt.toString('hex'), iv: iv.toString('hex'), seale⟦join⟧
d: sealed.toString('hex'), tag: cipher.getAuthTag().toString('hex') }), { mode: 0o600 })
}`,
      },
    ],
  },
  {
    family: 'login-form-own-service',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['public/js/login.js', 'src/signin.js'],
        body: `const form = document.querySelector('#login');

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(form));
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': document.querySelector('meta[na⟦join⟧
me=csrf]').content },
    body: JSON.stringify({ email, password }),
  });
  if (response.ok) location.assign('/');
  else form.querySelector('.error').textContent = 'E-mail or password is wrong.';
});`,
      },
    ],
  },
  {
    family: 'payment-form-tokeniser',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['public/js/checkout.js', 'assets/pay.js'],
        body: `// The card's fields live in the provider's own frame: we only ever see the token.
const stripe = window.Stripe && Stripe('pk_test_example');
const elements = stripe && stripe.elements({ clientSecret: document.body.dataset.secret });
if (elements) elements.create('payment').mount('#payment');

async function pay() {
  const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: location.⟦join⟧
origin + '/thanks' } });
  if (error) document.querySelector('#card-error').textContent = error.message;
}`,
      },
    ],
  },
]
