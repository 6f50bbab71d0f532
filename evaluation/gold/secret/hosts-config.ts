// Shell scripts and configuration files without secrets, with room for more lines of their kind.
import { code } from './form.ts'
import type { Host } from './hosts.ts'

export const shellHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    #!/usr/bin/env bash
    # Rolls out the ${thing} service.
    set -euo pipefail

    cd "$(dirname "$0")/.."
    ${top}

    log() {
      printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >&2
    }

    build() {
      log "building ${things}"
      docker build --pull -t "${thing}:\${1}" .
    }

    main() {
      local tag
      tag="$(date +%Y%m%d)"
      build "$tag"
      ${body}
      log "done"
    }

    main "$@"
  `,
  ({ top, body }, { thing, things }) => code`
    #!/bin/sh
    ${top}
    BACKUP_DIR=/var/backups/${things}
    KEEP=14

    mkdir -p "$BACKUP_DIR"
    stamp=$(date +%Y-%m-%d)
    ${body}
    tar czf "$BACKUP_DIR/${thing}-$stamp.tar.gz" /srv/${things}

    # drop what is older than two weeks
    find "$BACKUP_DIR" -name '*.tar.gz' -mtime +$KEEP -delete
    echo "backup of $stamp finished"
  `,
]

export const powershellHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing }) => code`
    #Requires -Version 5.1
    [CmdletBinding()]
    param(
        [string]$OutputPath = "./${things}.csv",
        [int]$Days = 7
    )

    ${top}

    function Get-${Thing}Files {
        param([string]$Root)
        Get-ChildItem -Path $Root -Recurse -Filter '*.${thing}' |
            Where-Object { $_.LastWriteTime -gt (Get-Date).AddDays(-$Days) }
    }

    ${body}
    Get-${Thing}Files -Root 'D:\data' |
        Select-Object Name, Length, LastWriteTime |
        Export-Csv -Path $OutputPath -NoTypeInformation
    Write-Host "written to $OutputPath"
  `,
]

export const batchHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    @echo off
    setlocal
    rem nightly copy of ${things}
    set SOURCE=${'C:\\data\\'}${things}
    ${top}

    if not exist "%SOURCE%" (
        echo %SOURCE% is missing
        exit /b 1
    )
    ${body}
    robocopy "%SOURCE%" "${'D:\\archive\\'}${things}" /MIR /R:2 /W:5
    endlocal
  `,
]

export const environmentHosts: readonly Host[] = [
  ({ top, body }, { thing, domain }) => code`
    NODE_ENV=production
    PORT=8080
    LOG_LEVEL=info
    APP_URL=https://${thing.replaceAll('_', '-')}.${domain}
    ${top}

    # feature switches
    ENABLE_EXPORT=true
    CACHE_TTL_SECONDS=300
    ${body}
    MAX_TOKENS=1024
  `,
  ({ top, body }, { Thing, domain }) => code`
    APP_NAME="${Thing}"
    APP_ENV=prod
    APP_DEBUG=false
    APP_URL=https://www.${domain}

    LOG_CHANNEL=stack
    ${top}

    BROADCAST_DRIVER=log
    CACHE_DRIVER=file
    QUEUE_CONNECTION=sync
    SESSION_LIFETIME=120
    ${body}
  `,
]

export const propertyHosts: readonly Host[] = [
  ({ top, body }, { things, thing }) => code`
    # ${things} service
    server.port=8443
    server.servlet.context-path=/${things}
    spring.application.name=${thing}-service
    spring.jpa.hibernate.ddl-auto=validate
    spring.jpa.show-sql=false
    ${top}
    logging.level.root=INFO
    logging.level.org.hibernate.SQL=WARN
    ${body}
    management.endpoints.web.exposure.include=health,info,prometheus
    spring.cache.type=caffeine
    spring.messages.basename=i18n/messages
  `,
]

export const yamlHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    # settings of the ${thing} worker
    logging:
      level: info
      format: json
    worker:
      concurrency: 8
      queue: ${things}
      retries: 3
    ${top}
    features:
      bulk_export: true
      dark_mode: false
    ${body}
  `,
  ({ top, body }, { things }) => code`
    ---
    ${top}
    locale: en
    timezone: UTC
    paths:
      - /srv/${things}/in
      - /srv/${things}/out
    ${body}
    limits:
      max_tokens: 4096
      requests_per_minute: 60
  `,
]

export const iniHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    ; ${things} daemon
    [main]
    workers = 4
    pidfile = /run/${things}.pid
    user = daemon

    ${top}

    [log]
    level = warning
    path = /var/log/${things}.log
    ${body}
  `,
]

export const tomlHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    title = "${things}"

    [server]
    listen = "0.0.0.0:8000"
    max_connections = 512
    timeout = "30s"

    ${top}

    [cache]
    enabled = true
    key_prefix = "${things}:"
    ${body}
  `,
]

export const terraformHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    terraform {
      required_version = ">= 1.5"
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.40"
        }
      }
    }

    ${top}

    resource "aws_s3_bucket" "${things}" {
      bucket = "${thing.replaceAll('_', '-')}-archive-eu"
      tags = {
        team = "${things}"
      }
    }

    resource "aws_instance" "worker" {
      ami           = "ami-0c55b159cbfafe1f0"
      instance_type = "t3.small"
    }

    ${body}
  `,
]
