// Good shell, PowerShell and Awk: backups, releases, reports.
import { type Body, file } from './kit.ts'

export const shellBodies: readonly Body[] = [
  {
    family: 'shell-backup-rotate',
    path: 'scripts/backup.sh',
    text: file`
#!/usr/bin/env bash
# Dumps the databases, keeps seven daily and four weekly copies, and checks what it wrote.
set -euo pipefail

readonly ROOT="\${BACKUP_ROOT:-/var/backups/postgres}"
readonly TODAY="$(date +%F)"

log() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
@@
dump() {
  local database="$1" target="$ROOT/daily/$1-$TODAY.dump"
  if [[ -e "$target" ]]; then
    log "$target exists, skipped"
    return
  fi
  pg_dump --format=custom --file="$target.part" "$database"
  pg_restore --list "$target.part" >/dev/null
  mv "$target.part" "$target"
}
@@
rotate() {
  local folder="$1" keep="$2"
  find "$folder" -name '*.dump' -printf '%T@ %p\n' | sort -rn | tail -n "+$((keep + 1))" | cut -d' ' -f2- |
    while IFS= read -r old; do
      log "removing $old"
      rm -- "$old"
    done
}
@@
mkdir -p "$ROOT/daily" "$ROOT/weekly"
trap 'log "failed in line $LINENO"' ERR

for database in $(psql -At -c "select datname from pg_database where not datistemplate"); do
  dump "$database"
  if [[ "$(date +%u)" == 7 ]]; then
    ln -f "$ROOT/daily/$database-$TODAY.dump" "$ROOT/weekly/"
  fi
done
rotate "$ROOT/daily" 7
rotate "$ROOT/weekly" 4
`,
    others: [
      { path: 'ops/snapshots.sh', keep: [2, 3], swap: { database: 'volume', backup: 'snapshot' }, licence: 'mit' },
    ],
  },
  {
    family: 'shell-release-checks',
    path: 'tools/release.sh',
    near: 'code',
    text: file`
#!/bin/sh
# usage: tools/release.sh VERSION
set -eu

version=\${1:?"usage: $0 VERSION"}

say() { echo "==> $*"; }
fail() { echo "release: $*" >&2; exit 1; }

case $version in
  [0-9]*.[0-9]*.[0-9]*) ;;
  *) fail "$version is no version" ;;
esac

say "Checking the working tree"
git diff --quiet HEAD || fail "there are changes that are not committed"
test "$(git branch --show-current)" = main || fail "releases are made from main"
git fetch --quiet origin
test "$(git rev-parse HEAD)" = "$(git rev-parse origin/main)" || fail "main is not what origin has"

say "Checking the change log"
grep -q "^## $version" CHANGELOG.md || fail "CHANGELOG.md says nothing of $version"

say "Running the tests"
make clean test >release.log 2>&1 || {
  tail -n 30 release.log
  fail "the tests do not pass, see release.log"
}

say "Tagging"
notes=$(sed -n "/^## $version/,/^## /p" CHANGELOG.md | sed '1d;$d')
git tag -a "v$version" -m "Version $version" -m "$notes"
git push origin "v$version"
say "Done; the pipeline uploads the packages."
`,
    others: [{ path: 'publish', swap: { release: 'publish', say: 'step' }, licence: 'spdx' }],
  },
  {
    family: 'powershell-disk-alert',
    path: 'scripts/Send-DiskAlert.ps1',
    text: file`
<#
.SYNOPSIS
  Sends one mail for all the servers whose disks are nearly full.
.PARAMETER Threshold
  Percent of free space below which a disk is reported.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $ComputerName,
    [ValidateRange(1, 99)] [int] $Threshold = 10,
    [string] $To = 'operations@example.org'
)

$ErrorActionPreference = 'Stop'
@@
function Get-FullDisk {
    param([string] $Computer)
    try {
        Get-CimInstance -ComputerName $Computer -ClassName Win32_LogicalDisk -Filter 'DriveType = 3' |
            Where-Object { $_.Size -gt 0 -and ($_.FreeSpace / $_.Size * 100) -lt $Threshold } |
            ForEach-Object {
                [pscustomobject]@{
                    Computer = $Computer
                    Drive    = $_.DeviceID
                    FreeGB   = [math]::Round($_.FreeSpace / 1GB, 1)
                    Percent  = [math]::Round($_.FreeSpace / $_.Size * 100)
                }
            }
    }
    catch {
        Write-Warning "$Computer does not answer: $($_.Exception.Message)"
    }
}
@@
$full = $ComputerName | Sort-Object -Unique | ForEach-Object { Get-FullDisk -Computer $_ }

if ($full) {
    $body = $full | Sort-Object Percent | Format-Table -AutoSize | Out-String
    Send-MailMessage -To $To -From 'monitor@example.org' -Subject "$(@($full).Count) disks nearly full" -Body $body
    $full
}
else {
    Write-Verbose "Nothing below $Threshold percent on $($ComputerName.Count) servers."
}
`,
  },
  {
    family: 'awk-access-log',
    path: 'bin/slow-requests.awk',
    near: 'code',
    text: file`
#!/usr/bin/awk -f
# Slowest paths of an access log whose last field is the time in seconds.
# usage: slow-requests.awk [-v least=20] access.log

BEGIN { if (!least) least = 20 }

# Only what the application answered; files are served by the proxy.
$7 ~ /\.(css|js|png|svg|woff2)(\?|$)/ { next }
$9 !~ /^[0-9]+$/ || $NF !~ /^[0-9.]+$/ { bad++; next }

{
    path = $7
    sub(/\?.*/, "", path)
    gsub(/\/[0-9]+/, "/:id", path)      # one line for all the orders
    count[path]++
    sum[path] += $NF
    if ($NF > worst[path]) worst[path] = $NF
    if ($9 >= 500) failed[path]++
}

END {
    sorter = "sort -k2 -rn"
    printf "%8s %9s %9s %7s  %s\n", "requests", "mean", "worst", "failed", "path"
    for (path in count)
        if (count[path] >= least)
            printf "%8d %9.3f %9.3f %7d  %s\n", \
                count[path], sum[path] / count[path], worst[path], failed[path], path | sorter
    close(sorter)
    if (bad)
        printf "%d lines could not be read\n", bad > "/dev/stderr"
}
`,
  },
]
