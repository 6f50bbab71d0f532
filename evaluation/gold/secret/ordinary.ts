// Negatives: ordinary good files of every language, without a thing to find.

import type { SecretClass } from './classes.ts'
import type { Cases } from './form.ts'
import { code, json, negatives } from './form.ts'
import { hosted } from './hosts.ts'

const guess: readonly SecretClass[] = ['token-assignment', 'password-assignment']

const paths = {
  python: ['src/client.py', 'tools/export.py', 'app/views.py'],
  javascript: ['src/server.js', 'lib/walk.js', 'public/table.js'],
  react: ['src/List.jsx'],
  typescript: ['src/service.ts', 'src/schema.ts', 'src/route.ts'],
  go: ['internal/fetch.go', 'cmd/count/main.go'],
  java: ['src/main/java/eu/kestrel/Service.java', 'src/main/java/eu/kestrel/Client.java'],
  kotlin: ['app/Repository.kt'],
  csharp: ['src/Importer.cs'],
  scala: ['jobs/Job.scala'],
  php: ['src/Gateway.php', 'list.php'],
  ruby: ['lib/client.rb', 'config/environments/staging.rb'],
  perl: ['bin/count.pl'],
  lua: ['lib/list.lua'],
  statistics: ['analysis/summary.R'],
  elixir: ['config/config.exs'],
  arduino: ['firmware/firmware.ino'],
  c: ['src/list.c'],
  cpp: ['src/index.cpp'],
  rust: ['src/main.rs'],
  swift: ['Sources/Store.swift'],
  dart: ['lib/page.dart'],
  basic: ['FrmMain.vb'],
  shell: ['bin/rollout.sh', 'bin/backup.sh'],
  powershell: ['tools/list.ps1'],
  batch: ['copy.bat'],
  environment: ['.env', '.env.production'],
  properties: ['src/main/resources/application.properties'],
  yaml: ['worker.yml', 'limits.yaml'],
  ini: ['daemon.ini'],
  toml: ['server.toml'],
  terraform: ['main.tf'],
  docker: ['Dockerfile'],
  markdown: ['README.md'],
  html: ['index.html'],
  sql: ['schema.sql'],
  gradle: ['app/build.gradle'],
  jenkins: ['Jenkinsfile'],
  notebook: ['months.ipynb'],
} as const

export const ordinaryCases: Cases = (random) => [
  ...Object.entries(paths).flatMap(([language, own]) =>
    negatives(
      random,
      `ordinary-${language}`,
      guess,
      ...own.map((path) => (from: typeof random) => hosted(from, path, '')),
    ),
  ),
  ...negatives(random, 'ordinary-composition', guess, () => ({
    path: 'docker-compose.yml',
    content: code`
      services:
        web:
          build: .
          ports: ['8080:8080']
          environment:
            LOG_LEVEL: debug
            REDIS_URL: redis://cache:6379/0
            WORKERS: '4'
          depends_on: [cache]
        cache:
          image: redis:7-alpine
          command: redis-server --save 60 1 --loglevel warning`,
  })),
  ...negatives(random, 'ordinary-pipeline', guess, () => ({
    path: '.github/workflows/ci.yml',
    content: code`
      name: ci
      on:
        push:
          branches: [main]
        pull_request:
      jobs:
        test:
          strategy:
            matrix:
              node: [18, 20, 22]
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: actions/setup-node@v4
              with:
                node-version: \${{ matrix.node }}
                cache: npm
            - uses: actions/cache@v4
              with:
                path: .cache
                key: \${{ runner.os }}-cache-\${{ hashFiles('package-lock.json') }}
                restore-keys: \${{ runner.os }}-cache-
            - run: npm ci
            - run: npm test -- --coverage`,
  })),
  ...negatives(
    random,
    'ordinary-manifest',
    guess,
    () => ({
      path: 'package.json',
      content: json({
        name: '@kestrel/token-list',
        version: '3.2.1',
        type: 'module',
        scripts: { test: 'vitest run', build: 'tsc -p .' },
        dependencies: { jsonwebtoken: '^9.0.2', 'password-prompt': '^1.1.3', keyv: '^4.5.4' },
        engines: { node: '>=18' },
      }),
    }),
    () => ({
      path: 'pyproject.toml',
      content: code`
      [project]
      name = "secret-santa"
      version = "0.4.0"
      description = "Draws names"
      requires-python = ">=3.10"
      dependencies = ["click>=8.1", "keyring>=24", "python-jose[cryptography]>=3.3"]

      [project.scripts]
      santa = "secret_santa.cli:main"

      [tool.ruff]
      line-length = 120

      [tool.ruff.lint]
      ignore = ["S105", "S106"]  # hardcoded password checks`,
    }),
  ),
]
