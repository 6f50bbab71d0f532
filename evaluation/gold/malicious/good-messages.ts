// Webhooks, DNS and paste sites in honest use.
import type { Family } from './family.ts'

export const goodMessages: readonly Family[] = [
  {
    family: 'slack-deploy-message',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['scripts/announce.sh', 'ci/notify.sh'],
        body: `notify() {
  [ -n "\${SLACK_WEBHOOK_URL:-}" ] || return 0
  curl -fsS -X POST -H 'Content-Type: application/json' \\
    --data "{\\"text\\":\\"Deployed \${GIT_TAG:-unknown} to \${STAGE:-test} in \${SECONDS}s\\"}" "$SLACK_⟦join⟧
WEBHOOK_URL"
}
trap notify EXIT`,
      },
    ],
  },
  {
    family: 'discord-bot-webhook',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['bot/announce.py', 'src/alerts.py'],
        imports: `import os
import requests`,
        body: `def announce(release):
    """Posts a new release to the channel of the community."""
    requests.post(
        os.environ["DISCORD_WEBHOOK"],
        json={"embeds": [{"title": release["name"], "url": release["html_url"], "description": rel⟦join⟧
ease["body"][:2000]}]},
        timeout=10,
    ).raise_for_status()`,
      },
      {
        paths: ['src/notify.js'],
        body: `// Telegram: alerts of the greenhouse
const notify = (text) =>
  fetch(\`https://api.telegram.org/bot\${process.env.TELEGRAM_TOKEN}/sendMessage\`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: process.env.TELEGRAM_CHAT, text }),
  });

const check = ({ temperature }) => temperature > 38 && notify(\`It is \${temperature} °C in the gree⟦join⟧
nhouse\`);`,
      },
    ],
  },
  {
    family: 'dns-resolver-library',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['src/query.py', 'dnslib/packet.py'],
        imports: `import secrets
import socket
import struct`,
        body: String.raw`def encode_name(name):
    return b"".join(struct.pack("B", len(label)) + label.encode("idna") for label in name.rstrip("⟦join⟧
.").split(".")) + b"\0"


def query(name, kind=1, server=("9.9.9.9", 53)):
    identity = secrets.randbits(16)
    packet = struct.pack(">HHHHHH", identity, 0x0100, 1, 0, 0, 0) + encode_name(name) + struct.pac⟦join⟧
k(">HH", kind, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(3)
        sock.sendto(packet, server)
        return sock.recv(4096)`,
      },
    ],
  },
  {
    family: 'acme-dns-challenge',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['scripts/acme-hook.sh'],
        body: `# certbot's hook: the value has to stand in a TXT record before the certificat⟦join⟧
e is given
if [ -n "\${CERTBOT_VALIDATION:-}" ]; then
  nsupdate -k /etc/bind/acme.key <<UPDATE
server ns1.example.com
update add _acme-challenge.\${CERTBOT_DOMAIN}. 60 TXT "\${CERTBOT_VALIDATION}"
send
UPDATE
  until dig +short TXT "_acme-challenge.\${CERTBOT_DOMAIN}" | grep -q "$CERTBOT_VALIDATION"; do sle⟦join⟧
ep 5; done
fi`,
      },
      {
        paths: ['scripts/dyndns.sh'],
        body: `# tells the name server our address when it has changed
new=$(curl -fsS https://ifconfig.example.net)
old=$(dig +short home.example.org)
[ "$new" = "$old" ] || curl -fsS "https://dyn.example.org/update?hostname=home.example.org&myip=$n⟦join⟧
ew" -u "$DYN_USER:$DYN_PASSWORD"`,
      },
    ],
  },
  {
    family: 'paste-command-line-tool',
    positive: false,
    classes: ['covert-exfiltration'],
    variants: [
      {
        paths: ['src/paste.py', 'bin/share.py'],
        imports: `import sys
import urllib.parse
import urllib.request`,
        body: `def share(path, expires="1w"):
    """Uploads a file that the user names to the paste site that the user has configured, and prin⟦join⟧
ts its address."""
    text = sys.stdin.read() if path == "-" else open(path, encoding="utf-8").read()
    form = urllib.parse.urlencode({"content": text, "expires": expires, "syntax": "text"}).encode()
    with urllib.request.urlopen("https://paste.example.org/api", form) as answer:
        print(answer.read().decode().strip())`,
      },
    ],
  },
]
