// What looks like: programs that take orders, fetch what they run, or run when they are installed.
import type { Family } from './family.ts'

export const goodNearOrders: readonly Family[] = [
  {
    family: 'connect-to-own-shell-tools',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/console.py'],
        whole: `import socket
import sys


def main():
    """Talks to the device's own console and prints what it answers."""
    with socket.create_connection((sys.argv[1], 23), timeout=10) as link:
        stream = link.makefile("rw")
        for line in sys.stdin:
            stream.write(line)
            stream.flush()
            print(stream.readline().rstrip())


if __name__ == "__main__":
    main()`,
      },
      {
        paths: ['cmd/worker/main.go'],
        whole: `package main

import (
	"bufio"
	"encoding/json"
	"log"
	"net"
	"os/exec"
)

type job struct {
	Name string \`json:"name"\`
}

// Jobs are looked up by name; the text of a job never reaches a shell.
var known = map[string][]string{"lint": {"golangci-lint", "run"}, "test": {"go", "test", "./..."}}

func main() {
	conn, err := net.Dial("unix", "/run/builder.sock")
	if err != nil {
		log.Fatal(err)
	}
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		var next job
		if json.Unmarshal(lines.Bytes(), &next) != nil {
			continue
		}
		if argv, ok := known[next.Name]; ok {
			out, _ := exec.Command(argv[0], argv[1:]...).CombinedOutput()
			conn.Write(out)
		}
	}
}`,
      },
    ],
  },
  {
    family: 'chat-bot-with-fixed-commands',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['bot/deploy.py'],
        whole: `import subprocess

import telebot
from settings import TOKEN, OPERATORS

bot = telebot.TeleBot(TOKEN)


@bot.message_handler(commands=["uptime"])
def uptime(message):
    if message.from_user.id not in OPERATORS:
        return
    out = subprocess.check_output(["uptime", "-p"], text=True)
    bot.reply_to(message, out)


@bot.message_handler(commands=["restart"])
def restart(message):
    if message.from_user.id in OPERATORS:
        subprocess.run(["systemctl", "restart", "shop.service"], check=True)
        bot.reply_to(message, "restarted")


bot.infinity_polling()`,
      },
    ],
  },
  {
    family: 'php-mail-socket',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/Smtp.php'],
        whole: String.raw`<?php

namespace Acme\Mail;

final class Smtp
{
    private $socket;

    public function connect(string $host, int $port = 587): void
    {
        $this->socket = fsockopen($host, $port, $code, $message, 10);
        if ($this->socket === false) {
            throw new \RuntimeException("smtp: $message ($code)");
        }
        $this->expect(220);
        $this->say('EHLO ' . gethostname());
    }

    private function say(string $line): void
    {
        fwrite($this->socket, $line . "\r\n");
    }

    private function expect(int $code): void
    {
        $line = fgets($this->socket, 515);
        if ((int) substr($line, 0, 3) !== $code) {
            throw new \RuntimeException("smtp: unexpected $line");
        }
    }
}`,
      },
    ],
  },
  {
    family: 'fetched-data-evaluated-as-data',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/flags.js'],
        whole: `const https = require('https')

/** Flags are data: what the server says is parsed, never run. */
exports.flags = () =>
  new Promise((resolve, reject) => {
    https.get('https://flags.example.com/v1/flags.json', (res) => {
      let body = ''
      res.on('data', (chunk) => (body += chunk))
      res.on('end', () => resolve(JSON.parse(body)))
      res.on('error', reject)
    })
  })

exports.evaluate = (flag, user) => flag.rules.some((rule) => rule.users.includes(user.id))`,
      },
      {
        paths: ['analysis/table.py'],
        whole: `import urllib.request

import pandas as pd


def load(year):
    answer = urllib.request.urlopen(f"https://data.example.org/rain/{year}.csv", timeout=20)
    table = pd.read_csv(answer)
    table["total"] = table.eval("spring + summer + autumn + winter")
    return table.query("total > 400")`,
      },
    ],
  },
  {
    family: 'verified-installer',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['scripts/install-protoc.sh'],
        whole: `#!/bin/sh
set -eu
version=25.1
archive=$(mktemp)
trap 'rm -f "$archive"' EXIT
curl -fsSL -o "$archive" "https://github.com/protocolbuffers/protobuf/releases/download/v$version/protoc-$version-linux-x86_64.zip"
echo "ed8fca87a11c888fed329d6a59c34c7d436165f662a2c875246ddb1ac2b6dd50  $archive" | sha256sum -c -
mkdir -p "$HOME/.local"
unzip -qo "$archive" -d "$HOME/.local"
"$HOME/.local/bin/protoc" --version`,
      },
      {
        paths: ['src/driver.js'],
        whole: `const fs = require('fs')
const os = require('os')
const path = require('path')
const crypto = require('crypto')
const { spawn } = require('child_process')

const SUM = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

async function driver(version) {
  const target = path.join(os.homedir(), '.cache', 'shop-driver', version, 'driver')
  if (!fs.existsSync(target)) {
    const answer = await fetch(\`https://downloads.example.com/driver/\${version}/linux64\`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (crypto.createHash('sha256').update(bytes).digest('hex') !== SUM) throw new Error('driver: checksum differs')
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, bytes, { mode: 0o755 })
  }
  return spawn(target, ['--port=0'], { stdio: 'pipe' })
}

module.exports = { driver }`,
      },
    ],
  },
  {
    family: 'ordinary-npm-scripts',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['package.json'],
        whole: `{
  "name": "shop-frontend",
  "version": "4.1.0",
  "private": true,
  "scripts": {
    "prepare": "husky install",
    "postinstall": "patch-package",
    "lint": "eslint . > /dev/null && echo clean",
    "start": "node server.js 2>&1 | tee server.log"
  }
}`,
      },
    ],
  },
  {
    family: 'ordinary-path-file',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['build/__editable__.shop.pth'],
        whole: `/home/ci/work/shop/src`,
      },
      {
        paths: ['vendor/distutils-precedence.pth'],
        whole: `import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();`,
      },
    ],
  },
  {
    family: 'ordinary-composer-scripts',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['composer.json'],
        whole: String.raw`{
  "name": "acme/blog",
  "type": "project",
  "require": { "php": ">=8.2", "symfony/framework-bundle": "^7.0" },
  "scripts": {
    "auto-scripts": {
      "cache:clear": "symfony-cmd",
      "assets:install %PUBLIC_DIR%": "symfony-cmd"
    },
    "post-install-cmd": ["@auto-scripts"],
    "post-update-cmd": ["@auto-scripts"],
    "post-root-package-install": ["@php -r \"file_exists('.env') || copy('.env.example', '.env');\""]
  }
}`,
      },
    ],
  },
]
