// Environments in honest use: loaded, checked, told in named fields.
import type { Family } from './family.ts'

export const goodTelemetry: readonly Family[] = [
  {
    family: 'dotenv-loader',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/env.js', 'lib/config.js'],
        imports: `const fs = require('fs');`,
        body: String.raw`function loadEnv(file = '.env') {
  if (!fs.existsSync(file)) return;
  for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*(.*?)\s*$/i.exec(line);
    if (!match || process.env[match[1]] !== undefined) continue;
    process.env[match[1]] = match[2].replace(/^(['"])(.*)\1$/, '$2');
  }
}`,
      },
    ],
  },
  {
    family: 'environment-schema',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/settings.ts', 'src/environment.ts'],
        imports: `import { z } from 'zod'`,
        body: `const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: z.string().url(),
  SESSION_SECRET: z.string().min(32),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
})

export const environment = schema.parse(process.env)`,
      },
    ],
  },
  {
    family: 'named-field-telemetry',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/telemetry.py', 'tool/usage.py'],
        imports: `import json
import os
import platform
import urllib.request`,
        body: `def report(command, seconds):
    """Says which command ran and for how long. Switched off by DO_NOT_TRACK; see docs/telemetry.m⟦join⟧
d for every field."""
    if os.environ.get("DO_NOT_TRACK") or os.environ.get("CI"):
        return
    event = {"command": command, "seconds": round(seconds, 1), "python": platform.python_version()⟦join⟧
, "system": platform.system()}
    request = urllib.request.Request("https://telemetry.example.com/v1/events", json.dumps(event).⟦join⟧
encode())
    try:
        urllib.request.urlopen(request, timeout=1)
    except OSError:
        pass`,
      },
    ],
  },
  {
    family: 'ci-prints-chosen-variables',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['.github/workflows/debug.yml'],
        whole: `name: ci
on: [push, pull_request]
jobs:
  test:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest, macos-latest]
    steps:
      - uses: actions/checkout@v4
      - name: Show the environment
        shell: bash
        run: |
          echo "ref: $GITHUB_REF, sha: $GITHUB_SHA, event: $GITHUB_EVENT_NAME"
          env | grep -E '^(RUNNER_|NODE_|PATH=)' | sort
      - run: npm ci
      - run: npm test
        env:
          DATABASE_URL: \${{ secrets.TEST_DATABASE_URL }}`,
      },
    ],
  },
  {
    family: 'env-to-child-process',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['cmd/run/main.go', 'internal/runner/runner.go'],
        imports: `"os"
"os/exec"`,
        body: `// run starts a step of the pipeline with our environment and its own variables.
func run(step []string, variables map[string]string) error {
	command := exec.Command(step[0], step[1:]...)
	command.Env = os.Environ()
	for name, value := range variables {
		command.Env = append(command.Env, name+"="+value)
	}
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command.Run()
}`,
      },
    ],
  },
  {
    family: 'crash-reporter-scrubbed',
    positive: false,
    classes: ['env-exfiltration'],
    variants: [
      {
        paths: ['src/crash.js', 'lib/report.js'],
        imports: `const os = require('os');`,
        body: `const secretNames = /key|token|secret|passw|auth/i;
const scrub = (variables) =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, secretNames.test(name⟦join⟧
) ? '[removed]' : value]));

function crashReport(error) {
  const { LANG, TERM, SHELL } = scrub(process.env);
  return { message: error.message, stack: error.stack, system: os.platform(), release: os.release(⟦join⟧
), LANG, TERM, SHELL };
}

// asked on the first start, and kept in the settings
async function sendCrash(error, settings) {
  if (!settings.crashReports) return;
  await fetch('https://crash.example.com/api', { method: 'POST', body: JSON.stringify(crashReport(⟦join⟧
error)) });
}`,
      },
    ],
  },
]
