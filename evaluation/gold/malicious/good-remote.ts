// Remote shells, terminals and sockets in honest use.
import type { Family } from './family.ts'

export const goodRemote: readonly Family[] = [
  {
    family: 'websocket-terminal',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/terminal.js'],
        whole: String.raw`// A terminal in the browser, for signed-in members of the workspace. MIT licence.
const { WebSocketServer } = require('ws')
const pty = require('node-pty')
const { sessionOf } = require('./session')
const audit = require('./audit')

module.exports = (server) => {
  const sockets = new WebSocketServer({ noServer: true })

  server.on('upgrade', async (request, socket, head) => {
    const session = await sessionOf(request)
    if (!session?.permissions.includes('terminal')) {
      socket.write('HTTP/1.1 403 Forbidden\r\n\r\n')
      return socket.destroy()
    }
    sockets.handleUpgrade(request, socket, head, (ws) => attach(ws, session))
  })

  function attach (ws, session) {
    audit.log('terminal opened', { user: session.user })
    const shell = pty.spawn(process.env.SHELL || 'bash', [], { cols: 80, rows: 24, cwd: session.home })
    shell.onData((data) => ws.send(data))
    ws.on('message', (data) => shell.write(String(data)))
    ws.on('close', () => shell.kill())
  }
}`,
      },
    ],
  },
  {
    family: 'python-pty-recorder',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['record/session.py'],
        whole: String.raw`"""Records a terminal session to a file, as script(1) does."""
import argparse
import os
import pty
import time


def record(path, shell):
    with open(path, "wb") as log:
        started = time.monotonic()

        def read(descriptor):
            data = os.read(descriptor, 1024)
            log.write(b"%.3f %d\n" % (time.monotonic() - started, len(data)) + data)
            return data

        print(f"recording to {path}, exit ends it")
        pty.spawn(shell, read)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--shell", default=os.environ.get("SHELL", "/bin/sh"))
    arguments = parser.parse_args()
    record(arguments.path, arguments.shell)`,
      },
    ],
  },
  {
    family: 'wait-for-port-dev-tcp',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['docker/wait-for.sh', 'scripts/ready.sh'],
        body: `wait_for() {
  host=$1 port=$2 left=\${3:-30}
  until (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo "$host:$port does not answer" >&2; return 1; }
    sleep 1
  done
}

wait_for db 5432 && wait_for redis 6379`,
      },
    ],
  },
  {
    family: 'netcat-file-transfer',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['scripts/send-dump.sh'],
        body: `# On the other host: nc -l -p 9000 | pv | zstd -d > orders.dump
if [ "\${SEND_TO:-}" != "" ]; then
  zstd -c "$OUT/latest.dump" | nc -w 5 "$SEND_TO" 9000
fi`,
      },
      {
        paths: ['net/echo.py', 'src/echo_server.py'],
        imports: `import socket
import threading`,
        body: `def echo(connection):
    with connection:
        while data := connection.recv(4096):
            connection.sendall(data)


def serve(host="127.0.0.1", port=7007):
    with socket.create_server((host, port)) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=echo, args=(connection,), daemon=True).start()`,
      },
    ],
  },
  {
    family: 'go-ssh-server',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['internal/sshd/server.go'],
        whole: String.raw`package sshd

import (
	"io"
	"log/slog"
	"os/exec"

	"github.com/creack/pty"
	"github.com/gliderlabs/ssh"
)

// Server gives the owners of authorised keys a shell in their own sandbox.
func Server(address string, keys KeyStore) *ssh.Server {
	return &ssh.Server{
		Addr: address,
		PublicKeyHandler: func(ctx ssh.Context, key ssh.PublicKey) bool {
			return keys.Allowed(ctx.User(), key)
		},
		Handler: func(session ssh.Session) {
			slog.Info("session", "user", session.User(), "from", session.RemoteAddr())
			command := exec.Command("bwrap", "--unshare-all", "--ro-bind", "/usr", "/usr", "/usr/bin/bash", "-l")
			terminal, err := pty.Start(command)
			if err != nil {
				io.WriteString(session.Stderr(), "no terminal\n")
				session.Exit(1)
				return
			}
			go io.Copy(terminal, session)
			io.Copy(session, terminal)
		},
	}
}`,
      },
    ],
  },
  {
    family: 'remote-support-agent',
    positive: false,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['agent/session.py'],
        whole: String.raw`"""Remote support: a technician's session, which the user starts and can end a⟦join⟧
t any time.

Copyright (C) 2022 Helpdesk Open. AGPL-3.0-or-later.
"""
import asyncio
import ssl

from .consent import ask
from .signing import verify

ALLOWED = {"restart-printer-queue": ["systemctl", "restart", "cups"], "disk-usage": ["df", "-h"]⟦join⟧
, "uptime": ["uptime"]}


async def session(host, port, ticket):
    if not ask(f"Let {host} help with ticket {ticket}? You see every command, and can stop with Esc."):
        return
    context = ssl.create_default_context(cafile="/etc/helpdesk/ca.pem")
    reader, writer = await asyncio.open_connection(host, port, ssl=context)
    async for line in reader:
        name = verify(line)
        if name not in ALLOWED:
            writer.write(b"refused\n")
            continue
        print("running", name)
        process = await asyncio.create_subprocess_exec(*ALLOWED[name], stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        writer.write(out)
        await writer.drain()`,
      },
    ],
  },
]
