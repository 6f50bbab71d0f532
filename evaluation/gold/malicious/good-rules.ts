// Rules of scanners, which hold the patterns that they look for.
import type { Family } from './family.ts'

export const goodRules: readonly Family[] = [
  {
    family: 'yara-rules',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['yara/linux/reverse.yara'],
        whole: String.raw`rule Linux_Reverse_Shell_OneLiner
{
    meta:
        description = "One-line reverse shells of common languages"
        author = "Blue team"
        reference = "https://attack.mitre.org/techniques/T1059/004/"
        severity = "high"
    strings:
        $bash = "bash -i >& /dev/tcp/"
        $nc = /nc(at)?\s+-e\s+\/bin\/(ba)?sh/
        $fifo = "mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc"
        $python = "os.dup2(s.fileno(),0)"
        $pty = "pty.spawn(\"/bin/sh\")"
    condition:
        filesize < 100KB and any of them
}`,
      },
    ],
  },
  {
    family: 'yara-stealer-rule',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['rules/stealer.yar'],
        whole: String.raw`import "pe"

rule Infostealer_Generic
{
    meta:
        description = "Reads browsers' stores and posts them to a Discord webhook"
        hash = "⟦hex:64⟧"
    strings:
        $a = "\\Google\\Chrome\\User Data\\Default\\Login Data" ascii wide
        $b = "SELECT action_url, username_value, password_value FROM logins" ascii
        $c = "CryptUnprotectData" ascii
        $d = "discord.com/api/webhooks/" ascii wide
        $e = /[\w-]{24}\.[\w-]{6}\.[\w-]{27}/
    condition:
        uint16(0) == 0x5A4D and 3 of them
}`,
      },
      {
        paths: ['signatures/miner.yar'],
        whole: `rule Coinminer_Config
{
    strings:
        $stratum = "stratum+tcp://"
        $donate = "--donate-level"
        $wallet = /4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}/
        $kill = "pkill -f xmrig"
    condition:
        2 of them
}`,
      },
    ],
  },
  {
    family: 'semgrep-rules',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['rules/python/code-execution.yaml'],
        whole: `rules:
  - id: exec-base64
    languages: [python]
    severity: WARNING
    message: A package runs code that it decodes from base64.
    metadata:
      description: Identify when a package dynamically executes base64-encoded code
    mode: taint
    pattern-sources:
      - pattern: base64.b64decode(...)
      - pattern: codecs.decode(..., "rot13")
      - pattern: zlib.decompress(...)
    pattern-sinks:
      - pattern: exec(...)
      - pattern: eval(...)
      - pattern: os.system(...)
      - pattern: subprocess.Popen(...)
  - id: exfiltrate-environ
    languages: [python]
    severity: WARNING
    message: The whole environment is sent away.
    pattern: requests.post(..., data=dict(os.environ), ...)`,
      },
    ],
  },
  {
    family: 'sigma-rules',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['rules/windows/shadow_copies.yml'],
        whole: String.raw`title: Suspicious PowerShell Encoded Command And Shadow Copy Removal
id: ⟦uuid⟧
status: test
description: Detects encoded PowerShell, Defender exclusions and the removal of shadow copies
references:
  - https://attack.mitre.org/techniques/T1490/
logsource:
  category: process_creation
  product: windows
detection:
  encoded:
    Image|endswith: '\powershell.exe'
    CommandLine|contains:
      - ' -enc '
      - ' -EncodedCommand '
      - 'FromBase64String('
      - 'IEX (New-Object Net.WebClient).DownloadString'
  defender:
    CommandLine|contains:
      - 'Add-MpPreference -ExclusionPath'
      - 'Set-MpPreference -DisableRealtimeMonitoring'
  shadow:
    CommandLine|contains|all:
      - 'vssadmin'
      - 'delete shadows'
  condition: 1 of them
falsepositives:
  - Administrators
level: high`,
      },
    ],
  },
  {
    family: 'falco-rules',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['falco/rules.yaml'],
        whole: `- rule: Container escape by release_agent
  desc: A process writes release_agent of a cgroup or core_pattern
  condition: open_write and container and (fd.name endswith release_agent or fd.name = /proc/sys/k⟦join⟧
ernel/core_pattern)
  output: Escape attempt (user=%user.name command=%proc.cmdline file=%fd.name)
  priority: CRITICAL

- rule: Docker socket used in a container
  desc: Somebody talks to /var/run/docker.sock, which gives root on the host
  condition: evt.type = connect and container and fd.name contains /var/run/docker.sock and not pr⟦join⟧
oc.name in (traefik, portainer)
  output: docker.sock used (command=%proc.cmdline container=%container.id)
  priority: WARNING

- rule: nsenter to the host
  desc: nsenter --target 1 in a privileged container
  condition: spawned_process and container and proc.name = nsenter and proc.args contains "1"
  output: nsenter (command=%proc.cmdline)
  priority: CRITICAL`,
      },
    ],
  },
]
