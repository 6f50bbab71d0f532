// Windows as its administrators and developers script it.
import type { Family } from './family.ts'

export const goodWindows: readonly Family[] = [
  {
    family: 'defender-exclusion-dev-drive',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['scripts/setup-dev.ps1', 'tools/devdrive.ps1'],
        body: String.raw`# Builds are twice as fast when Defender leaves the build folder alone. Need⟦join⟧
s an elevated shell, and asks.
$build = Join-Path $PSScriptRoot '..\build' | Resolve-Path
$answer = Read-Host "Exclude $build from real-time scanning? [y/N]"
if ($answer -eq 'y') {
    Add-MpPreference -ExclusionPath $build
    Write-Host "Excluded. Undo: Remove-MpPreference -ExclusionPath '$build'"
}`,
      },
    ],
  },
  {
    family: 'event-log-archive',
    positive: false,
    classes: ['log-wiping'],
    variants: [
      {
        paths: ['ops/eventlogs.ps1', 'tools/archive-logs.ps1'],
        body: String.raw`# Saves the logs to the archive share before they are full; the collector keep⟦join⟧
s them for two years.
foreach ($log in 'Application', 'System') {
    $file = "\\archive\logs\$env:COMPUTERNAME-$log-$(Get-Date -Format yyyyMMdd).evtx"
    wevtutil epl $log $file
    Get-WinEvent -LogName $log -MaxEvents 200 | Where-Object Level -le 2 | Select-Object TimeCreat⟦join⟧
ed, ProviderName, Message
}`,
      },
    ],
  },
  {
    family: 'scheduled-task-backup',
    positive: false,
    classes: ['persistence'],
    variants: [
      {
        paths: ['deploy/task.ps1', 'ops/schedule.ps1'],
        body: String.raw`$action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument '-NoProf⟦join⟧
ile -ExecutionPolicy RemoteSigned -File C:\Ops\Backup-Orders.ps1'
$trigger = New-ScheduledTaskTrigger -Daily -At 2am
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -ExecutionTimeLimit (New-TimeSpan -Hours 2)
Register-ScheduledTask -TaskName 'Ops\Backup orders' -Action $action -Trigger $trigger -Settings $⟦join⟧
settings -User 'CORP\svc-backup' -Force`,
      },
    ],
  },
  {
    family: 'registry-policy-settings',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['provision/desktop.ps1', 'images/baseline.ps1'],
        body: String.raw`$settings = @(
    @{ Path = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\Explorer'; Name = 'DisableSearchBoxSugges⟦join⟧
tions'; Value = 1 }
    @{ Path = 'HKLM:\SYSTEM\CurrentControlSet\Control\FileSystem'; Name = 'LongPathsEnabled'; Valu⟦join⟧
e = 1 }
    @{ Path = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Explorer\Advanced'; Name = 'HideFil⟦join⟧
eExt'; Value = 0 }
)
foreach ($setting in $settings) {
    if (-not (Test-Path $setting.Path)) { New-Item $setting.Path -Force | Out-Null }
    Set-ItemProperty @setting -Type DWord
}`,
      },
    ],
  },
  {
    family: 'encoded-command-helper',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['src/remote.py', 'tools/winrm_run.py'],
        imports: `import base64
import subprocess`,
        body: `def powershell(script):
    """Runs our own script; encoded, since quotes do not survive ssh, cmd and PowerShell in a row."""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    return subprocess.run(["powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encod⟦join⟧
ed], capture_output=True, text=True)


def free_space(drive="C"):
    return powershell(f"(Get-PSDrive {drive}).Free").stdout.strip()`,
      },
    ],
  },
  {
    family: 'certutil-hash-check',
    positive: false,
    classes: ['windows'],
    variants: [
      {
        paths: ['tools/verify.bat', 'scripts/checksum.cmd'],
        body: `rem compares the installer with the published checksum
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%ROOT%setup.exe" SHA256') do (
    set HASH=%%h
    goto hashed
)
:hashed
findstr /i /c:"%HASH%" "%ROOT%setup.exe.sha256" >nul || (echo checksum does not match & exit /b 1)
certutil -verify "%ROOT%publisher.cer" >nul`,
      },
    ],
  },
]
