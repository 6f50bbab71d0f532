// What looks like: programs that stay on a machine, and break out of a container.
import type { Family } from './family.ts'

export const goodNearFootholds: readonly Family[] = [
  {
    family: 'privileged-node-agent',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['deploy/debug.yaml'],
        whole: `apiVersion: v1
kind: Pod
metadata:
  name: debug-node
spec:
  hostPID: true
  containers:
    - name: shell
      image: ubuntu:22.04
      command: ["sleep", "infinity"]
      securityContext:
        privileged: true
      volumeMounts:
        - name: root
          mountPath: /host
  volumes:
    - name: root
      hostPath:
        path: /`,
      },
      {
        paths: ['charts/node-agent/templates/daemonset.yaml'],
        whole: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-agent
  namespace: monitoring
spec:
  selector:
    matchLabels: { app: node-agent }
  template:
    metadata:
      labels: { app: node-agent }
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: registry.example.com/node-agent:2.4
          args: ["--root=/host"]
          securityContext: { privileged: true }
          volumeMounts:
            - { name: host, mountPath: /host }
      volumes:
        - name: host
          hostPath: { path: /, type: Directory }`,
      },
    ],
  },
  {
    family: 'nightly-task',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['Register-Backup.ps1'],
        whole: String.raw`$action = New-ScheduledTaskAction -Execute 'C:\Program Files\Shop\backup.exe' -Argument '--all --quiet'
$trigger = New-ScheduledTaskTrigger -Daily -At 2am
Register-ScheduledTask -TaskName 'Shop backup' -Action $action -Trigger $trigger -User 'SYSTEM' -RunLevel Highest`,
      },
    ],
  },
  {
    family: 'profile-path-line',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['install.sh'],
        whole: `#!/bin/sh
set -e
mkdir -p "$HOME/.shop/bin"
cp shop "$HOME/.shop/bin/"
case ":$PATH:" in
  *":$HOME/.shop/bin:"*) ;;
  *) echo 'export PATH="$HOME/.shop/bin:$PATH"' >> "$HOME/.profile"
     echo 'eval "$(shop completion bash)"' >> "$HOME/.bashrc" ;;
esac`,
      },
    ],
  },
  {
    family: 'debugger-of-own-program',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['crash-dumps.reg'],
        whole: String.raw`Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Image File Execution Options\shop.exe]
"GlobalFlag"=dword:00000200
"Debugger"="C:\\Debuggers\\vsjitdebugger.exe"`,
      },
    ],
  },
  {
    family: 'package-patch-step',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['scripts/patch.js'],
        whole: `// Applies our one fix to a dependency until its next release; see the pull request.
const fs = require('fs')
const path = require('path')

const target = path.join(__dirname, '..', 'node_modules', 'old-loader', 'index.js')
const text = fs.readFileSync(target, 'utf8')
const mended = text.replace("crypto.createHash('md4')", "crypto.createHash('sha256')")
if (mended === text && !text.includes('sha256')) throw new Error('old-loader has changed: remove this patch')
fs.writeFileSync(target, mended)`,
      },
    ],
  },
  {
    family: 'boot-service-of-own-program',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['packaging/install-init.sh'],
        whole: `#!/bin/sh
set -e
install -m 755 shopd /usr/sbin/shopd
install -m 755 shopd.init /etc/init.d/shopd
update-rc.d shopd defaults
service shopd start`,
      },
    ],
  },
  {
    family: 'antivirus-status',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['Get-Protection.ps1'],
        whole: `Get-Service -Name WinDefend, Sense, WdNisSvc -ErrorAction SilentlyContinue | Select-Object Name, Status, StartType
Get-MpComputerStatus | Select-Object AMServiceEnabled, RealTimeProtectionEnabled, AntivirusSignatureLastUpdated
if ((Get-Service WinDefend).Status -ne 'Running') { Start-Service WinDefend }`,
      },
    ],
  },
  {
    family: 'own-process-stopped',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['stop.bat'],
        whole: String.raw`@echo off
taskkill /f /im shop-server.exe >nul 2>&1
sc stop ShopIndexer
timeout /t 3 /nobreak >nul
start "" "C:\Program Files\Shop\shop-server.exe"`,
      },
    ],
  },
  {
    family: 'test-run-with-library',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['scripts/test-asan.sh'],
        whole: `#!/bin/sh
# The sanitizer has to be loaded into the interpreter, which is not built with it.
library=$(clang -print-file-name=libclang_rt.asan_osx_dynamic.dylib)
DYLD_INSERT_LIBRARIES="$library" python3 -m pytest tests/native "$@"`,
      },
    ],
  },
  {
    family: 'notarised-release',
    positive: false,
    classes: ['macos'],
    variants: [
      {
        paths: ['scripts/release-mac.sh'],
        whole: `#!/bin/bash
set -euo pipefail
codesign --deep --options runtime --sign "Developer ID Application: Example" build/Shop.app
ditto -c -k --keepParent build/Shop.app build/Shop.zip
xcrun notarytool submit build/Shop.zip --keychain-profile shop --wait
xcrun stapler staple build/Shop.app
spctl --assess --type execute --verbose build/Shop.app`,
      },
    ],
  },
  {
    family: 'compose-with-socket',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['compose.yaml'],
        whole: `services:
  proxy:
    image: traefik:v3.0
    command: ["--providers.docker=true", "--providers.docker.exposedbydefault=false"]
    ports: ["80:80"]
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
  shop:
    image: example/shop:4
    labels: ["traefik.enable=true"]`,
      },
    ],
  },
  {
    family: 'operator-reads-own-secret',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['internal/secret.go'],
        whole: `package internal

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// Password reads the one secret that the operator is given, by name, from its own namespace.
func Password(ctx context.Context, namespace string) (string, error) {
	config, err := rest.InClusterConfig()
	if err != nil {
		return "", err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return "", err
	}
	secret, err := client.CoreV1().Secrets(namespace).Get(ctx, "shop-database", metav1.GetOptions{})
	if err != nil {
		return "", err
	}
	return string(secret.Data["password"]), nil
}`,
      },
    ],
  },
  {
    family: 'rescue-mount',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['docs/rescue.sh'],
        whole: `#!/bin/sh
# From the rescue system: mounts the root of a machine that does not boot, and reinstalls its boot loader.
set -e
mount /dev/sda2 /mnt
for part in dev proc sys; do mount --rbind "/$part" "/mnt/$part"; done
chroot /mnt grub-install /dev/sda
chroot /mnt update-grub`,
      },
    ],
  },
]
