// Ordinary scripts of shells with places for a piece of code.

export const shellHosts: readonly string[] = [
  `#!/usr/bin/env bash
# Builds the documentation and copies it to the web root.
set -euo pipefail

SOURCE="\${1:-docs}"
TARGET="\${2:-/srv/www/docs}"

⟦here⟧

log() {
  printf '%s %s\\n' "$(date +%H:%M:%S)" "$*"
}

build() {
  log "building $SOURCE"
  mkdocs build --strict --config-file "$SOURCE/mkdocs.yml" --site-dir build/site
}

publish() {
  log "copying to $TARGET"
  rsync --archive --delete build/site/ "$TARGET/"
}

build
publish

⟦here⟧`,
  `#!/bin/sh
# Prints the versions of the tools that the team uses.

⟦here⟧

for tool in git node python3 docker; do
  if command -v "$tool" >/dev/null 2>&1; then
    echo "$tool: $("$tool" --version 2>&1 | head -n 1)"
  else
    echo "$tool: not installed"
  fi
done

⟦here⟧`,
  `#!/bin/bash

# nightly database dump
DB_NAME=orders
KEEP=14
OUT=/var/backups/$DB_NAME

mkdir -p "$OUT"
pg_dump --format=custom "$DB_NAME" > "$OUT/$(date +%F).dump"

⟦here⟧

# drop the oldest
ls -1t "$OUT" | tail -n +$((KEEP + 1)) | while read -r old; do
  rm -f "$OUT/$old"
done

⟦here⟧`,
]

export const powershellHosts: readonly string[] = [
  String.raw`<#
.SYNOPSIS
    Reports disks that are nearly full.
#>
param(
    [int]$Threshold = 15,
    [string]$ReportPath = "$PSScriptRoot\disks.csv"
)

⟦here⟧

$disks = Get-CimInstance Win32_LogicalDisk -Filter "DriveType=3" | ForEach-Object {
    [pscustomobject]@{
        Drive = $_.DeviceID
        FreePercent = [math]::Round(100 * $_.FreeSpace / $_.Size, 1)
    }
}

$disks | Where-Object FreePercent -lt $Threshold | Export-Csv -Path $ReportPath -NoTypeInformation

⟦here⟧`,
  String.raw`Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-ProjectVersion {
    param([string]$Root)
    $manifest = Get-Content (Join-Path $Root 'package.json') -Raw | ConvertFrom-Json
    return $manifest.version
}

⟦here⟧

function Publish-Package {
    param([string]$Root, [string]$Feed)
    $version = Get-ProjectVersion -Root $Root
    Write-Host "Packing version $version"
    & dotnet pack $Root -p:Version=$version -o "$Root\artifacts"
    & dotnet nuget push "$Root\artifacts\*.nupkg" --source $Feed
}

⟦here⟧`,
]

export const batchHosts: readonly string[] = [
  String.raw`@echo off
setlocal enabledelayedexpansion
rem Builds the solution in Release
set ROOT=%~dp0
set CONFIG=Release

⟦here⟧

if not exist "%ROOT%out" mkdir "%ROOT%out"
msbuild "%ROOT%Studio.sln" /p:Configuration=%CONFIG% /m
if errorlevel 1 goto failed
xcopy /y /s "%ROOT%bin\%CONFIG%" "%ROOT%out"

⟦here⟧

exit /b 0

:failed
echo Build failed
exit /b 1`,
  `@ECHO OFF
REM starts the game server and keeps its window open
TITLE Server
SET JAVA_MEM=4G

⟦here⟧

:start
java -Xmx%JAVA_MEM% -jar server.jar nogui
ECHO Server stopped, restarting in 10 seconds
TIMEOUT /T 10
GOTO start`,
]
